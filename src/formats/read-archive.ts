/** Archives: files with the past builds of a team from other tools, which are not logs of a build. */

import type { ArchiveFormat, ArchiveOptions } from '../ingest/archive-format.ts';
import type { Source } from '../ingest/source.ts';
import type { Build } from '../model/build.ts';
import { plural } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';
import { bencherPerf } from './benchmark/bencher-perf.ts';
import { benchmarkData } from './benchmark/benchmark-data.ts';
import { otavaCsv } from './benchmark/otava-csv.ts';

/** All of them, in any order. */
const archiveFormats: readonly ArchiveFormat[] = [benchmarkData, bencherPerf, otavaCsv];

const mostBytes = 256 * 1024 * 1024;

/** The builds of a file, or null if it has none of these formats: then it is the log of one build. */
export async function readArchive(
  source: Source,
  options: ArchiveOptions,
): Promise<{ readonly builds: readonly Build[]; readonly problems: readonly Problem[] } | null> {
  const text = await readEntryText(source);
  const format = text === null ? undefined : archiveFormats.find(({ claims }) => claims(text));
  if (text === null || format === undefined) return null;
  let skipped = 0;
  try {
    const builds = format.read(text, options, () => {
      skipped += 1;
    });
    return { builds, problems: skipped === 0 ? [] : [describeSkipped(source.name, format.id, skipped)] };
  } catch (error) {
    const what = `This file of ${format.id} cannot be read: ${(error as Error).message}.`;
    const fix = 'Check that it is complete.';
    return { builds: [], problems: [{ level: 'error', code: 'unreadable', where: source.name, what, fix }] };
  }
}

function describeSkipped(where: string, format: string, skipped: number): Problem {
  const what = `Left out: ${plural(skipped, 'entry', 'entries')} of this ${format} file without a time, name or number.`;
  return { level: 'warning', code: 'skipped', where, what, fix: 'Correct the file and import it again.' };
}

async function readEntryText(source: Source): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source.open()) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > mostBytes) return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}
