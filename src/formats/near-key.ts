/** Finds the key for which no format claims a file: it has another name, is missing, or holds something else. */
import type { Format, Sample } from '../ingest/format.ts';
import { type Fields, isFields } from '../ingest/read-fields.ts';
import { type NearMiss, nearest } from './name-nearest.ts';
import { type Look, watchClaim } from './watch-claim.ts';

const triedKeys = 40;
/** Each key is tried in the place of each other one: a large sample would take seconds. */
const lookedRecords = 5;
const lookedText = 65_536;
/** Fewer keys in common are chance. */
const leastInCommon = 2;

/** The key that decided the claim of a format, which is the nearest; null when nothing is near. */
export function findKey(formats: readonly Format[], whole: Sample): NearMiss | null {
  const sample = {
    ...whole,
    records: whole.records.slice(0, lookedRecords),
    text: whole.text.slice(0, lookedText),
  };
  const watched = formats.map((format) => ({ format, ...lookInto(format, sample) }));
  const known = new Set(watched.flatMap(({ found }) => [...found]));
  const misses = watched.flatMap(({ format, missing }) =>
    missing.flatMap((key) => findMendings(format, sample, key)),
  );
  const isForeign = ({ other }: Mended): boolean => other !== null && !known.has(other);
  const foreign = misses.filter((miss) => isForeign(miss) && (miss.isAlike || isSure(miss)));
  const [mended] = [...foreign.sort(byLikeness), ...misses.filter(isSure).sort(byInCommon)];
  if (mended !== undefined) return mended;
  const [best] = watched.filter(isSure).sort(byInCommon);
  if (best?.last === undefined) return null;
  const { key, isThere } = best.last;
  const why = `the key \`${key}\` ${isThere ? 'holds something else than it should' : 'is missing'}`;
  return { why, fix: `${nearest(best.format)}: ${asItWrites}.` };
}

interface LookedFor {
  /** What decided. */
  readonly last: Look | undefined;
  readonly missing: readonly string[];
  readonly found: ReadonlySet<string>;
  readonly inCommon: number;
}

type InCommon = Pick<LookedFor, 'inCommon'>;
const isSure = ({ inCommon }: InCommon): boolean => inCommon >= leastInCommon;
const byInCommon = (a: InCommon, b: InCommon): number => b.inCommon - a.inCommon;

function lookInto(format: Format, sample: Sample): LookedFor {
  const looks = watchClaim(format, sample);
  const found = new Set(looks.flatMap(({ key, isThere }) => (isThere ? [key] : [])));
  const missing = new Set(looks.flatMap(({ key }) => (found.has(key) ? [] : [key])));
  return { last: looks.at(-1), missing: [...missing].slice(0, triedKeys), found, inCommon: found.size };
}

interface Mended extends NearMiss, InCommon {
  /** The key that has another name in the file; null: it is missing. */
  readonly other: string | null;
  readonly isAlike: boolean;
}

/** A name that was spelt otherwise comes first. */
function byLikeness(a: Mended, b: Mended): number {
  return Number(b.isAlike) - Number(a.isAlike) || byInCommon(a, b);
}

function areAlike(one: string, other: string): boolean {
  const [a, b] = [one, other].map((key) => key.toLowerCase().replaceAll(/[^a-z]/g, '')) as [string, string];
  return a.includes(b) || b.includes(a);
}

/** Changes by which the format claims the file. */
function findMendings(format: Format, sample: Sample, key: string): readonly Mended[] {
  return [...mendings(sample, key)]
    .filter(({ changed }) => format.claims(changed))
    .map(({ why, changed, other, step = asItWrites }) => ({
      why,
      fix: `${nearest(format)}: ${step}.`,
      other,
      isAlike: other !== null && areAlike(other, key),
      // The key that was changed is one of them by itself.
      inCommon: lookInto(format, changed).inCommon - 1,
    }));
}

const asItWrites = 'give it the file as its tool writes it';

/** The sample with another key renamed to this one, or with this one in the root or in each record. */
function* mendings(
  sample: Sample,
  key: string,
): Generator<{
  readonly why: string;
  readonly changed: Sample;
  readonly other: string | null;
  readonly step?: string;
}> {
  for (const other of keysOf(sample)) {
    const why = `the key \`${other.slice(0, 40)}\` stands in the place of \`${key}\``;
    yield { why, other, changed: renameKey(sample, other, key) };
  }
  const missing = { why: `the key \`${key}\` is missing`, other: null };
  yield { ...missing, changed: { ...sample, keys: [...sample.keys, key] } };
  for (const value of ['x', 1, [], {}]) {
    const records = sample.records.map((record) => ({ [key]: value, ...record }));
    yield { ...missing, step: `give each record a \`${key}\``, changed: { ...sample, records } };
  }
}

/** Keys of the root, and of the records and what they hold. */
export function keysOf({ keys, records }: Sample): readonly string[] {
  const all = new Set(keys);
  const collect = (value: unknown, depth: number): void => {
    if (Array.isArray(value)) for (const each of value.slice(0, 2)) collect(each, depth);
    else if (isFields(value) && depth <= renamedDepth && all.size < triedKeys)
      for (const [key, inner] of Object.entries(value)) collect(inner, all.add(key) && depth + 1);
  };
  collect(records, 1);
  return [...all].slice(0, triedKeys);
}

const renamedDepth = 3;

function renameKey(sample: Sample, from: string, to: string): Sample {
  const rename = (value: unknown, depth: number): unknown => {
    if (Array.isArray(value)) return value.map((each) => rename(each, depth));
    if (!isFields(value) || depth > renamedDepth) return value;
    const entries = Object.entries(value).map(([key, inner]) => [
      key === from ? to : key,
      rename(inner, depth + 1),
    ]);
    return Object.fromEntries(entries);
  };
  return {
    ...sample,
    text: sample.text.replaceAll(`"${from}"`, `"${to}"`),
    keys: sample.keys.map((key) => (key === from ? to : key)),
    records: rename(sample.records, 1) as readonly Fields[],
  };
}
