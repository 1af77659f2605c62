/** Uses timestamps to find the work that belongs to this build, and drops impossible timestamps. */
import { plural } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';
import type { Task } from '../model/task.ts';
import type { ReadPart } from './distinguish-files.ts';
import type { FilePart, StampedPeriod } from './draft.ts';

export interface JobTime {
  /** Start of the job and current time, epoch milliseconds; null when not known. */
  readonly startMs: number | null;
  readonly nowMs: number | null;
}

/** The clocks of a runner and of a tool differ by less. */
export const clockToleranceMs = 60_000;
/** A time without a zone may be from any zone. */
const zoneMs = 14 * 3_600_000;
const zoneStepMs = 1_800_000;
/** No job is silent for this long and then continues. */
const silenceMs = 6 * 3_600_000;
/** Reports of earlier jobs of a run may be this much older than the job that reads them. */
const runMs = 6 * 3_600_000;
const testKinds: ReadonlySet<string> = new Set(['test', 'package', 'suite']);

interface Stamped extends StampedPeriod {
  readonly startTimeMs: number;
  readonly endMs: number;
  readonly toleranceMs: number;
}

/**
 * A report of tests that ended before the job began is a cached result, which Gradle and others restore with its old
 * timestamps: it does not count for this build's time. Timestamps in the future are invalid.
 */
export function trustStamps(given: readonly ReadPart[], job: JobTime): readonly ReadPart[] {
  const reads = given.map((read) => leaveFuture(read, job.nowMs));
  const stamped = reads.map(({ part }) => listStamped(part));
  const all = stamped.flat();
  const isFuture = ({ startTimeMs, toleranceMs }: Stamped): boolean =>
    job.nowMs !== null && startTimeMs > job.nowMs + toleranceMs;
  const borderMs = findBorder(
    all.filter((each) => !isFuture(each)),
    job.startMs,
  );
  const isOld = (each: Stamped): boolean => !isFuture(each) && each.endMs < borderMs - each.toleranceMs;
  // Reports of earlier jobs of the run began before the job that reads them.
  const firstMs = all.reduce(
    (first, each) => (isFuture(each) || isOld(each) ? first : Math.min(first, each.startTimeMs)),
    job.startMs ?? Number.POSITIVE_INFINITY,
  );
  const length = { ...job, startMs: job.startMs === null ? null : firstMs };
  return reads.map((read, place) => {
    const own = stamped[place] ?? [];
    const future = own.filter(isFuture);
    const old = own.filter(isOld);
    const isOff = (timeMs: number): boolean => {
      const toleranceMs = read.part.facts.zoneless ? zoneMs : clockToleranceMs;
      return timeMs < borderMs - toleranceMs || (job.nowMs !== null && timeMs > job.nowMs + toleranceMs);
    };
    const known = removeTimes(read.part, read.where, { old, future, isOff });
    const part = checkLengths(clearFuture(known, read.where, job.nowMs), read.where, length);
    return part === read.part ? read : { ...read, part };
  });
}

/** A time without a zone that lies in the future is of a zone ahead of UTC, in whole half hours. */
function leaveFuture(read: ReadPart, nowMs: number | null): ReadPart {
  const { part, where } = read;
  const { facts, tasks, periods, spans, events } = part;
  if (nowMs === null || !facts.zoneless) return read;
  const ends = [facts, ...tasks, ...periods, ...spans].map(({ startTimeMs, durationMs }) =>
    startTimeMs === null ? 0 : startTimeMs + (durationMs ?? 0),
  );
  const aheadMs = ends.reduce((last, endMs) => Math.max(last, endMs), 0) - nowMs - clockToleranceMs;
  if (aheadMs <= 0 || aheadMs > zoneMs) return read;
  const shiftMs = Math.ceil(aheadMs / zoneStepMs) * zoneStepMs;
  const shift = <T extends { readonly startTimeMs: number | null }>(item: T): T =>
    item.startTimeMs === null ? item : { ...item, startTimeMs: item.startTimeMs - shiftMs };
  const what = `Times have no time zone and lie in the future: they are read as UTC+${shiftMs / 3_600_000}.`;
  return {
    ...read,
    part: {
      ...part,
      facts: shift(facts),
      tasks: tasks.map(shift),
      periods: periods.map(shift),
      spans: spans.map(shift),
      events: events.map((event) =>
        event.timeMs === null ? event : { ...event, timeMs: event.timeMs - shiftMs },
      ),
      problems: [...part.problems, { level: 'info', code: 'zoneless-time', where, what, fix: '' }],
    },
  };
}

/** Whether the file reports tests: old timestamps then mean cached results. */
export function isTestReport({ periods, tasks }: FilePart): boolean {
  return periods.length > 0 || tasks.some(({ kind }) => testKinds.has(kind));
}

/** The timestamps of a test report: those of its suites, else of its tests. */
function listStamped(part: FilePart): readonly Stamped[] {
  const toleranceMs = part.facts.zoneless ? zoneMs : clockToleranceMs;
  const periods: readonly StampedPeriod[] =
    part.periods.length > 0
      ? part.periods
      : part.tasks
          .filter(({ kind }) => testKinds.has(kind))
          .map(({ id, startTimeMs, durationMs }) => ({ startTimeMs, durationMs, taskIds: [id] }));
  return periods.flatMap((period): Stamped[] => {
    const { startTimeMs, durationMs } = period;
    return startTimeMs === null
      ? []
      : [{ ...period, startTimeMs, endMs: startTimeMs + (durationMs ?? 0), toleranceMs }];
  });
}

/** Work that ended before this time does not belong to this build. */
function findBorder(all: readonly Stamped[], jobStartMs: number | null): number {
  const none = Number.NEGATIVE_INFINITY;
  const sorted = [...all].sort((a, b) => b.startTimeMs - a.startTimeMs);
  const newestEndMs = all.reduce((last, { endMs }) => Math.max(last, endMs), none);
  if (jobStartMs !== null) {
    const isOfEarlierJobs = newestEndMs < jobStartMs - clockToleranceMs && newestEndMs > jobStartMs - runMs;
    if (!isOfEarlierJobs) return jobStartMs;
  }
  const workMs = all.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
  const gapMs = Math.max(silenceMs, 10 * workMs);
  const latestBefore = sorted.map(() => none);
  for (let i = sorted.length - 2; i >= 0; i--)
    latestBefore[i] = Math.max(latestBefore[i + 1] as number, sorted[i + 1]?.endMs ?? none);
  const first = sorted.findIndex(
    ({ startTimeMs }, i) => i < sorted.length - 1 && startTimeMs - (latestBefore[i] as number) > gapMs,
  );
  return first < 0 ? none : (sorted[first]?.startTimeMs ?? none);
}

interface Untrusted {
  readonly old: readonly Stamped[];
  readonly future: readonly Stamped[];
  readonly isOff: (timeMs: number) => boolean;
}

function removeTimes(part: FilePart, where: string, { old, future, isOff }: Untrusted): FilePart {
  if (old.length + future.length === 0) return part;
  const oldIds = new Set(old.flatMap(({ taskIds }) => taskIds));
  const futureIds = new Set(future.flatMap(({ taskIds }) => taskIds));
  const tasks = part.tasks.map((task): Task => {
    if (oldIds.has(task.id)) return takeForCached(task);
    return futureIds.has(task.id) ? { ...task, startTimeMs: null } : task;
  });
  const gone = new Set<StampedPeriod | undefined>(
    [...old, ...future].map(({ taskIds }) => periodOf(part, taskIds)),
  );
  const periods = part.periods.filter((period) => !gone.has(period));
  const { facts } = part;
  return {
    ...part,
    tasks,
    periods,
    problems: [
      ...part.problems,
      ...(old.length > 0 ? [describeOld(old, oldIds.size, where)] : []),
      ...(future.length > 0 ? [describeFuture(future.length, where, untimed)] : []),
    ],
    facts: {
      ...facts,
      startTimeMs: facts.startTimeMs !== null && isOff(facts.startTimeMs) ? null : facts.startTimeMs,
      // The total period of the file includes work that does not count.
      durationMs: null,
    },
  };
}

function describeOld(old: readonly Stamped[], results: number, where: string): Problem {
  const end = new Date(old.reduce((last, { endMs }) => Math.max(last, endMs), 0)).toISOString();
  const what = `${plural(results, 'result is', 'results are')} older than this build (the newest ends at ${end}): cached results, which do not count towards its time.`;
  return { level: 'info', code: 'cached-results', where, what, fix: '' };
}

const untimed = ' This work does not count for the time of the build.';

function describeFuture(stamps: number, where: string, effect = ''): Problem {
  const what = `${plural(stamps, 'time is', 'times are')} in the future and treated as unknown: the clock was wrong.${effect}`;
  return { level: 'warning', code: 'odd-clock', where, what, fix: 'Check for a frozen test clock.' };
}

/** The start times of other logs are dropped; durations stay, because the clock was wrong all the time. */
function clearFuture(part: FilePart, where: string, nowMs: number | null): FilePart {
  if (nowMs === null) return part;
  const { facts, tasks, problems } = part;
  const lastMs = nowMs + (facts.zoneless ? zoneMs : clockToleranceMs);
  const isFuture = ({ startTimeMs }: Pick<StampedPeriod, 'startTimeMs'>): boolean =>
    startTimeMs !== null && startTimeMs > lastMs;
  const many = tasks.filter(isFuture).length + Number(isFuture(facts));
  if (many === 0) return part;
  return {
    ...part,
    tasks: tasks.map((task) => (isFuture(task) ? { ...task, startTimeMs: null } : task)),
    facts: { ...facts, startTimeMs: isFuture(facts) ? null : facts.startTimeMs },
    problems: [...problems, describeFuture(many, where)],
  };
}

function periodOf({ periods }: FilePart, taskIds: readonly string[]): StampedPeriod | undefined {
  return periods.find((period) => period.taskIds === taskIds);
}

/** Its time is that of the first run, so it is the time that the hit saved. */
function takeForCached(task: Task): Task {
  const savedMs = task.durationMs ?? task.savedMs;
  return { ...task, cache: 'hit', startTimeMs: null, durationMs: null, savedMs };
}

/** No work of a job takes longer than the job. */
function checkLengths(part: FilePart, where: string, { startMs, nowMs }: JobTime): FilePart {
  if (startMs === null || nowMs === null || !part.tasks.some(({ kind }) => testKinds.has(kind))) return part;
  const limitMs = (nowMs - startMs) * 1.05 + clockToleranceMs;
  const isLong = ({ durationMs }: Pick<Task, 'durationMs'>): boolean =>
    durationMs !== null && durationMs > limitMs;
  const many = part.tasks.filter(isLong).length;
  if (many === 0) return part;
  const what = `${plural(many, 'time is', 'times are')} longer than the job has run and treated as unknown.`;
  const fix = 'Check in which unit the tool writes its times.';
  return {
    ...part,
    tasks: part.tasks.map((task) => (isLong(task) ? { ...task, durationMs: null } : task)),
    periods: part.periods.map((period) => (isLong(period) ? { ...period, durationMs: null } : period)),
    facts: { ...part.facts, durationMs: null },
    problems: [...part.problems, { level: 'warning', code: 'odd-duration', where, what, fix }],
  };
}
