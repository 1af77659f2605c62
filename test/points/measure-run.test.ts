/** What builds add to metrics: by the conventions, bounded, and from the logs of any agent. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedDir } from '../../scripts/check-peers/shared.ts';
import type { Build } from '../../src/model/build.ts';
import type { MetricAmount } from '../../src/model/metric-point.ts';
import { measureRun } from '../../src/points/measure-run.ts';
import { addAmounts } from '../../src/points/run-totals.ts';
import { makeBuild, makeTask } from '../make.ts';
import { buildOf, lines } from '../source-of.ts';
import { reportOf } from '../traces/make-trace.ts';

const measure = (build: Build, isMeasured: (task: string) => boolean = () => false): MetricAmount[] =>
  measureRun(build, reportOf(build), { isMeasured });

function valuesOf(amounts: readonly MetricAmount[]): Record<string, number> {
  return Object.fromEntries(
    amounts.map(({ name, labels, amount }) => {
      const shown = Object.entries(labels)
        .filter(([label]) => label !== 'cicd.pipeline.name')
        .map(([label, value]) => `${label}=${value}`);
      return [`${name}{${shown.join(',')}}`, typeof amount === 'number' ? amount : amount.count];
    }),
  );
}

describe('the contribution of a build', () => {
  it('contains its tasks by kind and result, its errors, cost and tokens', () => {
    const tokens = { input: 10, output: 5, cacheRead: 100, cacheCreation: 0 };
    const tasks = [
      makeTask({ id: 'a', name: 'a', kind: 'test', result: 'success' }),
      makeTask({ id: 'b', name: 'b', kind: 'test', result: 'failure', errorType: 'AssertionError' }),
      makeTask({ id: 'c', name: 'c', kind: 'task', result: 'success', model: 'opus', costUsd: 0.5, tokens }),
    ];
    expect(valuesOf(measure(makeBuild({ result: 'failure', tasks })))).toMatchObject({
      'build_telemetry.tasks{cicd.pipeline.task.type=test,cicd.pipeline.task.run.result=success}': 1,
      'build_telemetry.tasks{cicd.pipeline.task.type=test,cicd.pipeline.task.run.result=failure}': 1,
      'cicd.pipeline.run.errors{error.type=AssertionError}': 1,
      'build_telemetry.cost.usd{gen_ai.request.model=opus}': 0.5,
      'build_telemetry.tokens{gen_ai.request.model=opus,gen_ai.token.type=cache_read}': 100,
    });
  });

  it('counts the last attempt of a task, and the cost of each', () => {
    const task = { name: 'flaky', kind: 'test', costUsd: 1, model: 'm' } as const;
    const tasks = [
      makeTask({ ...task, id: 'a', attempt: 1, result: 'failure' }),
      makeTask({ ...task, id: 'b', attempt: 2, result: 'success' }),
    ];
    const values = valuesOf(measure(makeBuild({ tasks })));
    expect(values['build_telemetry.cost.usd{gen_ai.request.model=m}']).toBe(2);
    expect(Object.keys(values).filter((key) => key.startsWith('build_telemetry.tasks'))).toHaveLength(1);
  });

  it('separates the wait for a runner from the run', () => {
    const span = {
      id: '7/queue',
      parentId: null,
      name: 'test / queue',
      startTimeMs: 0,
      result: 'success',
    } as const;
    const values = valuesOf(measure(makeBuild({ spans: [{ ...span, durationMs: 30_000 }] })));
    expect(values['cicd.pipeline.run.duration{cicd.pipeline.run.state=pending}']).toBe(1);
  });

  it('has durations of the requested tasks alone, at most 50, and none of a cache hit', () => {
    const tasks = Array.from({ length: 80 }, (_, at) => makeTask({ id: `t${at}`, name: `task ${at}` }));
    const hit = makeTask({ id: 'h', name: 'task hit', cache: 'hit' });
    const durations = (build: Build) =>
      measure(build, (name) => name.startsWith('task')).filter(({ name }) => name.endsWith('task.duration'));
    expect(durations(makeBuild({ tasks: [hit, ...tasks] }))).toHaveLength(50);
    expect(measure(makeBuild({ tasks })).some(({ name }) => name.endsWith('task.duration'))).toBe(false);
  });

  it('is limited, whatever names a log contains', () => {
    const tasks = Array.from({ length: 5000 }, (_, at) =>
      makeTask({ id: `t${at}`, name: `tool ${at}`, kind: 'tool', model: `m${at}`, costUsd: 1 }),
    );
    const amounts = measure(makeBuild({ tasks }));
    for (const name of ['build_telemetry.cost.usd', 'tool_calls_total', 'tool_call_duration_seconds']) {
      const own = amounts.filter((each) => each.name === name);
      expect(own).toHaveLength(101);
      const sum = own.reduce(
        (all, { amount }) => all + (typeof amount === 'number' ? amount : amount.count),
        0,
      );
      expect(sum).toBe(5000);
    }
    expect(valuesOf(amounts)['tool_calls_total{otel_metric_overflow=true}']).toBe(4900);
  });

  it('stays limited in the totals of many builds, and the sums stay exact', () => {
    const builds = Array.from({ length: 30 }, (_, build) =>
      Array.from({ length: 90 }, (__, at) => ({
        ...{ name: 'tool_calls_total', labels: { tool: `b${build}-${at}` }, amount: 1 },
      })),
    );
    const totals = addAmounts(builds);
    expect(totals).toHaveLength(1001);
    expect(totals.reduce((all, { amount }) => all + (amount as number), 0)).toBe(2700);
  });

  it('has no metrics of agents without agents', () => {
    const names = measure(makeBuild({ tasks: [makeTask({ kind: 'test' })] })).map(({ name }) => name);
    expect(names.filter((name) => !name.includes('.'))).toEqual([]);
  });

  it('has the metrics of agents from traces of the GenAI conventions', async () => {
    const span = (id: string, name: string, operation: string, more: object = {}) => ({
      ...{ traceId: 'a'.repeat(32), spanId: id.padEnd(16, '0'), name },
      ...{ startTimeUnixNano: '1795867200000000000', endTimeUnixNano: '1795867202000000000' },
      attributes: Object.entries({ 'gen_ai.operation.name': operation, ...more }).map(([key, value]) => ({
        key,
        value: typeof value === 'number' ? { intValue: value } : { stringValue: value },
      })),
    });
    const spans = [
      span('r1', 'session', 'invoke_workflow'),
      { ...span('a1', 'invoke_agent planner', 'invoke_agent'), parentSpanId: 'r1'.padEnd(16, '0') },
      { ...span('b1', 'execute_tool Read', 'execute_tool'), parentSpanId: 'a1'.padEnd(16, '0') },
      {
        ...span('c1', 'chat m-a', 'chat', {
          'gen_ai.response.model': 'm-a',
          'gen_ai.usage.input_tokens': 100,
          'gen_ai.usage.output_tokens': 20,
        }),
        parentSpanId: 'a1'.padEnd(16, '0'),
      },
    ];
    const build = await buildOf(lines({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));
    expect(valuesOf(measure(build))).toMatchObject({
      'agent_execution_duration_seconds{agent_type=planner,phase=unknown}': 1,
      'tool_call_duration_seconds{tool=Read}': 1,
      'agent_tokens_used{agent_type=unknown,model=m-a}': 120,
      'agent_tokens_total{agent_type=unknown,model=m-a,type=output}': 20,
    });
  });
});

const cases = join(sharedDir ?? '', 'cases/agents');
const isHere = sharedDir !== null && existsSync(cases);

describe.skipIf(!isHere)('logs of agents', () => {
  const files = (isHere ? readdirSync(cases) : []).filter((name) => /\.jsonl?$/.test(name));

  it.each(files)('%s gives the tokens and the cost that its build has', async (name) => {
    const build = await buildOf(readFileSync(join(cases, name), 'utf8'));
    const sum = (of: (task: Build['tasks'][number]) => number) =>
      build.tasks.reduce((all, task) => all + of(task), 0);
    const amounts = measure(build);
    const total = (wanted: string) =>
      amounts.reduce((all, { name: own, amount }) => (own === wanted ? all + (amount as number) : all), 0);
    const tokens = sum((task) => Object.values(task.tokens ?? {}).reduce((a, b) => a + b, 0));
    expect(total('build_telemetry.tokens')).toBe(tokens);
    expect(total('build_telemetry.cost.usd')).toBeCloseTo(sum(({ costUsd }) => costUsd ?? 0));
  });
});
