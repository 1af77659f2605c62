import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MetricsCollector } from '../../src/agents/metrics-collector.ts';
import { checkCommand } from '../../src/commands/check-command.ts';
import type { Command } from '../../src/commands/command.ts';
import { queryCommand } from '../../src/commands/query-command.ts';
import { serveCommand } from '../../src/commands/serve-command.ts';
import { EventCollector } from '../../src/recorder/event-collector.ts';
import { TaskEvent } from '../../src/recorder/events.ts';
import { freePort, startLoopback } from '../services/loopback.ts';
import { tempFolder } from '../temp-folder.ts';
import { runCommand } from './run-command.ts';

let folder = '';
beforeEach(() => {
  folder = tempFolder('query');
});

const dayMs = 86_400_000;
const log = () => join(folder, 'events.ndjson');
const history = () => ['--history', join(folder, 'history'), '--name', 'shop'];

async function run(command: Command, ...args: string[]) {
  const ran = await runCommand(command, ...args);
  return { ...ran, json: () => JSON.parse(ran.stdout) };
}

/** Twelve builds, one a day until today, each with an agent and a tool; the fourth fails. */
async function storeBuilds(): Promise<void> {
  const today = Math.floor(Date.now() / dayMs) * dayMs;
  for (let number = 0; number < 12; number++) {
    const start = new Date(today - (11 - number) * dayMs).toISOString();
    const record = { v: 1, build_id: `b${number}`, start_time: start };
    const lines = [
      {
        ...record,
        type: 'build',
        name: 'shop',
        duration_ms: 60_000 + number * 1000,
        result: number === 3 ? 'failure' : 'success',
      },
      {
        ...record,
        type: 'task',
        name: 'coder/plan',
        kind: 'agent',
        duration_ms: 1000 * (number + 1),
        result: 'success',
        model: 'opus',
        tokens: { input: 100 },
        cost_usd: 0.5,
      },
      { ...record, type: 'task', name: 'Read', kind: 'tool', duration_ms: 250, result: 'success' },
    ];
    const file = join(folder, `b${number}.ndjson`);
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const { status, stderr } = await run(checkCommand, file, ...history(), '--build-id', `b${number}`);
    expect(stderr + status).toBe('0');
  }
}

function track(): void {
  const metrics = new MetricsCollector({ path: log(), enabled: true });
  for (const duration of [100, 200, 900])
    metrics.trackToolUsage({ tool: 'Read', duration, success: duration < 900 });
  metrics.trackToolUsage({ tool: 'Bash', duration: 50, success: true });
  metrics.flush();
}

describe('query', () => {
  it('answers from the history: the increase of counters per day', async () => {
    await storeBuilds();
    const asked = await run(
      queryCommand,
      'agent_execution_total',
      ...history(),
      '--interval',
      '1d',
      '--json',
    );
    const { buckets, aggregation, source } = asked.json();
    expect([aggregation, source]).toEqual(['increase', 'history']);
    expect(buckets.map(({ value }: { value: number }) => value)).toEqual(Array(12).fill(1));
    const label = ['--labels', 'cicd_pipeline_result=failure', '--agg', 'increase'];
    const runs = await run(
      queryCommand,
      'cicd_pipeline_run_duration_seconds',
      ...history(),
      ...label,
      '--json',
    );
    expect(runs.json().metric).toBe('cicd.pipeline.run.duration');
  });

  it('aggregates values of the history by labels, as a table with a chart, JSON and CSV', async () => {
    await storeBuilds();
    const args = ['agent_execution_duration_seconds', ...history(), '--agg', 'p95', '--interval', '30d'];
    const { stdout } = await run(queryCommand, ...args, '--labels', 'agent_type=coder,phase=plan');
    expect(stdout).toContain('agent_execution_duration_seconds (agent_type=coder, phase=plan): p95 by 30d');
    expect(stdout).toMatch(/UTC\s+12 s {2}12\n|UTC\s+\d+ s {2}\d+\n/);
    expect(stdout).not.toContain('┤');
    expect((await run(queryCommand, ...args.slice(0, -1), '1d')).stdout).toContain('┤');
    const csv = await run(queryCommand, ...args, '--csv');
    expect(csv.stdout).toMatch(/^time,value,count\r\n\d{4}-\d\d-\d\dT.*Z,\d+,\d+\r\n/);
    const none = await run(queryCommand, ...args, '--labels', 'agent_type=nobody');
    expect(none).toMatchObject({ status: 0, stdout: expect.stringContaining('No data for') });
    const unset = await run(queryCommand, 'build_telemetry.task.duration', ...history());
    expect(unset.stdout).toMatch(
      /^No data for .* in the history\. It has no values at any time\. .*`metric-tasks`/,
    );
  });

  it('reads Builder’s names and costs from the stored builds', async () => {
    await storeBuilds();
    const duration = await run(queryCommand, 'builder_duration_ms', ...history(), '--agg', 'max', '--json');
    const last = duration.json().buckets.at(-1);
    expect(last.value).toBe(71_000);
    const cost = await run(
      queryCommand,
      'build_telemetry.cost.usd',
      ...history(),
      '--interval',
      '30d',
      '--json',
    );
    const sum = cost.json().buckets.reduce((all: number, { value }: { value: number }) => all + value, 0);
    expect(sum).toBeCloseTo(6);
  });

  it('answers from the log while agents work', async () => {
    track();
    const args = [
      'tool_call_duration_seconds',
      '--log',
      log(),
      '--labels',
      'tool=Read',
      '--since',
      '1h',
      '--interval',
      '1h',
      '--json',
    ];
    const { buckets, source } = (await run(queryCommand, ...args)).json();
    expect(source).toBe('log');
    expect(buckets.at(-1)).toMatchObject({ count: 3, value: expect.closeTo(0.4) });
  });

  it('finds each of more label sets than exporters keep', async () => {
    const metrics = new MetricsCollector({ path: log(), enabled: true, onProblem: () => {} });
    for (let i = 0; i < 1200; i++) metrics.trackToolUsage({ tool: `tool ${i}`, duration: 1, success: true });
    metrics.flush();
    const args = ['tool_calls_total', '--log', log(), '--labels', 'tool=tool 1199', '--json'];
    const { buckets } = (await run(queryCommand, ...args)).json();
    expect(buckets).toMatchObject([{ value: 1, count: 1 }]);
  });

  it('reads the whole log: each first value, and more than exporters keep in memory', async () => {
    const metrics = new MetricsCollector({ path: log(), enabled: true });
    for (let i = 0; i < 6000; i++)
      metrics.trackToolUsage({ tool: i % 2 ? 'Read' : 'Bash', duration: 1, success: true });
    metrics.flush();
    const { buckets } = (await run(queryCommand, 'tool_calls_total', '--log', log(), '--json')).json();
    const sum = (key: string): number =>
      buckets.reduce((all: number, bucket: Record<string, number>) => all + (bucket[key] ?? 0), 0);
    expect([sum('value'), sum('count')]).toEqual([6000, 6000]);
  });

  it('counts the lines of a log in any order of their times, as several processes write them', async () => {
    const today = Math.floor(Date.now() / dayMs) * dayMs;
    // 40 hours of work, in no order.
    const times = Array.from({ length: 120 }, (_, at) => today - dayMs + ((at * 37) % 120) * 1_200_000);
    const collector = new EventCollector({ path: log(), enabled: true });
    for (const time of times)
      collector.collect(
        new TaskEvent({
          ...{ eventType: 'TASK_COMPLETED', taskName: 'Read', taskType: 'tool', durationMs: 1 },
          timestamp: new Date(time),
        }),
      );
    collector.close();
    const perDay = [0, 1].map(
      (day) => times.filter((time) => time >= today + (day - 1) * dayMs && time < today + day * dayMs).length,
    );
    for (const metric of ['tool_calls_total', 'tool_call_duration_seconds']) {
      const range = ['--since', '2d', '--until', new Date(today + dayMs).toISOString()];
      const args = [metric, '--log', log(), ...range, '--agg', 'increase', '--interval', '1d', '--json'];
      const { buckets } = (await run(queryCommand, ...args)).json();
      expect(buckets.map(({ value }: { value: number }) => value)).toEqual(perDay);
    }
  });

  it('counts the first builds of the history, also for histograms, and tokens by type', async () => {
    await storeBuilds();
    const counts = {
      ...{ 'cicd.pipeline.run.duration': 12, agent_execution_total: 12 },
      ...{ agent_tokens_used: 1200, agent_tokens_total: 1200, agent_cost_usd_total: 6 },
    };
    for (const [metric, expected] of Object.entries(counts)) {
      const args = [metric, ...history(), '--agg', 'increase', '--since', '365d', '--interval', '365d'];
      const { buckets } = (await run(queryCommand, ...args, '--json')).json();
      const grown = buckets.reduce((all: number, { value }: { value: number }) => all + value, 0);
      expect([metric, grown]).toEqual([metric, expected]);
    }
  });

  it('accepts relative times and dates', async () => {
    track();
    const yesterday = new Date(Date.now() - dayMs).toISOString().slice(0, 10);
    const tomorrow = new Date(Date.now() + dayMs).toISOString();
    const asked = async (...args: string[]) =>
      (await run(queryCommand, 'tool_calls_total', '--log', log(), '--json', ...args)).json();
    const { buckets } = await asked('--since', yesterday, '--until', tomorrow, '--agg', 'count');
    expect(buckets.at(-1).value).toBeGreaterThan(0);
    expect((await asked('--since', '9d', '--until', '8d')).buckets).toEqual([]);
    expect((await asked('--since', '999999999d')).range.start).toBe('1970-01-01T00:00:00.000Z');
  });

  it('answers for custom metrics, by their kind', async () => {
    const metrics = new MetricsCollector({ path: log(), enabled: true });
    metrics.define({ name: 'items_total', help: 'Items.', kind: 'counter', labels: ['shop'] });
    for (const shop of ['a', 'a', 'b']) metrics.record('items_total', 2, { shop });
    metrics.flush();
    const args = ['items_total', '--log', log(), '--labels', 'shop=a', '--interval', '365d'];
    const { aggregation, buckets } = (await run(queryCommand, ...args, '--json')).json();
    expect([aggregation, buckets[0].value]).toEqual(['increase', 4]);
  });

  it('has the error rate at each error', async () => {
    const metrics = new MetricsCollector({ path: log(), enabled: true });
    for (let i = 0; i < 3; i++) metrics.trackError({ component: 'api', errorType: 'E' });
    metrics.flush();
    const args = ['error_rate', '--log', log(), '--agg', 'max', '--interval', '365d', '--json'];
    expect((await run(queryCommand, ...args)).json().buckets).toMatchObject([{ value: 0.05, count: 3 }]);
  });

  it('lists the existing labels and times if it finds nothing', async () => {
    track();
    const args = ['tool_calls_total', '--log', log()];
    const none = await run(queryCommand, ...args, '--labels', 'tool=Nobody');
    expect(none.stdout).toMatch(/^No data for tool_calls_total from .* Values of tool are `.*`\.\n$/);
    const early = await run(queryCommand, ...args, '--since', '9d', '--until', '8d');
    expect(early.stdout).toContain('There are values from');
  });

  it.each([
    [[], 'Missing argument: a metric.'],
    [['tool_calls_total', '--since', '1d', '--until', '2d'], 'The start is not before the end'],
    [['tool_calls_total', '--log', 'gone.ndjson'], 'gone.ndjson: File not found.'],
    [['tool_call_total'], 'Did you mean `tool_calls_total`'],
    [['tool_calls_total', '--labels', 'tol=Read'], 'has no label `tol`'],
    [['tool_calls_total', '--labels', 'Read'], '`Read` is not a label'],
    [['tool_calls_total', '--since', 'yesterday'], '`1d`. A date is also possible, such as `2026-03-01`'],
    [['tool_calls_total', '--interval', '0d'], '`0d` is not an interval'],
    [['tool_calls_total', '--agg', 'mean'], '`mean` is not a valid value'],
  ])('refuses %j with the fix', async (args, message) => {
    const { status, stderr } = await run(queryCommand, ...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

const stopping: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stopping.splice(0)) await stop();
});

/** Starts it in this process; a signal stops it. */
async function serve(...args: string[]) {
  const ended = run(serveCommand, ...args);
  const stop = async () => {
    process.emit('SIGTERM', 'SIGTERM');
    return await ended;
  };
  stopping.push(stop);
  return { ended, stop };
}

async function get(url: string): Promise<string> {
  for (let tries = 0; tries < 1500; tries++) {
    const text = await fetch(url).then(
      async (answer) => await answer.text(),
      () => null,
    );
    if (text !== null) return text;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${url} does not answer`);
}

describe('serve', () => {
  it('serves custom metrics with their help', async () => {
    const metrics = new MetricsCollector({ path: log(), enabled: true });
    metrics.define({ name: 'items_total', help: 'Items.', kind: 'counter', labels: ['shop'] });
    metrics.record('items_total', 2, { shop: 'a' });
    metrics.flush();
    const port = await freePort();
    await serve('--log', log(), '--port', String(port));
    const text = await get(`http://127.0.0.1:${port}/metrics`);
    expect(text).toContain(
      '# HELP items_total Items.\n# TYPE items_total counter\nitems_total{shop="a"} 2\n',
    );
  });

  it('serves the log as it grows, and the totals of the history', async () => {
    await storeBuilds();
    track();
    const port = await freePort();
    const { stop } = await serve('--port', String(port), '--log', log(), ...history());
    const url = `http://127.0.0.1:${port}/metrics`;
    const first = await get(url);
    expect(first).toContain('tool_calls_total{status="success",tool="Read"} 2\n');
    expect(first).toContain(
      'cicd_pipeline_run_duration_seconds_count{cicd_pipeline_name="shop",cicd_pipeline_result="success",cicd_pipeline_run_state="executing"} 11\n',
    );
    track();
    expect(await get(url)).toContain('tool_calls_total{status="success",tool="Read"} 4\n');
    const { stdout, status } = await stop();
    stopping.length = 0;
    expect(status).toBe(0);
    expect(stdout).toContain(`Serving metrics at ${url}`);
  });

  it('serves all series of a folder, or those of one name, and refuses a missing folder', async () => {
    for (const name of ['shop', 'web']) {
      const file = join(folder, `${name}.ndjson`);
      const record = {
        v: 1,
        build_id: name,
        start_time: new Date().toISOString(),
        duration_ms: 1000,
        result: 'success',
      };
      const records = [
        { ...record, type: 'build', name },
        { ...record, type: 'task', name: 'compile' },
      ];
      writeFileSync(file, records.map((each) => `${JSON.stringify(each)}\n`).join(''));
      const where = ['--history', join(folder, 'history'), '--name', name];
      expect((await run(checkCommand, file, ...where, '--build-id', name)).status).toBe(0);
    }
    const series = async (...args: string[]): Promise<string[]> => {
      const port = await freePort();
      const { stop } = await serve(
        '--port',
        String(port),
        '--log',
        log(),
        '--history',
        join(folder, 'history'),
        ...args,
      );
      const text = await get(`http://127.0.0.1:${port}/metrics`);
      await stop();
      stopping.length = 0;
      return [
        ...new Set([...text.matchAll(/cicd_pipeline_name="(\w+)"/g)].map(([, name]) => name ?? '')),
      ].sort();
    };
    expect(await series()).toEqual(['shop', 'web']);
    expect(await series('--name', 'web')).toEqual(['web']);
    const absent = await run(serveCommand, '--log', log(), '--history', join(folder, 'absent'));
    expect([absent.status, absent.stderr]).toEqual([2, expect.stringContaining('Folder not found')]);
  });

  it('reports that a port is taken', async () => {
    const taken = await startLoopback(async () => ({ answer: async () => ({ status: 200 }), fault: null }));
    const { status, stderr } = await run(serveCommand, '--port', new URL(taken.url).port, '--log', log());
    await taken.close();
    expect([status, stderr]).toEqual([2, expect.stringContaining('is taken')]);
  });

  it.each([
    [['--port', 'abc'], '`abc` is not a port'],
    [['--port', ''], '`` is not a port'],
    [['--port', '1e3'], '`1e3` is not a port'],
    [
      ['--host', '192.0.2.1'],
      '192.0.2.1: This machine has no such address. Choose one with `--host ADDRESS`.',
    ],
    [['--host', 'no-such-host.invalid'], 'no-such-host.invalid: Host not found.'],
    [['9464'], 'Unexpected argument `9464`.'],
    [['--path', 'metrics'], '`metrics` is not a path'],
    [['--once'], 'exporters: No exporter to send metrics to is configured'],
    [['--once', '--port', '1'], '--port: It has no effect where metrics are exported once'],
    [['--json'], '--json: It has no effect without `--once`'],
  ])('refuses %j', async (args, message) => {
    writeFileSync(log(), '');
    const { status, stderr } = await run(serveCommand, '--log', log(), ...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
