/** What was in the way of reading a file: the key, record or root without which a format would claim it. */
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

export interface NearMiss {
  readonly format: Format;
  /** What is in the way, in words. */
  readonly why: string;
}

/** The nearest format, or null when no single thing is in the way. */
export function findNearMiss(formats: readonly Format[], sample: Sample): NearMiss | null {
  for (const { why, changed } of changes(sample)) {
    const claims = formats.filter((format) => format.claims(changed));
    if (claims.length === 1) return { format: claims[0] as Format, why };
  }
  return null;
}

/** The sample without one thing each. */
function* changes(sample: Sample): Generator<{ readonly why: string; readonly changed: Sample }> {
  const { shape, root, records, keys } = sample;
  if (shape === 'xml' && root !== null) {
    const why = `the root <${root.slice(0, 60)}> is in the way`;
    for (const [other, inside] of roots)
      if (inside.test(sample.text)) yield { why, changed: { ...sample, root: other } };
    return;
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
