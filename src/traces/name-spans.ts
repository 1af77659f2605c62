/**
 * Span ids of a build's work; for jobs, steps and waits of a workflow run, those of the Collector's GitHub receiver.
 */
import type { LogSpan, Task } from '../model/task.ts';
import {
  type JobOfRun,
  jobSpanId,
  queueSpanId,
  type RunOfWorkflow,
  stepSpanId,
  workSpanId,
} from './trace-ids.ts';
import type { TraceOrigin } from './trace-origin.ts';

interface SpanNames {
  readonly idOf: (task: Task) => string;
  readonly idOfSpan: (span: LogSpan) => string;
}

export function nameSpans({ spanId, run }: TraceOrigin, tasks: readonly Task[]): SpanNames {
  const inRun = run === null ? null : nameRunSpans(run, tasks);
  const ids = new Map<Task | LogSpan, string>();
  const taken = new Set([spanId]);
  const once = (work: Task | LogSpan, derive: () => string | null, attempt: number): string => {
    const known = ids.get(work);
    if (known !== undefined) return known;
    // Traced work keeps its id: spans that the same tool sent elsewhere join it.
    const derived = tracedId.exec(work.id)?.[1] ?? derive();
    // Equal steps of a job, and equal jobs without an id, must not be one span.
    const id = derived === null || taken.has(derived) ? workSpanId(spanId, work.id, attempt) : derived;
    ids.set(work, id);
    taken.add(id);
    return id;
  };
  return {
    idOf: (task) => once(task, () => inRun?.idOf(task) ?? null, task.attempt),
    idOfSpan: (span) => once(span, () => inRun?.waitIdOf(span) ?? null, 0),
  };
}

interface RunNames {
  /** null for work that is not a job or step of the run. */
  readonly idOf: (task: Task) => string | null;
  /** null for a span that is not a job's wait for a runner. */
  readonly waitIdOf: (span: LogSpan) => string | null;
}

/** A span id in the form of W3C Trace Context, after the index of its file if a build has several. */
const tracedId = /^(?:\d+\/)?((?!0{16})[0-9a-f]{16})$/;
/** An id from GitHub, after the same index. */
const jobId = /^(?:\d+\/)?(\d{1,15})$/;
/** `JOB/queue` and `JOB/NUMBER`, as in the jobs of a run. */
const below = /^(.*)\/(queue|\d+)$/;

function nameRunSpans(run: RunOfWorkflow, tasks: readonly Task[]): RunNames {
  const jobs = new Map(tasks.filter(({ kind }) => kind === 'job').map((job) => [job.id, job]));
  const describe = ({ id, name, rawName = name }: Pick<Task, 'id' | 'name' | 'rawName'>): JobOfRun => ({
    id: jobId.exec(id)?.[1] ?? null,
    name: rawName,
  });
  /** A running job has no task: only its id is known. */
  const ownerOf = (id: string): JobOfRun => describe(jobs.get(id) ?? { id, name: id });
  return {
    idOf: (task) => {
      if (task.kind === 'job') return jobSpanId(run, describe(task));
      const [, owner, number] = below.exec(task.id) ?? [];
      if (task.kind !== 'step' || owner === undefined || number === undefined) return null;
      return stepSpanId(run, ownerOf(owner), task.rawName ?? task.name, number);
    },
    waitIdOf: (span) => {
      const owner = waitOf(span);
      return owner === null ? null : queueSpanId(run, ownerOf(owner));
    },
  };
}

/** The job that waits for a runner; null for any other span. */
export function waitOf({ id }: LogSpan): string | null {
  const [, owner = null, what] = below.exec(id) ?? [];
  return what === 'queue' ? owner : null;
}
