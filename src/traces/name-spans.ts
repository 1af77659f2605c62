/** Span ids of a build's work; of a workflow run's jobs, steps and waits, those of the Collector's GitHub receiver. */
import type { Span, Task } from '../model/task.ts';
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
  readonly idOfSpan: (span: Span) => string;
}

/** @param parents the task around each */
export function nameSpans(
  { spanId, run }: TraceOrigin,
  tasks: readonly Task[],
  parents: ReadonlyMap<Task, Task>,
): SpanNames {
  const inRun = run === null ? null : nameRunSpans(run, tasks);
  const ids = new Map<Task | Span, string>();
  const taken = new Set([spanId]);
  const once = (work: Task | Span, derive: () => string | null, attempt: number): string => {
    const known = ids.get(work);
    if (known !== undefined) return known;
    // Work that was traced keeps its id: what the same tool sent elsewhere joins it.
    const derived = spanIdText.test(work.id) ? work.id : derive();
    // Two jobs of one name, and no id to distinguish them, must not be one span.
    const id = derived === null || taken.has(derived) ? workSpanId(spanId, work.id, attempt) : derived;
    ids.set(work, id);
    taken.add(id);
    return id;
  };
  return {
    idOf: (task) => once(task, () => inRun?.idOf(task, parents.get(task)) ?? null, task.attempt),
    idOfSpan: (span) => once(span, () => inRun?.waitIdOf(span) ?? null, 0),
  };
}

interface RunNames {
  /** null for work that is not a job or step of the run. */
  readonly idOf: (task: Task, parent: Task | undefined) => string | null;
  /** null for a span that is not a job's wait for a runner. */
  readonly waitIdOf: (span: Span) => string | null;
}

/** As W3C Trace Context writes the id of a span. */
const spanIdText = /^(?!0{16})[0-9a-f]{16}$/;
const jobId = /^\d{1,15}$/;
/** `JOB/queue` and `JOB/NUMBER`, as the jobs of a run are read. */
const below = /^(.*)\/(queue|\d+)$/;
/** What distinguishes equal names. */
const occurrence = / #\d+$/;

function nameRunSpans(run: RunOfWorkflow, tasks: readonly Task[]): RunNames {
  const jobs = new Map(tasks.filter(({ kind }) => kind === 'job').map((job) => [job.id, job]));
  const names = new Set(tasks.map(({ name }) => name));
  const describe = ({ id, name }: Pick<Task, 'id' | 'name'>): JobOfRun => ({
    id: jobId.test(id) ? id : null,
    name,
  });
  return {
    idOf: (task, parent) => {
      if (task.kind === 'job') return jobSpanId(run, describe(task));
      const number = below.exec(task.id)?.[2];
      if (task.kind !== 'step' || parent?.kind !== 'job' || number === undefined) return null;
      const first = task.name.replace(occurrence, '');
      // By the job's id alone, equal steps would be one span: there the occurrence stays.
      const name = run.traceIds === 'run' && names.has(first) ? first : task.name;
      return stepSpanId(run, describe(parent), name.slice(`${parent.name} / `.length), number);
    },
    waitIdOf: (span) => {
      const owner = waitOf(span);
      return owner === null
        ? null
        : queueSpanId(run, describe(jobs.get(owner) ?? { id: owner, name: owner }));
    },
  };
}

/** The job that waits for a runner; null for any other span. */
export function waitOf({ id }: Span): string | null {
  const [, owner = null, what] = below.exec(id) ?? [];
  return what === 'queue' ? owner : null;
}
