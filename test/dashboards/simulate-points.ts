/** Data points of two builds and of agents, for every panel. */
import { join } from 'node:path';
import { MetricsCollector } from '../../src/agents/metrics-collector.ts';
import type { Build } from '../../src/model/build.ts';
import type { MetricPoint } from '../../src/model/metric-point.ts';
import { measureRun } from '../../src/points/measure-run.ts';
import { newestPoints } from '../../src/points/newest-points.ts';
import { builderPoints, toPoints } from '../../src/points/run-points.ts';
import { addAmounts, runDuration } from '../../src/points/run-totals.ts';
import { makeBuild, makeTask } from '../make.ts';
import { reportOf } from '../traces/make-trace.ts';
import { simulateMinute } from './simulate-agents.ts';

/** @param folder for the log of the agents */
export function simulatePoints(folder: string): MetricPoint[] {
  return [...simulateBuilds(), ...openAgents(folder)(0)];
}

export function simulateBuilds(): MetricPoint[] {
  const tokens = { input: 10, output: 5, cacheRead: 100, cacheCreation: 1 };
  const tasks = [
    makeTask({ id: 'a', name: 'compile', cache: 'miss', model: 'large', costUsd: 0.5, tokens }),
    makeTask({ id: 'b', name: 'link', kind: 'test', result: 'failure', errorType: 'AssertionError' }),
  ];
  const wait = { id: '7/queue', name: 'test / queue', durationMs: 5000 };
  const build = {
    ...makeBuild({ result: 'failure', tasks }),
    spans: [wait] as unknown as Build['spans'],
  };
  const report = reportOf(build);
  const amounts = measureRun(
    build,
    {
      alerts: [{ level: 'critical' }] as unknown as typeof report.alerts,
      changes: [{ verdict: 'confirmed', state: 'new' }] as unknown as typeof report.changes,
    },
    { isMeasured: () => true },
  );
  const stored = [
    ...['success', 'failure'].map((result) => runDuration(build.name, 'executing', result, 60_000)),
    ...['hits', 'lookups'].map((what) => ({
      name: `build_telemetry.cache.${what}`,
      labels: { 'cicd.pipeline.name': build.name },
      amount: 2,
    })),
  ];
  return [
    ...toPoints(addAmounts([amounts, stored]), 0),
    ...builderPoints(build.name, 0, { durationMs: 1000, cacheHitRate: 0.5, tasks: 2 }),
  ];
}

/**
 * One collector for all minutes, with totals that continue.
 * @param folder for the log of the agents
 */
export function openAgents(folder: string): (minute: number) => readonly MetricPoint[] {
  const collector = new MetricsCollector({ enabled: true, path: join(folder, 'events.ndjson') });
  const errors = new Map<string, number>();
  return (minute) => {
    simulateMinute(collector, minute);
    collector.flush();
    const points = newestPoints(collector.getAllMetrics()).filter(({ name }) => name !== 'error_rate');
    // The collector uses the real clock, for which all minutes are the same.
    const rates = points
      .filter(({ name }) => name === 'error_total')
      .map(({ labels: { component = '', error_type = '' }, value, timeMs }): MetricPoint => {
        const key = `${component} ${error_type}`;
        const grown = value - (errors.get(key) ?? 0);
        errors.set(key, value);
        return {
          name: 'error_rate',
          kind: 'gauge',
          labels: { component, error_type },
          timeMs,
          value: grown / 60,
        };
      });
    return [...points, ...rates];
  };
}
