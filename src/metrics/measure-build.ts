/** Metrics of one build, and its cost over the last day and hour of its history. */
import type { Build } from '../model/build.ts';
import type { BuildMetrics } from '../model/build-metrics.ts';
import type { Event } from '../model/event.ts';
import type { History } from '../model/history.ts';
import type { Task } from '../model/task.ts';
import { describeDurations } from './describe-durations.ts';
import { addKnown, finalTasks, hasFailed, sumTokens } from './final-tasks.ts';
import { rankErrors } from './rank-errors.ts';

const securityTypes = /^(SECURITY_VIOLATION|SECRET_DETECTED|SQL_INJECTION_DETECTED)$/;

/** A violation, or a detection of forbidden content. */
export function isSecurityEvent(event: Event): boolean {
  return securityTypes.test(event.type);
}

/**
 * Measures a build; `history` is used only for the daily and hourly cost.
 * @param tasks the last attempt of each task
 */
export function measureBuild(
  build: Build,
  history: History,
  tasks: readonly Task[] = finalTasks(build.tasks),
): BuildMetrics {
  const leaves = withoutFailedParents(tasks);
  const failed = leaves.filter(hasFailed).length;
  const succeeded = leaves.filter((task) => task.result === 'success').length;
  const rankedErrors = rankErrors(leaves, build.events);
  const errors = rankedErrors.reduce((sum, { count }) => sum + count, 0);
  const skipped = tasks.filter((task) => task.result === 'skip').length;
  const costUsd = addKnown(build.tasks.map((task) => task.costUsd));
  return {
    durationMs: build.durationMs,
    tasks: tasks.length,
    failedTasks: failed,
    skippedTasks: skipped,
    successRate: succeeded + failed > 0 ? succeeded / (succeeded + failed) : null,
    errorRate: tasks.length > skipped ? Math.min(1, errors / (tasks.length - skipped)) : null,
    errors,
    securityViolations: build.events.filter(isSecurityEvent).length,
    cacheHitRate: cacheHitRate(tasks),
    ...measureDurations(tasks),
    costUsd,
    tokens: addKnown(build.tasks.map(sumTokens)),
    dailyCostUsd: costWithin(build, history, costUsd, 86_400_000),
    hourlyCostUsd: costWithin(build, history, costUsd, 3_600_000),
    topErrors: rankedErrors.slice(0, 10),
    models: byModel(build.tasks),
  };
}

/** A failure repeats in its parents: only the innermost failed task counts. */
export function withoutFailedParents(tasks: readonly Task[]): Task[] {
  const parents = new Set(tasks.filter(hasFailed).map((task) => task.parentId));
  return tasks.filter((task) => !(hasFailed(task) && parents.has(task.id)));
}

function cacheHitRate(tasks: readonly Task[]): number | null {
  const hits = tasks.filter((task) => task.cache === 'hit').length;
  const misses = tasks.filter((task) => task.cache === 'miss').length;
  return hits + misses > 0 ? hits / (hits + misses) : null;
}

type TaskDurations = Pick<
  BuildMetrics,
  'taskDurationMs' | 'meanTaskMs' | 'p50TaskMs' | 'p95TaskMs' | 'p99TaskMs' | 'maxTaskMs'
>;

/** Durations of real work: cache hits are left out. */
export function measureDurations(tasks: readonly Task[]): TaskDurations {
  const known: number[] = [];
  for (const task of tasks) if (task.durationMs !== null && task.cache !== 'hit') known.push(task.durationMs);
  const { totalMs, meanMs, maxMs, p50Ms, p95Ms, p99Ms } = describeDurations(known);
  return {
    taskDurationMs: totalMs,
    meanTaskMs: meanMs,
    p50TaskMs: p50Ms,
    p95TaskMs: p95Ms,
    p99TaskMs: p99Ms,
    maxTaskMs: maxMs,
  };
}

/** Cost of this build and of the stored builds that started in the window before its end. */
function costWithin(build: Build, history: History, own: number | null, windowMs: number): number | null {
  if (build.startTimeMs === null) return own;
  const end = build.startTimeMs + (build.durationMs ?? 0);
  const inWindow = (timeMs: number): boolean => timeMs > end - windowMs && timeMs <= end;
  const costs: (number | null)[] = [];
  for (const past of history.builds)
    if (past.id !== build.id && inWindow(past.startTimeMs)) costs.push(past.costUsd);
  for (const task of build.tasks)
    if (task.startTimeMs === null || inWindow(task.startTimeMs)) costs.push(task.costUsd);
  return addKnown(costs);
}

function byModel(tasks: readonly Task[]): BuildMetrics['models'] {
  const known = tasks.filter((task): task is Task & { model: string } => task.model !== null);
  return [...Map.groupBy(known, ({ model }) => model)]
    .map(([model, own]) => ({
      model,
      tasks: own.length,
      costUsd: addKnown(own.map(({ costUsd }) => costUsd)),
      tokens: addKnown(own.map(sumTokens)),
    }))
    .sort((a, b) => b.tasks - a.tasks || (a.model < b.model ? -1 : 1));
}
