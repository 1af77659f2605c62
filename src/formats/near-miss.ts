/** Why a file could not be read: the key, record or root because of which no format claims it, or a missing key. */
import type { Format, Sample } from '../ingest/format.ts';
import type { Fields } from '../ingest/read-fields.ts';
import type { NearMiss } from './name-nearest.ts';
import { findKey } from './near-key.ts';
import { findMissingLine } from './near-line.ts';
import { keysOf, shortenSample } from './near-sample.ts';

/** Supported XML roots, with an element that occurs below each. */
const roots: readonly (readonly [root: string, inside: RegExp])[] = [
  ['testsuites', /<(?:[\w.-]+:)?testcase[\s/>]/],
  ['test-run', /<test-case[\s/>]/],
  ['TestRun', /<UnitTestResult[\s/>]/],
  ['assemblies', /<assembly[\s/>]/],
  ['assembly', /<(?:class|collection)[\s/>]/],
  ['Catch2TestRun', /<TestCase[\s/>]/],
  ['html', /<head[\s>]/],
];

interface SampleChange {
  readonly why: string;
  readonly changed: Sample;
  /** The list must stand alone. */
  readonly isBare?: boolean;
}

/** The nearest format, or null if it differs in more than one point. */
export function findNearMiss(formats: readonly Format[], sample: Sample): NearMiss | null {
  if (sample.shape === 'text') return findMissingLine(formats, shortenSample(sample));
  const short = shortenSample(sample);
  for (const { why, changed, isBare } of changes(short)) {
    const [format, ...others] = formats.filter((each) => each.claims(changed));
    if (format === undefined || others.length > 0) continue;
    const step = isBare ? 'write the list alone' : `set \`format: ${format.id}\` to read it as that`;
    return { why, format, step };
  }
  return findKey(formats, short);
}

/** The sample with one additional key, or without one part each. */
function* changes(sample: Sample): Generator<SampleChange> {
  const { shape, root, records, keys } = sample;
  if (shape === 'xml' && root !== null) {
    const why = `unexpected root <${root.slice(0, 60)}>`;
    for (const [other, inside] of roots) {
      if (!inside.test(sample.text)) continue;
      const text = sample.text.replaceAll(`<${root}`, `<${other}`);
      yield { why, changed: { ...sample, text, root: other } };
    }
    return;
  }
  const [list, ...rest] = keys;
  if (shape === 'object' && list !== undefined && rest.length === 0) {
    const why = `unexpected key \`${list.slice(0, 40)}\` around the list`;
    yield { why, isBare: true, changed: { ...sample, shape: 'array', keys: [] } };
  }
  for (const key of keysOf(sample)) {
    const why = `unexpected key \`${key.slice(0, 40)}\``;
    const others = records.map((record) => without(record, key));
    yield { why, changed: { ...sample, records: others, keys: keys.filter((other) => other !== key) } };
  }
  for (const [place, record] of records.entries()) {
    const shown = Object.keys(record).slice(0, 4).join(', ').slice(0, 80);
    const why = `unexpected record ${place + 1} (${shown})`;
    yield { why, changed: { ...sample, records: records.filter((other) => other !== record) } };
  }
}

function without(record: Fields, key: string): Fields {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
}
