/** What an adapter fills while it reads one file: it sanitises, counts what was skipped, and keeps the limits. */
import type { Event, Metric, Problem, Result, Span, Task } from '../model.ts';
import type { Limits } from './limits.ts';

/** A task as an adapter knows it; what is left out is not known. */
export type TaskDraft = Pick<Task, 'name' | 'kind'> &
  Partial<Omit<Task, 'name' | 'kind'>> & { endTimeMs?: number };

/** What a log says of the build as a whole; null: it does not say. */
export interface BuildFacts {
  name: string | null;
  startTimeMs: number | null;
  durationMs: number | null;
  result: Result | null;
  complete: boolean;
}

/** One file after reading. */
export interface FilePart {
  readonly facts: Readonly<BuildFacts>;
  readonly tasks: readonly Task[];
  readonly events: readonly Event[];
  readonly metrics: readonly Metric[];
  readonly spans: readonly Span[];
  readonly degraded: boolean;
  readonly problems: readonly Problem[];
}

export interface Draft {
  readonly facts: BuildFacts;
  readonly limits: Limits;
  readonly addTask: (task: TaskDraft) => Task;
  /** Replaces a task that was added, by its id. */
  readonly updateTask: (task: Task) => void;
  readonly addEvent: (event: Omit<Event, 'id'> & { readonly id?: string }) => void;
  readonly addMetric: (metric: Metric) => void;
  readonly addSpan: (span: Span) => void;
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

const shownProblems = 5;
const dayMs = 86_400_000;

/** Starts a draft. @param file for messages */
export function createDraft(file: string, limits: Limits): Draft {
  const tasks = new Map<string, Task>();
  const events: Event[] = [];
  const metrics: Metric[] = [];
  const spans: Span[] = [];
  const problems: Problem[] = [];
  const counts = new Map<string, number>();
  let records = 0;
  let skipped = 0;
  const facts: BuildFacts = { name: null, startTimeMs: null, durationMs: null, result: null, complete: true };

  const report: Draft['report'] = (level, code, what, fix = '') => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    if (count <= shownProblems) problems.push({ level, code, where: file, what, fix });
  };
  const duration = (value: number | null | undefined, of: string): number | null => {
    if (value === null || value === undefined) return null;
    if (Number.isFinite(value) && value >= 0) return value;
    report(
      'warning',
      'invalid-duration',
      `The duration of \`${of}\` is ${value} ms; it is taken as not known.`,
    );
    return null;
  };

  return {
    facts,
    limits,
    addTask: (draft) => {
      const name = cleanName(draft.name, limits.nameLength);
      const start = finite(draft.startTimeMs);
      const measured =
        draft.durationMs ??
        (draft.endTimeMs !== undefined && start !== null ? draft.endTimeMs - start : null);
      const task: Task = {
        id: uniqueId(tasks, draft.id ?? `t${tasks.size + 1}`),
        parentId: draft.parentId ?? null,
        name,
        kind: cleanName(draft.kind, 100) || 'task',
        attempt:
          draft.attempt !== undefined && draft.attempt >= 1 ? Math.min(255, Math.trunc(draft.attempt)) : 1,
        startTimeMs: start,
        durationMs: duration(measured, name),
        result: draft.result ?? 'unknown',
        cache: draft.cache ?? 'unknown',
        savedMs: duration(draft.savedMs, name),
        errorType: draft.errorType ? cleanName(draft.errorType, 200) : null,
        cpuMs: positive(draft.cpuMs),
        memoryBytes: positive(draft.memoryBytes),
        model: draft.model ? cleanName(draft.model, 200) : null,
        tokens: draft.tokens ?? null,
        costUsd: positive(draft.costUsd),
      };
      tasks.set(task.id, task);
      return task;
    },
    updateTask: (task) => {
      tasks.set(task.id, { ...task, durationMs: duration(task.durationMs, task.name) });
    },
    addEvent: (event) => {
      events.push({
        ...event,
        id: event.id ?? `e${events.length + 1}`,
        type: cleanName(event.type, 100),
        message: cleanMessage(event.message),
      });
    },
    addMetric: (metric) => {
      metrics.push(metric);
    },
    addSpan: (span) => {
      spans.push(span);
    },
    countRecord: () => {
      records += 1;
    },
    skipRecord: (offset, why, excerpt) => {
      skipped += 1;
      const shown = cleanName(excerpt, 80);
      report(
        'warning',
        'malformed-record',
        `A record at byte ${offset} was skipped: ${why}${shown ? ` \`${shown}\`` : ''}`,
      );
    },
    report,
    markTruncated: () => {
      facts.complete = false;
      report(
        'warning',
        'truncated',
        'The file ends in the middle of a record.',
        'Read the log after the build has ended; a killed build leaves such a file.',
      );
    },
    finish: () => {
      for (const [code, count] of counts) {
        if (count > shownProblems) {
          const what = `${count - shownProblems} more problems of this kind (${code}).`;
          problems.push({ level: 'warning', code, where: file, what, fix: '' });
        }
      }
      const degraded = skipped > Math.max(10, records * 0.01);
      if (degraded) {
        report(
          'warning',
          'degraded',
          `${skipped} of ${records} records could not be read; the build is reported, not judged.`,
        );
      }
      if (skipped > 0) facts.complete = facts.complete && !degraded;
      const kept = keepLimit([...tasks.values()], limits.tasks, facts, report);
      return {
        facts,
        tasks: clearOddStarts(kept, facts, report),
        events,
        metrics,
        spans,
        degraded,
        problems,
      };
    },
  };
}

/** One line without control characters, of bounded length. */
export function cleanName(text: string, maxLength: number): string {
  // Names of megabytes are cut before they are searched.
  const cut = text.length > maxLength * 4 ? text.slice(0, maxLength * 4) : text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const clean = cut.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  return clean.length > maxLength ? `${clean.slice(0, maxLength - 1)}…` : clean;
}

function cleanMessage(message: string | null): string | null {
  return message === null ? null : cleanName(message, 300);
}

function uniqueId(tasks: ReadonlyMap<string, Task>, wanted: string): string {
  const id = cleanName(wanted, 200);
  if (!tasks.has(id)) return id;
  for (let copy = tasks.size + 1; ; copy++) {
    if (!tasks.has(`${id}#${copy}`)) return `${id}#${copy}`;
  }
}

function finite(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isFinite(value) ? value : null;
}

function positive(value: number | null | undefined): number | null {
  const number = finite(value);
  return number !== null && number >= 0 ? number : null;
}

/** More tasks than can be kept become one a kind: their sum, so that nothing is lost in silence. */
function keepLimit(
  tasks: readonly Task[],
  limit: number,
  facts: BuildFacts,
  report: Draft['report'],
): Task[] {
  if (tasks.length <= limit) return [...tasks];
  facts.complete = false;
  report(
    'warning',
    'too-many-tasks',
    `${tasks.length} tasks are more than ${limit}: they are summed up by kind, and the build is not judged.`,
    'Split the log by job or package.',
  );
  const byKind = new Map<string, Task>();
  for (const task of tasks) {
    const sum = byKind.get(task.kind);
    const failed = task.result !== 'success' && task.result !== 'skip';
    if (sum === undefined)
      byKind.set(task.kind, { ...task, id: `kind:${task.kind}`, name: `all ${task.kind}`, parentId: null });
    else {
      byKind.set(task.kind, {
        ...sum,
        durationMs: (sum.durationMs ?? 0) + (task.durationMs ?? 0),
        result: failed ? task.result : sum.result,
      });
    }
  }
  return [...byKind.values()];
}

/** A task that seems to have started a day before its build carries an older run's clock. */
function clearOddStarts(tasks: readonly Task[], facts: BuildFacts, report: Draft['report']): Task[] {
  const { startTimeMs } = facts;
  if (startTimeMs === null) return [...tasks];
  return tasks.map((task) => {
    if (task.startTimeMs === null || task.startTimeMs >= startTimeMs - dayMs) return task;
    report(
      'warning',
      'odd-start',
      `\`${task.name}\` claims to have started more than a day before its build.`,
    );
    return { ...task, startTimeMs: null };
  });
}
