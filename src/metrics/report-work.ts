/** The work of a build in a report: tasks with their baselines, parents, the critical path. */
import type { Build } from '../model/build.ts';
import type { Report } from '../model/report.ts';
import type { LogSpan, Task } from '../model/task.ts';
import type { PathReport, TaskReport } from '../model/work.ts';
import { type CriticalPath, findCriticalPath } from './critical-path.ts';
import { finalTasks, sumTokens } from './final-tasks.ts';

/** The usual values of a task. */
export interface TaskBaseline {
  /** null while learning. */
  readonly medianMs: number | null;
  /** 10th and 90th percentile; null while learning. */
  readonly bandMs: readonly [number, number] | null;
  readonly builds: number;
}

type Work = Pick<Report, 'tasks' | 'retried' | 'spans' | 'criticalPath'>;

/**
 * @param baselineOf gives undefined for a task that never ran before
 * @param final the last attempt of each task
 */
export function reportWork(
  build: Build,
  baselineOf: (kind: string, name: string) => TaskBaseline | undefined,
  final: readonly Task[] = finalTasks(build.tasks),
): Work {
  const kept = new Set(final);
  const retried = build.tasks.filter((task) => !kept.has(task));
  const all = [...final, ...retried, ...build.spans];
  // Many logs name no task by its id.
  let indexes: ReadonlyMap<string, number> | null = null;
  const indexOf = (id: string): number | null => {
    indexes ??= new Map(all.map((work, index) => [work.id, index]));
    return indexes.get(id) ?? null;
  };
  const parents = all.map(({ parentId }) => (parentId === null ? null : indexOf(parentId)));
  breakCircles(parents);
  const report = (task: Task, index: number): TaskReport => {
    const reported = reportTask(task, baselineOf(task.kind, task.name), parents[index] ?? null);
    const lane = laneOf(index, all, parents);
    return lane === null ? reported : { ...reported, lane };
  };
  return {
    tasks: final.map(report),
    retried: retried.map((task, index) => report(task, final.length + index)),
    spans: build.spans.map(({ name, startTimeMs, durationMs, result }, index) => {
      const parent = parents[final.length + retried.length + index] ?? null;
      return { name, startTimeMs, durationMs, result, parent };
    }),
    criticalPath: reportPath(findCriticalPath(build.tasks, build.criticalPath), indexOf),
  };
}

/** The worker or thread of a task or of its parents; else its job; null where the log has none. */
function laneOf(
  index: number,
  all: readonly (Task | LogSpan)[],
  parents: readonly (number | null)[],
): string | null {
  let job: string | null = null;
  for (let at: number | null = index, depth = 0; at !== null && depth < 100; depth++) {
    const work = all[at];
    if (work !== undefined && 'kind' in work) {
      if (work.lane !== undefined) return work.lane;
      if (work.kind === 'job') job ??= work.name;
    }
    at = parents[at] ?? null;
  }
  return job;
}

/** In a log two tasks may be parents of each other; the link that closes the cycle is removed. */
function breakCircles(parents: (number | null)[]): void {
  const walkOf = new Int32Array(parents.length).fill(-1);
  for (let start = 0; start < parents.length; start++) {
    let at: number | null = start;
    while (at !== null && walkOf[at] === -1) {
      walkOf[at] = start;
      const next: number | null = parents[at] ?? null;
      if (next !== null && walkOf[next] === start) parents[at] = null;
      at = parents[at] ?? null;
    }
  }
}

/** In the order of the JSON report, which is written without copying each task. */
function reportTask(task: Task, past: TaskBaseline | undefined, parent: number | null): TaskReport {
  return {
    attempt: task.attempt,
    bandMs: past?.bandMs ?? null,
    baselineBuilds: past?.builds ?? 0,
    baselineMs: past?.medianMs ?? null,
    cache: task.cache,
    costUsd: task.costUsd,
    durationMs: task.durationMs,
    errorType: task.errorType,
    failure: task.failure,
    kind: task.kind,
    model: task.model,
    name: task.name,
    parent,
    result: task.result,
    startTimeMs: task.startTimeMs,
    tokens: sumTokens(task),
  };
}

function reportPath(
  path: CriticalPath<Task> | null,
  indexOf: (id: string) => number | null,
): PathReport | null {
  if (path === null) return null;
  const { steps, parallelism, ...numbers } = path;
  return {
    ...numbers,
    steps: steps.map(({ task }) => indexOf(task.id) ?? 0),
    parallelism: sliceParallelism(path),
  };
}

const slices = 200;

/** The mean of each slice; fewer slices than 200 when there are fewer changes. */
function sliceParallelism({ startTimeMs, wallMs, parallelism }: CriticalPath<Task>): number[] {
  const count = Math.min(slices, parallelism.length * 4);
  const sums = new Float64Array(count);
  const width = wallMs / count;
  for (const [index, { timeMs, running }] of parallelism.entries()) {
    const from = (timeMs - startTimeMs) / width;
    const to = ((parallelism[index + 1]?.timeMs ?? timeMs) - startTimeMs) / width;
    for (let slice = Math.floor(from); slice < Math.min(to, count); slice++)
      sums[slice] = (sums[slice] ?? 0) + running * (Math.min(to, slice + 1) - Math.max(from, slice));
  }
  return Array.from(sums, (sum) => Number(sum.toFixed(2)));
}
