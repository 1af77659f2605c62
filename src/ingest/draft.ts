/**
 * The draft that an adapter fills while it reads one file: it sanitises, counts skipped records, and applies the
 * limits.
 */

import { joinSessions } from '../metrics/read-session.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { Event } from '../model/event.ts';
import type { MachineSample } from '../model/machine.ts';
import type { Metric } from '../model/metric.ts';
import type { Problem } from '../model/problem.ts';
import type { SessionFacts } from '../model/session.ts';
import type { LogSpan, Result, Task } from '../model/task.ts';
import { type Limits, raiseTasks } from '../settings/limits.ts';
import {
  checkDuration,
  cleanId,
  cleanTask,
  freeId,
  positive,
  type TaskDraft,
  validClock,
} from './clean-task.ts';
import { cleanMessage, cleanName } from './clean-text.ts';
import { clearOddLengths, clearOddStarts } from './clear-odd-times.ts';
import { collectProblems, type ReportProblem } from './collect-problems.ts';
import { openPrivacy, type Privacy } from './describe-failure.ts';
import type { SameNames } from './distinguish-by-label.ts';
import type { LogPlace } from './distinguish-by-place.ts';
import { fitUnits } from './fit-units.ts';
import { maskSecrets } from './mask-secrets.ts';
import { nameTasks } from './name-tasks.ts';
import { limitTasks } from './task-limit.ts';

/** Properties of the whole build; null: not in the log. */
interface BuildFacts {
  startTimeMs: number | null;
  durationMs: number | null;
  result: Result | null;
  complete: boolean;
  /** Times have no zone, so they may differ from those of other files by hours. */
  zoneless: boolean;
}

/** The time of a part of the work with its own timestamps, such as a suite of tests. */
export interface StampedPeriod {
  readonly startTimeMs: number | null;
  readonly durationMs: number | null;
  /** Ids of the tasks in it. */
  readonly taskIds: readonly string[];
}

/** A session of an agent, which several logs may contain. */
interface NamedSession {
  /** The agent, and its id of the session. */
  readonly id: string;
  /** Its tasks in this file. */
  readonly taskIds: readonly string[];
  /** Its totals include those of files in which the session began. */
  readonly totalsContinue?: boolean;
}

type Sum = Pick<StampedPeriod, 'durationMs' | 'taskIds'>;

/** One file after reading. */
export interface FilePart {
  readonly facts: Readonly<BuildFacts>;
  readonly tasks: readonly Task[];
  /** Number of tasks that are only in sums. */
  readonly summedUp: number;
  readonly events: readonly Event[];
  readonly metrics: readonly Metric[];
  readonly spans: readonly LogSpan[];
  readonly machine: readonly MachineSample[];
  /** The places of tasks in the log, by id; for tasks listed by name. */
  readonly places: ReadonlyMap<string, LogPlace>;
  /** If these define the time span rather than the tasks. */
  readonly periods: readonly StampedPeriod[];
  readonly degraded: boolean;
  readonly problems: readonly Problem[];
  readonly session: Partial<SessionFacts>;
  /** Sessions of agents by the agents' ids. */
  readonly sessions: readonly NamedSession[];
  /** Ids of the tasks on the critical path, if the log contains it. */
  readonly criticalPath?: readonly string[];
}

/** Receives what may be another report in the same file. */
export interface LeftText {
  readonly leaveText: (text: string) => void;
  /** @param head parts of its beginning, to which more may be added */
  readonly startDocument: (head: readonly Uint8Array[]) => void;
}

const ignoreText: LeftText = { leaveText: () => {}, startDocument: () => {} };

export interface Draft {
  readonly facts: BuildFacts;
  readonly limits: Limits;
  /** Adds a task and returns its stored form: an id that is missing or already used is replaced. */
  readonly addTask: (task: TaskDraft) => Task;
  /** Announces this number of further tasks: if there are too many, they are summed up from the start. */
  readonly expectTasks: (more: number) => void;
  /** More tasks than the limit were added: they are summed up by kind. */
  readonly isSummedUp: () => boolean;
  readonly addEvent: (event: Omit<Event, 'id'> & { readonly id?: string }) => void;
  readonly addMetric: (metric: Metric) => void;
  readonly hasMetrics: () => boolean;
  readonly addSpan: (span: LogSpan) => void;
  /** Adds a part of the work with its own timestamps; these then define the time span of the build. */
  readonly addPeriod: (period: StampedPeriod) => void;
  /** Adds a total time of tasks from the log, which reveals the unit of their own times. */
  readonly addSum: (sum: Sum) => void;
  readonly nameSession: (session: NamedSession) => void;
  /** Names for `countNames`: at the end equal ones are distinguished by other properties. */
  readonly addSameNames: (names: SameNames) => void;
  readonly addSample: (sample: MachineSample) => void;
  /** Data about how the build ran; later values replace earlier ones. */
  readonly describeSession: (facts: Partial<SessionFacts>) => void;
  /** The tasks on the critical path, in their order, by id: from the log itself. */
  readonly nameCriticalPath: (taskIds: readonly string[]) => void;
  /** Discards the data of the build: a newer one begins in the same file. */
  readonly startOver: () => void;
  /** Further records are above the limit of tasks. @param records their name, plural */
  readonly leaveOut: (records: string) => void;
  /** A record was read, valid or not: the base of the share of malformed records. */
  readonly countRecord: () => void;
  /**
   * A record could not be read and was skipped: it may be a task of the build.
   * @param excerpt text of the record, which is shortened and cleaned
   * @param isForeign another program wrote it into the log
   */
  readonly skipRecord: (offset: number, why: string, excerpt: string, isForeign?: boolean) => void;
  /** Adds a problem of the file. */
  readonly report: ReportProblem;
  /** The file ends too early. */
  readonly markTruncated: () => void;
  /** Pieces of text that are not read. */
  readonly leaveText: LeftText['leaveText'];
  /** A further document begins. */
  readonly startDocument: LeftText['startDocument'];
  readonly countTasks: () => number;
  readonly finish: () => FilePart;
}

/** The messages of more failures than this are reduced to one line each. */
const wholeFailures = 1_000;

function shortenFailure(task: Task): Task {
  const { failure } = task;
  if (failure === null || failure.message === null) return task;
  return { ...task, failure: { ...failure, message: cleanMessage(failure.message) } };
}

/** The advice for a file that ends too early. */
export const cutFix = 'Read the log after the build has ended; a killed build leaves an incomplete log.';

/**
 * Starts a draft.
 * @param file for messages
 * @param privacy rules for texts that are shown
 * @param read the state of reading so far; null: not known
 * @param earlierTasks number of tasks that are kept of earlier files of the build
 * @param left receives what is not read
 */
export function createDraft(
  file: string,
  limits: Limits,
  privacy: Privacy = openPrivacy,
  read: { readonly bytes: number; readonly broken: string | null } | null = null,
  earlierTasks = 0,
  left: LeftText = ignoreText,
): Draft {
  // A file may be a copy, which is not counted: only the files after those that exceed the limit are summed up.
  const tasks = limitTasks(earlierTasks > limits.tasks ? 0 : limits.tasks);
  const events: Event[] = [];
  const metrics: Metric[] = [];
  const spans: LogSpan[] = [];
  const machine: MachineSample[] = [];
  const { report, problems, summarize } = collectProblems(file);
  let records = 0;
  let skipped = 0;
  let failures = 0;
  /** Some task has its own id, which may collide. */
  let hasIds = false;
  let isTruncated = false;
  /** A record of the build is missing, whatever the log states of its own end. */
  let hasLost = false;
  const facts: BuildFacts = { ...unknownFacts };
  const places = new Map<string, LogPlace>();
  let session: Partial<SessionFacts> = {};
  const periods: StampedPeriod[] = [];
  const sums: Sum[] = [];
  const sessions: NamedSession[] = [];
  const sameNames: SameNames[] = [];
  let path: Pick<FilePart, 'criticalPath'> = {};

  const leaveOut = (records: string): void => {
    facts.complete = false;
    report(
      'warning',
      'too-many-records',
      `Only the first ${formatCount(limits.tasks)} ${records} are read.`,
      `${raiseTasks}.`,
    );
  };

  const addBounded = <T>(list: T[], item: T): void => {
    if (list.length < limits.tasks) list.push(item);
    else leaveOut('of a kind');
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
      // Clearing a map costs as much as creating one.
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
        timeMs: validClock(event.timeMs),
        taskId: cleanId(event.taskId),
        message: cleanMessage(event.message && maskSecrets(event.message.slice(0, 4096), privacy.masks)),
      }),
    addMetric: (metric) => {
      const name = cleanName(metric.name, limits.nameLength);
      // A number near the largest one, in a smaller unit.
      if (Number.isFinite(metric.value)) return addBounded(metrics, { ...metric, name });
      report('warning', 'invalid-value', `The value of \`${name}\` is ${metric.value}; it is left out.`);
    },
    hasMetrics: () => metrics.length > 0,
    addSpan: (span) =>
      addBounded(spans, {
        ...span,
        id: cleanId(span.id) ?? '',
        parentId: cleanId(span.parentId),
        name: cleanName(span.name, limits.nameLength),
        startTimeMs: validClock(span.startTimeMs),
        durationMs: checkDuration(span.durationMs, span.name, report),
      }),
    addPeriod: (period) => {
      const taskIds = tasks.isExceeded() ? [] : period.taskIds;
      const { startTimeMs, durationMs } = period;
      const times = { startTimeMs: validClock(startTimeMs), durationMs: positive(durationMs) };
      addBounded(periods, { ...times, taskIds });
    },
    addSum: ({ durationMs, taskIds }) =>
      addBounded(sums, { durationMs: positive(durationMs), taskIds: tasks.isExceeded() ? [] : taskIds }),
    nameSession: (named) => {
      if (!tasks.isExceeded()) addBounded(sessions, named);
    },
    addSameNames: (names) => sameNames.push(names),
    addSample: (sample) => addBounded(machine, sample),
    describeSession: (facts) => {
      session = joinSessions([facts, session]) ?? {};
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
      hasLost = false;
      session = {};
    },
    leaveOut,
    countRecord: () => {
      records += 1;
    },
    skipRecord: (offset, why, excerpt, isForeign = false) => {
      skipped += 1;
      const shown = cleanName(excerpt, 80);
      const what = `A record at byte ${offset} was skipped: ${why}${shown ? ` \`${shown}\`` : ''}`;
      if (isForeign) return report('warning', 'malformed-record', what);
      hasLost = true;
      report(
        'warning',
        'lost-record',
        what,
        'Check that place of the log, and which other programs write to it.',
      );
    },
    markTruncated: () => {
      facts.complete = false;
      // The adapter and the decompression may both find it.
      if (isTruncated) return;
      isTruncated = true;
      const end = read === null ? 'The file ends too early.' : `The file is cut off at byte ${read.bytes}.`;
      report('warning', 'truncated', read?.broken ?? end, cutFix);
    },
    ...left,
    countTasks: tasks.count,
    finish: () => {
      if (hasLost || tasks.isExceeded()) facts.complete = false;
      if (tasks.count() > limits.tasks) {
        const what = `It has ${plural(tasks.count(), 'task')}, more than the limit of ${formatCount(limits.tasks)}: they are summed up by kind.`;
        report('warning', 'too-many-tasks', what, `${raiseTasks}, or split the log by job or package.`);
      }
      const degraded = skipped > Math.max(10, records * 0.01);
      if (degraded) {
        const what = `${formatCount(skipped)} of ${plural(records, 'record')} could not be read; the build is reported, but not compared.`;
        report('warning', 'degraded', what, 'Check what else writes into the log.');
      }
      const started = clearOddStarts(tasks.list(), facts, report);
      const wholes = [...periods, ...sums];
      const fitted = fitUnits(started, { periods: wholes, durationMs: facts.durationMs, report });
      const kept = clearOddLengths(fitted, report);
      const clockMs = lastStart([...periods, ...kept]) ?? facts.startTimeMs;
      const named = nameTasks({ tasks: kept, metrics, spans, sameNames }, places, {
        clockMs,
        nameLength: limits.nameLength,
        masks: privacy.masks,
        report,
      });
      summarize();
      return {
        facts,
        ...named,
        summedUp: tasks.isExceeded() ? tasks.count() : 0,
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

/** Remains of an older run are earlier. */
function lastStart(pieces: readonly Pick<Task, 'startTimeMs'>[]): number | null {
  let last: number | null = null;
  for (const { startTimeMs } of pieces)
    if (startTimeMs !== null && (last === null || startTimeMs > last)) last = startTimeMs;
  return last;
}
