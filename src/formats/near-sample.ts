/** A shortened sample with single changed keys, to find the one because of which no format claims a file. */
import type { Sample } from '../ingest/format.ts';
import { isFields } from '../ingest/read-fields.ts';

const keptRecords = 20;
const keptText = 65_536;
const keptElements = 3;
const keptKeys = 80;
const keptLetters = 200;
const keptDepth = 6;
const triedKeys = 40;
/** Claims mostly look no deeper. */
const changedDepth = 3;

/** Each change is tried with each format: with a large sample that would take seconds. */
export function shortenSample(sample: Sample): Sample {
  const { text, records } = sample;
  const kept = records.slice(0, keptRecords).map((record) => shorten(record, 1) as typeof record);
  return { ...sample, text: text.slice(0, keptText), records: kept };
}

function shorten(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.slice(0, keptLetters);
  if (Array.isArray(value))
    return depth > keptDepth ? [] : value.slice(0, keptElements).map((each) => shorten(each, depth + 1));
  if (!isFields(value)) return value;
  const entries = depth > keptDepth ? [] : Object.entries(value).slice(0, keptKeys);
  return Object.fromEntries(entries.map(([key, inner]) => [key, shorten(inner, depth + 1)]));
}

/** Keys of the root, and of the records and their contents. */
export function keysOf({ keys, records }: Sample): readonly string[] {
  const all = new Set(keys);
  const collect = (value: unknown, depth: number): void => {
    if (Array.isArray(value)) for (const each of value.slice(0, 2)) collect(each, depth);
    else if (isFields(value) && depth <= changedDepth && all.size < triedKeys)
      for (const [key, inner] of Object.entries(value)) collect(inner, all.add(key) && depth + 1);
  };
  collect(records, 1);
  return [...all].slice(0, triedKeys);
}

/** With another name in place of a key. */
export function renameKey(sample: Sample, from: string, to: string): Sample {
  const changed = changeEntries(sample, from, (value) => [to, value]);
  return {
    ...changed,
    text: sample.text.replaceAll(`"${from}"`, `"${to}"`),
    keys: sample.keys.map((key) => (key === from ? to : key)),
  };
}

/** With this value wherever the key occurs. */
export function setValue(sample: Sample, wanted: string, by: unknown): Sample {
  return changeEntries(sample, wanted, () => [wanted, by]);
}

function changeEntries(
  sample: Sample,
  wanted: string,
  change: (value: unknown) => readonly [key: string, value: unknown],
): Sample {
  const holds = (value: unknown, depth: number): boolean =>
    Array.isArray(value)
      ? value.some((each) => holds(each, depth))
      : isFields(value) &&
        depth <= changedDepth &&
        (Object.hasOwn(value, wanted) || Object.values(value).some((inner) => holds(inner, depth + 1)));
  const walk = (value: unknown, depth: number): unknown => {
    // Most parts do not contain the key, and need no copy.
    if (!holds(value, depth)) return value;
    if (Array.isArray(value)) return value.map((each) => walk(each, depth));
    const entries = Object.entries(value as object).map(([key, inner]) => {
      const walked = walk(inner, depth + 1);
      return key === wanted ? change(walked) : [key, walked];
    });
    return Object.fromEntries(entries);
  };
  return { ...sample, records: walk(sample.records, 1) as Sample['records'] };
}
