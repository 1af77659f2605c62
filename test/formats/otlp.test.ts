/**
 * OTLP/JSON: what the OpenTelemetry SDKs for JavaScript and Python wrote (fixtures/otlp), and a small export per
 * rule.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeNdjson } from '../../src/formats/read-build.ts';
import type { Build } from '../../src/model/build.ts';
import { buildOf, codesOf, lines, readAll, sourceOf } from '../source-of.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`./fixtures/otlp/${name}`, import.meta.url), 'utf8');

const ms = 1_000_000n;
const at = (timeMs: number): string => String(1_770_000_000_000n * ms + BigInt(timeMs) * ms);
const value = (of: unknown): object =>
  typeof of === 'string'
    ? { stringValue: of }
    : typeof of === 'boolean'
      ? { boolValue: of }
      : Number.isInteger(of)
        ? { intValue: String(of) }
        : { doubleValue: of };
const list = (attributes: object): object[] =>
  Object.entries(attributes).map(([key, of]) => ({ key, value: value(of) }));

interface SpanRest {
  readonly parent?: string;
  readonly trace?: string;
  readonly code?: number;
  readonly attributes?: object;
  readonly [key: string]: unknown;
}

/** A span from `start` to `end` ms; its id is padded to 16 digits. */
const span = (id: string, start: number, end: number | null, rest: SpanRest = {}): object => {
  const { parent, trace = 'a', code, attributes = {}, ...more } = rest;
  return {
    traceId: trace.padStart(32, '1'),
    spanId: id.padStart(16, '1'),
    ...(parent === undefined ? {} : { parentSpanId: parent.padStart(16, '1') }),
    name: id,
    kind: 1,
    startTimeUnixNano: at(start),
    ...(end === null ? {} : { endTimeUnixNano: at(end) }),
    ...(code === undefined ? {} : { status: { code } }),
    attributes: list(attributes),
    ...more,
  };
};
const traces = (...spans: object[]): object => ({
  resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ scope: { name: 's' }, spans }] }],
});
const metrics = (all: readonly object[], resource: object = {}): object => ({
  resourceMetrics: [
    { resource: { attributes: list(resource) }, scopeMetrics: [{ scope: { name: 's' }, metrics: all }] },
  ],
});
const logs = (...logRecords: object[]): object => ({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] });
const point = (timeMs: number, of: object, attributes: object = {}, startMs = 0): object => ({
  startTimeUnixNano: at(startMs),
  timeUnixNano: at(timeMs),
  attributes: list(attributes),
  ...of,
});
const read = async (...exports: object[]): Promise<Build> => await buildOf(lines(...exports));
const resultsOf = (build: Build): Record<string, string> =>
  Object.fromEntries(build.tasks.map(({ name, result }) => [name, result]));
const valuesOf = (build: Build): Record<string, number> =>
  Object.fromEntries(build.metrics.map((metric) => [metric.name, metric.value]));

describe('traces', () => {
  it('use the root as the build and its descendants as tasks, in any order', async () => {
    const spans = [span('c', 2, 5, { parent: 'b' }), span('b', 1, 8, { parent: 'r' }), span('r', 0, 10)];
    for (const each of [spans, spans.toReversed()]) {
      const build = await read(...each.map((one) => traces(one)));
      expect(build).toMatchObject({
        startTimeMs: 1_770_000_000_000,
        durationMs: 10,
        result: 'success',
        complete: true,
        problems: [],
      });
      const tasks = [...build.tasks].sort((a, b) => (a.name < b.name ? -1 : 1));
      expect(tasks.map(({ name, durationMs }) => [name, durationMs])).toEqual([
        ['b', 7],
        ['c', 3],
      ]);
      expect(tasks.map(({ parentId }) => parentId)).toEqual([null, tasks[0]?.id]);
    }
  });

  it('in snake case are refused with that reason', async () => {
    const line = { resource_spans: [{ scope_spans: [{ spans: [] }] }] };
    for (const log of [JSON.stringify(line), lines(line, line)]) {
      const { build, files } = await readAll([sourceOf(log)]);
      expect(build).toBeNull();
      expect(files[0]?.problems).toMatchObject([{ code: 'unknown-version', what: /snake case/ }]);
    }
  });

  it('are read from one document, lines of documents, and an array of them', async () => {
    const [a, b] = [traces(span('b', 1, 8, { parent: 'r' })), traces(span('r', 0, 10))];
    for (const text of [lines(a, b), JSON.stringify([a, b], null, 2), JSON.stringify(a)])
      expect((await buildOf(text)).tasks.map(({ name }) => name)).toEqual(['b']);
  });

  it('count a failure once, where it began', async () => {
    const build = await read(
      traces(
        span('leaf', 2, 5, { parent: 'step', code: 2, attributes: { 'error.type': 'AssertionError' } }),
        span('fine', 2, 5, { parent: 'step' }),
        span('step', 1, 8, { parent: 'job', code: 2, attributes: { 'error.type': 'failed' } }),
        span('job', 1, 8, { parent: 'r', attributes: { 'cicd.pipeline.task.run.result': 'failure' } }),
        span('r', 0, 10, { code: 2 }),
      ),
    );
    expect(build.result).toBe('failure');
    expect(resultsOf(build)).toEqual({ leaf: 'failure', fine: 'success', step: 'unknown', job: 'unknown' });
    expect(build.tasks.map(({ errorType }) => errorType)).toEqual(['AssertionError', null, null, null]);
  });

  it('use the result of the root, and judge by the tasks without one', async () => {
    const failed = span('a', 1, 2, { parent: 'r', code: 2 });
    expect((await read(traces(failed, span('r', 0, 3, { code: 1 })))).result).toBe('success');
    expect((await read(traces(failed, span('r', 0, 3)))).result).toBe('failure');
  });

  it('read the type of an error from its attribute or its exception', async () => {
    const exception = { name: 'exception', attributes: list({ 'exception.type': 'TypeError' }) };
    const build = await read(traces(span('a', 1, 2, { code: 2, events: [exception] })));
    expect(build.tasks.map(({ errorType }) => errorType)).toEqual(['TypeError']);
  });

  it("contain why and where a test failed, and no output of agents' tools", async () => {
    const exception = {
      'exception.message': 'expected 1 to be 2',
      'exception.stacktrace': '  at a.test.ts:7:3',
    };
    const failed = { code: 2, events: [{ name: 'exception', attributes: list(exception) }] };
    const test = { ...failed, attributes: { 'test.case.name': 'adds' } };
    const tool = { ...failed, attributes: { 'gen_ai.operation.name': 'execute_tool' } };
    const build = await read(traces(span('a', 1, 2, test), span('b', 1, 2, tool)));
    expect(build.tasks.map(({ failure }) => failure)).toEqual([
      { message: 'expected 1 to be 2', file: 'a.test.ts', line: 7 },
      null,
    ]);
  });

  it('take kinds and results from the conventions for pipelines, tests and models', async () => {
    const kinds: [object, string, string][] = [
      [{ 'test.case.name': 'adds', 'test.case.result.status': 'fail' }, 'test', 'failure'],
      [{ 'test.suite.name': 's', 'test.suite.run.status': 'timed_out' }, 'suite', 'timeout'],
      [{ 'cicd.pipeline.task.type': 'deploy', 'cicd.pipeline.task.run.result': 'skip' }, 'deploy', 'skip'],
      [{ 'github.job.step.name': 'x', 'github.job.step.conclusion': 'cancelled' }, 'step', 'cancellation'],
      [{ 'gen_ai.operation.name': 'invoke_agent' }, 'agent', 'success'],
      [{ 'gen_ai.operation.name': 'chat' }, 'model', 'success'],
      [{ 'gen_ai.operation.name': 'execute_tool' }, 'tool', 'success'],
      [{}, 'task', 'success'],
    ];
    const spans = kinds.map(([attributes], i) => span(String(i), 1, 2, { parent: 'r', attributes }));
    const build = await read(traces(...spans, span('r', 0, 3)));
    expect(build.tasks.map(({ kind, result }) => [kind, result])).toEqual(kinds.map(([, ...rest]) => rest));
  });

  it('of Gradle contain what was up to date or cached, and what did not run', async () => {
    const task = (id: string, outcome: string): object =>
      span(id, 0, 5, { parent: 'root', attributes: { 'task.name': id, 'task.outcome': outcome } });
    const { tasks } = await buildOf(
      JSON.stringify(
        traces(
          span('root', 0, 90),
          ...[task('a', 'FROM-CACHE'), task('b', 'UP_TO_DATE'), task('c', 'EXECUTED')],
          ...[task('d', 'NO-SOURCE'), task('e', 'SKIPPED')],
        ),
      ),
    );
    expect(tasks.map(({ name, result, cache }) => `${name} ${result} ${cache}`)).toEqual([
      ...['a success hit', 'b success hit', 'c success unknown', 'd skip unknown', 'e skip unknown'],
    ]);
  });

  it("take results from Jenkins' and the collector's words too", async () => {
    const run = { 'ci.pipeline.run.number': 7, 'ci.pipeline.run.result': 'UNSTABLE' };
    const step = (id: string, attributes: object): object => span(id, 0, 5, { parent: 'job', attributes });
    const build = await buildOf(
      JSON.stringify(
        traces(
          span('job', 0, 90, { attributes: run }),
          step('a', { 'jenkins.pipeline.step.result': 'NOT_EXECUTED' }),
          step('b', { 'jenkins.pipeline.step.result': 'ABORTED' }),
          step('c', { 'cicd.pipeline.run.task.status': 'skip' }),
        ),
      ),
    );
    expect(build).toMatchObject({ result: 'failure', durationMs: 90 });
    expect(build.tasks.map(({ result }) => result)).toEqual(['skip', 'cancellation', 'skip']);
  });

  it('are incomplete without an end or a parent', async () => {
    const open = await read(traces(span('a', 1, null, { parent: 'r' }), span('r', 0, 3)));
    expect(open.tasks).toMatchObject([{ durationMs: null, result: 'unknown' }]);
    expect([open.complete, codesOf(open)]).toEqual([false, ['unfinished-task']]);
    const killed = await read(traces(span('a', 1, 2, { parent: 'r' })));
    expect([killed.complete, codesOf(killed)]).toEqual([false, ['missing-parent']]);
    const rootless = await read(traces(span('a', 1, 2, { parent: 'r' }), span('r', 0, null)));
    expect([rootless.complete, codesOf(rootless)]).toEqual([false, ['unfinished-task']]);
  });

  it('may have their parent in another process, which is not a fault', async () => {
    const build = await read(
      traces(span('a', 1, 2, { parent: 'r' }), span('r', 0, 3, { parent: 'x', flags: 0x300 })),
    );
    expect(build).toMatchObject({ complete: true, durationMs: 3, problems: [] });
    expect(build.tasks.map(({ name }) => name)).toEqual(['a']);
  });

  it('keep a single span as the task', async () => {
    expect((await read(traces(span('r', 0, 3)))).tasks).toMatchObject([{ name: 'r', durationMs: 3 }]);
  });

  it('of several pipeline runs are the newest, of other kinds one build', async () => {
    const run = (trace: string, start: number): object[] => [
      span(`${trace}1`, start, start + 3, {
        trace,
        attributes: { 'cicd.pipeline.name': 'ci', 'cicd.pipeline.run.id': trace },
      }),
      span(`${trace}2`, start, start + 2, { trace, parent: `${trace}1` }),
    ];
    const runs = await read(traces(...run('b', 100)), traces(...run('a', 0)));
    expect([runs.tasks.map(({ name }) => name), codesOf(runs)]).toEqual([['b2'], ['older-builds']]);
    const tests = await read(traces(span('a', 0, 3, { trace: 'a' }), span('b', 5, 9, { trace: 'b' })));
    expect([tests.tasks.length, tests.durationMs, codesOf(tests)]).toEqual([2, 9, ['several-traces']]);
  });

  it('that repeat one another are builds, and the newest is read', async () => {
    const session = (trace: string, start: number, name = 'session'): object[] => [
      span(`${trace}1`, start, start + 10, { trace, name }),
      span(`${trace}2`, start, start + 5, { trace, parent: `${trace}1` }),
    ];
    const again = await read(traces(...session('b', 100)), traces(...session('a', 0)));
    expect([again.tasks.map(({ name }) => name), again.durationMs]).toEqual([['b2'], 10]);
    expect(codesOf(again)).toEqual(['older-builds']);
    const others = [session('b', 5), session('b', 100, 'other'), [span('b1', 100, 110, { trace: 'b' })]];
    for (const other of others) {
      const build = await read(traces(...session('a', 0)), traces(...other));
      expect(codesOf(build)).toEqual(['several-traces']);
    }
    const answers = ['a', 'b'].map((trace, i) =>
      traces(...session(trace, 100 * i, 'claude_code.interaction')),
    );
    expect(codesOf(await read(...answers))).toEqual(['several-traces']);
  });

  it('are read once where an exporter sent a span again', async () => {
    const again = traces(span('a', 1, 2, { parent: 'r' }));
    expect((await read(again, again, traces(span('r', 0, 3)))).tasks.length).toBe(1);
  });

  it('keep their exact durations, from texts, numbers and the halves of older exporters', async () => {
    const halves = (text: string): object => ({
      low: Number(BigInt.asIntN(32, BigInt(text))),
      high: Number(BigInt(text) >> 32n),
    });
    const [start, end] = ['1770000000000000001', '1770000000000250002'];
    for (const as of [String, halves]) {
      const times = { startTimeUnixNano: as(start), endTimeUnixNano: as(end) };
      const build = await read(traces(span('a', 0, 0, times)));
      expect(build.tasks[0]?.durationMs).toBe(0.250001);
    }
    const numbers = {
      startTimeUnixNano: 1_770_000_000_000_000_000,
      endTimeUnixNano: 1_770_000_001_000_000_000,
    };
    expect((await read(traces(span('a', 0, 0, numbers)))).tasks[0]?.durationMs).toBe(1000);
  });

  it('with invalid times report them, and are not fast work', async () => {
    const build = await read(traces(span('a', 5, 2, { parent: 'r' }), span('r', 0, 9)));
    expect([build.tasks[0]?.durationMs, codesOf(build)]).toEqual([null, ['invalid-duration']]);
    const zero = await read(traces(span('a', 5, null, { startTimeUnixNano: '0', endTimeUnixNano: 'x' })));
    expect(zero.tasks).toMatchObject([{ startTimeMs: null, durationMs: null }]);
  });

  it('survive cycles', async () => {
    const build = await read(
      traces(span('a', 1, 2, { parent: 'b', code: 2 }), span('b', 1, 2, { parent: 'a', code: 2 })),
    );
    expect(build.tasks.length).toBe(2);
  });

  it('have stable names', async () => {
    const names = [
      'Run actions/checkout@48f256284bd46cdaab1048c3721360e808335d50',
      'compile /home/runner/work/app/src/a.ts',
      'job 0b1c2d3e-0000-4000-8000-00000000abcd',
    ];
    const build = await read(traces(...names.map((name, i) => span(`${i}`, 0, 1, { name }))));
    expect(build.tasks.map(({ name }) => name)).toEqual(['Run actions/checkout', 'compile a.ts', 'job *']);
  });

  it('above the limit are summed up', async () => {
    const spans = Array.from({ length: 20 }, (_, i) => span(`${i}`, 0, 1, { parent: 'r' }));
    const { build } = await readAll([sourceOf(lines(traces(...spans)))], { limits: { tasks: 5 } });
    expect(build).toMatchObject({ complete: false, tasks: [{ name: 'all task', durationMs: 20 }] });
  });
});

describe('models in traces', () => {
  const usage = { 'gen_ai.usage.input_tokens': 100, 'gen_ai.usage.output_tokens': 5 };

  it('give tokens and cost, cached input apart', async () => {
    const attributes = {
      'gen_ai.request.model': 'opus',
      ...usage,
      'gen_ai.usage.cache_read.input_tokens': 60,
      'gen_ai.usage.cache_creation.input_tokens': 10,
      'gen_ai.usage.cost': 0.25,
    };
    const build = await read(traces(span('chat', 0, 1, { attributes })));
    expect(build.tasks).toMatchObject([
      {
        model: 'opus',
        costUsd: 0.25,
        tokens: { input: 30, output: 5, cacheRead: 60, cacheCreation: 10 },
      },
    ]);
  });

  it('are not counted again by the agents around them', async () => {
    const build = await read(
      traces(
        span('agent', 0, 9, { attributes: { 'gen_ai.operation.name': 'invoke_agent', ...usage } }),
        span('chat', 1, 2, { parent: 'agent', attributes: usage }),
        span('other', 1, 2, { trace: 'b' }),
      ),
    );
    expect(build.tasks.map(({ name, tokens }) => [name, tokens?.input ?? null])).toEqual([
      ['agent', null],
      ['chat', 100],
      ['other', null],
    ]);
  });
});

describe('metrics', () => {
  const sum = (aggregationTemporality: unknown, ...dataPoints: object[]): object => ({
    name: 'n',
    unit: '1',
    sum: { aggregationTemporality, isMonotonic: true, dataPoints },
  });

  it('that are cumulative count their last point, also out of order; deltas add up', async () => {
    const points = [point(2, { asInt: '7' }), point(1, { asInt: 3 })];
    for (const cumulative of [2, 'AGGREGATION_TEMPORALITY_CUMULATIVE'])
      expect(valuesOf(await read(metrics([sum(cumulative, ...points)])))).toEqual({ n: 7 });
    for (const delta of [1, 'AGGREGATION_TEMPORALITY_DELTA'])
      expect(valuesOf(await read(metrics([sum(delta, ...points)])))).toEqual({ n: 10 });
  });

  it('of a restarted process, and of two processes, are added', async () => {
    const again = metrics([sum(2, point(1, { asInt: 5 }), point(9, { asInt: 2 }, {}, 8))]);
    expect(valuesOf(await read(again))).toEqual({ n: 7 });
    const one = metrics([sum(2, point(1, { asInt: 5 }))], { 'service.instance.id': 'a' });
    const two = metrics([sum(2, point(2, { asInt: 6 }))], { 'service.instance.id': 'b' });
    expect(valuesOf(await read(one, two))).toEqual({ n: 11 });
  });

  it('that fall are counted again from zero, if they cannot fall', async () => {
    const falls = [
      point(1, { asInt: 5 }),
      point(3, { asInt: 8 }),
      point(4, { asInt: 2 }),
      point(2, { asInt: 6 }),
    ];
    expect(valuesOf(await read(metrics([sum(2, ...falls)])))).toEqual({ n: 10 });
    const mayFall = { name: 'n', unit: '1', sum: { aggregationTemporality: 2, dataPoints: falls } };
    expect(valuesOf(await read(metrics([mayFall])))).toEqual({ n: 2 });
  });

  it('are distinguished only by known labels', async () => {
    const points = [
      point(1, { asInt: 1 }, { phase: 'code', agent_id: 'x', 'user.email': 'a@b.c' }),
      point(1, { asInt: 2 }, { phase: 'code', agent_id: 'y' }),
      point(1, { asInt: 4 }, { phase: 'test' }),
    ];
    expect(valuesOf(await read(metrics([sum(2, ...points)])))).toEqual({
      'n{phase=code}': 3,
      'n{phase=test}': 4,
    });
  });

  it('are read in each of their shapes, times in milliseconds, distributions as their mean', async () => {
    const distribution = { count: '4', sum: 2, bucketCounts: ['4'], explicitBounds: [] };
    const shapes = ['histogram', 'exponentialHistogram', 'summary'].map((shape) => ({
      name: shape,
      unit: 's',
      [shape]: {
        aggregationTemporality: 1,
        dataPoints: [point(1, distribution), point(2, { ...distribution, sum: 4 })],
      },
    }));
    const gauge = {
      name: 'gauge_bytes',
      gauge: { dataPoints: [point(2, { asDouble: 1.5 }), point(1, { asDouble: 9 })] },
    };
    const build = await read(metrics([...shapes, gauge]));
    // A summary has no deltas: its last point holds the total.
    expect(build.metrics).toMatchObject([
      { name: 'histogram', value: 750, unit: 'ms' },
      { name: 'exponentialHistogram', value: 750, unit: 'ms' },
      { name: 'summary', value: 1000, unit: 'ms' },
      { name: 'gauge_bytes', value: 1.5, unit: 'By' },
    ]);
  });

  it('without a value are left out', async () => {
    const points = [point(1, { asInt: 1, flags: 1 }), point(1, {}), point(1, { asDouble: 'NaN' })];
    const empty = {
      name: 'h',
      histogram: { aggregationTemporality: 2, dataPoints: [point(1, { count: 0, sum: 0 })] },
    };
    const { build } = await readAll([sourceOf(lines(metrics([sum(2, ...points), empty])))]);
    expect(build).toBeNull();
  });
});

describe('logs', () => {
  const record = (severityNumber: unknown, rest: object = {}): object => ({
    timeUnixNano: at(5),
    severityNumber,
    body: { stringValue: 'said' },
    ...rest,
  });
  const eventsOf = async (...records: object[]): Promise<Build['events']> =>
    (await read(logs(...records), traces(span('a', 0, 1)))).events;

  it('become events by their severity', async () => {
    const numbers = [1, 9, 12, 13, 17, 21, 24, 0, 'SEVERITY_NUMBER_ERROR2'];
    const events = await eventsOf(...numbers.map((number) => record(number)));
    expect(events.map(({ severity }) => severity)).toEqual([
      'info',
      'info',
      'info',
      'warning',
      'error',
      'critical',
      'critical',
      'info',
      'error',
    ]);
    expect((await eventsOf(record(undefined, { severityText: 'Warning' })))[0]?.severity).toBe('warning');
  });

  it('keep name, time, span and known attributes', async () => {
    const spanId = 'a'.padStart(16, '1');
    const attributes = list({ 'error.type': 'RateLimit', model: 'opus', 'user.email': 'a@b.c' });
    const [event] = await eventsOf(record(17, { eventName: 'rate.limit-hit', spanId, attributes }));
    expect(event).toMatchObject({
      type: 'RATE_LIMIT_HIT',
      timeMs: 1_770_000_000_005,
      taskId: spanId,
      message: 'said',
      attributes: { 'error.type': 'RateLimit', model: 'opus' },
    });
  });

  it('keep error messages, but no other output and no text of models', async () => {
    const events = await eventsOf(record(9), record(17, { eventName: 'gen_ai.choice' }), record(17));
    expect(events.map(({ message }) => message)).toEqual([null, null, 'said']);
  });
});

describe("Golden Armada's telemetry through the SDK for JavaScript", () => {
  it('gives the session, its agents, tools and model calls', async () => {
    const build = await buildOf(fixture('golden-armada.jsonl'));
    expect(build).toMatchObject({ result: 'failure', complete: true, problems: [] });
    expect(build.durationMs).toBeCloseTo(22.45, 1);
    expect(build.tasks.map(({ name, kind, result, errorType }) => [name, kind, result, errorType])).toEqual([
      ['chat sonnet', 'model', 'success', null],
      ['coder-execution', 'agent', 'success', null],
      ['Bash', 'tool', 'failure', 'ToolError'],
      ['tester-execution', 'agent', 'unknown', null],
    ]);
    expect(build.tasks[0]).toMatchObject({ model: 'sonnet', tokens: { input: 1200, output: 300 } });
    expect(build.events.map(({ type, severity }) => [type, severity])).toEqual([
      ['RATE_LIMIT_HIT', 'error'],
      ['LOG', 'info'],
    ]);
  });

  it('gives the same metrics cumulative and as deltas', async () => {
    const expected = {
      'agent_execution_total{agent_type=coder,phase=code,status=success}': 4,
      'agent_execution_duration_seconds{agent_type=coder,phase=code}': 7500,
      'agent_tokens_used{agent_type=coder,model=sonnet}': 3000,
      'task_queue_size{priority=high}': 2,
      active_agents: 2,
      'task_duration_seconds{status=success,task_type=build}': 3000,
    };
    for (const file of ['golden-armada.jsonl', 'golden-armada-delta.jsonl'])
      expect(valuesOf(await buildOf(fixture(file)))).toEqual(expected);
  });

  it("drops the agents' input and output", async () => {
    const text = fixture('golden-armada.jsonl');
    expect(text).toContain('SECRET');
    expect(writeNdjson(await buildOf(text))).not.toContain('SECRET');
  });
});

describe("protobuf's own JSON, as Python writes it", () => {
  it('has base64 ids and enumerations by name', async () => {
    const build = await buildOf(fixture('python-base64.json'));
    expect(build).toMatchObject({ result: 'failure', complete: true, problems: [] });
    expect(build.tasks.map(({ name, kind, result, errorType }) => [name, kind, result, errorType])).toEqual([
      ['compile', 'build', 'success', null],
      ['suite › adds', 'test', 'success', null],
      ['suite › divides', 'test', 'failure', 'ZeroDivisionError'],
      ['tests', 'task', 'unknown', null],
    ]);
    expect(build.tasks.every(({ id }) => /^[0-9a-f]{16}$/.test(id))).toBe(true);
    expect(build.tasks[1]?.parentId).toBe(build.tasks[3]?.id);
  });
});

describe("the collector's JSON", () => {
  it('is read by the conventions for pipelines', async () => {
    const build = await buildOf(fixture('collector.jsonl'));
    expect(build).toMatchObject({ durationMs: 1100, result: 'failure', complete: true, problems: [] });
    expect(
      build.tasks.map(({ name, kind, result, errorType, durationMs }) => [
        name,
        kind,
        result,
        errorType,
        durationMs,
      ]),
    ).toEqual([
      ['go test ./...', 'test', 'failure', 'exit_1', 750],
      ['unit', 'task', 'unknown', null, 900],
      ['build', 'build', 'success', null, 600],
      // Its start and end are the same: nothing ran, and it was not fast.
      ['deploy', 'deploy', 'skip', null, null],
    ]);
    expect(build.metrics.map(({ name, value, unit }) => [name, value, unit])).toEqual([
      ['system.cpu.time{state=user}', 2500, 'ms'],
      ['requests', 9_007_199_254_740_992, '1'],
      ['latency', 2.5, 'ms'],
    ]);
    expect(build.events).toMatchObject([
      { severity: 'warning', taskId: '0300000000000000', message: 'flaky test was tried again' },
    ]);
    expect(writeNdjson(build)).not.toContain('SECRET');
  });
});
