/** What was in the way of reading a file: the key, record or root without which a format would claim it, or a key that is missing. */
import type { Format, Sample } from '../ingest/format.ts';
import type { Fields } from '../ingest/read-fields.ts';

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
}

/** The nearest format, or null when no single thing is in the way. */
export function findNearMiss(formats: readonly Format[], sample: Sample): NearMiss | null {
  for (const { why, changed, key } of changes(sample)) {
    const [format, ...others] = formats.filter((each) => each.claims(changed));
    if (format === undefined || others.length > 0) continue;
    const step =
      key === undefined ? `set \`format: ${format.id}\` to read it so` : `give each record a \`${key}\``;
    return { why, fix: `The nearest format is ${format.title} (\`${format.id}\`): ${step}.` };
  }
  return null;
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
