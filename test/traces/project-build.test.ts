/** The spans of a build: their tree, times, statuses and regressions. */
import { readFileSync } from 'node:fs';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import * as conventions from '@opentelemetry/semantic-conventions/incubating';
import { describe, expect, it } from 'vitest';
import type { Build } from '../../src/model/build.ts';
import type { Change } from '../../src/model/change.ts';
import type { Report } from '../../src/model/report.ts';
import { chooseTasks } from '../../src/traces/choose-tasks.ts';
import { placeBuild } from '../../src/traces/place-tasks.ts';
import { schemaUrl, semantic } from '../../src/traces/semantic-conventions.ts';
import { buildTraceId, type JobOfRun, runSpanId, runTraceId } from '../../src/traces/trace-ids.ts';
import { originInRun, originOfBuild, type TraceOrigin } from '../../src/traces/trace-origin.ts';
import { writeOtlp } from '../../src/traces/write-otlp.ts';
import { makeBuild, makeContext, makeTask } from '../make.ts';
import { reportOf, traceOf } from './make-trace.ts';

const start = 1_790_000_000_000;
const byName = (spans: readonly ReadableSpan[], name: string): ReadableSpan => {
  const found = spans.find((span) => span.name === name);
  if (found === undefined) throw new Error(`no span ${name} in ${spans.map((span) => span.name)}`);
  return found;
};
const continued = {
  ...{ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' },
  ...{ flags: '01', isContinued: true },
};
const nanos = ([seconds, rest]: readonly [number, number]): bigint =>
  BigInt(seconds) * 1_000_000_000n + BigInt(rest);

const { version: release } = JSON.parse(
  readFileSync(
    new URL('../../node_modules/@opentelemetry/semantic-conventions/package.json', import.meta.url),
    'utf8',
  ),
);

function inRun(build: Build, job: JobOfRun): TraceOrigin {
  const origin = originInRun(build, 'job', job);
  if (origin === null) throw new Error('the build is of no run');
  return origin;
}

describe('a trace', () => {
  it('uses names of the release that it states', () => {
    const known = new Set<unknown>(Object.values(conventions));
    expect(Object.values(semantic).filter((name) => !known.has(name))).toEqual([]);
    expect(schemaUrl).toBe(`https://opentelemetry.io/schemas/${release}`);
    const [root] = traceOf(makeBuild());
    expect([root?.resource.schemaUrl, root?.instrumentationScope.schemaUrl]).toEqual([schemaUrl, schemaUrl]);
  });

  it('sets no status on success, and the error on failure', () => {
    const tasks = [
      makeTask({ id: 'a', name: 'fine' }),
      makeTask({ id: 'b', name: 'broken', result: 'failure', errorType: 'AssertionError' }),
      makeTask({ id: 'c', name: 'unclear', result: 'error' }),
      makeTask({ id: 'd', name: 'stopped', result: 'cancellation' }),
      makeTask({ id: 'e', name: 'not run', result: 'skip', durationMs: null }),
    ];
    const spans = traceOf(makeBuild({ tasks, result: 'failure' }));
    const times = spans
      .slice(1)
      .map(({ name, status, attributes }) => [name, status.code, attributes['error.type']]);
    expect(times).toEqual([
      ['fine', SpanStatusCode.UNSET, undefined],
      ['broken', SpanStatusCode.ERROR, 'AssertionError'],
      ['unclear', SpanStatusCode.ERROR, '_OTHER'],
      ['stopped', SpanStatusCode.UNSET, undefined],
    ]);
    expect(spans[0]?.status.code).toBe(SpanStatusCode.ERROR);
    expect(spans[0]?.attributes['build_telemetry.tasks.skipped']).toBe(1);
  });

  it('keeps each span inside its parent', () => {
    const tasks = [
      makeTask({ id: 'p', name: 'parent', startTimeMs: start + 100, durationMs: 500 }),
      makeTask({ id: 'x', parentId: 'p', name: 'late', startTimeMs: start + 550, durationMs: 5_000_000 }),
      makeTask({ id: 'y', parentId: 'p', name: 'early', startTimeMs: start - 9000, durationMs: 20 }),
      makeTask({ id: 'z', name: 'no times', startTimeMs: null, durationMs: null }),
      makeTask({ id: 'q', parentId: 'z', name: 'no end', startTimeMs: start + 100, durationMs: null }),
      makeTask({ id: 'a', parentId: 'q', name: 'after it', startTimeMs: start + 200, durationMs: 50 }),
      makeTask({ id: 'b', parentId: 'q', name: 'before it', startTimeMs: start + 50, durationMs: 10 }),
    ];
    const spans = traceOf(makeBuild({ startTimeMs: start, durationMs: 1000, tasks }));
    const ids = new Map(spans.map((span) => [span.spanContext().spanId, span]));
    for (const span of spans) {
      const around = ids.get(span.parentSpanContext?.spanId ?? '');
      expect(nanos(span.endTime) >= nanos(span.startTime)).toBe(true);
      if (around === undefined) continue;
      expect(nanos(span.startTime) >= nanos(around.startTime)).toBe(true);
      expect(nanos(span.endTime) <= nanos(around.endTime)).toBe(true);
    }
    expect(nanos(byName(spans, 'no end').duration) / 1_000_000n).toBe(200n);
    expect(byName(spans, 'late').attributes['build_telemetry.duration_ms']).toBe(5_000_000);
  });

  it('keeps the failed and the longest of too many, below their remaining parents', () => {
    const tasks = [
      makeTask({ id: 'p', name: 'short parent', durationMs: 1 }),
      makeTask({ id: 'l', parentId: 'p', name: 'long', durationMs: 900 }),
      makeTask({ id: 'm', name: 'middle', durationMs: 500 }),
      makeTask({ id: 'f', name: 'failed', durationMs: 2, result: 'failure' }),
    ];
    const spans = traceOf(makeBuild({ tasks }), { maxTasks: 2 });
    expect(spans.slice(1).map(({ name }) => name)).toEqual(['long', 'failed']);
    expect(byName(spans, 'long').parentSpanContext?.spanId).toBe(spans[0]?.spanContext().spanId);
    expect(spans[0]?.attributes['build_telemetry.tasks.dropped']).toBe(2);
  });

  it('is as long as its longest work if no log has a time of day', () => {
    const tasks = [makeTask({ id: 'a', durationMs: 250 }), makeTask({ id: 'b', name: 'b', durationMs: 500 })];
    const spans = traceOf(makeBuild({ startTimeMs: null, durationMs: null, tasks }));
    expect(spans.map((span) => nanos(span.duration) / 1_000_000n)).toEqual([500n, 250n, 500n]);
  });

  it('survives tasks that are each other’s parents', () => {
    const tasks = [makeTask({ id: 'a', parentId: 'b' }), makeTask({ id: 'b', parentId: 'a', name: 'b' })];
    expect(traceOf(makeBuild({ tasks }))).toHaveLength(3);
  });

  it('needs one pass for a chain of any depth', () => {
    const tasks = Array.from({ length: 100_000 }, (_, i) => ({
      id: `t${i}`,
      parentId: i === 0 ? null : `t${i - 1}`,
    }));
    const { parents } = chooseTasks(tasks.map(makeTask), Number.POSITIVE_INFINITY);
    expect(parents.size).toBe(tasks.length - 1);
    const some = chooseTasks(
      tasks.map((task, i) => makeTask({ ...task, result: i % 50_000 === 0 ? 'failure' : 'success' })),
      2,
    );
    expect([...some.parents].map(([task, parent]) => [task.id, parent.id])).toEqual([['t50000', 't0']]);
  });

  it('counts cached tokens as input, too, as the conventions do', () => {
    const tokens = { input: 10, output: 5, cacheRead: 1000, cacheCreation: 200 };
    const task = makeTask({ name: 'ask', kind: 'agent', model: 'claude-opus-4-6', tokens, costUsd: 0.25 });
    const { attributes } = byName(traceOf(makeBuild({ tasks: [task] })), 'ask');
    expect(attributes).toMatchObject({
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.response.model': 'claude-opus-4-6',
      'gen_ai.usage.input_tokens': 1210,
      'gen_ai.usage.cache_read.input_tokens': 1000,
      'gen_ai.usage.cache_creation.input_tokens': 200,
      'gen_ai.usage.output_tokens': 5,
    });
  });

  it('has counts as texts that no integer of 64 bits can hold: a receiver refuses them', () => {
    const tokens = { input: 1e22, output: 5, cacheRead: 0, cacheCreation: 0 };
    const task = makeTask({ name: 'ask', kind: 'model', model: 'm', tokens, costUsd: 1e300 });
    const written = writeOtlp(traceOf(makeBuild({ tasks: [task] })));
    expect(written).toContain('"1e+22"');
    expect(written).not.toMatch(/:null|Value":-?[\d.]+e/);
  });

  it('has unique ids for each build of a job, and for each attempt of a task', () => {
    const tasks = [makeTask({ id: 't', attempt: 1 }), makeTask({ id: 't2', attempt: 2 })];
    const context = makeContext({ runId: '77', runAttempt: 2 });
    const builds = ['gh-77-2-aaaa', 'gh-77-2-bbbb'].map((id) => makeBuild({ id, tasks, context }));
    const job = { id: '7001', name: 'build' };
    const spans = builds.flatMap((build) => traceOf(build, { origin: inRun(build, job) }));
    expect(new Set(spans.map((span) => span.spanContext().spanId)).size).toBe(6);
    expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(
      new Set([runTraceId({ runId: '77', runAttempt: 2, traceIds: 'job' })]),
    );
  });

  it('is a run with its jobs and steps if the log is that of the run', () => {
    const at = { startTimeMs: start + 30_000, durationMs: 20_000 };
    const tasks = [
      makeTask({ id: '7001', name: 'build', kind: 'job', ...at }),
      makeTask({
        id: '7001/4',
        parentId: '7001',
        name: 'build / Run tests',
        rawName: 'Run tests',
        kind: 'step',
        ...at,
      }),
    ];
    const wait = { id: '7001/queue', parentId: '7001', name: 'build / queue', result: 'unknown' } as const;
    const spans = [{ ...wait, startTimeMs: start, durationMs: 30_000 }];
    const context = makeContext({ runId: '9182736455', workflow: 'CI' });
    const build = makeBuild({ formats: ['github-jobs'], tasks, spans, context, ...at });
    const trace = traceOf(build, {
      origin: inRun(build, { id: '1', name: 'other' }),
    });
    const tree = trace.map((span) => [
      span.name,
      span.spanContext().spanId,
      span.parentSpanContext?.spanId ?? null,
    ]);
    expect(tree).toEqual([
      ['RUN CI', '35d0f03bc5b2e462', null],
      ['build / queue', '3934c105c1cee8bc', '35d0f03bc5b2e462'],
      ['build', 'c1ff1739b096dd1a', '35d0f03bc5b2e462'],
      ['build / Run tests', 'fe438379a128b887', 'c1ff1739b096dd1a'],
    ]);
    expect(trace[0]).toMatchObject({ kind: SpanKind.SERVER, startTime: [start / 1000, 0] });
    expect(trace[0]?.attributes).toMatchObject({
      'cicd.pipeline.name': 'CI',
      'cicd.pipeline.run.id': '9182736455',
    });
  });

  it('begins with the first wait for a runner, unless that is longer than GitHub lets a job wait', () => {
    const build = makeBuild({ startTimeMs: start });
    const startAfter = (waitMs: number): number =>
      start -
      Number(placeBuild(build, [{ startTimeMs: start - waitMs, durationMs: waitMs }], 0).start / 1_000_000n);
    expect([startAfter(3_600_000), startAfter(3 * 86_400_000)]).toEqual([3_600_000, 0]);
  });

  it('continues the trace of its environment, or has its own', () => {
    const build = makeBuild();
    const [root] = traceOf(build, { origin: originOfBuild(build, continued) });
    expect(root?.spanContext().traceId).toBe(continued.traceId);
    expect(root?.parentSpanContext).toMatchObject({ spanId: continued.spanId, isRemote: true });
    expect(traceOf(build)[0]?.spanContext().traceId).toBe(buildTraceId(build.id));
  });

  it('shows a regression on its span, with the evidence and a link to the last good build', () => {
    const build = makeBuild({ tasks: [makeTask({ name: 'compile', startTimeMs: start })] });
    const point = reportOf(build).trend[0] as Report['trend'][number];
    const trend = ['gh-1-1-x', 'gh-2-3-x', 'gh-3-1-x'].map((buildId, i) => ({
      ...{ ...point, buildId, runId: String(i + 1), commit: `c${i}` },
    }));
    const since = { buildId: 'gh-3-1-x', commit: 'c2', lastGoodCommit: 'c1', buildsAgo: 0, series: 1 };
    const series = {
      scope: 'task',
      measure: 'duration',
      task: 'compile',
      kind: 'task',
      unit: 'ms',
      better: 'lower',
    };
    const change = {
      verdict: 'confirmed',
      state: 'new',
      level: 'error',
      series,
      from: 100,
      to: 168,
      ratio: 0.68,
      p: 0.001,
      since,
    };
    const report = { ...reportOf(build), trend, changes: [change as unknown as Change] };
    const span = byName(traceOf(build, {}, report), 'compile');
    expect(span.events.map(({ name, attributes }) => [name, attributes])).toMatchObject([
      [
        'build_telemetry.regression',
        {
          'build_telemetry.change.verdict': 'confirmed',
          'build_telemetry.change.ratio': 0.68,
          'build_telemetry.change.baseline': 100,
          'build_telemetry.change.since_commit': 'c2',
        },
      ],
    ]);
    const good = { runId: '2', runAttempt: 3, traceIds: 'job' } as const;
    expect(span.links.map(({ context }) => [context.traceId, context.spanId])).toEqual([
      [runTraceId(good), runSpanId(good)],
    ]);
    expect(traceOf(build, {}, report)[0]?.links).toEqual([]);
    const failed = trend.map((each, i) => ({ ...each, result: i === 1 ? 'failure' : each.result }));
    expect(byName(traceOf(build, {}, { ...report, trend: failed } as Report), 'compile').links).toEqual([]);

    const local = { ...report, trend: trend.map((each) => ({ ...each, runId: null })) } as Report;
    const linked = (origin: TraceOrigin): unknown[] =>
      traceOf(build, { origin }, local)[1]?.links.map(({ context }) => context.traceId) ?? [];
    expect(linked(originOfBuild(build, null))).toEqual([buildTraceId('gh-2-3-x')]);
    // The trace of the last good build is not known in that case.
    expect(linked(originOfBuild(build, continued))).toEqual([]);
  });
});

it('keeps the id of traced work, so that spans that a tool sent elsewhere join it', () => {
  const tasks = [makeTask({ id: 'b7ad6b7169203331' }), makeTask({ id: '0000000000000000', name: 'zeros' })];
  const [, traced, other] = traceOf(makeBuild({ tasks })).map((span) => span.spanContext().spanId);
  expect(traced).toBe('b7ad6b7169203331');
  expect(other).not.toBe('0000000000000000');
});
