/** A session as a build of the history. Pure. */

import type { Build } from '../model/build.ts';
import { localContext } from '../model/local-context.ts';
import type { Result, Task } from '../model/task.ts';
import { unknownTask } from '../model/unknown-task.ts';
import type { BuildSession, TargetMetrics } from './build-session.ts';

/** A session as a build, for the history that the action and `check` use: `folderStore(…).append(…)`. */
export function sessionToBuild(session: BuildSession, name: string): Build {
  return {
    id: session.id,
    name,
    startTimeMs: session.startTimeMs,
    durationMs: session.durationMs,
    result: session.succeeded ? 'success' : session.durationMs === null ? 'unknown' : 'failure',
    complete: session.durationMs !== null,
    degraded: false,
    formats: ['build-telemetry'],
    tasks: session.targets.map(targetToTask),
    events: [],
    metrics: [],
    spans: [],
    machine: [],
    problems: [],
    session: {
      maxParallelism: session.maxParallelism,
      environment: session.environment,
    },
    context: {
      ...localContext,
      runnerOs: session.environment?.os ?? null,
      runnerArch: session.environment?.arch ?? null,
      cpuModel: session.environment?.cpuModel ?? null,
    },
  };
}

/** The result of a target by its status. */
export const targetResults: Readonly<Record<TargetMetrics['status'], Result>> = {
  built: 'success',
  cached: 'success',
  failed: 'failure',
  skipped: 'skip',
  running: 'unknown',
};

function targetToTask(target: TargetMetrics, index: number): Task {
  return {
    ...unknownTask,
    id: `${index + 1}`,
    name: target.name,
    kind: target.kind,
    startTimeMs: target.startTimeMs,
    durationMs: target.durationMs,
    result: targetResults[target.status],
    cache:
      target.status === 'cached'
        ? 'hit'
        : target.status === 'built' || target.status === 'failed'
          ? 'miss'
          : 'unknown',
  };
}
