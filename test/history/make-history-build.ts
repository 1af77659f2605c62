/** Builds for the tests of the history. */
import { compactSegments } from '../../src/history/compact.ts';
import type { HistoryLimits, SegmentFile } from '../../src/history/segment.ts';
import type { Build, BuildContext } from '../../src/model/build.ts';
import type { Task } from '../../src/model/task.ts';
import { unknownTask } from '../../src/model/unknown-task.ts';

export const startMs = Date.UTC(2026, 0, 1);
export const hourMs = 3_600_000;

/** Limits that keep everything the tests make. */
export const wideLimits: HistoryLimits = {
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

export function makeHistoryTask(values: Partial<Task>): Task {
  return {
    ...unknownTask,
    id: 'a',
    name: ':compile',
    kind: 'task',
    durationMs: 12.5,
    result: 'success',
    ...values,
  };
}

export function makeHistoryBuild(id: string, values: Partial<Build> = {}): Build {
  return {
    id,
    name: 'unit',
    startTimeMs: startMs,
    durationMs: 1000,
    result: 'success',
    complete: true,
    degraded: false,
    formats: [],
    tasks: [makeHistoryTask({})],
    events: [],
    metrics: [],
    spans: [],
    machine: [],
    problems: [],
    context,
    ...values,
  };
}

/** The nth of a series of hourly builds with a few tasks. */
export function makeNthBuild(number: number, tasks = 3): Build {
  return makeHistoryBuild(`build-${number}`, {
    startTimeMs: startMs + number * hourMs,
    tasks: Array.from({ length: tasks }, (_, at) =>
      makeHistoryTask({ id: `${at}`, name: `task-${at}`, durationMs: number + at / 1000 }),
    ),
  });
}

/** Does what a store does with a compaction. */
export function applyCompaction(files: readonly SegmentFile[], to = wideLimits): SegmentFile[] {
  const { add, remove } = compactSegments(files, to);
  return [...new Map([...files, ...add].map((file) => [file.name, file])).values()].filter(
    ({ name }) => !remove.includes(name),
  );
}
