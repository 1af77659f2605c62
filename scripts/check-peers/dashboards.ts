/** Has a real Prometheus evaluate every PromQL of the dashboards and rules over an hour of builds and agents. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MetricPoint } from '../../src/model/metric-point.ts';
import { metricSpecs } from '../../src/points/metric-specs.ts';
import { newestPoints } from '../../src/points/newest-points.ts';
import { writeExposition } from '../../src/points/write-exposition.ts';
import { expandPromql } from '../../test/dashboards/expand-promql.ts';
import { listQueries } from '../../test/dashboards/read-dashboards.ts';
import { openAgents, simulateBuilds } from '../../test/dashboards/simulate-points.ts';
import { unpackDebian } from './install.ts';
import { expectSame, type PeerCheck, runWell } from './peer.ts';
import { askPrometheus, startPrometheus } from './prometheus.ts';

export const dashboardChecks: readonly PeerCheck[] = [{ name: 'dashboards/prometheus', run: evaluate }];

const minutes = 60;

/** A Prometheus that holds an hour of builds and sessions of agents, up to `endMs`. */
export async function simulateHour(folder: string) {
  const programs = unpackDebian('prometheus');
  const endMs = Date.now() - 3 * 3_600_000;
  const once = newestPoints(simulateBuilds());
  const workOf = openAgents(folder);
  const points = Array.from({ length: minutes }, (_, at) => {
    const timeMs = endMs - (minutes - 1 - at) * 60_000;
    return [...grow(once, at + 1, timeMs), ...workOf(at).map((point) => ({ ...point, timeMs }))];
  });
  points.push([firstRegression(endMs)]);
  const text = writeExposition(points.flat(), metricSpecs, { format: 'openmetrics', isHistory: true });
  writeFileSync(join(folder, 'points.txt'), text);
  mkdirSync(join(folder, 'data'));
  runWell(join(programs, 'promtool'), ['tsdb', 'create-blocks-from', 'openmetrics', 'points.txt', 'data'], {
    cwd: folder,
  });
  return { ...(await startPrometheus(join(programs, 'prometheus'), folder, '', [])), endMs };
}

async function evaluate(folder: string): Promise<string> {
  const { url, child, endMs } = await simulateHour(folder);
  try {
    const without: string[] = [];
    const queries = listQueries('expr');
    const reported = queries.find(({ place }) => place === 'alert: A regression was reported');
    for (const { place, target } of queries) {
      const values = await askPrometheus(url, expandPromql(target.expr as string), endMs);
      if (values.length === 0 || values.some(Number.isNaN)) without.push(`${place}: ${values.join(' ')}`);
    }
    expectSame('queries without values', without, []);
    const regressions = await askPrometheus(url, reported?.target.expr ?? '', endMs);
    expectSame('regressions, the first of each series too', regressions, [minutes, 1]);
    return `${queries.length} queries, each with values`;
  } finally {
    child.kill('SIGKILL');
  }
}

/** A series begins with its first counted value. */
function firstRegression(timeMs: number): MetricPoint {
  const labels = { 'cicd.pipeline.name': 'new' };
  return { name: 'build_telemetry.regressions', kind: 'counter', labels, timeMs, value: 1 };
}

/** The totals after this many rounds of the same builds. */
function grow(once: readonly MetricPoint[], rounds: number, timeMs: number): MetricPoint[] {
  return once.map((point) => {
    if (point.kind === 'gauge') return { ...point, timeMs };
    const { distribution } = point;
    if (distribution === undefined) return { ...point, timeMs, value: rounds * point.value };
    const counts = distribution.counts.map((count) => rounds * count);
    const { count, sum } = distribution;
    return {
      ...point,
      timeMs,
      distribution: { ...distribution, counts, count: rounds * count, sum: rounds * sum },
    };
  });
}
