/** Builds to store: small, whole, and different in every column. */

import type { Build, BuildContext, History, HistoryStore, Task } from '../../src/model.ts';

/** 2026-11-01. */
export const nowMs = 1_793_491_200_000;
export const minuteMs = 60_000;

const context: BuildContext = {
  branch: 'main',
  commit: '0123456789abcdef0123456789abcdef01234567',
  pullRequest: null,
  event: 'push',
  workflow: 'CI',
  job: 'build',
  runId: '42',
  runAttempt: 1,
  runnerOs: 'Linux',
  runnerArch: 'X64',
  cpuModel: 'AMD EPYC 7763',
};

export function sampleTask(name: string, values: Partial<Task> = {}): Task {
  return {
    id: name,
    parentId: null,
    name,
    kind: 'task',
    attempt: 1,
    startTimeMs: null,
    durationMs: 1500.25,
    result: 'success',
    cache: 'miss',
    savedMs: null,
    errorType: null,
    cpuMs: null,
    memoryBytes: null,
    model: null,
    tokens: null,
    costUsd: null,
    ...values,
  };
}

/** The build of minute `number` (a day before now, 0 the oldest), with three tasks. */
export function sampleBuild(number: number, values: Partial<Build> = {}): Build {
  const tasks = ['compile', 'link', 'test'].map((name, at) =>
    sampleTask(name, { durationMs: number + at / 8 }),
  );
  return {
    id: `build-${String(number).padStart(4, '0')}`,
    name: 'ci',
    startTimeMs: nowMs - 1440 * minuteMs + number * minuteMs,
    durationMs: 60_000 + number,
    result: 'success',
    complete: true,
    degraded: false,
    formats: ['gradle'],
    tasks,
    events: [],
    metrics: [],
    spans: [],
    problems: [],
    context,
    ...values,
  };
}

/** A history as plain values, for comparing. */
export function flatten({ builds, series }: History): unknown {
  const rows = [...series].map(
    ({ name, kind, build, durationMs, result, cached, attempt, costUsd, tokens }) => ({
      name,
      kind,
      build: [...build],
      durationMs: [...durationMs],
      result: [...result],
      cached: [...cached],
      attempt: [...attempt],
      costUsd: costUsd && [...costUsd],
      tokens: tokens && [...tokens],
    }),
  );
  return { builds, rows };
}

/** Ids that a store gives. @throws when it gives a problem. */
export async function idsIn(store: HistoryStore): Promise<string[]> {
  const { history, problems } = await store.load();
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return history.builds.map(({ id }) => id);
}
