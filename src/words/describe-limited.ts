/**
 * Reports that the limits of the history keep too few builds to compare with: such a check could never fail.
 */

import { findComparable } from '../detect/collect/comparable.ts';
import { minBaseline } from '../model/baseline.ts';
import type { Build } from '../model/build.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { LoadedHistory } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import { dayMs } from '../model/time-units.ts';
import { comparableBuilds, type KeptHistory } from '../settings/history-limits.ts';

/** A baseline, and the longest window of builds that are compared with it. */
const enough = minBaseline + 10;

/**
 * The warning when a reached limit leaves fewer comparable builds than detection needs; nothing while the
 * history still grows.
 * @param branch of the baseline; null: all
 */
export function describeLimited(
  build: Build,
  { history, sizeBytes = 0 }: Pick<LoadedHistory, 'history' | 'sizeBytes'>,
  branch: string | null,
  limits: KeptHistory,
): Problem[] {
  const kept = history.builds.length;
  const { past } = findComparable(build, history, branch);
  if (kept === 0 || past.length >= enough) return [];
  const limit = findReached(
    { kept, sizeBytes, times: past.map((index) => history.builds[index]?.startTimeMs ?? 0) },
    build,
    limits,
  );
  if (limit === null) return [];
  const what = `\`${limit.name}: ${limit.value}\` keeps ${plural(past.length, 'build')} to compare with${limit.of}: ${
    past.length < minBaseline ? 'regression detection never starts.' : 'a regression is found late or never.'
  }`;
  return [
    { level: 'warning', code: 'history-limited', where: `option \`${limit.name}\``, what, fix: limit.fix },
  ];
}

interface Found {
  readonly kept: number;
  readonly sizeBytes: number;
  /** Of the comparable builds, oldest first. */
  readonly times: readonly number[];
}

interface ReachedLimit {
  readonly name: string;
  readonly value: string;
  /** `of N builds`; empty if it adds nothing. */
  readonly of: string;
  readonly fix: string;
}

/** The limit that the next build would exceed; null: none yet. */
function findReached(found: Found, build: Build, limits: KeptHistory): ReachedLimit | null {
  const { kept, sizeBytes, times } = found;
  const of = kept > times.length ? `, of ${formatCount(kept)} that are stored` : '';
  const wanted = (now: number): string => formatWhole((now * enough) / Math.max(1, times.length));
  if (kept + 1 > limits.maxBuilds)
    return {
      name: 'history-max-builds',
      value: String(limits.maxBuilds),
      of,
      fix: `Set \`history-max-builds\` to ${wanted(kept)} or more.`,
    };
  if (sizeBytes * (1 + 1 / kept) > limits.maxBytes)
    return {
      name: 'history-max-size-mb',
      value: String(limits.maxBytes / 1e6),
      of,
      fix: `Set \`history-max-size-mb\` to ${wanted(limits.maxBytes / 1e6)} or more.`,
    };
  if (
    limits.leastOfBranch < comparableBuilds &&
    isOldest(build.startTimeMs === null ? times : [...times, build.startTimeMs], limits)
  )
    return {
      name: 'history-max-age-days',
      value: String(limits.maxAgeDays),
      of,
      fix: `Leave \`history-max-age-days\` out: the newest ${plural(comparableBuilds, 'build')} of a branch are then kept however old they are.`,
    };
  return null;
}

/** Whether one more build, at the usual distance, would push the oldest out. */
function isOldest(times: readonly number[], { maxAgeDays }: KeptHistory): boolean {
  if (times.length < 2) return false;
  const span = (times.at(-1) as number) - (times[0] as number);
  return span + span / (times.length - 1) > maxAgeDays * dayMs;
}

/** Rounded up to two digits, as in configurations. */
function formatWhole(value: number): string {
  const step = Number(`1e${Math.max(0, Math.floor(Math.log10(value)) - 1)}`);
  return String(Math.ceil(value / step) * step);
}
