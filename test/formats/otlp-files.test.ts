/** What is exported by OTLP for one build counts once, however often and in however many files it is delivered. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumTokens } from '../../src/metrics/final-tasks.ts';
import type { Build } from '../../src/model/build.ts';
import { buildOf, codesOf, lines } from '../source-of.ts';

type Values = Readonly<Record<string, string | number>>;

const toAttributes = (values: Values): object[] =>
  Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { doubleValue: value },
  }));

const start = 1_764_000_000;
const nanos = (second: number): string => `${start + second}000000000`;

const spanOf = (id: number, parent: number | null, values: Values, seconds: [number, number]): object => ({
  traceId: 'a'.repeat(32),
  spanId: String(id + 1).padStart(16, '0'),
  parentSpanId: parent === null ? '' : String(parent + 1).padStart(16, '0'),
  name: `span ${'abcdefghij'[id]}`,
  startTimeUnixNano: nanos(seconds[0]),
  endTimeUnixNano: nanos(seconds[1]),
  attributes: toAttributes(values),
});

const spans = (...items: object[]): object => ({ resourceSpans: [{ scopeSpans: [{ spans: items }] }] });
const logs = (...logRecords: object[]): object => ({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] });
const metrics = (...items: object[]): object => ({
  resourceMetrics: [
    { resource: { attributes: toAttributes({ 'service.name': 'app' }) }, scopeMetrics: [{ metrics: items }] },
  ],
});

const recordOf = (second: number, eventName: string, values: Values): object => ({
  timeUnixNano: nanos(second),
  eventName,
  attributes: toAttributes(values),
});

const deltaOf = (name: string, second: number, value: number, values: Values): object => ({
  name,
  sum: {
    aggregationTemporality: 1,
    dataPoints: [
      {
        startTimeUnixNano: nanos(second - 1),
        timeUnixNano: nanos(second),
        asDouble: value,
        attributes: toAttributes(values),
      },
    ],
  },
});

const request = (second: number): object =>
  recordOf(second, 'claude_code.api_request', {
    ...{ 'session.id': 's1', model: 'm', cost_usd: 0.25, input_tokens: 100, output_tokens: 10 },
  });

/** The export of an agent and a build, request by request. */
const exported: readonly object[] = [
  spans(spanOf(0, null, { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.usage.cost': 0.5 }, [0, 20])),
  spans(
    spanOf(1, 0, { 'gen_ai.operation.name': 'chat', 'gen_ai.usage.input_tokens': 40 }, [1, 2]),
    spanOf(2, 0, { 'gen_ai.operation.name': 'execute_tool' }, [2, 3]),
  ),
  spans(spanOf(3, 0, { 'gen_ai.operation.name': 'chat', 'gen_ai.usage.input_tokens': 2 }, [4, 6])),
  logs(request(1), recordOf(2, 'app.error', { 'error.type': 'E' })),
  logs(request(3)),
  logs(request(7)),
  metrics(deltaOf('claude_code.token.usage', 2, 220, { 'session.id': 's1', model: 'm', type: 'input' })),
  metrics(deltaOf('claude_code.cost.usage', 2, 0.75, { 'session.id': 's1', model: 'm' })),
  metrics(deltaOf('app.requests', 2, 3, {}), deltaOf('app.requests', 3, 4, {})),
];

/** The result for a build, whichever files it was read from. */
const sumsOf = (build: Build): object => ({
  tasks: build.tasks.map(({ name, kind, result }) => `${kind} ${name} ${result}`).sort(),
  tokens: build.tasks.reduce((sum, task) => sum + (sumTokens(task) ?? 0), 0),
  costUsd: build.tasks.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0),
  events: build.events.length,
  requests: build.metrics
    .filter(({ name }) => name.startsWith('app.requests'))
    .reduce((sum, { value }) => sum + value, 0),
});

describe('exports of one build', () => {
  it('give the same result in one file and in one per signal', async () => {
    const whole = await buildOf(lines(...exported));
    expect(sumsOf(whole)).toMatchObject({ tokens: 42 + 330, costUsd: 0.5 + 0.75, events: 4, requests: 7 });
    const bySignal = [exported.slice(0, 3), exported.slice(3, 6), exported.slice(6)];
    expect(sumsOf(await buildOf(...bySignal.map((each) => lines(...each))))).toEqual(sumsOf(whole));
  });

  it('count once, however they are spread over files and repeated', async () => {
    const whole = sumsOf(await buildOf(lines(...exported)));
    const files = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 });
    const spread = fc.array(files, { minLength: exported.length, maxLength: exported.length });
    await fc.assert(
      fc.asyncProperty(spread, async (places) => {
        const contents: object[][] = [[], [], [], []];
        for (const [item, inFiles] of places.entries())
          for (const file of inFiles) contents[file]?.push(exported[item] as object);
        const written = contents.filter((each) => each.length > 0).map((each) => lines(...each));
        expect(sumsOf(await buildOf(...written))).toEqual(whole);
      }),
    );
  });

  it.each([{}, { timeUnixNano: '0' }])('are repeated without a time of their own: %j', async (time) => {
    const event = (id: string, observed: number): object => ({
      ...recordOf(1, 'claude_code.api_request', {
        ...{ 'session.id': 's1', model: 'm', cost_usd: 0.25, input_tokens: 100, request_id: id },
      }),
      ...{ timeUnixNano: undefined, ...time, observedTimeUnixNano: nanos(observed) },
    });
    const build = await buildOf(lines(logs(event('a', 1)), logs(event('a', 4), event('b', 5))));
    expect(sumsOf(build)).toMatchObject({ tokens: 200, costUsd: 0.5, events: 2 });
  });

  it('are reported as repeated deliveries', async () => {
    const file = lines(...exported);
    const build = await buildOf(file, file);
    expect(build.problems).toContainEqual(
      expect.objectContaining({
        where: 'log-1',
        what: '12 records were delivered before: each counts once.',
      }),
    );
    expect(build).toMatchObject({ complete: true, durationMs: 20_000 });
  });
});

describe('a trace in several files', () => {
  const [root, first, second] = exported;

  it('is whole: a parent may be in another file', async () => {
    const build = await buildOf(lines(second as object), lines(first as object, root as object));
    expect(codesOf(build)).not.toContain('missing-parent');
    expect(build.complete).toBe(true);
  });

  it('uses the end of a span from a later file', async () => {
    const open = { ...spanOf(4, 0, {}, [7, 8]), endTimeUnixNano: '0' };
    const ended = spanOf(4, 0, {}, [7, 8]);
    const build = await buildOf(lines(root as object, spans(open)), lines(spans(ended)));
    expect(build.tasks.find(({ name }) => name === 'span e')).toMatchObject({ durationMs: 1000 });
    expect(build.complete).toBe(true);
  });

  it('keeps spans of two programs without a trace separate', async () => {
    const nameless = (name: string): object => spans({ ...spanOf(5, null, {}, [0, 1]), traceId: '', name });
    const build = await buildOf(lines(nameless('one')), lines(nameless('two')));
    expect(build.tasks.map(({ name }) => name)).toEqual(['one', 'two']);
  });
});

describe('measurements in several files', () => {
  const gauge = (second: number, value: number): object =>
    metrics({ name: 'size', gauge: { dataPoints: [{ timeUnixNano: nanos(second), asDouble: value }] } });
  const total = (second: number, value: number, begun = 0): object =>
    metrics({
      name: 'total',
      sum: {
        aggregationTemporality: 2,
        dataPoints: [
          { startTimeUnixNano: nanos(begun), timeUnixNano: nanos(second), asDouble: value, attributes: [] },
        ],
      },
    });

  it('of one process continue: the newest total counts', async () => {
    const { metrics: read } = await buildOf(lines(total(2, 5)), lines(total(1, 3), total(4, 9)));
    expect(read).toMatchObject([{ name: 'total', value: 9 }]);
  });

  it('of two processes, such as matrix jobs, are both kept', async () => {
    const { metrics: read } = await buildOf(lines(total(2, 5)), lines(total(2, 6, 1)));
    expect(read.map(({ value }) => value)).toEqual([5, 6]);
    const sizes = await buildOf(lines(gauge(1, 10)), lines(gauge(2, 11)));
    expect(sizes.metrics.map(({ value }) => value)).toEqual([10, 11]);
  });
});
