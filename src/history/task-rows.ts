/** The rows of one task as parallel columns: from a build into a segment, and from segments into another. */

import { sumTokens } from '../metrics/final-tasks.ts';
import { fingerprintMessage } from '../metrics/fingerprint.ts';
import { listWaits } from '../metrics/queue-time.ts';
import type { Build } from '../model/build.ts';
import type { Metric } from '../model/metric.ts';
import { allResults } from '../model/results.ts';
import type { Task, Tokens } from '../model/task.ts';
import { noFlag } from '../parquet/column-values.ts';
import { metricKind } from './schema.ts';

/** Rows of one task, sorted by build; those of one build stay in the order in which they were written. */
export interface TaskRows {
  readonly name: string;
  readonly kind: string;
  /** Index into the builds that go with the rows. */
  readonly build: ArrayLike<number>;
  /** Microseconds; NaN when not known. */
  readonly durationUs: ArrayLike<number>;
  readonly result: ArrayLike<number>;
  /** 1 a hit, 0 a miss, `noFlag` unknown. */
  readonly cached: ArrayLike<number>;
  readonly attempt: ArrayLike<number>;
  readonly costUsd: ArrayLike<number> | null;
  readonly tokens: ArrayLike<number> | null;
  /**
   * Parts of `tokens`; these and `queueUs` are absent, not null, in a build without them: its digest stays
   * the same as in earlier versions.
   */
  readonly outputTokens?: ArrayLike<number> | null;
  readonly cacheReadTokens?: ArrayLike<number> | null;
  readonly cacheCreationTokens?: ArrayLike<number> | null;
  /** Microseconds that a job waited for a runner. */
  readonly queueUs?: ArrayLike<number> | null;
  readonly cpuUs: ArrayLike<number> | null;
  readonly memoryBytes: ArrayLike<number> | null;
  readonly errorType: ArrayLike<string | null> | null;
  /** Fingerprint of the first line of a failure's message: the text itself is never stored. */
  readonly failurePrint: ArrayLike<string | null> | null;
  readonly model: ArrayLike<string | null> | null;
  readonly value: ArrayLike<number> | null;
  readonly unit: ArrayLike<string | null> | null;
  readonly better: ArrayLike<string | null> | null;
}

/** Order of texts in a file: that of JavaScript's `<`. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whole microseconds of milliseconds; NaN for null. */
export function toMicros(ms: number | null): number {
  return ms === null ? Number.NaN : Math.round(ms * 1000);
}

/** The tasks and measurements of one build, by name and kind; `build` is 0 throughout. */
export function listTaskRows(build: Build): TaskRows[] {
  const rows = [...groupTasks(build), ...build.metrics.map(toMetricRows)];
  if (build.metrics.length === 0) return rows;
  return rows.sort((a, b) => compareTexts(a.name, b.name) || compareTexts(a.kind, b.kind));
}

function* groupTasks(build: Build): Iterable<TaskRows> {
  const tasks = [...build.tasks].sort(compareTasks);
  const waits = listWaits(build);
  let from = 0;
  while (from < tasks.length) {
    const { name, kind } = tasks[from]!;
    let to = from + 1;
    while (tasks[to]?.name === name && tasks[to]?.kind === kind) to++;
    yield { ...toRows(tasks.slice(from, to)), ...toLateRows(tasks.slice(from, to), waits) };
    from = to;
  }
}

function compareTasks(a: Task, b: Task): number {
  return (
    compareTexts(a.name, b.name) ||
    compareTexts(a.kind, b.kind) ||
    a.attempt - b.attempt ||
    (a.startTimeMs ?? 0) - (b.startTimeMs ?? 0) ||
    compareTexts(a.id, b.id)
  );
}

function toRows(tasks: readonly Task[]): TaskRows {
  return {
    name: tasks[0]!.name,
    kind: tasks[0]!.kind,
    build: tasks.map(() => 0),
    durationUs: tasks.map(({ durationMs }) => toMicros(durationMs)),
    result: tasks.map(({ result }) => allResults.indexOf(result)),
    cached: tasks.map(({ cache }) => (cache === 'hit' ? 1 : cache === 'miss' ? 0 : noFlag)),
    attempt: tasks.map(({ attempt }) => attempt),
    costUsd: toNumbers(tasks.map(({ costUsd }) => costUsd)),
    tokens: toNumbers(tasks.map(sumTokens)),
    cpuUs: toNumbers(tasks.map(({ cpuMs }) => (cpuMs === null ? null : toMicros(cpuMs)))),
    memoryBytes: toNumbers(
      tasks.map(({ memoryBytes }) => (memoryBytes === null ? null : Math.round(memoryBytes))),
    ),
    errorType: toTexts(tasks.map(({ errorType }) => errorType)),
    failurePrint: toTexts(tasks.map(({ failure }) => fingerprintMessage(failure?.message ?? null))),
    model: toTexts(tasks.map(({ model }) => model)),
    value: null,
    unit: null,
    better: null,
  };
}

/** Columns of later versions of the format. */
function toLateRows(tasks: readonly Task[], waits: ReadonlyMap<string, number>): Partial<TaskRows> {
  const count = (kind: keyof Tokens): number[] | null =>
    toNumbers(tasks.map(({ tokens }) => tokens?.[kind] ?? null));
  const rows = {
    outputTokens: count('output'),
    cacheReadTokens: count('cacheRead'),
    cacheCreationTokens: count('cacheCreation'),
    queueUs: waits.size === 0 ? null : toNumbers(tasks.map(({ id }) => toWaitUs(waits.get(id)))),
  };
  return Object.fromEntries(Object.entries(rows).filter(([, values]) => values !== null));
}

function toWaitUs(ms: number | undefined): number | null {
  return ms === undefined ? null : toMicros(ms);
}

function toMetricRows({ name, value, unit, better }: Metric): TaskRows {
  return {
    name,
    kind: metricKind,
    build: [0],
    durationUs: [Number.NaN],
    result: [allResults.indexOf('success')],
    cached: [noFlag],
    attempt: [1],
    costUsd: null,
    tokens: null,
    cpuUs: null,
    memoryBytes: null,
    errorType: null,
    failurePrint: null,
    model: null,
    value: [value],
    unit: [unit],
    better: [better],
  };
}

function toNumbers(values: readonly (number | null)[]): number[] | null {
  return values.some((value) => value !== null) ? values.map((value) => value ?? Number.NaN) : null;
}

function toTexts(values: readonly (string | null)[]): readonly (string | null)[] | null {
  return values.some((value) => value !== null) ? values : null;
}
