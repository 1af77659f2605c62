/** Joins files into one build: shards, matrix legs, and different tools' views of the same run. */
import { finalTasks, hasFailed } from '../metrics/final-tasks.ts';
import type { Build, Result, Task } from '../model.ts';
import type { FilePart } from './draft.ts';
import type { ReadOptions } from './index.ts';

/** One build of all parts. Ids that two files use are told apart by the file's place. */
export function joinParts(
  parts: readonly { readonly format: string; readonly part: FilePart }[],
  options: ReadOptions,
): Build {
  const files = parts.map(({ part }) => part);
  const tasks =
    files.length === 1
      ? (files[0] as FilePart).tasks
      : files.flatMap(({ tasks: own }, i) => own.map((task) => renumber(task, i)));
  const { startTimeMs, durationMs } = measure(files);
  return {
    id: options.id,
    name: options.name,
    startTimeMs,
    durationMs,
    result: judgeResult(files),
    complete: files.every((part) => part.facts.complete),
    degraded: files.some((part) => part.degraded),
    formats: [...new Set(parts.map(({ format }) => format))].sort(),
    tasks,
    events:
      files.length === 1
        ? (files[0] as FilePart).events
        : files.flatMap((part, i) => part.events.map((event) => ({ ...event, id: `${i + 1}/${event.id}` }))),
    metrics: files.flatMap((part) => part.metrics),
    spans: files.flatMap((part) => part.spans),
    problems: files.flatMap((part) => part.problems),
    context: options.context,
  };
}

function renumber(task: Task, place: number): Task {
  const parentId = task.parentId === null ? null : `${place + 1}/${task.parentId}`;
  return { ...task, id: `${place + 1}/${task.id}`, parentId };
}

/**
 * From the earliest start to the latest end where every file has a clock; otherwise the sum, as of suites
 * that ran one after the other.
 */
function measure(files: readonly FilePart[]): { startTimeMs: number | null; durationMs: number | null } {
  const spans = files.map((part) => ({
    start: part.facts.startTimeMs ?? earliest(part.tasks),
    duration: part.facts.durationMs ?? spanOf(part.tasks),
  }));
  const starts = spans.map((span) => span.start).filter((start) => start !== null);
  const startTimeMs = starts.length > 0 ? starts.reduce((a, b) => Math.min(a, b)) : null;
  if (spans.some((span) => span.duration === null)) return { startTimeMs, durationMs: null };
  if (spans.length > 1 && startTimeMs !== null && starts.length === spans.length) {
    const ends = spans.map((span) => (span.start as number) + (span.duration as number));
    return { startTimeMs, durationMs: ends.reduce((a, b) => Math.max(a, b)) - startTimeMs };
  }
  return { startTimeMs, durationMs: spans.reduce((sum, span) => sum + (span.duration as number), 0) };
}

function earliest(tasks: readonly Task[]): number | null {
  let first: number | null = null;
  for (const { startTimeMs } of tasks)
    if (startTimeMs !== null) first = Math.min(first ?? startTimeMs, startTimeMs);
  return first;
}

function spanOf(tasks: readonly Task[]): number | null {
  const start = earliest(tasks);
  let end: number | null = null;
  for (const task of tasks) {
    if (task.startTimeMs === null || task.durationMs === null) continue;
    end = Math.max(end ?? Number.NEGATIVE_INFINITY, task.startTimeMs + task.durationMs);
  }
  return start === null || end === null ? null : end - start;
}

/** What the logs say; where they say nothing, a failed task fails the build. */
export function judgeResult(files: readonly FilePart[]): Result {
  const results = files.map((part) => part.facts.result ?? judgeTasks(part.tasks));
  return worst.find((result) => results.includes(result)) ?? 'unknown';
}

const worst: readonly Result[] = [
  'error',
  'failure',
  'timeout',
  'cancellation',
  'unknown',
  'success',
  'skip',
];

function judgeTasks(tasks: readonly Task[]): Result {
  const final = finalTasks(tasks);
  if (final.some(hasFailed)) return 'failure';
  if (final.some((task) => task.result === 'cancellation')) return 'cancellation';
  if (final.some((task) => task.result === 'success')) return 'success';
  return final.some((task) => task.result === 'unknown') || final.length === 0 ? 'unknown' : 'skip';
}
