/** The data points that a run exports: totals over all builds, and values of this build. */
import type { BuildMetrics } from '../model/build-metrics.ts';
import type { StoredBuild } from '../model/history.ts';
import type { MetricAmount, MetricPoint } from '../model/metric-point.ts';

/** Amounts as data points of one time. */
export function toPoints(amounts: readonly MetricAmount[], timeMs: number): MetricPoint[] {
  return amounts.map(({ name, labels, amount }) =>
    typeof amount === 'number'
      ? { name, kind: 'counter', labels, timeMs, value: amount }
      : {
          ...{ name, kind: 'histogram' as const, labels, timeMs, distribution: amount },
          value: amount.count === 0 ? 0 : amount.sum / amount.count,
        },
  );
}

type Times = Pick<StoredBuild, 'id' | 'startTimeMs' | 'durationMs'>;

/**
 * The time of the totals: the end of the build, or just after a later build that is already included, so that
 * no two totals have the same time and none is followed by a smaller one.
 */
export function timeOfTotals(builds: readonly Times[], own: Times): number {
  const endOf = ({ startTimeMs, durationMs }: Times): number => Math.round(startTimeMs + (durationMs ?? 0));
  const end = endOf(own);
  const later = builds.filter((build) => build.id !== own.id && endOf(build) >= end).map(endOf);
  return later.length === 0 ? end : Math.max(...later) + later.length;
}

/** Builder's three names, at the start of the build, as in its guide. */
export function builderPoints(
  series: string,
  startTimeMs: number,
  { durationMs, cacheHitRate, tasks }: Pick<BuildMetrics, 'durationMs' | 'cacheHitRate' | 'tasks'>,
): MetricPoint[] {
  const perSecond = durationMs !== null && durationMs > 0 ? tasks / (durationMs / 1000) : null;
  const values = [
    ['builder_duration_ms', durationMs],
    ['builder_cache_hit_rate', cacheHitRate === null ? null : 100 * cacheHitRate],
    ['builder_targets_per_second', perSecond],
  ] as const;
  return values.flatMap(([name, value]): MetricPoint[] =>
    value === null ? [] : [{ name, kind: 'gauge', labels: { build: series }, timeMs: startTimeMs, value }],
  );
}
