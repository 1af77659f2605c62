/**
 * Whether a task fails or flakes more often than before: its newest 20 results compared with up to 100
 * earlier ones. Failures come in clusters (one broken dependency, one bad day), so the test is a
 * beta-binomial with the spread of the task's own past.
 */
import type { FlakyTask } from '../../model/change.ts';
import { betaBinomialTail } from '../../stats/beta-binomial.ts';
import { wilsonInterval } from '../../stats/wilson.ts';
import { newestRuns, type Outcome, type Outcomes, olderRuns } from '../collect/outcomes.ts';

export interface RateChange {
  readonly of: Outcomes;
  readonly outcome: 'failed' | 'flaked';
  /** Shares before and now. */
  readonly from: number;
  readonly to: number;
  /** Of `to`. */
  readonly interval: readonly [number, number];
  readonly p: number;
  readonly newest: number;
  readonly older: number;
  readonly overdispersion: number;
}

/** This number of results before the newest 20 is enough to know a rate. */
const minOlder = 20;
const minOverdispersion = 1.05;
/** Smallest rise of a share that counts. */
const minRise = 0.1;
/** With fewer failures in the newest 20 no test would find a rise of 10 points. */
const minBad = 3;

/** Tests one task's results; null if nothing rose enough to be tested. */
export function judgeRate(of: Outcomes, outcome: 'failed' | 'flaked'): RateChange | null {
  const list = of.list.slice(-(newestRuns + olderRuns));
  const newest = list.slice(-newestRuns);
  const older = list.slice(0, -newestRuns);
  // A rise that the newest build does not show is over, or was reported before.
  if (older.length < minOlder || !of.isCurrent || newest.at(-1) !== outcome) return null;
  const bad = countOutcome(newest, outcome);
  const before = countOutcome(older, outcome);
  const from = before / older.length;
  const to = bad / newest.length;
  if (bad < minBad || to - from < minRise) return null;
  const overdispersion = spreadOf(older, outcome);
  const mean = (before + 0.5) / (older.length + 1);
  return {
    of,
    outcome,
    from,
    to,
    interval: wilsonInterval(bad, newest.length),
    p: betaBinomialTail(bad, newest.length, mean, overdispersion),
    newest: newest.length,
    older: older.length,
    overdispersion,
  };
}

export function countOutcome(list: readonly Outcome[], outcome: Outcome): number {
  return list.filter((each) => each === outcome).length;
}

/** Variance of the counts in blocks of 20 over that of independent trials. */
function spreadOf(older: readonly Outcome[], outcome: Outcome): number {
  const counts: number[] = [];
  for (let end = older.length; end >= newestRuns; end -= newestRuns)
    counts.push(countOutcome(older.slice(end - newestRuns, end), outcome));
  const mean = counts.reduce((sum, value) => sum + value, 0) / counts.length;
  const share = mean / newestRuns;
  if (counts.length < 2 || share === 0 || share === 1) return minOverdispersion;
  const variance =
    counts.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (counts.length - 1);
  return Math.min(newestRuns - 1, Math.max(minOverdispersion, variance / (newestRuns * share * (1 - share))));
}

const maxFlaky = 50;

/** Tasks that passed and failed on one commit among their newest runs, most often first. */
export function listFlaky(all: readonly Outcomes[]): FlakyTask[] {
  return all
    .flatMap((outcomes) => describeFlaky(outcomes) ?? [])
    .sort((a, b) => Number(b.now) - Number(a.now) || b.flakes - a.flakes || (a.name < b.name ? -1 : 1))
    .slice(0, maxFlaky);
}

/** null for a task that never flaked. */
function describeFlaky({ name, kind, list, builds, rerunMs, isCurrent }: Outcomes): FlakyTask | null {
  const from = Math.max(0, list.length - olderRuns);
  const at = list.flatMap((outcome, index) => (outcome === 'flaked' && index >= from ? [index] : []));
  const [first, last] = [at[0], at.at(-1)];
  if (first === undefined || last === undefined) return null;
  const seen = (index: number): FlakyTask['lastSeen'] => {
    const { id: buildId, commit, startTimeMs } = builds[index]!;
    return { buildId, commit, timeMs: Number.isFinite(startTimeMs) ? startTimeMs : null };
  };
  return {
    name,
    kind,
    flakes: at.length,
    builds: list.length - from,
    interval: wilsonInterval(at.length, list.length - from),
    now: isCurrent && last === list.length - 1,
    firstSeen: seen(first),
    lastSeen: seen(last),
    rerunMs: at.reduce((sum, index) => sum + (rerunMs[index] ?? 0), 0),
    owners: [],
    quarantine: null,
  };
}
