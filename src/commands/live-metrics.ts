/** Metrics of what is recorded: those of the event log, read on from where it stopped, and of the history. */
import { MetricsCollector } from '../agents/metrics-collector.ts';
import type { History } from '../model/history.ts';
import type { MetricPoint } from '../model/metric-point.ts';
import { toPoints } from '../points/run-points.ts';
import { addAmounts, sumHistory } from '../points/run-totals.ts';
import type { Log } from './open-recorded.ts';

/** Follows an event log. @returns the data points so far */
export function followMetrics({ collector }: Log): () => readonly MetricPoint[] {
  let metrics = new MetricsCollector({ path: null, enabled: true, onProblem: () => {} });
  let seen = 0;
  return () => {
    const { events } = collector;
    // A log that was cleaned up begins again.
    if (events.length < seen) {
      metrics = new MetricsCollector({ path: null, enabled: true, onProblem: () => {} });
      seen = 0;
    }
    for (const event of events.slice(seen)) metrics.observe(event);
    seen = events.length;
    return metrics.getAllMetrics();
  };
}

/** The totals of all series of builds together, as they stand. */
export function totalsOf(histories: readonly History[]): MetricPoint[] {
  const builds = histories.flatMap((history) => history.builds);
  const ends = builds.map(({ startTimeMs, durationMs }) => Math.round(startTimeMs + (durationMs ?? 0)));
  const last = ends.reduce((a, b) => Math.max(a, b), 0);
  return toPoints(addAmounts(histories.map(sumHistory)), last);
}
