/**
 * A table of some tasks and builds with one run per cell: the form of most of a history, and the fastest way
 * to read it.
 */

import type { TaskSeries } from '../model/history.ts';

/**
 * The content of a cell besides the time: nothing, or a run, its cache state, and in the higher bits the
 * result.
 */
export const noRun = 0;
export const hasRun = 1;
export const isHit = 2;
export const resultShift = 2;

type Columns = Pick<TaskSeries, 'build' | 'durationMs' | 'result' | 'cached' | 'attempt'>;

export class Tile {
  /** Builds, and tasks. */
  readonly width: number;
  readonly height: number;
  /** By task, then build. */
  readonly durationMs: Float64Array;
  readonly states: Uint8Array;
  /**
   * Tasks that it does not represent completely: with several runs in a build, several kinds, or more than
   * times.
   */
  readonly isPartial: Uint8Array;
  /** Number of each task's kind; -1 without a run. */
  readonly kinds: Int32Array;
  readonly #builds: Int32Array;
  readonly #columns: Columns;
  #view: Columns;

  /** @param builds index of the build of each column, ascending */
  constructor(builds: Int32Array, height: number) {
    const width = builds.length;
    this.width = width;
    this.height = height;
    this.durationMs = new Float64Array(width * height);
    this.states = new Uint8Array(width * height);
    this.isPartial = new Uint8Array(height);
    this.kinds = new Int32Array(height).fill(-1);
    this.#builds = builds;
    this.#columns = {
      build: new Int32Array(width),
      durationMs: new Float64Array(width),
      result: new Uint8Array(width),
      cached: new Uint8Array(width),
      attempt: new Uint8Array(width).fill(1),
    };
    this.#view = this.#columns;
  }

  clear(): void {
    this.states.fill(noRun);
    this.isPartial.fill(0);
    this.kinds.fill(-1);
  }

  /** The runs of a task, valid until those of the next one are read. */
  read(task: number, name: string, kind: string): TaskSeries {
    const rows = this.#copy(task * this.width);
    // Most tasks ran as often as the previous one.
    if (this.#view.build.length !== rows) this.#view = cut(this.#columns, rows);
    const { build, durationMs, result, cached, attempt } = this.#view;
    return { name, kind, build, durationMs, result, cached, attempt, ...nothingMore };
  }

  #copy(first: number): number {
    const { build, durationMs, result, cached } = this.#columns;
    const builds = this.#builds;
    const times = this.durationMs;
    const states = this.states;
    let rows = 0;
    for (let column = 0; column < builds.length; column++) {
      const state = states[first + column]!;
      if (state === noRun) continue;
      build[rows] = builds[column]!;
      durationMs[rows] = times[first + column]!;
      result[rows] = state >> resultShift;
      cached[rows] = (state & isHit) / isHit;
      rows++;
    }
    return rows;
  }
}

function cut({ build, durationMs, result, cached, attempt }: Columns, rows: number): Columns {
  return {
    build: build.subarray(0, rows),
    durationMs: durationMs.subarray(0, rows),
    result: result.subarray(0, rows),
    cached: cached.subarray(0, rows),
    attempt: attempt.subarray(0, rows),
  };
}

const nothingMore: Omit<TaskSeries, 'name' | 'kind' | keyof Columns> = {
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
