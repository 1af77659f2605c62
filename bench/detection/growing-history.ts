/** A history that builds are added to, in the columns that `analyze` reads. */

import { toStoredBuild } from '../../src/history/stored-build.ts';
import type { Build } from '../../src/model/build.ts';
import type { History, StoredBuild, TaskSeries } from '../../src/model/history.ts';
import { allResults } from '../../src/model/results.ts';

interface Columns {
  readonly name: string;
  readonly build: Int32Array;
  readonly durationMs: Float64Array;
  readonly result: Uint8Array;
  size: number;
}

export interface GrowingHistory {
  readonly add: (build: Build) => void;
  /** What was added so far. */
  readonly read: () => History;
}

/** @param most how many builds will be added */
export function growHistory(most: number): GrowingHistory {
  const builds: StoredBuild[] = [];
  const columns = new Map<string, Columns>();
  const none = new Uint8Array(most);
  const first = new Uint8Array(most).fill(1);
  const columnsOf = (name: string): Columns => {
    const known = columns.get(name);
    if (known) return known;
    const build = new Int32Array(most);
    const made = { name, build, durationMs: new Float64Array(most), result: new Uint8Array(most), size: 0 };
    columns.set(name, made);
    return made;
  };
  return {
    add: (build) => {
      for (const { name, durationMs, result } of build.tasks) {
        const to = columnsOf(name);
        to.build[to.size] = builds.length;
        to.durationMs[to.size] = durationMs as number;
        to.result[to.size] = allResults.indexOf(result);
        to.size += 1;
      }
      builds.push(toStoredBuild(build, 0));
    },
    read: () => ({
      builds,
      series: [...columns.values()].map(({ name, build, durationMs, result, size }): TaskSeries => {
        const cut = <T extends Int32Array | Float64Array | Uint8Array>(column: T): T =>
          column.subarray(0, size) as T;
        return {
          name,
          kind: 'task',
          build: cut(build),
          durationMs: cut(durationMs),
          result: cut(result),
          cached: cut(none),
          attempt: cut(first),
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
      }),
    }),
  };
}
