/** A build that is exported as OTLP and read again is the same build. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Build } from '../../src/model/build.ts';
import { results } from '../../src/model/results.ts';
import type { Task } from '../../src/model/task.ts';
import { originInRun, originOfBuild } from '../../src/traces/trace-origin.ts';
import { makeBuild, makeContext, makeTask } from '../make.ts';
import { runs } from '../property-runs.ts';
import { buildOf } from '../source-of.ts';
import { workOf, writeTrace } from './round-trip.ts';

function factsOf({ startTimeMs, durationMs, result }: Build): object {
  return { startTimeMs, durationMs, result };
}

const time = fc.integer({ min: 0, max: 600_000_000 }).map((micros) => 1_790_000_000_000 + micros / 1000);
const duration = fc.integer({ min: 0, max: 6_000_000_000 }).map((nanos) => nanos / 1e6);
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
const count = fc.nat(2_000_000);
const tokens = fc
  .record({ input: count, output: count, cacheRead: count, cacheCreation: count })
  .filter((each) => Object.values(each).some((of) => of > 0));
const cost = fc.nat(90_000).map((hundredths) => hundredths / 10_000);
const failing: readonly string[] = ['failure', 'error', 'timeout'];

const facts = fc.record({
  name: fc.constantFrom('compile', '//app:lib', 'a.b.Test > works', 'Größe 1 µs', 'npm run build'),
  kind: fc.constantFrom('task', 'test', 'agent', 'model', 'tool', 'compile', 'job', 'step'),
  attempt: fc.constantFrom(1, 1, 1, 2, 3),
  startTimeMs: orNull(time),
  durationMs: orNull(duration),
  result: fc.constantFrom(...results.filter((result) => result !== 'skip')),
  cache: fc.constantFrom('hit', 'miss', 'bypass', 'unknown'),
  savedMs: orNull(duration),
  cpuMs: orNull(duration),
  memoryBytes: orNull(fc.nat(2 ** 40)),
  model: orNull(fc.constantFrom('claude-opus-4-6', 'gpt-5.3-codex')),
  tokens: orNull(tokens),
  costUsd: orNull(cost),
  errorType: orNull(fc.constantFrom('AssertionError', 'exit 2')),
  parent: fc.nat(),
});

/** Names may repeat: logs that list a task twice tell it apart by its attempt or not at all. */
const anyBuild = fc
  .tuple(
    fc.array(facts, { minLength: 1, maxLength: 12 }),
    orNull(time),
    orNull(duration),
    fc.constantFrom(...results),
  )
  .map(([list, startTimeMs, durationMs, result]) => {
    const tasks = list.map(({ parent, ...task }, i): Task => {
      // Some have no parent, and some one that is listed later.
      const at = parent % (list.length + 1);
      const errorType = failing.includes(task.result) ? task.errorType : null;
      return makeTask({
        ...(task as Partial<Task>),
        errorType,
        id: `t${i}`,
        parentId: at >= i ? null : `t${at}`,
      });
    });
    return makeBuild({ startTimeMs, durationMs, result: result === 'skip' ? 'success' : result, tasks });
  });

describe('a build exported as OTLP and read again', () => {
  it('has the same work, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(anyBuild, async (build) => {
        const again = await buildOf(writeTrace(build));
        expect(workOf(again)).toEqual(workOf(build));
        if (build.startTimeMs !== null && build.durationMs !== null)
          expect(factsOf(again)).toEqual(factsOf(build));
      }),
      { numRuns: runs(25) },
    );
  });

  it('is the same trace, byte for byte, when it is exported again', () => {
    fc.assert(
      fc.property(anyBuild, (build) => {
        expect(writeTrace(structuredClone(build))).toBe(writeTrace(build));
      }),
      { numRuns: runs(8) },
    );
  });

  it('keeps a workflow run with its jobs and steps', async () => {
    const job = {
      id: 7001,
      run_id: 5,
      run_attempt: 1,
      name: 'build',
      status: 'completed',
      conclusion: 'failure',
    };
    const at = (second: number): string => new Date(1_790_000_000_000 + second * 1000).toISOString();
    const times = { created_at: at(0), started_at: at(20), completed_at: at(80) };
    const step = { number: 1, name: 'Test', status: 'completed', conclusion: 'failure' };
    const steps = [{ ...step, started_at: at(21), completed_at: at(79) }];
    const log = JSON.stringify({ total_count: 1, jobs: [{ ...job, ...times, steps, runner_id: 1 }] });
    const read = await buildOf(log);
    const build = { ...read, context: makeContext({ runId: '5', workflow: 'CI' }) };
    const again = await buildOf(
      writeTrace(build, originInRun(build, 'job', { id: null, name: 'x' }) ?? originOfBuild(build, null)),
    );
    expect(workOf(again)).toEqual(workOf(build));
    expect(factsOf(again)).toEqual(factsOf(build));
    expect(again.spans.map(({ name, durationMs }) => [name, durationMs])).toEqual([
      ['build / queue', 21_000],
    ]);
  });
});
