/** Joins files into one build: shards, matrix legs, and different tools' views of the same run. */

import { finalTasks, hasFailed } from '../metrics/final-tasks.ts';
import { joinSessions } from '../metrics/read-session.ts';
import type { Build, BuildContext } from '../model/build.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { Event } from '../model/event.ts';
import type { Problem } from '../model/problem.ts';
import type { LogSpan, Result, Task } from '../model/task.ts';
import { raiseTasks } from '../settings/limits.ts';
import { countSessionsOnce } from './count-sessions-once.ts';
import { distinguishFiles, type ReadPart } from './distinguish-files.ts';
import type { FilePart } from './draft.ts';
import { joinAttempts } from './join-attempts.ts';
import { limitTasks } from './task-limit.ts';

/** One build of all parts. The file's index distinguishes equal ids of several files. */
export function joinParts(
  read: readonly ReadPart[],
  options: {
    readonly id: string;
    readonly name: string;
    readonly context: BuildContext;
    readonly tasks: number;
  },
): Build {
  const reads = distinguishFiles(countSessionsOnce(joinAttempts(read)));
  const parts = reads.map(({ part }) => part);
  const only = parts.length === 1 ? parts[0] : undefined;
  const { isOdd, ...times } = timeParts(reads);
  const ids = nameIds(parts);
  const tasks = limitTasks(options.tasks);
  for (const [place, part] of parts.entries())
    for (const task of part.tasks) tasks.add(only ? task : renumberTask(task, place, ids));
  return {
    id: options.id,
    name: options.name,
    ...times,
    result: judgeResult(parts),
    complete: parts.every((part) => part.facts.complete) && !tasks.isExceeded(),
    degraded: parts.some((part) => part.degraded),
    formats: [...new Set(reads.map(({ format }) => format))].sort(),
    tasks: tasks.list(),
    events: parts.flatMap(({ events }, place) => events.map((event) => renumberEvent(event, place, ids))),
    metrics: parts.flatMap((part) => part.metrics),
    spans: parts.flatMap(({ spans }, place) => spans.map((span) => renumberSpan(span, place, ids))),
    machine: parts.flatMap((part) => part.machine),
    ...describeSession(parts),
    ...(only?.criticalPath && { criticalPath: only.criticalPath }),
    problems: [
      ...parts.flatMap((part) => part.problems),
      ...(isOdd ? [explainSpan(options.name)] : []),
      ...(tasks.isExceeded() ? [explainLimit(parts, options)] : []),
    ],
    context: options.context,
  };
}

interface Ids {
  readonly own: (id: string, place: number) => string;
  /** Of a task that is not in the same file: logs are often written separately from their traces. */
  readonly ownParent: (id: string | null, place: number) => string | null;
}

function renumberTask(task: Task, place: number, { own, ownParent }: Ids): Task {
  return {
    ...task,
    id: own(task.id, place),
    parentId: ownParent(task.parentId, place),
    ...(task.dependsOn && { dependsOn: task.dependsOn.map((id) => own(id, place)) }),
  };
}

function renumberEvent(event: Event, place: number, { own, ownParent }: Ids): Event {
  return { ...event, id: own(event.id, place), taskId: ownParent(event.taskId, place) };
}

function renumberSpan(span: LogSpan, place: number, { own, ownParent }: Ids): LogSpan {
  return { ...span, id: own(span.id, place), parentId: ownParent(span.parentId, place) };
}

/** Makes the ids of each file unique by its index. */
function nameIds(parts: readonly FilePart[]): Ids {
  const ids = new Map<number, ReadonlySet<string>>();
  const idsOf = (part: FilePart, place: number): ReadonlySet<string> => {
    const known = ids.get(place) ?? new Set(part.tasks.map(({ id }) => id));
    ids.set(place, known);
    return known;
  };
  const own = (id: string, place: number): string => (parts.length === 1 ? id : `${place + 1}/${id}`);
  const ownParent = (id: string | null, place: number): string | null => {
    if (id === null || parts.length === 1) return id;
    if (idsOf(parts[place] as FilePart, place).has(id)) return own(id, place);
    const other = parts.findIndex((part, at) => idsOf(part, at).has(id));
    return own(id, other < 0 ? place : other);
  };
  return { own, ownParent };
}

function describeSession(parts: readonly FilePart[]): Pick<Build, 'session'> {
  const session = joinSessions(parts.map((part) => part.session));
  return session === null ? {} : { session };
}

function explainLimit(
  parts: readonly FilePart[],
  options: { readonly name: string; readonly tasks: number },
): Problem {
  const count = parts.reduce((sum, { tasks, summedUp }) => sum + (summedUp || tasks.length), 0);
  const what = `All files together have ${plural(count, 'task')}, more than the limit of ${formatCount(options.tasks)}: they are summed up by kind.`;
  const fix = `${raiseTasks}, or record jobs or packages as separate series.`;
  return { level: 'warning', code: 'too-many-tasks', where: options.name, what, fix };
}

function explainSpan(where: string): Problem {
  const what = 'The timestamps span far more time than the work, so the duration is unknown.';
  const fix = 'Read the reports of this build alone; delete those of earlier builds before the tests run.';
  return { level: 'warning', code: 'odd-span', where, what, fix };
}

interface Timing {
  readonly format: string;
  readonly start: number | null;
  readonly duration: number | null;
}

/** Work between two reports may leave a gap of this length. */
const silenceMs = 15 * 60_000;

/**
 * A duration that is longer than its work by this factor is wrong: a timestamp belongs to another build, or a clock
 * was wrong.
 */
function isOddSpan(spanMs: number, workMs: number): boolean {
  return spanMs > Math.max(silenceMs, 20 * workMs);
}

/**
 * Measures from the earliest start to the latest end of the files with timestamps. If no file has timestamps, the
 * durations are added, as for consecutive suites. Timestamps without a time zone count only if no file has a zoned one.
 */
export function timeParts(reads: readonly ReadPart[]): {
  readonly startTimeMs: number | null;
  readonly durationMs: number | null;
  /** The duration is unknown because it would be far longer than its work. */
  readonly isOdd: boolean;
} {
  const all = reads.filter(({ part }) => hasWork(part)).map((read) => ({ read, ...timePart(read.part) }));
  const isExact = ({ read, start }: (typeof all)[number]): boolean =>
    start !== null && !read.part.facts.zoneless;
  const hasExact = all.some(isExact);
  const timings = all
    .filter((timing) => !hasExact || isExact(timing) || timing.start === null)
    .map(({ read, start, duration }): Timing => ({ format: read.format, start, duration }));
  const clocked = timings.filter(({ start }) => start !== null);
  const startTimeMs =
    clocked.length > 0
      ? clocked.reduce((least, { start }) => Math.min(least, start as number), Number.POSITIVE_INFINITY)
      : null;
  const durationMs = measure(timings, clocked, startTimeMs);
  const workMs = timings.reduce((sum, { duration }) => sum + (duration ?? 0), 0);
  const isOdd = all.some((each) => each.isOdd) || (durationMs !== null && isOddSpan(durationMs, workMs));
  // Nothing ran, or its times are not known.
  const isNothing = durationMs === 0 && !tookNoTime(reads.flatMap(({ part }) => part.tasks));
  return { startTimeMs, durationMs: isOdd || isNothing ? null : durationMs, isOdd };
}

/** Measurements and events alone do not show when and how long the build worked; earlier results do not either. */
function hasWork({ tasks, facts }: FilePart): boolean {
  if (facts.startTimeMs !== null || facts.durationMs !== null) return true;
  return tasks.some(
    ({ cache, startTimeMs, savedMs }) => cache !== 'hit' || startTimeMs !== null || savedMs === null,
  );
}

function measure(
  timings: readonly Timing[],
  clocked: readonly Timing[],
  startTimeMs: number | null,
): number | null {
  if (timings.length === 1) return timings[0]?.duration ?? null;
  const sum = timings.reduce<number | null>(
    (total, { duration }) => (total === null || duration === null ? null : total + duration),
    timings.length > 0 ? 0 : null,
  );
  if (startTimeMs === null) return sum;
  // Some shards of one tool have no clock: their place in time is unknown.
  const formats = new Set(clocked.map(({ format }) => format));
  const isOpen = ({ format, start, duration }: Timing): boolean =>
    formats.has(format) && (start === null || duration === null);
  if (timings.some(isOpen)) return null;
  const endMs = clocked.reduce(
    (end, timing) => Math.max(end, (timing.start ?? 0) + (timing.duration ?? 0)),
    0,
  );
  return between(startTimeMs, endMs);
}

/** Times of day have no more than microseconds: further digits are noise. */
function between(startMs: number, endMs: number): number {
  return Math.round((endMs - startMs) * 1000) / 1000;
}

/** Their own times are known, and all are 0: a build of 0 ms is then no fault of its clock. */
function tookNoTime(tasks: readonly Task[]): boolean {
  const times = tasks.flatMap(({ durationMs }) => durationMs ?? []);
  return times.length > 0 && times.every((durationMs) => durationMs === 0);
}

/** A period with work. */
interface Piece {
  readonly startTimeMs: number | null;
  readonly durationMs: number | null;
}

function timePart(part: FilePart): {
  readonly start: number | null;
  readonly duration: number | null;
  readonly isOdd: boolean;
} {
  const { startTimeMs, complete } = part.facts;
  const durationMs = part.facts.durationMs === 0 && !tookNoTime(part.tasks) ? null : part.facts.durationMs;
  const hasPeriods = part.periods.length > 0;
  const pieces: readonly Piece[] = hasPeriods ? part.periods : part.tasks;
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  let workMs = 0;
  let isWhole = !hasPeriods || complete;
  for (const piece of pieces) {
    // Work without a time may have come last.
    if (piece.startTimeMs === null && (hasPeriods || piece.durationMs !== null)) isWhole = false;
    if (piece.startTimeMs === null) continue;
    start = Math.min(start, piece.startTimeMs);
    workMs += piece.durationMs ?? 0;
    if (piece.durationMs !== null) end = Math.max(end, piece.startTimeMs + piece.durationMs);
    else if (hasPeriods) isWhole = false;
  }
  const known = startTimeMs ?? (start < Number.POSITIVE_INFINITY ? start : null);
  const measured = known !== null && isWhole && end >= known ? between(known, end) : null;
  const isOdd = durationMs === null && measured !== null && isOddSpan(measured, workMs);
  return { start: known, duration: durationMs ?? (isOdd ? null : measured), isOdd };
}

/** The result from the logs; without one, a failed task fails the build. */
export function judgeResult(parts: readonly FilePart[]): Result {
  const results = parts
    .filter((part) => !isSilent(part))
    .map(({ facts, tasks }) => facts.result ?? judgeTasks(tasks));
  return worst.find((result) => results.includes(result)) ?? 'unknown';
}

/** Some complete logs never contain the result of the build, such as Ninja's: others decide. */
function isSilent({ facts, tasks }: FilePart): boolean {
  if (facts.result === 'unknown') return facts.complete && !tasks.some(hasFailed);
  return (
    facts.result === null &&
    (facts.complete || tasks.length === 0) &&
    tasks.every(({ result }) => result === 'unknown')
  );
}

const worst: readonly Result[] = [
  'failure',
  'error',
  'timeout',
  'cancellation',
  'unknown',
  'success',
  'skip',
];

/** A test or a job with an unknown result may have failed; other work may have no result of its own. */
function isUnjudged({ kind, result }: Task): boolean {
  return result === 'unknown' && (kind === 'test' || kind === 'job');
}

/** The result of a build without a result in its log. */
export function judgeTasks(tasks: readonly Task[]): Result {
  const final = finalTasks(tasks);
  if (final.some((task) => task.result === 'failure')) return 'failure';
  const failed = final.find(hasFailed);
  if (failed) return failed.result;
  if (final.some((task) => task.result === 'cancellation')) return 'cancellation';
  if (final.some(isUnjudged)) return 'unknown';
  if (final.some((task) => task.result === 'success')) return 'success';
  return final.some((task) => task.result === 'unknown') || final.length === 0 ? 'unknown' : 'skip';
}
