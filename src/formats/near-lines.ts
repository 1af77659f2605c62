/** What stands before or in the lines of a file that a format would claim without it. */
import type { Format } from '../ingest/format.ts';
import { readSample } from '../ingest/read-sample.ts';
import { defaultLimits } from '../settings/limits.ts';
import { type NearMiss, nearest } from './name-nearest.ts';

const shownLine = 60;

/** What a CI service or a terminal puts into each line. */
const lineMarks: readonly (readonly [mark: RegExp, what: string])[] = [
  [new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g'), 'the colours in its lines are'],
  [/^\[?\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?\]?[ \t]/gm, 'the time before each line is'],
  [/^\[[^\]\n]{1,40}\] /gm, 'the brackets before each line are'],
  [/^[\w.-]{1,40} *\| ?/gm, 'the name before each line is'],
];

/** Lines that a format would claim without what stands before each of them. */
export function stripLines(formats: readonly Format[], text: string): NearMiss | null {
  let stripped = text;
  for (const [mark, what] of lineMarks) {
    const next = stripped.replaceAll(mark, '');
    if (next === stripped) continue;
    // Some formats' own lines begin with brackets.
    const format = claimOf(formats, next);
    const by = `${what} in the way: \`${text.trimStart().split('\n', 1)[0]?.slice(0, shownLine)}\``;
    if (format !== null)
      return { why: by, fix: `${nearest(format)}: let the tool write its log to a file of its own.` };
    stripped = next;
  }
  return null;
}

/** What a shell or a package manager says stands before the document. */
export function skipWords(formats: readonly Format[], text: string): NearMiss | null {
  const lines = text.split('\n', 200);
  const first = lines.findIndex((line) => /^\s*(?:[{[]|<[?\w])/.test(line));
  if (first < 1) return null;
  const all = text.split('\n').slice(first);
  // More words may follow the document.
  const format = [all, all.slice(0, 1)]
    .map((rest) => claimOf(formats, rest.join('\n')))
    .find((one) => one !== null);
  if (format === undefined) return null;
  const shown = lines
    .find((line) => line.trim() !== '')
    ?.trim()
    .slice(0, shownLine);
  const many = first === 1 ? 'the first line' : `the first ${first} lines`;
  return {
    why: `${many} (\`${shown}\`) ${first === 1 ? 'is' : 'are'} in the way`,
    fix: `${nearest(format)}: let the tool write it to a file of its own.`,
  };
}

function claimOf(formats: readonly Format[], text: string): Format | null {
  const sample = readSample(Buffer.from(text), defaultLimits);
  const claims = formats.filter((format) => format.claims(sample));
  return claims.length === 1 ? (claims[0] ?? null) : null;
}
