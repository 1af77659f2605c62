/** Applies acknowledgements: the matching entry of a series, and the entries that need attention. */

import type { Build } from '../model/build.ts';
import type { History } from '../model/history.ts';
import type { SeriesKey } from '../model/series.ts';
import { dayMs } from '../model/time-units.ts';
import type { Acknowledgement } from '../settings/acknowledgements.ts';
import { matchPattern } from '../settings/regression-rules.ts';
import { matchSeries } from './find-unmatched.ts';

/** Prefix of the id of a change with an acknowledgement, in the list of what a build reported; for charts, too. */
export const acknowledgedPrefix = 'acknowledged:';

/** Days before the end with a warning. */
const warnDays = 14;

/** The entry for a series that is valid at a time; the first match. */
export function findAcknowledgement(
  entries: readonly Acknowledgement[],
  key: SeriesKey,
  nowMs: number,
): Acknowledgement | null {
  for (const entry of entries) if (matches(entry, key) && nowMs < endOf(entry)) return entry;
  return null;
}

function matches({ series }: Acknowledgement, key: SeriesKey): boolean {
  return key.scope === 'build' ? series === 'build' : matchPattern(series, key.task ?? '');
}

function endOf({ expires }: Acknowledgement): number {
  return Date.parse(`${expires}T00:00:00Z`) + dayMs;
}

/** The data that the entries are checked against. */
export interface Acknowledged {
  readonly build: Build;
  readonly history: History;
  /** Series of this build that were judged. */
  readonly series: readonly SeriesKey[];
  /** Entries that a change or a baseline still needs. */
  readonly needed: ReadonlySet<Acknowledgement>;
  readonly nowMs: number;
}

/**
 * An entry that needs attention: it ended, matches no series, starts at a commit without a build, ends soon, or is not
 * needed any more.
 */
export interface ReviewedAcknowledgement {
  readonly entry: Acknowledgement;
  readonly state: 'expired' | 'unmatched' | 'unbuilt' | 'ending' | 'done';
  /** Days up to and including the end; 0 or less: it ended. */
  readonly daysLeft: number;
}

/** The entries that need attention, in their order. */
export function reviewAcknowledgements(
  entries: readonly Acknowledgement[],
  found: Acknowledged,
): ReviewedAcknowledgement[] {
  return entries.flatMap((entry) => {
    const daysLeft = Math.ceil((endOf(entry) - found.nowMs) / dayMs);
    const state = stateOf(entry, daysLeft, found);
    return state === null ? [] : [{ entry, state, daysLeft }];
  });
}

function stateOf(
  entry: Acknowledgement,
  daysLeft: number,
  { build, history, series, needed }: Acknowledged,
): ReviewedAcknowledgement['state'] | null {
  if (daysLeft <= 0) return 'expired';
  if (!isKnown(entry.series, build, history)) return 'unmatched';
  if (entry.since !== null && !isBuilt(entry.since, build, history)) return 'unbuilt';
  if (daysLeft <= warnDays) return 'ending';
  return !needed.has(entry) && series.some((key) => matches(entry, key)) ? 'done' : null;
}

const newestBuilds = 20;

/** A task may be missing in a build, or come from a cache, and be back in the next. */
function isKnown(pattern: string, { tasks, metrics }: Build, { builds, series }: History): boolean {
  if (pattern === 'build' || builds.length === 0) return true;
  if ([...tasks, ...metrics].some(({ name }) => matchSeries(pattern, name))) return true;
  const first = builds.length - newestBuilds;
  for (const { name, build } of series)
    if (matchSeries(pattern, name) && (build.at(-1) ?? -1) >= first) return true;
  return false;
}

function isBuilt(since: string, { context }: Build, { builds }: History): boolean {
  return builds.length === 0 || [context, ...builds].some(({ commit }) => commit?.startsWith(since) === true);
}
