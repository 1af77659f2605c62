/** Builds of every kind that a history can hold, for properties. */
import fc from 'fast-check';
import type { Build } from '../../src/model/build.ts';
import { allResults } from '../../src/model/results.ts';
import type { Task } from '../../src/model/task.ts';
import { anyCharacter } from '../any-character.ts';
import { hourMs, makeHistoryBuild, startMs } from './make-history-build.ts';

const text = fc.oneof(
  fc.constantFrom('a', 'b', 'ünïcode', '任务', '🚀', '', '\ue000', 'x\0y'),
  fc.string({ unit: anyCharacter, maxLength: 8 }),
);
const orNull = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { nil: null });
/** Milliseconds with whole microseconds, as they are stored. */
const duration = fc.integer({ min: 0, max: 2 ** 40 }).map((us) => us / 1000);
const count = fc.integer({ min: 0, max: 2 ** 45 });

const anyTask: fc.Arbitrary<Task> = fc.record({
  id: text,
  parentId: fc.constant(null),
  name: text,
  kind: fc.constantFrom('task', 'test', 'agent'),
  attempt: fc.integer({ min: 1, max: 3 }),
  startTimeMs: orNull(fc.integer({ min: startMs, max: startMs + hourMs })),
  durationMs: orNull(duration),
  result: fc.constantFrom(...allResults),
  cache: fc.constantFrom('hit', 'miss', 'bypass', 'unknown'),
  savedMs: fc.constant(null),
  errorType: orNull(text),
  failure: fc.constant(null),
  cpuMs: orNull(duration),
  memoryBytes: orNull(count),
  model: orNull(text),
  tokens: orNull(fc.record({ input: count, output: count, cacheRead: count, cacheCreation: count })),
  costUsd: orNull(fc.double({ min: 0, max: 1e6, noNaN: true })),
});

export const anyBuild: fc.Arbitrary<Build> = fc
  .record({
    id: fc.integer({ min: 0, max: 60 }).map((number) => `b${number}`),
    startTimeMs: fc.integer({ min: 0, max: 9_000_000 }).map((us) => startMs + us / 1000),
    durationMs: orNull(duration),
    result: fc.constantFrom(...allResults),
    complete: fc.boolean(),
    degraded: fc.boolean(),
    tasks: fc.array(anyTask, { maxLength: 6 }),
    context: fc.record({
      branch: orNull(text),
      commit: orNull(text),
      pullRequest: orNull(fc.nat()),
      event: orNull(text),
      workflow: orNull(text),
      job: orNull(text),
      runId: orNull(text),
      runAttempt: fc.integer({ min: 1, max: 9 }),
      runnerOs: orNull(text),
      runnerArch: orNull(text),
      cpuModel: orNull(text),
      runnerImage: orNull(text),
    }),
  })
  .map(({ id, ...values }) => makeHistoryBuild(id, values));
