/** What an adapter fills while it reads one file: it sanitises, counts what was skipped, and keeps the limits. */
import { joinSessions } from '../metrics/read-session.ts';
import type { Event } from '../model/event.ts';
import type { MachineSample } from '../model/machine.ts';
import type { Metric } from '../model/metric.ts';
import type { Problem } from '../model/problem.ts';
import type { SessionFacts } from '../model/session.ts';
import type { Result, Span, Task } from '../model/task.ts';
import type { Limits } from '../settings/limits.ts';
import {
  checkDuration,
  cleanId,
  cleanTask,
  freeId,
  positive,
  readClock,
  type TaskDraft,
} from './clean-task.ts';
import { cleanMessage, cleanName } from './clean-text.ts';
import { clearOddLengths, clearOddStarts } from './clear-odd-times.ts';
import { collectProblems, type ReportProblem } from './collect-problems.ts';
import { openPrivacy, type Privacy } from './describe-failure.ts';
import type { SameNames } from './distinguish-by-label.ts';
import type { Place } from './distinguish-by-place.ts';
import { fitUnits } from './fit-units.ts';
import { maskSecrets } from './mask-secrets.ts';
import { nameTasks } from './name-tasks.ts';
import { limitTasks } from './task-limit.ts';

/** Facts of the build as a whole; null: the log does not give it. */
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

/** A session of an agent, which several logs may report. */
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
  /** Names that `countNames` gives: at the end equal ones are distinguished by the other facts of each. */
  readonly addAlike: (names: SameNames) => void;
  readonly addSample: (sample: MachineSample) => void;
  /** Facts about how the build ran; later ones replace earlier ones. */
  readonly describeSession: (said: Partial<SessionFacts>) => void;
  /** The tasks on the critical path, in their order, by id: the log itself names them. */
  readonly nameCriticalPath: (taskIds: readonly string[]) => void;
  /** Forgets what was read of the build: a newer one begins in the same file. */
  readonly startOver: () => void;
  /** A record was read, well or not: the base of the share that may be malformed. */
  readonly countRecord: () => void;
  /** A record could not be read and was skipped. @param excerpt is shortened and cleaned */
  readonly skipRecord: (offset: number, why: string, excerpt: string) => void;
  /** Adds a problem of the file. */
  readonly report: ReportProblem;
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

/** What to do about a file that ends too early. */
export const cutFix = 'Read the log after the build has ended; a killed build leaves such a file.';

/**
 * Starts a draft.
 * @param file for messages
 * @param privacy what may be shown of texts
 * @param bytesRead how far the file was read; null: not known
 */
export function createDraft(
  file: string,
  limits: Limits,
  privacy: Privacy = openPrivacy,
  bytesRead: () => number | null = () => null,
): Draft {
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
  const alike: SameNames[] = [];
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
        id: cleanId(event.id ?? `e${events.length + 1}`) ?? '',
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
        id: cleanId(span.id) ?? '',
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
      const end = bytesRead();
      const what = end === null ? 'The file ends too early.' : `The file is cut off at byte ${end}.`;
      report('warning', 'truncated', what, cutFix);
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
        report('warning', 'degraded', what, 'Check what else writes into the log.');
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

/** What is left of an older run lies before. */
function lastStart(pieces: readonly Pick<Task, 'startTimeMs'>[]): number | null {
  let last: number | null = null;
  for (const { startTimeMs } of pieces)
    if (startTimeMs !== null && (last === null || startTimeMs > last)) last = startTimeMs;
  return last;
}
