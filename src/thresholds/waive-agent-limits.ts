/**
 * Fixed limits on the durations of agents' tasks mean little for sessions that are always longer. Once a
 * baseline exists it decides: a limit that the baseline exceeds too is known and does not fire. Preset
 * `buildrunner` keeps the documented limits.
 */
import type { ThresholdOutcome } from '../model/alert.ts';
import type { Build } from '../model/build.ts';
import type { History } from '../model/history.ts';
import { quantileOfSorted } from '../stats/quantile.ts';
import { medianOfSorted } from '../stats/sorted.ts';

/** Medians of the newest builds, by the metric of the threshold, milliseconds. */
export type PastDurations = Readonly<Record<string, number>>;

const newestBuilds = 20;
const leastBuilds = 3;

/** null with fewer than three builds. @param branch of the baseline; null: all but pull requests */
export function readPastDurations(
  build: Build,
  history: History,
  branch: string | null,
): PastDurations | null {
  const indexes = history.builds.flatMap((stored, index) =>
    stored.name === build.name &&
    stored.id !== build.id &&
    stored.complete &&
    stored.pullRequest === null &&
    (branch === null || stored.branch === branch)
      ? [index]
      : [],
  );
  const byBuild = new Map(indexes.slice(-newestBuilds).map((index) => [index, [] as number[]]));
  for (const series of history.series) {
    if (series.value !== null) continue;
    series.build.forEach((index, row) => {
      const durationMs = series.durationMs[row] ?? Number.NaN;
      if (series.cached[row] === 0 && !Number.isNaN(durationMs)) byBuild.get(index)?.push(durationMs);
    });
  }
  const sorted = [...byBuild.values()]
    .filter((all) => all.length > 0)
    .map((all) => all.sort((a, b) => a - b));
  if (sorted.length < leastBuilds) return null;
  const medianOver = (read: (all: readonly number[]) => number): number =>
    medianOfSorted(sorted.map(read).sort((a, b) => a - b));
  return {
    avg_duration: medianOver((all) => all.reduce((sum, ms) => sum + ms, 0) / all.length),
    p95_duration: medianOver((all) => quantileOfSorted(all, 0.95) ?? 0),
  };
}

/**
 * Waives limits of the preset `agent`: `baseline` where the newest builds exceed them too, `learning` while
 * there are too few builds to decide. A BuildRunner log has the documented limits until then.
 */
export function waiveAgentLimits(
  outcomes: readonly ThresholdOutcome[],
  build: Pick<Build, 'formats'>,
  past: PastDurations | null,
): ThresholdOutcome[] {
  const isDocumented = build.formats.includes('buildrunner');
  return outcomes.map((outcome) => {
    if (outcome.preset !== 'agent' || !outcome.fired || outcome.limit === null) return outcome;
    const before = past?.[outcome.metric];
    if (before === undefined) return isDocumented ? outcome : { ...outcome, ...waived('learning') };
    return before > outcome.limit ? { ...outcome, ...waived('baseline') } : outcome;
  });
}

function waived(why: 'baseline' | 'learning') {
  return { fired: false, superseded: false, waived: why };
}
