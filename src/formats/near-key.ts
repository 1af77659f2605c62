/** Finds the key because of which no format claims a file: it has another name, is missing, or has another type. */
import type { Format, Sample } from '../ingest/format.ts';
import type { NearMiss } from './name-nearest.ts';
import { keysOf, renameKey, setValue } from './near-sample.ts';
import { type Look, watchClaim } from './watch-claim.ts';

const triedKeys = 40;
/** Each key is tried in place of each other one. */
const lookedRecords = 5;
/** Fewer common keys are chance. */
const leastInCommon = 2;

/**
 * The key that decided the claim of the nearest format; null if none is near.
 * @param whole result of `shortenSample`
 */
export function findKey(formats: readonly Format[], whole: Sample): NearMiss | null {
  const sample = { ...whole, records: whole.records.slice(0, lookedRecords) };
  const keys = keysOf(sample);
  const watched = formats.map((format) => ({ format, ...compareWithFormat(format, sample) }));
  const known = new Set(watched.flatMap(({ found }) => [...found]));
  const misses = watched.flatMap(({ format, missing, last }) => [
    ...missing.flatMap((key) => tryCorrections(format, listCorrections(sample, key, keys), formats)),
    ...(last?.isThere ? tryCorrections(format, otherValues(sample, last.key), formats) : []),
  ]);
  const isForeign = ({ other }: Corrected): boolean => other !== null && !known.has(other);
  const foreign = misses.filter((miss) => isForeign(miss) && (miss.isAlike || isSure(miss)));
  const odd = misses.filter(({ isOdd, inCommon }) => isOdd && inCommon > 0);
  const [corrected] = [
    ...odd.sort(byInCommon),
    ...foreign.sort(byLikeness),
    ...misses.filter(isSure).sort(byInCommon),
  ];
  if (corrected !== undefined) return corrected;
  const [best, next] = watched.filter(isSure).sort(byInCommon);
  if (best?.last === undefined || best.inCommon === next?.inCommon) return null;
  const { key, isThere } = best.last;
  const why = isThere
    ? `something else is missing next to the key \`${key}\``
    : `the key \`${key}\` is missing`;
  return { why, format: best.format, step: asItWrites };
}

interface LookedFor {
  /** The deciding condition. */
  readonly last: Look | undefined;
  readonly missing: readonly string[];
  readonly found: ReadonlySet<string>;
  readonly inCommon: number;
}

type InCommon = Pick<LookedFor, 'inCommon'>;
const isSure = ({ inCommon }: InCommon): boolean => inCommon >= leastInCommon;
const byInCommon = (a: InCommon, b: InCommon): number => b.inCommon - a.inCommon;

function compareWithFormat(format: Format, sample: Sample): LookedFor {
  const looks = watchClaim(format, sample);
  const found = new Set(looks.flatMap(({ key, isThere }) => (isThere ? [key] : [])));
  const missing = new Set(looks.flatMap(({ key }) => (found.has(key) ? [] : [key])));
  return { last: looks.at(-1), missing: [...missing].slice(0, triedKeys), found, inCommon: found.size };
}

interface Corrected extends NearMiss, InCommon {
  /** The key with another name in the file; null: it is missing. */
  readonly other: string | null;
  readonly isAlike: boolean;
  /** The key has another type. */
  readonly isOdd: boolean;
}

/** A misspelt name comes first. */
function byLikeness(a: Corrected, b: Corrected): number {
  return Number(b.isAlike) - Number(a.isAlike) || byInCommon(a, b);
}

function areAlike(one: string, other: string): boolean {
  const [a, b] = [one, other].map((key) => key.toLowerCase().replaceAll(/[^a-z]/g, '')) as [string, string];
  return a.includes(b) || b.includes(a);
}

/** Changes that make the format claim the file. */
function tryCorrections(
  format: Format,
  changes: Iterable<Correction>,
  formats: readonly Format[],
): readonly Corrected[] {
  const isOnly = (changed: Sample): boolean =>
    formats.every((other) => other === format || !other.claims(changed));
  return [...changes]
    .filter(({ changed }) => format.claims(changed) && isOnly(changed))
    .map(({ why, changed, key, other, isOdd = false, step = asItWrites }) => ({
      why,
      format,
      step,
      other,
      isOdd,
      isAlike: other !== null && areAlike(other, key),
      // The changed key is one of them by itself.
      inCommon: compareWithFormat(format, changed).inCommon - 1,
    }));
}

interface Correction {
  readonly why: string;
  readonly changed: Sample;
  readonly key: string;
  readonly other: string | null;
  readonly isOdd?: boolean;
  readonly step?: string;
}

const asItWrites = 'use the file exactly as the tool writes it';

/** The sample with another key renamed to this one, or with this one in the root or in each record. */
function* listCorrections(sample: Sample, key: string, keys: readonly string[]): Generator<Correction> {
  for (const other of keys) {
    const why = `the key \`${other.slice(0, 40)}\` is used instead of \`${key}\``;
    yield { why, key, other, changed: renameKey(sample, other, key) };
  }
  const missing = { why: `the key \`${key}\` is missing`, key, other: null };
  yield { ...missing, changed: { ...sample, keys: [...sample.keys, key] } };
  for (const value of values) {
    const records = sample.records.map((record) => ({ [key]: value, ...record }));
    yield { ...missing, step: `give each record a \`${key}\``, changed: { ...sample, records } };
  }
}

/** The sample with a value of another type. */
function* otherValues(sample: Sample, key: string): Generator<Correction> {
  const why = holdsOther(key);
  for (const value of values)
    yield { why, key, other: null, isOdd: true, changed: setValue(sample, key, value) };
}

const values: readonly unknown[] = ['x', 1, [], {}];
const holdsOther = (key: string): string => `the key \`${key}\` has an unexpected value`;
