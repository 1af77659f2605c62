/** Metrics of the recorded data: from the event log, read incrementally, and from the history. */
import { MetricsCollector } from '../agents/metrics-collector.ts';
import { observeEvent } from '../agents/observe-event.ts';
import { readOwnMetric } from '../agents/own-metric.ts';
import type { History } from '../model/history.ts';
import type { MetricPoint, MetricSpec } from '../model/metric-point.ts';
import { agentMetrics } from '../points/agent-metrics.ts';
import { followErrorRates } from '../points/error-rates.ts';
import { linkPoints } from '../points/link-points.ts';
import { MetricRegistry } from '../points/metric-registry.ts';
import { toPoints } from '../points/run-points.ts';
import { addAmounts, sumHistory } from '../points/run-totals.ts';
import type { Log } from './open-recorded.ts';

/** The current content of an event log. */
export interface LiveMetrics {
  /** The newest points; each series has its last one. */
  readonly points: () => readonly MetricPoint[];
  /** The metrics of agents, and custom ones of the program. */
  readonly specs: () => readonly MetricSpec[];
}

/** Follows a growing event log. */
export function followMetrics({ collector }: Log): LiveMetrics {
  const open = (): MetricsCollector =>
    new MetricsCollector({ path: null, enabled: true, onProblem: () => {} });
  let metrics = open();
  let seen = 0;
  return {
    points: () => {
      const { events } = collector;
      // After a clean-up of the log it is read from the start.
      if (events.length < seen) {
        metrics = open();
        seen = 0;
      }
      for (const event of events.slice(seen)) metrics.observe(event);
      seen = events.length;
      return metrics.getAllMetrics();
    },
    specs: () => metrics.specs,
  };
}

/** Custom metrics of the programs behind a log. */
export function listOwnMetrics({ collector }: Log): MetricSpec[] {
  const found = new Map<string, MetricSpec>();
  for (const event of collector.events) {
    const spec = readOwnMetric(event);
    if (spec !== null && !found.has(spec.name)) found.set(spec.name, spec);
  }
  return [...found.values()];
}

/** All data points of one metric in a log, oldest first. */
export function readLogPoints(log: Log, name: string): MetricPoint[] {
  const registry = new MetricRegistry({
    maxPoints: Number.POSITIVE_INFINITY,
    maxSeries: Number.POSITIVE_INFINITY,
  });
  for (const spec of [...agentMetrics, ...listOwnMetrics(log)]) registry.define(spec);
  const counted = name === 'error_rate' ? 'error_total' : name;
  const active = new Map<string, Set<string>>();
  // Several processes write into one log: its lines are not in the order of their times.
  const events = [...log.collector.events].sort((a, b) => a.timestamp.getTime() - b.timestamp.getTime());
  for (const event of events) {
    const timeMs = event.timestamp.getTime();
    observeEvent(
      event,
      (moved, labels, value) => {
        if (moved === counted) registry.observe(moved, labels, value, timeMs);
      },
      active,
    );
  }
  const points = registry.points();
  return name === 'error_rate' ? followErrorRates(points) : linkPoints(points);
}

/** The current totals of all series of builds together. */
export function totalsOf(histories: readonly History[]): MetricPoint[] {
  const builds = histories.flatMap((history) => history.builds);
  const ends = builds.map(({ startTimeMs, durationMs }) => Math.round(startTimeMs + (durationMs ?? 0)));
  const last = ends.reduce((a, b) => Math.max(a, b), 0);
  return toPoints(addAmounts(histories.map(sumHistory)), last);
}
