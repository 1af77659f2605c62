/** Stored builds converted back: with the stored data of their tasks, and without data that is not stored. */

import { valueAt } from '../metrics/value-at.ts';
import type { Build } from '../model/build.ts';
import type { History, StoredBuild, TaskSeries } from '../model/history.ts';
import type { Metric } from '../model/metric.ts';
import { allResults } from '../model/results.ts';
import type { Task, Tokens } from '../model/task.ts';

/**
 * The requested builds, oldest first, in one pass over the tasks. Starts of tasks, parents, events, spans and
 * samples of measurements are not stored.
 */
export function restoreBuilds(history: History, isWanted: (build: StoredBuild) => boolean): Build[] {
  const contents = history.builds.map((build) => (isWanted(build) ? { tasks: [], metrics: [] } : null));
  for (const series of history.series) {
    for (let row = 0; row < series.build.length; row++) {
      const content: Content | null = contents[series.build[row] as number] ?? null;
      if (content === null) continue;
      if (series.value === null) content.tasks.push(toTask(series, row, content.tasks.length));
      else content.metrics.push(...toMetric(series, series.value[row] as number));
    }
  }
  return history.builds.flatMap((build, index) => {
    const content = contents[index];
    return content ? [toBuild(build, content)] : [];
  });
}

interface Content {
  readonly tasks: Task[];
  readonly metrics: Metric[];
}

function toMetric({ name, unit, better }: TaskSeries, value: number): Metric[] {
  return Number.isNaN(value)
    ? []
    : [{ name, value, unit: unit ?? '1', better: better ?? 'lower', samples: null }];
}

function toTask(series: TaskSeries, row: number, place: number): Task {
  const known = (values: Float64Array | null): number | null => valueAt(values, row);
  return {
    id: `t${place + 1}`,
    parentId: null,
    name: series.name,
    kind: series.kind,
    attempt: series.attempt[row] as number,
    startTimeMs: null,
    durationMs: known(series.durationMs),
    result: allResults[series.result[row] as number] ?? 'unknown',
    cache: series.cached[row] === 1 ? 'hit' : 'unknown',
    savedMs: null,
    errorType: series.errorType?.[row] ?? null,
    failure: null,
    cpuMs: known(series.cpuMs),
    memoryBytes: known(series.memoryBytes),
    model: series.model?.[row] ?? null,
    tokens: toTokens(series, known),
    costUsd: known(series.costUsd),
  };
}

/** Format versions before 1.4 stored only their sum. */
function toTokens(series: TaskSeries, known: (values: Float64Array | null) => number | null): Tokens | null {
  const sum = known(series.tokens);
  if (sum === null) return null;
  const output = known(series.outputTokens ?? null) ?? 0;
  const cacheRead = known(series.cacheReadTokens ?? null) ?? 0;
  const cacheCreation = known(series.cacheCreationTokens ?? null) ?? 0;
  return { input: sum - output - cacheRead - cacheCreation, output, cacheRead, cacheCreation };
}

/**
 * The history does not store which tasks missed the cache, only how many did: the hit rate of the build is
 * preserved.
 */
function markMisses({ cacheHits, cacheLookups }: StoredBuild, tasks: readonly Task[]): Task[] {
  let left = cacheLookups - cacheHits;
  return tasks.map((task) => (task.cache === 'unknown' && left-- > 0 ? { ...task, cache: 'miss' } : task));
}

function toBuild(stored: StoredBuild, { tasks, metrics }: Content): Build {
  return {
    id: stored.id,
    name: stored.name,
    startTimeMs: stored.startTimeMs,
    durationMs: stored.durationMs,
    result: stored.result,
    complete: stored.complete,
    degraded: stored.degraded,
    formats: [],
    tasks: markMisses(stored, tasks),
    events: [],
    metrics,
    spans: [],
    machine: [],
    problems: [],
    ...(stored.session === undefined ? {} : { session: stored.session }),
    context: {
      branch: stored.branch,
      commit: stored.commit,
      pullRequest: stored.pullRequest,
      event: stored.event,
      workflow: stored.workflow,
      job: stored.job,
      runId: stored.runId,
      runAttempt: stored.runAttempt,
      runnerOs: stored.runnerOs,
      runnerArch: stored.runnerArch,
      cpuModel: stored.cpuModel,
      runnerImage: stored.runnerImage,
    },
  };
}
