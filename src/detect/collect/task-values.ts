/** One value per build for each task: the input of the detector. */

import { hasMeaningfulTime, sumTokens } from '../../metrics/final-tasks.ts';
import type { StoredBuild, TaskSeries } from '../../model/history.ts';
import { allResults } from '../../model/results.ts';
import type { Result, Task } from '../../model/task.ts';

const success = allResults.indexOf('success');
const unknown = allResults.indexOf('unknown');

/** The cost of the task itself. */
export type TaskMeasure = 'duration' | 'cost' | 'tokens';
export const taskMeasures: readonly TaskMeasure[] = ['duration', 'cost', 'tokens'];

/**
 * The task's value in every build: NaN if it did not run, failed, or came from a cache. Of several attempts the last
 * one counts, of several repeats the median. A task without a result in its log counts in builds that did not fail.
 * @param builds the builds that `series.build` refers to
 * @param values one entry per build, overwritten: a history has too many series for separate arrays
 * @returns false when the series has no such value
 */
export function readSeriesValues(
  series: TaskSeries,
  measure: TaskMeasure,
  builds: readonly StoredBuild[],
  values: Float64Array,
): boolean {
  const column = { duration: series.durationMs, cost: series.costUsd, tokens: series.tokens }[measure];
  if (column === null) return false;
  values.fill(Number.NaN);
  const { build: rows, result, cached } = series;
  for (let start = 0; start < rows.length; ) {
    let end = start + 1;
    while (end < rows.length && rows[end] === rows[start]) end++;
    const index = rows[start] as number;
    // By far the most frequent case, without a call.
    if (end - start === 1 && result[start] === success) {
      if (cached[start] === 0) values[index] = column[start] as number;
    } else {
      const isFine = hasMeaningfulTime((builds[index] as StoredBuild).result);
      values[index] = valueOfBuild(series, column, start, end, isFine);
    }
    start = end;
  }
  return true;
}

function valueOfBuild(
  series: TaskSeries,
  column: Float64Array,
  start: number,
  end: number,
  isFine: boolean,
): number {
  if (end - start === 1) return counts(series, start, isFine) ? (column[start] as number) : Number.NaN;
  let attempt = 0;
  for (let row = start; row < end; row++) attempt = Math.max(attempt, series.attempt[row] as number);
  const found: number[] = [];
  for (let row = start; row < end; row++) {
    const value = column[row] as number;
    if (series.attempt[row] === attempt && counts(series, row, isFine) && !Number.isNaN(value))
      found.push(value);
  }
  return medianOf(found);
}

function counts({ result, cached }: TaskSeries, row: number, isFine: boolean): boolean {
  return cached[row] === 0 && (result[row] === success || (isFine && result[row] === unknown));
}

/** A measurement's value in every build: NaN without a value, or for a negative one, which has no ratio. */
export function readMetricValues({ build, value }: TaskSeries, values: Float64Array): void {
  values.fill(Number.NaN);
  for (let row = 0; row < build.length; row++)
    values[build[row] as number] = knownValue(value?.[row] ?? Number.NaN);
}

/** The value for the comparison. */
export function knownValue(measured: number): number {
  return measured >= 0 ? measured : Number.NaN;
}

/** Number of newest runs that define the usual values. */
export const usualRuns = 20;

/** Rows of the newest runs in the builds `of`, newest first. */
export function findNewestRuns({ build }: TaskSeries, of: ReadonlySet<number>): number[] {
  const rows: number[] = [];
  for (let row = build.length - 1; row >= 0 && rows.length < usualRuns; row--)
    if (of.has(build[row] as number)) rows.push(row);
  return rows;
}

/**
 * A task's values in the current build, under the same rules; null if it did not run there, failed, or came from a cache.
 * @param runs its last attempts
 */
export function readCurrentValues(
  runs: readonly Task[],
  build: Result,
): Readonly<Record<TaskMeasure, number>> | null {
  const isCounted = ({ result, cache }: Task): boolean =>
    cache !== 'hit' && (result === 'success' || (result === 'unknown' && hasMeaningfulTime(build)));
  const counted = runs.every(isCounted) ? runs : runs.filter(isCounted);
  const [first] = counted;
  if (first === undefined) return null;
  if (counted.length === 1)
    return {
      duration: first.durationMs ?? Number.NaN,
      cost: first.costUsd ?? Number.NaN,
      tokens: sumTokens(first) ?? Number.NaN,
    };
  const read = (of: (task: Task) => number | null): number =>
    medianOf(counted.map(of).filter((value) => value !== null));
  return {
    duration: read(({ durationMs }) => durationMs),
    cost: read(({ costUsd }) => costUsd),
    tokens: read(sumTokens),
  };
}

function medianOf(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
