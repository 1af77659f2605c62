/** The files in a build's logs: which task read or wrote them. Logs without files are ignored here. */

import { openInput } from '../ingest/open-input.ts';
import { parseJson } from '../ingest/parse-record.ts';
import type { Source } from '../ingest/source.ts';
import type { NamedFile } from '../model/recording.ts';
import { defaultLimits } from '../settings/limits.ts';
import { nameBazelFiles } from './bazel/bazel-files.ts';
import { nameTurborepoFiles } from './turborepo/turborepo-files.ts';

/** Longer logs are not searched. */
const mostBytes = 256 * 1024 ** 2;

/** Never throws for the content of a log. */
export async function nameFiles(sources: readonly Source[]): Promise<NamedFile[]> {
  const named: NamedFile[] = [];
  for (const source of sources) named.push(...nameFilesIn(await loadText(source).catch(() => '')));
  return named;
}

async function loadText({ open }: Source): Promise<string> {
  const { input } = await openInput(open, defaultLimits);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input.chunks()) {
    size += chunk.length;
    if (size > mostBytes) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function nameFilesIn(text: string): NamedFile[] {
  if (text.includes('"namedSetOfFiles"')) return nameBazelFiles(text.split('\n').map(parseJson));
  return text.includes('"turboVersion"') ? nameTurborepoFiles(parseJson(text)) : [];
}
