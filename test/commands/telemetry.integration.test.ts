/** `build-telemetry telemetry` on what agents and the tracer recorded. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { MetricsCollector } from '../../src/agents/metrics-collector.ts';
import { commands } from '../../src/commands/commands.ts';
import { Tracer } from '../../src/tracing/tracer.ts';
import { freePort } from '../services/loopback.ts';
import { tempFolder } from '../temp-folder.ts';
import { runCli } from './run-cli.ts';

function record(): string {
  const folder = tempFolder('telemetry-command');
  const collector = new MetricsCollector({
    path: join(folder, '.build-telemetry/events.ndjson'),
    enabled: true,
  });
  for (const [duration, success] of [
    [1000, true],
    [3000, true],
    [9000, false],
  ] as const)
    collector.trackAgentExecution({
      ...{ agentId: 'a1', agentType: 'coder', phase: 'write', tokens: 500, model: 'm', duration, success },
    });
  collector.flush();
  return folder;
}

async function recordTrace(folder: string): Promise<string> {
  const tracer = new Tracer({ folder: join(folder, '.build-telemetry/traces'), env: {} });
  const { traceId } = tracer.startTrace();
  const root = tracer.startSpan('build');
  const child = tracer.startSpan('compile\u001b[31m');
  child.recordError(new Error('broken'));
  tracer.finishSpan(child);
  tracer.finishSpan(root);
  await tracer.flush();
  return traceId;
}

const run = (folder: string, ...args: string[]) => runCli(['telemetry', ...args], { cwd: folder });
const json = async (folder: string, ...args: string[]) =>
  JSON.parse((await run(folder, ...args, '--json')).stdout);

describe('telemetry', () => {
  it('status shows recorded data, and the state of the exporters', async () => {
    const folder = record();
    await recordTrace(folder);
    const config = join(folder, '.github');
    mkdirSync(config);
    writeFileSync(
      join(config, 'build-telemetry.yml'),
      'exporters:\n  json:\n    enabled: true\n    outputDir: out\n',
    );
    expect((await run(folder, 'status')).stdout).toContain('json           on, no export yet');
    expect((await run(folder, 'export')).status).toBe(0);
    expect(readdirSync(join(folder, 'out'))).toHaveLength(1);
    const { stdout } = await run(folder, 'status');
    expect(stdout).toMatch(/^Telemetry is on\.\n {2}events {5}3 in /);
    expect(stdout).toContain('traces     1, 2 spans');
    expect(stdout).toMatch(/json {11}on, last export \d{4}-.*: \d+ data points/);
    expect(await json(folder, 'status')).toMatchObject({ enabled: true, events: 3, traces: 1, spans: 2 });
  });

  it('sends nothing by OTLP with OTEL_SDK_DISABLED, whatever the configuration says', async () => {
    const cwd = record();
    mkdirSync(join(cwd, '.github'));
    const exporters = `exporters:\n  opentelemetry: { enabled: true, endpoint: 'http://127.0.0.1:${await freePort()}/v1/metrics' }\n`;
    writeFileSync(join(cwd, '.github/build-telemetry.yml'), exporters);
    const ask = (task: string) =>
      runCli(['telemetry', task], {
        cwd,
        env: { OTEL_SDK_DISABLED: 'true', OTEL_EXPORTER_OTLP_TIMEOUT: '1' },
      });
    expect((await ask('status')).stdout).toContain('opentelemetry  off,');
    const { status, stderr } = await ask('export');
    expect([status, stderr]).toEqual([2, expect.stringContaining('`OTEL_SDK_DISABLED` switches off')]);
  });

  it.each([
    [{}, 'on', 'The opentelemetry export failed'],
    [{ OTEL_METRICS_EXPORTER: 'none' }, 'off', 'OTEL_METRICS_EXPORTER` switches off the export'],
    [{ OTEL_SDK_DISABLED: 'true' }, 'off', '`OTEL_SDK_DISABLED` switches off the export'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: '' }, 'off', 'Set `exporters` in the configuration'],
  ])('exports by OTLP as the standard variables say: %j', async (more, state, message) => {
    const cwd = record();
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}`, ...more };
    const ask = (task: string) =>
      runCli(['telemetry', task], { cwd, env: { OTEL_EXPORTER_OTLP_TIMEOUT: '1', ...env } });
    expect((await ask('status')).stdout).toContain(`opentelemetry  ${state},`);
    const { status, stderr } = await ask('export');
    expect([status, stderr]).toEqual([state === 'on' ? 1 : 2, expect.stringContaining(message)]);
  });

  it('metrics and stats show the recorded values', async () => {
    const folder = record();
    const { metrics } = await json(folder, 'metrics');
    expect(metrics).toContainEqual(
      expect.objectContaining({
        name: 'agent_tokens_used',
        value: 1500,
        labels: { agent_type: 'coder', model: 'm' },
      }),
    );
    expect((await run(folder, 'metrics')).stdout).toContain('agent_type=coder, model=m');
    expect(await json(folder, 'stats', 'agent_execution_duration_seconds')).toMatchObject({
      ...{ count: 3, sum: 13, min: 1, max: 9, p50: 3, p95: 9 },
    });
    expect(await json(folder, 'stats', 'agent_tokens_used')).toMatchObject({
      ...{ count: 3, sum: 1500, min: 500, max: 500 },
    });
    expect(
      await json(folder, 'stats', 'agent_execution_total', '--labels', 'agent_type=coder,status=failure'),
    ).toMatchObject({ count: 1, max: 1 });
  });

  it('values are shown with their unit and their digits', async () => {
    const folder = tempFolder('telemetry-command');
    const collector = new MetricsCollector({
      path: join(folder, '.build-telemetry/events.ndjson'),
      enabled: true,
    });
    const agent = { agentId: 'a1', agentType: 'coder', phase: 'write', tokens: 5, model: 'm', success: true };
    for (const costUsd of [0.0025, 0.0015]) collector.trackAgentExecution({ ...agent, duration: 5, costUsd });
    collector.flush();
    const { stdout } = await run(folder, 'stats', 'agent_execution_duration_seconds');
    expect(stdout.replaceAll(/[│ ]+/g, ' ')).toMatch(/ count 2 \n sum 10 ms \n avg 5 ms \n/);
    expect((await run(folder, 'metrics')).stdout).toContain('$0.004');
  });

  it('traces shows a chain of more spans than a call has arguments, by its first root', async () => {
    const folder = tempFolder('telemetry-command');
    mkdirSync(join(folder, '.build-telemetry/traces'), { recursive: true });
    const spans = Array.from({ length: 130_000 }, (_, i) => ({
      ...{ traceId: 'a'.repeat(32), spanId: (i + 2).toString(16).padStart(16, '0'), name: `s${i}` },
      parentSpanId: (i + 1).toString(16).padStart(16, '0'),
      ...{ startTimeUnixNano: `${1_790_000_000_000 + i}000000`, endTimeUnixNano: '1790000200000000000' },
    }));
    const lost = { ...spans[0], spanId: 'b'.repeat(16), name: 'later', parentSpanId: 'c'.repeat(16) };
    const later = { ...lost, startTimeUnixNano: '1790000150000000000' };
    const line = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [later, ...spans] }] }] });
    writeFileSync(join(folder, '.build-telemetry/traces/deep.otlp.jsonl'), line);
    expect((await json(folder, 'traces')).traces).toMatchObject([{ root: 's0', spans: 130_001 }]);
    expect((await run(folder, 'traces', 'aaa')).stdout).toContain('… and 129,801 more spans');
  });

  it('query is the same as the top-level command', async () => {
    const folder = record();
    const args = ['query', 'agent_tokens_used', '--labels', 'agent_type=coder', '--since', '1h'];
    const direct = await runCli([...args, '--json'], { cwd: folder });
    expect(direct.status).toBe(0);
    expect(JSON.parse((await run(folder, ...args, '--json')).stdout).metric).toEqual(
      JSON.parse(direct.stdout).metric,
    );
  });

  it('traces lists traces, and draws one as a waterfall', async () => {
    const folder = record();
    const id = await recordTrace(folder);
    expect((await json(folder, 'traces')).traces).toMatchObject([{ id, root: 'build', spans: 2, errors: 1 }]);
    const { stdout } = await run(folder, 'traces', id.slice(0, 8));
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toContain(`Trace ${id}: 2 spans`);
    expect(lines[1]).toMatch(/^ {2}build +█+/);
    expect(lines[2]).toMatch(/^✗ {3}compile/);
    expect(stdout).not.toContain('\u001b');
    expect((await json(folder, 'traces', id)).tree).toHaveLength(2);
  });

  it('clear removes only what is named, and only with confirmation', async () => {
    const folder = record();
    await recordTrace(folder);
    // A folder with such a name is not a trace.
    mkdirSync(join(folder, '.build-telemetry/traces/x.otlp.jsonl'));
    expect((await run(folder, 'traces')).status).toBe(0);
    expect((await run(folder, 'clear', 'traces')).status).toBe(2);
    expect((await run(folder, 'clear', 'traces', '--yes')).stdout).toBe('Removed 1 file of traces.\n');
    expect((await json(folder, 'status')).events).toBe(3);
    expect((await run(folder, 'clear', 'metrics', '--yes')).stdout).toContain('Removed 3 events');
    expect((await json(folder, 'status')).events).toBe(0);
  });

  it.each([
    [[], 'Missing subcommand.'],
    [['state'], 'Did you mean `stats`?'],
    [['stats'], 'Missing argument: METRIC.'],
    [['stats', 'agent_token_used'], 'Did you mean `agent_tokens_used`?'],
    [['stats', 'agent_tokens_used', '--labels', 'coder'], '`coder` is not a label.'],
    [['traces', 'abc'], 'Trace not found.'],
    [['traces', ''], 'This argument is empty.'],
    [['clear'], 'Missing argument.'],
    [['clear', 'all', '--yes'], 'Unknown argument `all`.'],
    [['status', '--nope'], 'Unknown option.'],
    [['metrics', '--log', 'absent'], 'Check the path of `--log`.'],
    [['clear', 'traces', '--traces', 'absent', '--yes'], 'Check the path of `--traces`.'],
    [['status', 'all'], 'Unexpected argument `all`.'],
    [['clear', 'metrics', '7d', '--yes'], 'Unexpected argument `7d`.'],
    [['clear', 'traces', 'abc', '--yes'], 'Unexpected argument `abc`.'],
    [['export', 'prometheus'], 'Unexpected argument `prometheus`.'],
    [['export', 'out.json'], 'Unexpected argument `out.json`.'],
    [['export', '--log', 'absent'], 'Check the path of `--log`.'],
    [['export', '--port', '9464'], '--port: It has no effect where metrics are exported once.'],
    [['status', '--yes'], '--yes: It has no effect with `telemetry status`.'],
    [['metrics', '--labels', 'agent_type=coder'], '--labels: It has no effect with `telemetry metrics`.'],
    [['stats', 'error_total', '--name', 'unit'], '--name: It has no effect with `telemetry stats`.'],
    [['traces', '--history', 'h'], '--history: It has no effect with `telemetry traces`.'],
    [
      ['clear', 'metrics', '--labels', 'agent_type=coder', '--yes'],
      '--labels: It has no effect with `telemetry clear metrics`.',
    ],
    [
      ['clear', 'metrics', '--traces', '.build-telemetry/traces', '--yes'],
      '--traces: It has no effect with `telemetry clear metrics`.',
    ],
    [
      ['clear', 'traces', '--log', '.build-telemetry/events.ndjson', '--yes'],
      '--log: It has no effect with `telemetry clear traces`.',
    ],
    [['export'], 'exporters: No exporter to send metrics to is configured.'],
  ])('reports wrong arguments and removes nothing: %j', async (args, what) => {
    const folder = record();
    await recordTrace(folder);
    const { status, stdout, stderr } = await run(folder, ...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(what);
    expect(existsSync(join(folder, '.build-telemetry/events.ndjson'))).toBe(true);
    expect(readdirSync(join(folder, '.build-telemetry/traces'))).toHaveLength(1);
  });

  it('is empty if nothing is recorded, which is not a fault', async () => {
    const folder = tempFolder('telemetry-command');
    for (const args of [['status'], ['metrics'], ['traces'], ['stats', 'error_total']])
      expect(await run(folder, ...args)).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(join(folder, '.build-telemetry'))).toBe(false);
  });

  it('matches the slash command for agents', () => {
    const page = readFileSync(
      fileURLToPath(new URL('../../examples/agents/telemetry.md', import.meta.url)),
      'utf8',
    );
    const known = commands.find(({ name }) => name === 'telemetry')?.operandValues ?? [];
    const named = [...page.matchAll(/^- `(\w+)/gm)].map(([, name]) => name);
    expect([...new Set(named)].sort()).toEqual([...known].sort());
  });
});
