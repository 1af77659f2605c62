/** Builds one after another: each judged against those before it, then stored with its reports. */

import { listOpened } from '../../src/detect/conclude/conclude-series.ts';
import { type Detection, type DetectOptions, detect } from '../../src/detect/detect.ts';
import { toSeries } from '../../src/history/read-segments.ts';
import { toStoredBuild } from '../../src/history/stored-build.ts';
import { listTaskRows, type TaskRows } from '../../src/history/task-rows.ts';
import type { Build, BuildContext } from '../../src/model/build.ts';
import type { CauseFacts } from '../../src/model/cause.ts';
import type { Change } from '../../src/model/change.ts';
import type { History, StoredBuild, TaskSeries } from '../../src/model/history.ts';
import type { Task } from '../../src/model/task.ts';
import { makeBuild, makeContext, makeTask } from '../make.ts';

export const hourMs = 3_600_000;
export const startMs = Date.UTC(2026, 0, 1);

export const onMain: DetectOptions = { baselineBranch: 'main', rules: [], acknowledgements: [] };

/** Values around `level` with a relative noise, the same on every run. */
export function noisy(count: number, level: number, noise = 0.02, seed = 1): number[] {
  // Mulberry32, and a sum of three for a bell shape.
  let state = seed * 7919;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return Array.from(
    { length: count },
    () => level * (1 + noise * 2 * (random() + random() + random() - 1.5)),
  );
}

/** How a build differs from a good build of main of commit `index`, `index` hours later. */
export interface Step extends Omit<Partial<Build>, 'tasks' | 'context'> {
  readonly tasks?: readonly (Partial<Task> & { readonly name: string })[];
  readonly context?: Partial<BuildContext>;
}

export function commitOf(index: number): string {
  return (index + 0xabc0000).toString(16).padStart(40, '0').split('').reverse().join('');
}

/** A build of this duration. */
export function stepOf(index: number, durationMs: number, step: Step = {}): Build {
  const { tasks = [{ name: 'compile', durationMs }], context, ...rest } = step;
  return makeBuild({
    id: `b${index}`,
    startTimeMs: startMs + index * hourMs,
    durationMs,
    ...rest,
    tasks: tasks.map((task, i) => makeTask({ id: `t${i}`, ...task })),
    context: makeContext({ commit: commitOf(index), runId: `run${index}`, ...context }),
  });
}

/** Builds of main of these durations, an hour apart. */
export function stepsOf(
  durationsMs: readonly number[],
  change: (index: number) => Step = () => ({}),
): Build[] {
  return durationsMs.map((durationMs, i) => stepOf(i, durationMs, change(i)));
}

interface Stored {
  readonly build: StoredBuild;
  readonly rows: readonly TaskRows[];
}
const kept = new WeakMap<Build, Stored>();

/** A build that is judged and stored repeatedly is converted into rows once. */
function keep(build: Build): Stored {
  const stored = kept.get(build) ?? { build: toStoredBuild(build, startMs), rows: listTaskRows(build) };
  kept.set(build, stored);
  return stored;
}

interface Part {
  readonly of: TaskRows;
  readonly build: number;
}

/** In the form in which a store returns them, without writing files. */
export function toHistory(builds: readonly Build[]): History {
  const series = new Map<string, Part[]>();
  const stored = builds
    .map(keep)
    .sort((a, b) => a.build.startTimeMs - b.build.startTimeMs || (a.build.id < b.build.id ? -1 : 1));
  stored.forEach(({ rows }, build) => {
    for (const of of rows) {
      const key = `${of.kind}\0${of.name}`;
      const parts = series.get(key) ?? [];
      series.set(key, parts);
      parts.push({ of, build });
    }
  });
  return { builds: stored.map(({ build }) => build), series: [...series.values()].map(joinRows) };
}

function joinRows(parts: readonly Part[]): TaskSeries {
  const { name, kind } = (parts[0] as Part).of;
  const length = parts.reduce((sum, { of }) => sum + of.build.length, 0);
  const join = <T extends Float64Array | Uint8Array>(
    all: T,
    read: (of: TaskRows) => ArrayLike<number> | null,
  ): T => {
    let at = 0;
    for (const { of } of parts) {
      const values = read(of);
      if (values !== null) all.set(values, at);
      at += of.build.length;
    }
    return all;
  };
  const numbers = (read: (of: TaskRows) => ArrayLike<number> | null): Float64Array | null =>
    parts.every(({ of }) => read(of) === null) ? null : join(new Float64Array(length).fill(Number.NaN), read);
  const texts = <T>(read: (of: TaskRows) => ArrayLike<T> | null): (T | null)[] | null =>
    parts.every(({ of }) => read(of) === null)
      ? null
      : parts.flatMap(({ of }) => Array.from<T | null>(read(of) ?? Array(of.build.length).fill(null)));
  return toSeries({
    name,
    kind,
    build: Int32Array.from(parts.flatMap(({ of, build }) => Array<number>(of.build.length).fill(build))),
    durationUs: join(new Float64Array(length), (of) => of.durationUs),
    result: join(new Uint8Array(length), (of) => of.result),
    cached: join(new Uint8Array(length), (of) => of.cached),
    attempt: join(new Uint8Array(length), (of) => of.attempt),
    costUsd: numbers((of) => of.costUsd),
    tokens: numbers((of) => of.tokens),
    outputTokens: numbers((of) => of.outputTokens ?? null),
    cacheReadTokens: numbers((of) => of.cacheReadTokens ?? null),
    cacheCreationTokens: numbers((of) => of.cacheCreationTokens ?? null),
    queueUs: numbers((of) => of.queueUs ?? null),
    cpuUs: numbers((of) => of.cpuUs),
    memoryBytes: numbers((of) => of.memoryBytes),
    value: numbers((of) => of.value),
    failurePrint: null,
    errorType: texts((of) => of.errorType),
    model: texts((of) => of.model),
    unit: texts((of) => of.unit),
    better: texts((of) => of.better),
  });
}

export interface DetectedBuild extends Detection {
  readonly build: Build;
}

/** Judges each build of `next`, on top of `past`. */
export function judgeInTurn(
  past: readonly Build[],
  next: readonly Build[],
  options: DetectOptions = onMain,
): DetectedBuild[] {
  const stored = [...past];
  return next.map((build) => {
    const detection = detect(build, toHistory(stored), options);
    stored.push({ ...build, opened: listOpened(detection.changes) });
    return { ...detection, build };
  });
}

/** The newest build alone. */
export function judgeOne(
  past: readonly Build[],
  build: Build,
  options: DetectOptions = onMain,
): DetectedBuild {
  return judgeInTurn(past, [build], options)[0] as DetectedBuild;
}

/** `confirmed new build:duration` for each change of the named scope. */
export function listChanges(changes: readonly Change<unknown>[]): string[] {
  return changes.map(({ verdict, state, series }) =>
    [verdict, state, series.task ?? 'build', series.measure].join(' '),
  );
}

/** The change of a series; fails the test when there is none. */
export function changeOf(
  { changes }: Pick<Detection, 'changes'>,
  name: string,
  measure: Change['series']['measure'] = 'duration',
): Change<CauseFacts> {
  const found = changes.find(({ series }) => (series.task ?? 'build') === name && series.measure === measure);
  if (found === undefined)
    throw new Error(`${name} ${measure} is not among ${listChanges(changes).join(', ')}`);
  return found;
}
