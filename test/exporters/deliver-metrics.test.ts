/** Counters that continue from job to job: what a receiver of OTLP gets from many short builds. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { deliverMetrics, type MetricsTarget } from '../../src/exporters/deliver-metrics.ts';
import type { StoredState } from '../../src/host.ts';
import type { Build } from '../../src/model/build.ts';
import { measureRun } from '../../src/points/measure-run.ts';
import { folderStore } from '../../src/stores/folder-store.ts';
import { makeBuild, makeContext, makeTask } from '../make.ts';
import { type Loopback, startLoopback } from '../services/loopback.ts';
import { tempFolder } from '../temp-folder.ts';
import { reportOf } from '../traces/make-trace.ts';

const startMs = Date.UTC(2026, 10, 1);
const minuteMs = 60_000;

interface Sample {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly startMs: number;
  readonly timeMs: number;
  readonly value: number;
  readonly isDelta: boolean;
}

const closing: Loopback[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of closing.splice(0)) await server.close();
});

/** A receiver with the samples that arrived; a histogram counts as its number of values. */
async function receive(variables: Record<string, string> = {}) {
  const samples: Sample[] = [];
  const resources: Record<string, string>[] = [];
  const server = await startLoopback(async ({ body }) => {
    const [{ resource, scopeMetrics }] = JSON.parse(body.toString()).resourceMetrics;
    resources.push(textsOf(resource.attributes));
    for (const metric of scopeMetrics[0].metrics) samples.push(...samplesOf(metric));
    const headers = { 'content-type': 'application/json' };
    return { answer: async () => ({ status: 200, headers, body: '{}' }), fault: null };
  });
  closing.push(server);
  const env: Record<string, string> = {
    OTEL_EXPORTER_OTLP_ENDPOINT: server.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    ...variables,
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  return { env, samples, resources };
}

// biome-ignore lint/suspicious/noExplicitAny: the JSON of OTLP
function samplesOf({ name, sum, gauge, histogram }: any): Sample[] {
  const { dataPoints, aggregationTemporality } = sum ?? gauge ?? histogram;
  // biome-ignore lint/suspicious/noExplicitAny: the JSON of OTLP
  return dataPoints.map((point: any) => ({
    name,
    attributes: textsOf(point.attributes),
    startMs: Number(BigInt(point.startTimeUnixNano) / 1_000_000n),
    timeMs: Number(BigInt(point.timeUnixNano) / 1_000_000n),
    value: histogram ? point.count : point.asDouble,
    isDelta: aggregationTemporality === 1,
  }));
}

function textsOf(attributes: { key: string; value: { stringValue: string } }[]): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));
}

function job(number: number, change: Partial<Build> = {}): Build {
  const base = makeBuild({
    id: `b${String(number).padStart(3, '0')}`,
    name: 'CI / test',
    startTimeMs: startMs + number * 10 * minuteMs,
    durationMs: 4 * minuteMs,
    result: number % 5 === 0 ? 'failure' : 'success',
    tasks: [
      makeTask({ id: 't1', name: 'compile', kind: 'task', result: 'success', durationMs: 1000 + number }),
      makeTask({ id: 't2', name: 'plan', kind: 'agent', model: 'opus', costUsd: 0.25, durationMs: 500 }),
    ],
    ...change,
  });
  return { ...base, amounts: measureRun(base, reportOf(base), { isMeasured: (task) => task === 'compile' }) };
}

function openStore(folder: string, maxBuilds: number) {
  return folderStore(folder, {
    ...{ series: 'CI / test', maxBuilds, maxAgeDays: 90, maxBytes: null },
    now: startMs + 1e9,
  });
}

/** The parts of a run: it loads, stores, and exports. */
async function begin(folder: string, build: Build, env: MetricsTarget['env'], maxBuilds = 5) {
  const store = openStore(folder, maxBuilds);
  const loaded = await store.load();
  let saved = false;
  return {
    store: async () => {
      saved = (await store.append(build)).saved;
    },
    send: async (change: Partial<MetricsTarget> = {}) => {
      const stored: StoredState = { loaded, saved, reload: () => store.load() };
      const target = {
        env,
        file: null,
        attributes: { 'service.name': 'shop' },
        atMs: 0,
        isFork: false,
        stored,
      };
      return await deliverMetrics(build, reportOf(build), { ...target, ...change });
    },
  };
}

async function runAll(folder: string, builds: readonly Build[], env: MetricsTarget['env']) {
  for (const build of builds) {
    const run = await begin(folder, build, env);
    await run.store();
    expect(await run.send()).toEqual([]);
  }
}

/** As Prometheus counts: a value below the previous one means a restart at 0. */
function increase(samples: readonly Sample[]): number {
  const sorted = [...samples].sort((a, b) => a.timeMs - b.timeMs);
  return sorted.reduce((sum, { value }, at) => {
    const before = sorted[at - 1]?.value ?? 0;
    return sum + (value >= before ? value - before : value);
  }, 0);
}

const runs = (samples: readonly Sample[], result: string): Sample[] =>
  samples.filter(
    ({ name, attributes }) =>
      name === 'cicd.pipeline.run.duration' && attributes['cicd.pipeline.result'] === result,
  );
const named = (samples: readonly Sample[], wanted: string): Sample[] =>
  samples.filter(({ name }) => name === wanted);

describe('metrics of builds', () => {
  it('increase correctly over 20 jobs when the history keeps only 5', async () => {
    const { env, samples } = await receive();
    const builds = Array.from({ length: 20 }, (_, number) => job(number));
    await runAll(tempFolder('metrics'), builds, env);
    expect(increase(runs(samples, 'success'))).toBe(16);
    expect(increase(runs(samples, 'failure'))).toBe(4);
    expect(increase(named(samples, 'cicd.pipeline.run.errors'))).toBe(4);
    expect(increase(named(samples, 'build_telemetry.cost.usd'))).toBeCloseTo(5);
    expect(increase(named(samples, 'build_telemetry.task.duration'))).toBe(20);
    expect(increase(named(samples, 'agent_execution_total'))).toBe(20);
    expect(samples.every(({ isDelta }) => !isDelta)).toBe(true);
    // They begin with the first build. Once that is removed their start is unknown: a later one would mean a restart.
    const starts = runs(samples, 'success').map((sample) => sample.startMs);
    const known = starts.filter((start) => start !== 0);
    expect(new Set(known)).toEqual(new Set([startMs]));
    expect(starts).toEqual([...known, ...Array(14).fill(0)]);
    // The end of each build is the time of its totals; its start is that of Builder's names.
    const times = new Set(runs(samples, 'success').map(({ timeMs }) => timeMs));
    expect(times).toEqual(
      new Set(builds.slice(1).map(({ startTimeMs }) => (startTimeMs ?? 0) + 4 * minuteMs)),
    );
    expect(named(samples, 'builder_duration_ms').map(({ timeMs }) => timeMs)).toEqual(
      builds.map(({ startTimeMs }) => startTimeMs),
    );
  });

  it('never fall when jobs run in parallel, and a re-run of the export changes nothing', async () => {
    const { env, samples } = await receive();
    const folder = tempFolder('metrics');
    await runAll(folder, [job(1), job(2), job(3)], env);
    // All three begin before any is stored; the one that ended first is stored last.
    const at = (number: number, offset: number, costUsd: number) =>
      job(number, {
        startTimeMs: startMs + 200 * minuteMs + offset,
        tasks: [makeTask({ kind: 'agent', name: 'plan', model: 'opus', costUsd })],
      });
    const [a, b, c] = await Promise.all(
      [at(11, 0, 1), at(12, 30_000, 9), at(13, 60_000, 2)].map((build) => begin(folder, build, env)),
    );
    for (const run of [c, b]) await run?.store();
    await b?.send();
    await c?.send();
    await a?.store();
    await a?.send();
    await runAll(folder, [job(31), job(32)], env);
    const costs = named(samples, 'build_telemetry.cost.usd');
    for (const [seen, truth] of [
      [runs(samples, 'success'), 8],
      [costs, 12 + 5 * 0.25],
    ] as const) {
      expect(increase(seen)).toBe(truth);
      const values = [...seen].sort((x, y) => x.timeMs - y.timeMs).map(({ value }) => value);
      expect(values).toEqual([...values].sort((x, y) => x - y));
    }
  });

  it('of a re-run count as a run, and of one that is stored twice once', async () => {
    const { env, samples } = await receive();
    const folder = tempFolder('metrics');
    await runAll(folder, [job(1), job(1), job(2, { id: 'b001-2' })], env);
    expect(increase(runs(samples, 'success'))).toBe(2);
  });

  it('have no run, branch or commit in a label or the resource', async () => {
    const { env, samples, resources } = await receive();
    const context = makeContext({ runId: '9182736455', branch: 'topic-x', commit: 'abcdef0123' });
    await runAll(tempFolder('metrics'), [job(1, { context })], env);
    expect(JSON.stringify([samples, resources])).not.toMatch(/9182736455|topic-x|abcdef0123|b001/);
    expect(resources[0]).toMatchObject({ 'service.name': 'shop' });
  });

  it('of a pull request, or of a build that was not stored, count nothing: later totals would fall', async () => {
    const { env, samples } = await receive();
    const folder = tempFolder('metrics');
    const context = makeContext({ pullRequest: 7 });
    const pull = await begin(folder, job(1, { context }), env);
    await pull.store();
    expect(await pull.send()).toEqual([]);
    expect(await (await begin(folder, job(2), env)).send()).toEqual([]);
    expect(new Set(samples.map(({ name }) => name))).toEqual(
      new Set(['builder_duration_ms', 'builder_targets_per_second']),
    );
  });

  it('as deltas are what each run added, those of pull requests too', async () => {
    const { env, samples } = await receive({
      OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'delta',
    });
    const folder = tempFolder('metrics');
    const context = makeContext({ pullRequest: 7 });
    await runAll(folder, [job(1), job(2, { context }), job(3)], env);
    const seen = runs(samples, 'success');
    expect(seen.map(({ value, isDelta }) => [value, isDelta])).toEqual([
      [1, true],
      [1, true],
      [1, true],
    ]);
  });

  it('export no totals if builds of other runs may be missing, and report it', async () => {
    const { env, samples } = await receive();
    const run = await begin(tempFolder('metrics'), job(1), env);
    await run.store();
    const problem = { level: 'info', code: 'history-unlisted', where: 'cache', what: '', fix: '' } as const;
    const history = { builds: [], series: [] };
    const loaded = { status: 'found', history, problems: [problem] } as const;
    const stored: StoredState = { loaded, saved: true, reload: async () => loaded };
    expect(await run.send({ stored })).toMatchObject([{ code: 'metrics-without-totals', level: 'warning' }]);
    expect(runs(samples, 'success')).toEqual([]);
  });

  it('are written to a Prometheus file only on request', async () => {
    const folder = tempFolder('metrics');
    const file = join(folder, 'metrics.prom');
    const run = await begin(join(folder, 'history'), job(1), {});
    await run.store();
    expect(await run.send()).toEqual([]);
    expect(existsSync(file)).toBe(false);
    expect(await run.send({ file })).toEqual([]);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(
      'cicd_pipeline_run_duration_seconds_count{cicd_pipeline_name="CI / test",cicd_pipeline_result="success",cicd_pipeline_run_state="executing"} 1\n',
    );
    expect(text).toContain('builder_duration_ms{build="CI / test"} 240000\n');
  });

  it('report a failing endpoint, but not on a fork', async () => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_EXPORTER_OTLP_TIMEOUT: '200' };
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const run = await begin(tempFolder('metrics'), job(1), env);
    await run.store();
    expect(await run.send()).toMatchObject([{ code: 'metric-export', level: 'warning' }]);
    expect(await run.send({ isFork: true })).toEqual([]);
  });
});
