/** Builds for the measurements of the history: deterministic and skewed, log-normal around each task's own level. */

import type { Build } from '../src/model/build.ts';
import type { Task } from '../src/model/task.ts';
import { unknownTask } from '../src/model/unknown-task.ts';

export const hourMs = 3_600_000;
export const startMs = Date.UTC(2026, 0, 1);

/** The nth of a series of hourly builds. */
export function makeBuild(number: number, tasks: number): Build {
  const random = openRandom(number + 1);
  const list = Array.from({ length: tasks }, (_, at): Task => {
    const noise = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const durationMs = 20 * ((at % 97) + 1) * Math.exp(0.08 * noise);
    return {
      ...unknownTask,
      id: String(at),
      name: `:module-${at % 211}:compile-${String(at).padStart(5, '0')}`,
      kind: 'task',
      startTimeMs: startMs + number * hourMs,
      durationMs,
      result: random() < 0.005 ? 'failure' : 'success',
      cache: random() < 0.3 ? 'hit' : 'miss',
    };
  });
  return {
    id: `run-${9_000_000_000 + number * 7919}-1-build`,
    name: 'bench',
    startTimeMs: startMs + number * hourMs,
    durationMs: 600_000,
    result: 'success',
    complete: true,
    degraded: false,
    formats: ['gradle'],
    tasks: list,
    events: [],
    metrics: [],
    spans: [],
    machine: [],
    problems: [],
    context: {
      branch: number % 5 === 0 ? 'main' : `feature-${number % 17}`,
      commit: number.toString(16).padStart(40, '0'),
      pullRequest: null,
      event: 'push',
      workflow: 'CI',
      job: 'build',
      runId: String(9_000_000_000 + number * 7919),
      runAttempt: 1,
      runnerOs: 'Linux',
      runnerArch: 'X64',
      cpuModel: 'AMD EPYC 7763',
      runnerImage: 'ubuntu24/20260105.1.0',
    },
  };
}

export function openRandom(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
