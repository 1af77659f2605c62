/** Data points of the past: the measures of each stored build, at its end. */

import { valueAt } from '../metrics/value-at.ts';
import type { History, StoredBuild, TaskSeries } from '../model/history.ts';
import type { Labels, MetricAmount, MetricPoint } from '../model/metric-point.ts';
import { allResults } from '../model/results.ts';
import { agentMetrics } from './agent-metrics.ts';
import { addDistributions } from './distribution.ts';
import { linkPoints } from './link-points.ts';
import { MetricRegistry } from './metric-registry.ts';
import { observeWork } from './observe-work.ts';
import { pointKey } from './point-key.ts';
import { builderPoints, toPoints } from './run-points.ts';
import { amountsOf } from './run-totals.ts';

/**
 * The points of one metric, oldest first. Each contains the previous value of its series, so the increase of
 * every build is known.
 */
export function historyPoints(history: History, name: string): MetricPoint[] {
  // Rows of tasks have the sum of their tokens alone.
  const isOfWork = name !== 'agent_tokens_total' && agentMetrics.some((spec) => spec.name === name);
  if (isOfWork) return pointsOfWork(history, name);
  const builds = [...history.builds].sort((a, b) => endOf(a) - endOf(b));
  return name.startsWith('builder_')
    ? builds.flatMap((build) => pointsOfBuilder(build).filter((point) => point.name === name))
    : pointsOfRuns(builds, history.past?.amounts ?? [], name);
}

function endOf({ startTimeMs, durationMs }: StoredBuild): number {
  return Math.round(startTimeMs + (durationMs ?? 0));
}

function pointsOfBuilder(build: StoredBuild): MetricPoint[] {
  const { name, startTimeMs, durationMs, tasks, cacheHits, cacheLookups } = build;
  const cacheHitRate = cacheLookups > 0 ? cacheHits / cacheLookups : null;
  return builderPoints(name, startTimeMs, { durationMs, tasks, cacheHitRate });
}

function pointsOfRuns(
  builds: readonly StoredBuild[],
  past: readonly MetricAmount[],
  name: string,
): MetricPoint[] {
  const totals = new Map<string, MetricAmount>();
  for (const each of past) if (each.name === name) totals.set(pointKey(name, each.labels), each);
  const points: MetricPoint[] = [];
  const counts = new Map([...totals].map(([key, { amount }]) => [key, countOf(amount)]));
  for (const build of builds) {
    for (const added of amountsOf(build)) {
      if (added.name !== name) continue;
      const key = pointKey(name, added.labels);
      const before = totals.get(key);
      const total = { ...added, amount: add(before?.amount, added.amount) };
      totals.set(key, total);
      const value = typeof added.amount === 'number' ? null : added.amount.sum / added.amount.count;
      const [point] = toPoints([total], endOf(build)) as [MetricPoint];
      // For a histogram the build's own value, in addition to the totals.
      points.push(value === null ? point : { ...point, value });
    }
  }
  return linkPoints(points, counts);
}

function countOf(amount: MetricAmount['amount']): number {
  return typeof amount === 'number' ? amount : amount.count;
}

function add(a: MetricAmount['amount'] | undefined, b: MetricAmount['amount']): MetricAmount['amount'] {
  if (a === undefined || typeof a !== typeof b) return b;
  return typeof a === 'number' ? a + (b as number) : addDistributions(a, b as Exclude<typeof b, number>);
}

interface Observed {
  readonly build: number;
  readonly labels: Labels;
  readonly value: number;
}

/** Starts of tasks are not stored: each gets the time of the end of its build. */
function pointsOfWork({ builds, series }: History, name: string): MetricPoint[] {
  const observed: Observed[] = [];
  for (const each of series)
    if (each.value === null && mayMove(each.kind, name)) observeRows(each, name, observed);
  observed.sort((a, b) => a.build - b.build);
  const registry = new MetricRegistry({
    maxPoints: Number.POSITIVE_INFINITY,
    maxSeries: Number.POSITIVE_INFINITY,
  });
  const spec = agentMetrics.find((one) => one.name === name);
  if (spec !== undefined) registry.define(spec);
  for (const { build, labels, value } of observed)
    registry.observe(name, labels, value, endOf(builds[build] as StoredBuild));
  return linkPoints(registry.points());
}

/** Rows of other kinds are skipped: there may be millions. */
function mayMove(kind: string, name: string): boolean {
  if (name.startsWith('agent_')) return kind === 'agent' || kind === 'model';
  if (name.startsWith('tool_')) return kind === 'tool';
  return !['agent', 'model', 'tool'].includes(kind);
}

function observeRows(series: TaskSeries, name: string, into: Observed[]): void {
  for (let row = 0; row < series.build.length; row++) {
    const build = series.build[row] as number;
    observeWork(
      {
        ...{ kind: series.kind, name: series.name, durationMs: valueAt(series.durationMs, row) },
        result: allResults[series.result[row] as number] ?? 'unknown',
        errorType: series.errorType?.[row] ?? null,
        model: series.model?.[row] ?? null,
        tokens: valueAt(series.tokens, row),
        costUsd: valueAt(series.costUsd, row),
      },
      (moved, labels, value) => {
        if (moved === name) into.push({ build, labels, value });
      },
    );
  }
}
