/** Archives: files in which other tools kept a team's past, and which are no log of any build. */

import type { Build, BuildContext } from '../model/build.ts';
import type { Problem } from '../model/problem.ts';
import { benchmarkData } from './benchmark/benchmark-data.ts';
import type { Source } from './read-build.ts';

export interface ArchiveOptions {
  /** The series of all builds; null: as the file names them. */
  readonly name: string | null;
  /** What is not in the file. */
  readonly context: BuildContext;
}

/** A format of an archive: registered as data, one file each. */
export interface ArchiveFormat {
  readonly id: string;
  /** Told from the whole text, which is at most 256 MiB. */
  readonly claims: (text: string) => boolean;
  /** Every build of the file, with an id that is the same each time. @throws when the text is cut off or damaged. */
  readonly read: (text: string, options: ArchiveOptions) => Build[];
}

/** All of them; their order does not matter. */
export const archiveFormats: readonly ArchiveFormat[] = [benchmarkData];

const mostBytes = 256 * 1024 * 1024;

/** The builds of a file, or null when it is none of these formats: then it is the log of one build. */
export async function readArchive(
  source: Source,
  options: ArchiveOptions,
): Promise<{ readonly builds: readonly Build[]; readonly problems: readonly Problem[] } | null> {
  const text = await readText(source);
  const format = text === null ? undefined : archiveFormats.find(({ claims }) => claims(text));
  if (text === null || format === undefined) return null;
  try {
    return { builds: format.read(text, options), problems: [] };
  } catch (error) {
    const what = `This file of ${format.id} cannot be read: ${(error as Error).message}`;
    const fix = 'Check that it is whole.';
    return { builds: [], problems: [{ level: 'error', code: 'unreadable', where: source.name, what, fix }] };
  }
}

async function readText(source: Source): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source.open()) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > mostBytes) return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}
