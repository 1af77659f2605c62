/**
 * The contributions of removed builds to metrics: kept when compaction drops the builds. See
 * docs/decisions/running-totals.md.
 */
import type { PastBuilds, StoredBuild } from '../model/history.ts';
import type { MetricAmount } from '../model/metric-point.ts';
import { addAmounts, amountsOf, isFolded } from '../points/run-totals.ts';
import { toAmountRow, toAmounts } from './amounts-text.ts';
import { compareTexts } from './task-rows.ts';

/** Position of a build in the order of all builds. */
interface Place {
  readonly startMs: number;
  readonly id: string;
}

/** One removed build. */
interface Gone extends Place {
  readonly amounts: readonly MetricAmount[];
}

export interface Folded {
  /** Builds up to this one are in `totals`. */
  readonly upTo: Place | null;
  readonly totals: readonly MetricAmount[];
  /** Builds removed after it, in order. */
  readonly tail: readonly Gone[];
}

/**
 * Number of removed builds that are still listed separately: a build that another run stores late is inserted
 * among them.
 */
const longestTail = 64;

/**
 * Combines the `folded` of several runs and the builds beyond the limits; the result is the same in any order.
 * @param stored ids of the builds that stay, and count separately
 * @returns null if no build was removed
 */
export function foldBuilds(
  known: readonly Folded[],
  gone: readonly StoredBuild[],
  stored: ReadonlySet<string>,
): Folded | null {
  const base = known.reduce<Folded | null>((a, b) => (a === null || compareBases(a, b) < 0 ? b : a), null);
  const tail = new Map<string, Gone>();
  for (const each of known.flatMap((one) => one.tail)) tail.set(each.id, each);
  for (const build of gone)
    tail.set(build.id, { id: build.id, startMs: build.startTimeMs, amounts: amountsOf(build) });
  const upTo = base?.upTo ?? null;
  const waiting = [...tail.values()]
    .filter(({ id, startMs }) => !stored.has(id) && !isFolded({ id, startTimeMs: startMs }, upTo))
    .sort(comparePlaces);
  if (upTo === null && waiting.length === 0) return null;
  const old = waiting.slice(0, Math.max(0, waiting.length - longestTail));
  const last = old.at(-1);
  const totals = base?.totals ?? [];
  return {
    upTo: last === undefined ? upTo : { startMs: last.startMs, id: last.id },
    totals: old.length === 0 ? totals : addAmounts([totals, ...old.map(({ amounts }) => amounts)]),
    tail: waiting.slice(old.length),
  };
}

/** Negative if `b` has the totals: it reaches further; between equals the text decides. */
function compareBases(a: Folded, b: Folded): number {
  if (a.upTo === null || b.upTo === null) return a.upTo === b.upTo ? 0 : a.upTo === null ? -1 : 1;
  return comparePlaces(a.upTo, b.upTo) || compareTexts(JSON.stringify(a.totals), JSON.stringify(b.totals));
}

function comparePlaces(a: Place, b: Place): number {
  return a.startMs - b.startMs || compareTexts(a.id, b.id);
}

/** Whether one contains everything of the other, which then need not be kept. */
export function isSameFold(a: Folded, b: Folded): boolean {
  return writeFolded(a) === writeFolded(b);
}

export function toPastBuilds({ upTo, totals, tail }: Folded): PastBuilds {
  return { upTo, amounts: addAmounts([totals, ...tail.map(({ amounts }) => amounts)]) };
}

/** The text of a column. */
export function writeFolded({ upTo, totals, tail }: Folded): string {
  return JSON.stringify({
    up_to: upTo && [upTo.startMs, upTo.id],
    totals: totals.map(toAmountRow),
    tail: tail.map(({ startMs, id, amounts }) => [startMs, id, amounts.map(toAmountRow)]),
  });
}

/** @returns null for invalid text */
export function readFolded(text: string): Folded | null {
  try {
    const { up_to, totals, tail } = JSON.parse(text) as Record<string, unknown>;
    const upTo = readPlace(up_to);
    if (!Array.isArray(totals) || !Array.isArray(tail) || (upTo === null && up_to !== null)) return null;
    return { upTo, totals: toAmounts(totals), tail: tail.flatMap(readGone) };
  } catch {
    return null;
  }
}

function readPlace(value: unknown): Place | null {
  const [startMs, id] = Array.isArray(value) ? (value as unknown[]) : [];
  return typeof startMs === 'number' && typeof id === 'string' ? { startMs, id } : null;
}

function readGone(value: unknown): Gone[] {
  const place = readPlace(value);
  const rows = Array.isArray(value) ? value[2] : null;
  return place !== null && Array.isArray(rows) ? [{ ...place, amounts: toAmounts(rows) }] : [];
}
