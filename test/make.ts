/** Small builds for tests: everything is known and good unless the test says otherwise. */

import type { Build, BuildContext } from '../src/model/build.ts';
import type { Event } from '../src/model/event.ts';
import type { History, StoredBuild, TaskSeries } from '../src/model/history.ts';
import { allResults } from '../src/model/results.ts';
import type { Task } from '../src/model/task.ts';
import { unknownTask } from '../src/model/unknown-task.ts';

export const noHistory: History = { builds: [], series: [] };

export function makeContext(change: Partial<BuildContext> = {}): BuildContext {
  return {
    branch: 'main',
    commit: null,
    pullRequest: null,
    event: 'push',
    workflow: 'ci',
    job: 'test',
    runId: null,
    runAttempt: 1,
    runnerOs: 'Linux',
    runnerArch: 'X64',
    cpuModel: 'AMD EPYC 7763',
    runnerImage: 'ubuntu24/20260105.1.0',
    ...change,
  };
}

export function makeTask(change: Partial<Task> = {}): Task {
  return {
    ...unknownTask,
    id: 't1',
    name: 'compile',
    kind: 'task',
    durationMs: 100,
    result: 'success',
    ...change,
  };
}

export function makeEvent(change: Partial<Event> = {}): Event {
  return {
    id: 'e1',
    type: 'ERROR_OCCURRED',
    severity: 'error',
    timeMs: null,
    taskId: null,
    message: null,
    attributes: {},
    ...change,
  };
}

export function makeBuild(change: Partial<Build> = {}): Build {
  return {
    id: 'b-current',
    name: 'ci/test',
    startTimeMs: Date.UTC(2026, 5, 1),
    durationMs: 10_000,
    result: 'success',
    complete: true,
    degraded: false,
    formats: ['junit'],
    tasks: [makeTask()],
    events: [],
    metrics: [],
    spans: [],
    machine: [],
    problems: [],
    context: makeContext(),
    ...change,
  };
}

export function storeBuild(change: Partial<StoredBuild> = {}): StoredBuild {
  return {
    ...makeContext(),
    id: 'b1',
    name: 'ci/test',
    startTimeMs: Date.UTC(2026, 4, 1),
    durationMs: 10_000,
    result: 'success',
    complete: true,
    degraded: false,
    tasks: 1,
    failedTasks: 0,
    retries: 0,
    errors: 0,
    peakMemoryBytes: null,
    cacheHits: 0,
    cacheLookups: 0,
    costUsd: null,
    tokens: null,
    opened: [],
    ...change,
  };
}

/** Builds a day apart up to the end of May 2026, each with a given duration, and one task that takes as long. */
export function makeHistory(
  durationsMs: readonly number[],
  change: (index: number) => Partial<StoredBuild> = () => ({}),
): History {
  const day = 86_400_000;
  const builds = durationsMs.map((durationMs, i) =>
    storeBuild({
      id: `b${i + 1}`,
      commit: String(i + 1).padStart(40, '0'),
      durationMs,
      startTimeMs: Date.UTC(2026, 5, 1) - (durationsMs.length - i) * day,
      ...change(i),
    }),
  );
  return { builds, series: [makeSeries('compile', durationsMs)] };
}

/** A task that ran once in each build, successfully. */
export function makeSeries(name: string, durationsMs: readonly number[]): TaskSeries {
  const count = durationsMs.length;
  return {
    name,
    kind: 'task',
    build: Int32Array.from({ length: count }, (_, i) => i),
    durationMs: Float64Array.from(durationsMs),
    result: new Uint8Array(count).fill(allResults.indexOf('success')),
    cached: new Uint8Array(count),
    attempt: new Uint8Array(count).fill(1),
    costUsd: null,
    tokens: null,
    cpuMs: null,
    memoryBytes: null,
    errorType: null,
    failurePrint: null,
    model: null,
    value: null,
    unit: null,
    better: null,
  };
}
