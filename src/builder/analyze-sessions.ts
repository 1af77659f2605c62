/** Numbers over several builds: averages, extremes, trends, bottlenecks, regressions. Pure. */
import { max, median, min, sampleStandardDeviation } from 'simple-statistics';
import { replaySeries } from '../detect/replay-series.ts';
import { meanKnown } from '../metrics/final-tasks.ts';
import type { SeriesKey } from '../model/series.ts';
import { floorsOf } from '../settings/regression-rules.ts';
import { type BuildSession, slowestTargets } from './build-session.ts';

export type Trend = 'increasing' | 'decreasing' | 'stable' | 'unknown';

/** One target over all sessions in which it was built, not cached. */
export interface TargetAnalytics {
  readonly name: string;
  readonly builds: number;
  readonly cacheHits: number;
  readonly failures: number;
  readonly avgMs: number;
  readonly minMs: number;
  readonly maxMs: number;
  readonly totalMs: number;
}

/** A build that is suspected of a regression, or confirms one. */
export interface SessionRegression {
  readonly sessionId: string;
  readonly startTimeMs: number;
  /** Actual over expected. */
  readonly slowdown: number;
  /** Median of the baseline. */
  readonly expectedMs: number;
  readonly actualMs: number;
  readonly confirmed: boolean;
}

/** Durations in milliseconds, rates in percent; null is not known. */
export interface AnalyticsReport {
  readonly totalBuilds: number;
  readonly successfulBuilds: number;
  readonly failedBuilds: number;
  readonly successRate: number | null;
  readonly avgBuildTimeMs: number | null;
  readonly fastestBuildMs: number | null;
  readonly slowestBuildMs: number | null;
  /** Sample standard deviation; null for fewer than two builds. */
  readonly buildTimeSdMs: number | null;
  readonly avgCacheHitRate: number | null;
  readonly avgParallelism: number | null;
  /** Mean number of parallel targets. */
  readonly avgMeanParallelism: number | null;
  readonly avgTargetsPerSecond: number | null;
  readonly buildTimeTrend: Trend;
  readonly cacheHitTrend: Trend;
  /** Targets by mean time, the slowest first. */
  readonly bottlenecks: readonly TargetAnalytics[];
  readonly regressions: readonly SessionRegression[];
}

/** Smallest relative change between the older and the newer half that counts as a trend. */
const trendShare = 0.1;

/** Analyses sessions, oldest first. */
export class TelemetryAnalyzer {
  readonly #sessions: readonly BuildSession[];

  constructor(sessions: readonly BuildSession[]) {
    this.#sessions = [...sessions].sort((a, b) => a.startTimeMs - b.startTimeMs);
  }

  analyze(): AnalyticsReport {
    const sessions = this.#sessions;
    const times = known(sessions.map((session) => session.durationMs));
    const succeeded = sessions.filter((session) => session.succeeded).length;
    const hitRates = known(sessions.map((session) => session.cacheHitRate));
    return {
      totalBuilds: sessions.length,
      successfulBuilds: succeeded,
      failedBuilds: sessions.length - succeeded,
      successRate: sessions.length > 0 ? (100 * succeeded) / sessions.length : null,
      avgBuildTimeMs: meanKnown(times),
      fastestBuildMs: times.length > 0 ? min(times) : null,
      slowestBuildMs: times.length > 0 ? max(times) : null,
      buildTimeSdMs: times.length > 1 ? sampleStandardDeviation(times) : null,
      avgCacheHitRate: meanKnown(hitRates),
      avgParallelism: meanKnown(sessions.map((session) => session.parallelismUtilization)),
      avgMeanParallelism: meanKnown(sessions.map((session) => session.meanParallelism)),
      avgTargetsPerSecond: meanKnown(sessions.map((session) => session.targetsPerSecond)),
      buildTimeTrend: findTrend(times),
      cacheHitTrend: findTrend(hitRates),
      bottlenecks: this.analyzeTargets().slice(0, 10),
      regressions: findRegressions(sessions),
    };
  }

  /** Every target, the slowest on average first. */
  analyzeTargets(): TargetAnalytics[] {
    const targets = new Map<string, { durations: number[]; hits: number; failures: number }>();
    for (const session of this.#sessions) {
      for (const { name, durationMs, status } of session.targets) {
        const entry = targets.get(name) ?? { durations: [], hits: 0, failures: 0 };
        if (status === 'cached') entry.hits += 1;
        else if (durationMs !== null) entry.durations.push(durationMs);
        if (status === 'failed') entry.failures += 1;
        targets.set(name, entry);
      }
    }
    return [...targets]
      .filter(([, entry]) => entry.durations.length > 0)
      .map(([name, { durations, hits, failures }]) => {
        const totalMs = durations.reduce((sum, value) => sum + value, 0);
        return {
          name,
          builds: durations.length,
          cacheHits: hits,
          failures,
          avgMs: totalMs / durations.length,
          minMs: min(durations),
          maxMs: max(durations),
          totalMs,
        };
      })
      .sort((a, b) => b.avgMs - a.avgMs || (a.name < b.name ? -1 : 1));
  }
}

/** The slowest targets of one session, as `recent` lists them. */
export function findBottlenecks(
  session: BuildSession,
  count = 3,
): readonly { name: string; durationMs: number }[] {
  return slowestTargets(session, count).map(({ name, durationMs }) => ({ name, durationMs: durationMs! }));
}

/**
 * By the rule of `check`: a failed build may stop early or hang, so it is neither judged nor part of the baseline.
 */
function findRegressions(sessions: readonly BuildSession[]): SessionRegression[] {
  const judged = sessions.filter(({ succeeded, durationMs }) => succeeded && durationMs !== null);
  const series = {
    name: 'build',
    values: judged.map(({ durationMs }) => durationMs as number),
    role: 'total' as const,
    exact: false,
    gate: floorsOf(buildTime, []),
  };
  return (replaySeries([series], 0)[0] ?? []).flatMap(({ index, verdict, state, baseline }) => {
    const { id, startTimeMs, durationMs } = judged[index] as BuildSession;
    const wasReported = verdict === 'suspect' || state === 'opened';
    if (!wasReported || baseline === null || durationMs === null) return [];
    return [
      {
        sessionId: id,
        startTimeMs,
        slowdown: durationMs / baseline,
        expectedMs: baseline,
        actualMs: durationMs,
        confirmed: state === 'opened',
      },
    ];
  });
}

const buildTime: SeriesKey = {
  scope: 'build',
  measure: 'duration',
  task: null,
  kind: null,
  unit: 'ms',
  better: 'lower',
};

/** Compares the medians of the older and the newer half. */
function findTrend(values: readonly number[]): Trend {
  if (values.length < 4) return 'unknown';
  const half = values.length >> 1;
  const before = median(values.slice(0, half));
  const after = median(values.slice(-half));
  if (Math.abs(after - before) <= trendShare * Math.abs(before)) return 'stable';
  return after > before ? 'increasing' : 'decreasing';
}

function known(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}
