/** What was in the way of reading a file: the key, record or root without which a format would claim it, or a key that is missing. */
import type { Format, Sample } from '../ingest/format.ts';
import type { Fields } from '../ingest/read-fields.ts';
import { readSample } from '../ingest/read-sample.ts';
import { defaultLimits } from '../settings/limits.ts';

/** Roots of the XML that is read, and an element that stands below each. */
const roots: readonly (readonly [root: string, inside: RegExp])[] = [
  ['testsuites', /<(?:[\w.-]+:)?testcase[\s/>]/],
  ['test-run', /<test-case[\s/>]/],
  ['TestRun', /<UnitTestResult[\s/>]/],
  ['assemblies', /<collection[\s/>]/],
  ['Catch2TestRun', /<TestCase[\s/>]/],
];
const triedKeys = 40;
/** Keys of a record that people leave out of what they write by hand. */
const needed: Fields = { value: 1, unit: 'ms', name: 'x' };

export interface NearMiss {
  /** What is in the way, in words. */
  readonly why: string;
  readonly fix: string;
}

interface Change {
  readonly why: string;
  readonly changed: Sample;
  /** A key to be added. */
  readonly key?: string;
  /** The list has to stand by itself. */
  readonly isBare?: boolean;
}

/** The nearest format, or null when no single thing is in the way. */
export function findNearMiss(formats: readonly Format[], sample: Sample): NearMiss | null {
  if (sample.shape === 'text') return skipWords(formats, sample.text);
  for (const { why, changed, key, isBare } of changes(sample)) {
    const [format, ...others] = formats.filter((each) => each.claims(changed));
    if (format === undefined || others.length > 0) continue;
    const alone = isBare ? 'write the list alone' : `set \`format: ${format.id}\` to read it so`;
    const step = key === undefined ? alone : `give each record a \`${key}\``;
    return { why, fix: `The nearest format is ${format.title} (\`${format.id}\`): ${step}.` };
  }
  return null;
}

const shownLine = 60;

/** What a shell or a package manager says stands before the document. */
function skipWords(formats: readonly Format[], text: string): NearMiss | null {
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
    fix: `The nearest format is ${format.title} (\`${format.id}\`): let the tool write it to a file of its own.`,
  };
}

function claimOf(formats: readonly Format[], text: string): Format | null {
  const sample = readSample(Buffer.from(text), defaultLimits);
  const claims = formats.filter((format) => format.claims(sample));
  return claims.length === 1 ? (claims[0] ?? null) : null;
}

/** The sample with one key more, or without one thing each. */
function* changes(sample: Sample): Generator<Change> {
  const { shape, root, records, keys } = sample;
  if (shape === 'xml' && root !== null) {
    const why = `the root <${root.slice(0, 60)}> is in the way`;
    for (const [other, inside] of roots)
      if (inside.test(sample.text)) yield { why, changed: { ...sample, root: other } };
    return;
  }
  const [list, ...rest] = keys;
  if (shape === 'object' && list !== undefined && rest.length === 0) {
    const why = `the key \`${list.slice(0, 40)}\` around the list is in the way`;
    yield { why, isBare: true, changed: { ...sample, shape: 'array', keys: [] } };
  }
  for (const [key, value] of Object.entries(needed)) {
    if (records.length === 0 || records.every((record) => key in record)) continue;
    const why = `the key \`${key}\` is missing`;
    const more = records.map((record) => ({ [key]: value, ...record }));
    yield { why, key, changed: { ...sample, records: more } };
  }
  const all = new Set([...records.flatMap((record) => Object.keys(record)), ...keys]);
  for (const key of [...all].slice(0, triedKeys)) {
    const why = `the key \`${key.slice(0, 40)}\` is in the way`;
    const others = records.map((record) => without(record, key));
    yield { why, changed: { ...sample, records: others, keys: keys.filter((other) => other !== key) } };
  }
  for (const [place, record] of records.entries()) {
    const shown = Object.keys(record).slice(0, 4).join(', ').slice(0, 80);
    const why = `record ${place + 1} (${shown}) is in the way`;
    yield { why, changed: { ...sample, records: records.filter((other) => other !== record) } };
  }
}

function without(record: Fields, key: string): Fields {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
}
