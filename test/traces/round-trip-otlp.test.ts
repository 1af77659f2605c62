/** A build that is exported as OTLP and read again is the same build. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanName } from '../../src/ingest/clean-text.ts';
import { describeFailure, openPrivacy } from '../../src/ingest/describe-failure.ts';
import type { Build } from '../../src/model/build.ts';
import { allResults } from '../../src/model/results.ts';
import type { Task } from '../../src/model/task.ts';
import { originInRun, originOfBuild } from '../../src/traces/trace-origin.ts';
import { anyCharacter } from '../any-character.ts';
import { makeBuild, makeContext, makeEvent, makeTask } from '../make.ts';
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

const shown = fc.constantFrom('compile', '//app:lib', 'a.b.Test > works', 'Größe 1 µs', 'npm run build');
const odd = fc.constantFrom(
  '__proto__',
  'constructor',
  '_OTHER',
  'unknown',
  '0',
  'true',
  '</script>',
  'a=b,c',
);
/** Anything that a log may hold, as read: no control characters, no half of a character. */
const hostile = (most: number): fc.Arbitrary<string> =>
  fc.string({ unit: anyCharacter, maxLength: most }).map((text) => cleanName(text, most) || 'task');
const name = fc.oneof(shown, odd, hostile(1024));

/** As read: first lines, bounded, with or without a location. */
const failure = fc
  .record({
    message: orNull(
      fc.oneof(fc.constant('expected 1 to be 2\n  at least'), fc.string({ unit: anyCharacter })),
    ),
    file: orNull(fc.constantFrom('src/app.test.ts', 'C:/app/ä b.cs', 'a:b.go')),
    line: orNull(fc.integer({ min: 1, max: 2 ** 31 - 1 })),
  })
  .map((failure) => describeFailure({ ...failure, isExact: true }, openPrivacy));

const facts = fc.record({
  name,
  kind: fc.oneof(
    fc.constantFrom('task', 'test', 'agent', 'model', 'tool', 'compile', 'job', 'step'),
    hostile(100),
  ),
  attempt: fc.constantFrom(1, 1, 1, 2, 3),
  startTimeMs: orNull(time),
  durationMs: orNull(duration),
  result: fc.constantFrom(...allResults.filter((result) => result !== 'skip')),
  cache: fc.constantFrom('hit', 'miss', 'bypass', 'unknown'),
  savedMs: orNull(duration),
  cpuMs: orNull(duration),
  memoryBytes: orNull(fc.nat(2 ** 40)),
  model: orNull(fc.oneof(fc.constantFrom('claude-opus-4-6', 'gpt-5.3-codex'), hostile(200))),
  tokens: orNull(tokens),
  costUsd: orNull(cost),
  errorType: orNull(fc.oneof(fc.constantFrom('AssertionError', 'exit 2'), hostile(200))),
  failure,
  parent: fc.nat(),
});

/** Names may repeat: logs that list a task twice distinguish the rows by attempt or not at all. */
const anyBuild = fc
  .tuple(
    fc.array(facts, { minLength: 1, maxLength: 12 }),
    orNull(time),
    orNull(duration),
    fc.constantFrom(...allResults),
  )
  .map(([list, startTimeMs, durationMs, result]) => {
    const tasks = list.map(({ parent, ...task }, i): Task => {
      // Some have no parent, and some one that is listed later.
      const at = parent % (list.length + 1);
      const why = failing.includes(task.result) ? {} : { errorType: null, failure: null };
      return makeTask({
        ...(task as Partial<Task>),
        ...why,
        id: `t${i}`,
        parentId: at >= i ? null : `t${at}`,
      });
    });
    // What happened meanwhile is not work.
    const events = tasks.map(({ id }) => makeEvent({ type: 'EXCEPTION', taskId: id, message: 'retried' }));
    const ended = result === 'skip' ? 'success' : result;
    return makeBuild({ startTimeMs, durationMs, result: ended, tasks, events });
  });

describe('a build exported as OTLP and read again', () => {
  it('has the same work, for any build', async () => {
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
