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
  /** Of the task read last: its cells, the columns of its runs, and what stands for both. */
  readonly #states: Uint8Array;
  readonly #places: Int32Array;
  #ranAs = {};

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
    // No state, so that the first task differs.
    this.#states = new Uint8Array(width).fill(255);
    this.#places = new Int32Array(width);
  }

  clear(): void {
    this.states.fill(noRun);
    this.isPartial.fill(0);
    this.kinds.fill(-1);
  }

  /** The runs of a task, valid until those of the next one are read. */
  read(task: number, name: string, kind: string): TaskSeries {
    const first = task * this.width;
    // Most tasks ran like the previous one.
    if (!this.#ranAlike(first)) {
      this.#ranAs = {};
      const rows = this.#copyRuns(first);
      if (this.#view.build.length !== rows) this.#view = cut(this.#columns, rows);
    }
    const { build, durationMs, result, cached, attempt } = this.#view;
    for (let row = 0; row < durationMs.length; row++)
      durationMs[row] = this.durationMs[first + this.#places[row]!]!;
    const ranAs = this.#ranAs;
    // To copy them from a constant takes ten times as long.
    return {
      name,
      kind,
      build,
      durationMs,
      result,
      cached,
      attempt,
      ranAs,
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

  #ranAlike(first: number): boolean {
    const known = this.#states;
    const { states } = this;
    for (let column = 0; column < known.length; column++)
      if (states[first + column] !== known[column]) return false;
    return true;
  }

  /** Everything but the times. */
  #copyRuns(first: number): number {
    const { build, result, cached } = this.#columns;
    let rows = 0;
    for (let column = 0; column < this.width; column++) {
      const state = this.states[first + column]!;
      this.#states[column] = state;
      if (state === noRun) continue;
      this.#places[rows] = column;
      build[rows] = this.#builds[column]!;
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
