/** Builds for the tests of the history. */

import fc from 'fast-check';
import { compactSegments } from '../../src/history/compact.ts';
import type { HistoryLimits, SegmentFile } from '../../src/history/segment.ts';
import type { Build, BuildContext } from '../../src/model/build.ts';
import { results } from '../../src/model/results.ts';
import type { Task } from '../../src/model/task.ts';

export const startMs = Date.UTC(2026, 0, 1);
export const hourMs = 3_600_000;

/** Limits that keep everything the tests make. */
export const limits: HistoryLimits = {
  maxBuilds: 1000,
  maxAgeDays: 90,
  maxBytes: null,
  now: startMs + 1000 * hourMs,
};

const context: BuildContext = {
  branch: 'main',
  commit: 'c0ffee',
  pullRequest: null,
  event: 'push',
  workflow: 'CI',
  job: 'build',
  runId: '7',
  runAttempt: 1,
  runnerOs: 'Linux',
  runnerArch: 'X64',
  cpuModel: 'AMD EPYC 7763',
  runnerImage: 'ubuntu24/20260105.1.0',
};

export function makeTask(values: Partial<Task>): Task {
  return {
    id: 'a',
    parentId: null,
    name: ':compile',
    kind: 'task',
    attempt: 1,
    startTimeMs: null,
    durationMs: 12.5,
    result: 'success',
    cache: 'unknown',
    savedMs: null,
    errorType: null,
    failure: null,
    cpuMs: null,
    memoryBytes: null,
    model: null,
    tokens: null,
    costUsd: null,
    ...values,
  };
}

export function makeBuild(id: string, values: Partial<Build> = {}): Build {
  return {
    id,
    name: 'unit',
    startTimeMs: startMs,
    durationMs: 1000,
    result: 'success',
    complete: true,
    degraded: false,
    formats: [],
    tasks: [makeTask({})],
    events: [],
    metrics: [],
    spans: [],
    machine: [],
    problems: [],
    context,
    ...values,
  };
}

/** The nth of a row of hourly builds with a few tasks. */
export function makeNthBuild(number: number, tasks = 3): Build {
  return makeBuild(`build-${number}`, {
    startTimeMs: startMs + number * hourMs,
    tasks: Array.from({ length: tasks }, (_, at) =>
      makeTask({ id: `${at}`, name: `task-${at}`, durationMs: number + at / 1000 }),
    ),
  });
}

const text = fc.oneof(
  fc.constantFrom('a', 'b', 'ünïcode', '任务', '🚀', '', '\ue000', 'x\0y'),
  fc.string({ unit: 'binary', maxLength: 8 }),
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
  result: fc.constantFrom(...results),
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
    result: fc.constantFrom(...results),
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
  .map(({ id, ...values }) => makeBuild(id, values));

/** Does what a store does with a compaction. */
export function apply(files: readonly SegmentFile[], to = limits): SegmentFile[] {
  const { add, remove } = compactSegments(files, to);
  return [...new Map([...files, ...add].map((file) => [file.name, file])).values()].filter(
    ({ name }) => !remove.includes(name),
  );
}
