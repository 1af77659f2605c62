/** One build in Builder's terms: targets, cache hits, parallelism, environment. Types and arithmetic only. */

import { measureParallelism } from '../metrics/measure-parallelism.ts';
import type { History, StoredBuild } from '../model/history.ts';
import { allResults } from '../model/results.ts';
import type { EnvironmentSnapshot } from '../model/session.ts';
import type { CacheState, Result } from '../model/task.ts';

/** One target of a session. */
export interface TargetMetrics {
  readonly name: string;
  readonly kind: string;
  /** Its start, epoch milliseconds; null when not known. */
  readonly startTimeMs: number | null;
  readonly durationMs: number | null;
  readonly status: 'built' | 'cached' | 'failed' | 'skipped' | 'running';
  readonly errorMessage: string | null;
}

/** Metrics of a whole build. Rates are percent. */
export interface BuildSession {
  readonly id: string;
  readonly startTimeMs: number;
  /** null while it runs. */
  readonly durationMs: number | null;
  readonly totalTargets: number;
  readonly built: number;
  readonly cached: number;
  readonly failed: number;
  readonly cacheHits: number;
  readonly cacheMisses: number;
  /** Hits over all lookups; null without any. */
  readonly cacheHitRate: number | null;
  /** Workers that could run at the same time; null if not set. */
  readonly maxParallelism: number | null;
  /** Share of the workers' time that was spent on targets; null without `maxParallelism`. */
  readonly parallelismUtilization: number | null;
  /** Mean number of parallel targets; null if a duration is missing. */
  readonly meanParallelism: number | null;
  readonly targetsPerSecond: number | null;
  readonly succeeded: boolean;
  /** The reason of its failure; for a stored session, which has no texts, the first failed target. */
  readonly failureReason: string | null;
  readonly targets: readonly TargetMetrics[];
  readonly environment: EnvironmentSnapshot | null;
}

/** The longest targets, slowest first; cached ones do not count. */
export function slowestTargets(session: Pick<BuildSession, 'targets'>, count: number): TargetMetrics[] {
  return session.targets
    .filter((target) => target.durationMs !== null && target.status !== 'cached')
    .sort((a, b) => b.durationMs! - a.durationMs!)
    .slice(0, count);
}

/**
 * Busy time of targets over the total time of `workers` workers, in percent, at most 100.
 * @returns null if the workers or the duration are not known.
 */
export function measureUtilization(
  targets: readonly TargetMetrics[],
  durationMs: number | null,
  workers: number | null,
): number | null {
  if (workers === null || workers <= 0 || durationMs === null || durationMs <= 0) return null;
  const busy = targets.reduce((sum, target) => sum + (target.durationMs ?? 0), 0);
  return Math.min(100, (100 * busy) / (durationMs * workers));
}

/** Sessions of the stored builds, oldest first, with their targets. */
export function sessionsOfHistory(history: History): BuildSession[] {
  const targets: TargetMetrics[][] = history.builds.map(() => []);
  for (const series of history.series) {
    if (series.value !== null) continue;
    for (let row = 0; row < series.build.length; row++) {
      const duration = series.durationMs[row]!;
      targets[series.build[row]!]?.push({
        name: series.name,
        kind: series.kind,
        startTimeMs: null,
        durationMs: Number.isNaN(duration) ? null : duration,
        status: statusOf(
          series.cached[row] === 1 ? 'hit' : 'miss',
          allResults[series.result[row]!] ?? 'unknown',
        ),
        errorMessage: null,
      });
    }
  }
  return history.builds.map((build, index) => sessionOf(build, targets[index]!));
}

function statusOf(cache: CacheState, result: Result): TargetMetrics['status'] {
  if (result === 'failure' || result === 'error' || result === 'timeout') return 'failed';
  if (result === 'skip' || result === 'cancellation') return 'skipped';
  return cache === 'hit' ? 'cached' : 'built';
}

function sessionOf(build: StoredBuild, targets: readonly TargetMetrics[]): BuildSession {
  const misses = build.cacheLookups - build.cacheHits;
  const seconds = (build.durationMs ?? 0) / 1000;
  return {
    id: build.id,
    startTimeMs: build.startTimeMs,
    durationMs: build.durationMs,
    totalTargets: build.tasks,
    built: targets.filter((target) => target.status === 'built').length,
    cached: build.cacheHits,
    failed: build.failedTasks,
    cacheHits: build.cacheHits,
    cacheMisses: misses,
    cacheHitRate: build.cacheLookups > 0 ? (100 * build.cacheHits) / build.cacheLookups : null,
    maxParallelism: build.session?.maxParallelism ?? null,
    parallelismUtilization: measureUtilization(
      targets,
      build.durationMs,
      build.session?.maxParallelism ?? null,
    ),
    meanParallelism: measureParallelism(targets, build.durationMs),
    targetsPerSecond: seconds > 0 ? build.tasks / seconds : null,
    succeeded: build.result === 'success',
    failureReason: build.result === 'success' ? null : describeFailure(build, targets),
    targets,
    environment: build.session?.environment ?? null,
  };
}

function describeFailure(build: StoredBuild, targets: readonly TargetMetrics[]): string {
  const failed = targets.find((target) => target.status === 'failed');
  return failed === undefined ? `The build ended as ${build.result}.` : `${failed.name} failed`;
}
