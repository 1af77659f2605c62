/** What an adapter fills while it reads one file: it sanitises, counts what was skipped, and keeps the limits. */
import { hasFailed } from '../metrics/final-tasks.ts';
import { joinSessions } from '../metrics/read-session.ts';
import type { Event } from '../model/event.ts';
import type { MachineSample } from '../model/machine.ts';
import type { Metric } from '../model/metric.ts';
import type { Problem } from '../model/problem.ts';
import type { SessionFacts } from '../model/session.ts';
import type { Result, Span, Task } from '../model/task.ts';
import type { Limits } from '../settings/limits.ts';
import { cleanMessage, cleanName } from './clean-text.ts';
import { describeFailure, type FailureDraft, openPrivacy, type Privacy } from './describe-failure.ts';
import { fitUnits } from './fit-units.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { AlikeNames } from './name-alike.ts';
import { nameTasks } from './name-tasks.ts';
import { limitTasks } from './task-limit.ts';
import type { Place } from './tell-apart.ts';

/** A task as an adapter knows it; what is left out is not known. */
export type TaskDraft = Pick<Task, 'name' | 'kind'> &
  Partial<Omit<Task, 'name' | 'kind' | 'failure'>> & {
    /** What the log says of why it failed, as raw as it is; left out of a task that did not fail. */
    readonly failure?: FailureDraft | null;
    /** Where the log lists it; then `name` is its own part of the name alone. */
    readonly place?: Place;
  };

/** What a log says of the build as a whole; null: it does not say. */
interface BuildFacts {
  startTimeMs: number | null;
  durationMs: number | null;
  result: Result | null;
  complete: boolean;
  /** Times carry no zone, so they may be hours off those of other files. */
  zoneless: boolean;
}

/** When a part of the work was done that has stamps as a whole, such as a suite of tests. */
export interface StampedPeriod {
  readonly startTimeMs: number | null;
  readonly durationMs: number | null;
  /** Ids of the tasks in it. */
  readonly taskIds: readonly string[];
}

/** A session of an agent, which several logs may tell of. */
interface NamedSession {
  /** The agent, and the id that it gave the session. */
  readonly id: string;
  /** What it did, in this file. */
  readonly taskIds: readonly string[];
}

type Sum = Pick<StampedPeriod, 'durationMs' | 'taskIds'>;

/** One file after reading. */
export interface FilePart {
  readonly facts: Readonly<BuildFacts>;
  readonly tasks: readonly Task[];
  readonly events: readonly Event[];
  readonly metrics: readonly Metric[];
  readonly spans: readonly Span[];
  readonly machine: readonly MachineSample[];
  /** Where the log lists its tasks, by their id; of those that it lists by name. */
  readonly places: ReadonlyMap<string, Place>;
  /** Where these tell more of time than the tasks. */
  readonly periods: readonly StampedPeriod[];
  readonly degraded: boolean;
  readonly problems: readonly Problem[];
  readonly session: Partial<SessionFacts>;
  /** Sessions of agents by the ids that these gave them. */
  readonly sessions: readonly NamedSession[];
  /** Ids of the tasks on the critical path, where the log names them. */
  readonly criticalPath?: readonly string[];
}

export interface Draft {
  readonly facts: BuildFacts;
  readonly limits: Limits;
  /** Adds a task and gives it as it is kept: an id that is taken or missing is replaced. */
  readonly addTask: (task: TaskDraft) => Task;
  /** So many more tasks are to come: when they are too many, they need not be held first. */
  readonly expectTasks: (more: number) => void;
  /** More tasks than can be held were added: they are kept as one a kind. */
  readonly isSummedUp: () => boolean;
  readonly addEvent: (event: Omit<Event, 'id'> & { readonly id?: string }) => void;
  readonly addMetric: (metric: Metric) => void;
  readonly hasMetrics: () => boolean;
  readonly addSpan: (span: Span) => void;
  /** Adds a part of the work that has stamps as a whole; then these and not the tasks tell the span of the build. */
  readonly addPeriod: (period: StampedPeriod) => void;
  /** Adds what the log says that tasks took together, which tells in which unit their own times are. */
  readonly addSum: (sum: Sum) => void;
  readonly nameSession: (session: NamedSession) => void;
  /** Names that `countNames` gives: at the end they are told apart by what else was said of each. */
  readonly addAlike: (names: AlikeNames) => void;
  readonly addSample: (sample: MachineSample) => void;
  /** What the build says of how it ran; what is said later counts. */
  readonly describeSession: (said: Partial<SessionFacts>) => void;
  /** The tasks on the critical path, in their order, by id: the log itself names them. */
  readonly nameCriticalPath: (taskIds: readonly string[]) => void;
  /** Forgets what was read of the build: a newer one begins in the same file. */
  readonly startOver: () => void;
  /** A record was read, well or not: the base of the share that may be malformed. */
  readonly countRecord: () => void;
  /** A record could not be read and was skipped. @param excerpt is shortened and cleaned */
  readonly skipRecord: (offset: number, why: string, excerpt: string) => void;
  /** Says something about the file; equal codes are counted after the fifth. */
  readonly report: (level: Problem['level'], code: string, what: string, fix?: string) => void;
  /** The file ends too early. */
  readonly markTruncated: () => void;
  readonly finish: () => FilePart;
}

/** The messages of more failures than this are kept as one line each. */
const wholeFailures = 1_000;

function shortenFailure(task: Task): Task {
  const { failure } = task;
  if (failure === null || failure.message === null) return task;
  return { ...task, failure: { ...failure, message: cleanMessage(failure.message) } };
}

const shownProblems = 5;
const dayMs = 86_400_000;

/**
 * Starts a draft.
 * @param file for messages
 * @param privacy what may be shown of texts
 */
export function createDraft(file: string, limits: Limits, privacy: Privacy = openPrivacy): Draft {
  const tasks = limitTasks(limits.tasks);
  const events: Event[] = [];
  const metrics: Metric[] = [];
  const spans: Span[] = [];
  const machine: MachineSample[] = [];
  const { report, problems, summarize } = collectProblems(file);
  let records = 0;
  let skipped = 0;
  let failures = 0;
  /** Some task has an id of its own, which may be taken. */
  let hasIds = false;
  const facts: BuildFacts = { ...unknownFacts };
  const places = new Map<string, Place>();
  let session: Partial<SessionFacts> = {};
  const periods: StampedPeriod[] = [];
  const sums: Sum[] = [];
  const sessions: NamedSession[] = [];
  const alike: AlikeNames[] = [];
  let path: Pick<FilePart, 'criticalPath'> = {};

  const addBounded = <T>(list: T[], item: T): void => {
    if (list.length < limits.tasks) list.push(item);
    else {
      facts.complete = false;
      report('warning', 'too-many-records', `Only the first ${limits.tasks} of a kind are read.`);
    }
  };

  return {
    facts,
    limits,
    report,
    addTask: (draft) => {
      hasIds ||= Boolean(draft.id);
      const id = hasIds ? freeId(tasks.has, draft.id, tasks.count()) : `t${tasks.count() + 1}`;
      const whole = cleanTask(draft, id, { limits, privacy, report });
      if (whole.failure !== null) failures += 1;
      const task = failures > wholeFailures ? shortenFailure(whole) : whole;
      tasks.add(task);
      // To clear a map costs as much as to make one.
      if (tasks.isExceeded()) {
        if (places.size > 0) places.clear();
      } else if (draft.place) places.set(task.id, draft.place);
      return task;
    },
    expectTasks: tasks.expect,
    isSummedUp: tasks.isExceeded,
    addEvent: (event) =>
      addBounded(events, {
        ...event,
        id: cleanName(event.id ?? `e${events.length + 1}`, idLength),
        type: cleanName(event.type, 100),
        timeMs: readClock(event.timeMs),
        taskId: cleanId(event.taskId),
        message: cleanMessage(event.message && maskSecrets(event.message, privacy.masks)),
      }),
    addMetric: (metric) =>
      addBounded(metrics, { ...metric, name: cleanName(metric.name, limits.nameLength) }),
    hasMetrics: () => metrics.length > 0,
    addSpan: (span) =>
      addBounded(spans, {
        ...span,
        id: cleanName(span.id, idLength),
        parentId: cleanId(span.parentId),
        name: cleanName(span.name, limits.nameLength),
        startTimeMs: readClock(span.startTimeMs),
        durationMs: checkDuration(span.durationMs, span.name, report),
      }),
    addPeriod: (period) => {
      const taskIds = tasks.isExceeded() ? [] : period.taskIds;
      const { startTimeMs, durationMs } = period;
      const times = { startTimeMs: readClock(startTimeMs), durationMs: positive(durationMs) };
      addBounded(periods, { ...times, taskIds });
    },
    addSum: ({ durationMs, taskIds }) =>
      addBounded(sums, { durationMs: positive(durationMs), taskIds: tasks.isExceeded() ? [] : taskIds }),
    nameSession: (named) => {
      if (!tasks.isExceeded()) addBounded(sessions, named);
    },
    addAlike: (names) => alike.push(names),
    addSample: (sample) => addBounded(machine, sample),
    describeSession: (said) => {
      session = joinSessions([said, session]) ?? {};
    },
    nameCriticalPath: (criticalPath) => {
      path = { criticalPath };
    },
    startOver: () => {
      path = {};
      tasks.clear();
      places.clear();
      for (const list of [events, metrics, spans, machine, periods, sums, sessions]) list.length = 0;
      Object.assign(facts, unknownFacts);
      session = {};
    },
    countRecord: () => {
      records += 1;
    },
    skipRecord: (offset, why, excerpt) => {
      skipped += 1;
      const shown = cleanName(excerpt, 80);
      const what = `A record at byte ${offset} was skipped: ${why}${shown ? ` \`${shown}\`` : ''}`;
      report('warning', 'malformed-record', what);
    },
    markTruncated: () => {
      facts.complete = false;
      const fix = 'Read the log after the build has ended; a killed build leaves such a file.';
      report('warning', 'truncated', 'The file ends in the middle of a record.', fix);
    },
    finish: () => {
      if (tasks.isExceeded()) {
        facts.complete = false;
        const what = `${tasks.count()} tasks are more than ${limits.tasks}: they are summed up by kind.`;
        report('warning', 'too-many-tasks', what, 'Split the log by job or package.');
      }
      const degraded = skipped > Math.max(10, records * 0.01);
      if (degraded) {
        const what = `${skipped} of ${records} records could not be read; the build is reported, not judged.`;
        report('warning', 'degraded', what, 'Check what writes into the log beside its tool.');
      }
      const started = clearOddStarts(tasks.list(), facts, report);
      const wholes = [...periods, ...sums];
      const fitted = fitUnits(started, { periods: wholes, durationMs: facts.durationMs, report });
      const kept = clearOddLengths(fitted, report);
      const clockMs = lastStart([...periods, ...kept]) ?? facts.startTimeMs;
      const named = nameTasks({ tasks: kept, metrics, spans, alike }, places, {
        clockMs,
        nameLength: limits.nameLength,
        report,
      });
      summarize();
      return {
        facts,
        ...named,
        places,
        periods,
        events,
        machine,
        degraded,
        problems,
        session,
        sessions,
        ...path,
      };
    },
  };
}

const unknownFacts: BuildFacts = {
  startTimeMs: null,
  durationMs: null,
  result: null,
  complete: true,
  zoneless: false,
};

/** Problems of one file: the first five of a code, then their number. */
function collectProblems(file: string): {
  readonly problems: readonly Problem[];
  readonly report: Draft['report'];
  readonly summarize: () => void;
} {
  const problems: Problem[] = [];
  const counts = new Map<string, { level: Problem['level']; count: number }>();
  return {
    problems,
    report: (level, code, what, fix = '') => {
      const { count } = counts.get(code) ?? { count: 0 };
      counts.set(code, { level, count: count + 1 });
      if (count < shownProblems) problems.push({ level, code, where: file, what: cleanName(what, 500), fix });
    },
    summarize: () => {
      for (const [code, { level, count }] of counts) {
        if (count <= shownProblems) continue;
        const what = `${count - shownProblems} more of this kind (${code}) are not shown.`;
        problems.push({ level, code, where: file, what, fix: '' });
      }
    },
  };
}

const idLength = 200;

/** What is left of an older run lies before. */
function lastStart(pieces: readonly Pick<Task, 'startTimeMs'>[]): number | null {
  let last: number | null = null;
  for (const { startTimeMs } of pieces)
    if (startTimeMs !== null && (last === null || startTimeMs > last)) last = startTimeMs;
  return last;
}

function cleanId(id: string | null | undefined): string | null {
  return id ? cleanName(id, idLength) : null;
}

function freeId(isTaken: (id: string) => boolean, wanted: string | undefined, place: number): string {
  const id = cleanId(wanted) ?? `t${place + 1}`;
  if (!isTaken(id)) return id;
  for (let copy = place + 1; ; copy++) {
    if (!isTaken(`${id}#${copy}`)) return `${id}#${copy}`;
  }
}

function cleanTask(
  draft: TaskDraft,
  id: string,
  { limits, privacy, report }: Pick<Draft, 'limits' | 'report'> & { readonly privacy: Privacy },
): Task {
  const name = cleanName(draft.name, limits.nameLength) || id;
  const result = draft.result ?? 'unknown';
  const task: Task = {
    id,
    parentId: cleanId(draft.parentId),
    name,
    kind: cleanName(draft.kind, 100) || 'task',
    attempt: Math.max(1, Math.min(255, Math.trunc(draft.attempt ?? 1) || 1)),
    startTimeMs: readClock(draft.startTimeMs),
    durationMs: checkDuration(draft.durationMs, name, report),
    result,
    cache: draft.cache ?? 'unknown',
    savedMs: checkDuration(draft.savedMs, name, report),
    errorType: draft.errorType ? cleanName(maskSecrets(draft.errorType, privacy.masks), 200) : null,
    failure: draft.failure && hasFailed({ result }) ? describeFailure(draft.failure, privacy) : null,
    cpuMs: positive(draft.cpuMs),
    memoryBytes: positive(draft.memoryBytes),
    model: draft.model ? cleanName(draft.model, 200) : null,
    tokens: draft.tokens ?? null,
    costUsd: positive(draft.costUsd),
  };
  const { rawName } = draft;
  const named = rawName && rawName.length <= longestRawName ? { ...task, rawName } : task;
  return draft.dependsOn || draft.lane ? { ...named, ...cleanOrder(draft) } : named;
}

/** Ids as they are kept, so that they name tasks. */
function cleanOrder({ dependsOn, lane }: TaskDraft): Pick<Task, 'dependsOn' | 'lane'> {
  const ids = dependsOn?.slice(0, maxDependencies).flatMap((id) => cleanId(id) ?? []);
  const name = lane && cleanName(lane, 100);
  return { ...(ids === undefined ? {} : { dependsOn: ids }), ...(name ? { lane: name } : {}) };
}

const maxDependencies = 10_000;
const longestRawName = 10_000;

function checkDuration(value: number | null | undefined, of: string, report: Draft['report']): number | null {
  if (value === null || value === undefined) return null;
  if (Number.isFinite(value) && value >= 0) return value;
  const what = `The duration of \`${cleanName(of, 100)}\` is ${value} ms; it is taken as not known.`;
  report('warning', 'invalid-duration', what);
  return null;
}

/** Clocks that were never set begin in the year 1, 1900, 1970 or 1980; dates end at 8.64e15 ms. */
const firstMs = Date.UTC(1990, 0, 1);

function readClock(value: number | null | undefined): number | null {
  return typeof value === 'number' && value >= firstMs && value <= 8.64e15 ? value : null;
}

function positive(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** No work of a build takes a year: such a number is a moment, or of another unit. */
const longestMs = 366 * dayMs;

function clearOddLengths(tasks: readonly Task[], report: Draft['report']): readonly Task[] {
  return tasks.map((task) => {
    if (task.durationMs === null || task.durationMs <= longestMs) return task;
    const what = `\`${cleanName(task.name, 100)}\` claims to have taken more than a year; its time is taken as not known.`;
    report('warning', 'invalid-duration', what);
    return { ...task, durationMs: null };
  });
}

/** A task that seems to have started a day before its build carries an older run's clock. */
function clearOddStarts(tasks: readonly Task[], facts: BuildFacts, report: Draft['report']): readonly Task[] {
  facts.startTimeMs = readClock(facts.startTimeMs);
  facts.durationMs = checkDuration(facts.durationMs, 'the build', report);
  const { startTimeMs } = facts;
  if (startTimeMs === null) return tasks;
  return tasks.map((task) => {
    if (task.startTimeMs === null || task.startTimeMs >= startTimeMs - dayMs) return task;
    const what = `\`${cleanName(task.name, 100)}\` claims to have started more than a day before its build.`;
    report('warning', 'odd-start', what);
    return { ...task, startTimeMs: null };
  });
}
