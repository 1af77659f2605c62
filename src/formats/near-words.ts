/** Finds text before the document of a file that a format would claim without it. */

import type { Format } from '../ingest/format.ts';
import { readSample } from '../ingest/read-sample.ts';
import { plural } from '../model/counts.ts';
import { defaultLimits } from '../settings/limits.ts';
import type { NearMiss } from './name-nearest.ts';

const shownLine = 60;

/** Output of a shell or a package manager before the document. */
export function skipWords(formats: readonly Format[], text: string): NearMiss | null {
  const lines = text.split('\n', 200);
  const first = lines.findIndex((line) => /^\s*(?:[{[]|<[?\w])/.test(line));
  if (first < 1) return null;
  const all = text.split('\n').slice(first);
  // More text may follow the document.
  const format = [all, all.slice(0, 1)]
    .map((rest) => claimOf(formats, rest.join('\n')))
    .find((one) => one !== null);
  if (format === undefined) return null;
  const shown = lines
    .find((line) => line.trim() !== '')
    ?.trim()
    .slice(0, shownLine);
  return {
    why: `${plural(first, 'line of other text is', 'lines of other text are')} before the document (\`${shown}\`)`,
    format,
    step: 'let the tool write its report to a separate file',
  };
}

function claimOf(formats: readonly Format[], text: string): Format | null {
  const sample = readSample(Buffer.from(text), defaultLimits);
  const claims = formats.filter((format) => format.claims(sample));
  return claims.length === 1 ? (claims[0] ?? null) : null;
}
