/** The tasks of stored builds as measured operations. Pure. */
import { finalTasks } from '../metrics/final-tasks.ts';
import type { Build } from '../model/build.ts';
import type { Measurement } from '../recorder/measurement.ts';

/**
 * Tasks as operations of their kind, each with the start of its build; cached ones are left out.
 * @param operation keeps the tasks of this kind or name
 */
export function measurementsOfBuilds(builds: readonly Build[], operation: string | null): Measurement[] {
  return builds.flatMap((build) =>
    finalTasks(build.tasks).flatMap((task): Measurement[] => {
      if (task.durationMs === null || task.cache === 'hit') return [];
      if (operation !== null && operation !== task.kind && operation !== task.name) return [];
      return [
        {
          operationId: `${build.id}/${task.id}`,
          operationType: task.kind,
          timestamp: new Date(build.startTimeMs ?? 0),
          durationMs: task.durationMs,
          success: task.result === 'success',
          cpuPercent:
            task.cpuMs === null || task.durationMs === 0 ? null : (100 * task.cpuMs) / task.durationMs,
          memoryMb: task.memoryBytes === null ? null : task.memoryBytes / 1_048_576,
          metadata: { task: task.name, build: build.id },
        },
      ];
    }),
  );
}

/** From the first build's start to the last one's end, in milliseconds. */
export function spanOfBuilds(builds: readonly Build[]): number {
  const starts = builds.map((build) => build.startTimeMs ?? 0);
  const last = builds.reduce((end, build) => Math.max(end, endOf(build)), 0);
  return last - starts.reduce((a, b) => Math.min(a, b), last);
}

export function endOf(build: Build): number {
  return (build.startTimeMs ?? 0) + (build.durationMs ?? 0);
}
