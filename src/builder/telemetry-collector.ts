/** Tracks a running build and records its session: targets, cache hits, parallelism, environment. */

import { measureParallelism } from '../metrics/measure-parallelism.ts';
import type { EnvironmentSnapshot } from '../model/session.ts';
import type { BuildEvent, RecordedEvent, TaskEvent } from '../recorder/events.ts';
import { BuildEnvironment } from './build-environment.ts';
import { type BuildSession, measureUtilization, type TargetMetrics } from './build-session.ts';

export interface BuildStartOptions {
  readonly id?: string;
  readonly totalTargets?: number;
  /** Workers that can run at the same time; without it utilisation is not known. */
  readonly maxParallelism?: number;
  readonly environment?: EnvironmentSnapshot;
}

export interface TargetOutcome {
  readonly cached?: boolean;
  readonly failed?: boolean;
  readonly durationMs?: number;
  readonly errorMessage?: string;
}

/** A target while the build runs, with minimal memory. */
interface Target {
  readonly kind: string;
  startTimeMs: number | null;
  durationMs: number | null;
  status: TargetMetrics['status'];
  errorMessage: string | null;
}

export class TelemetryCollector {
  readonly #now: () => number;
  #options: BuildStartOptions = {};
  #id = '';
  #startTimeMs: number | null = null;
  #endTimeMs: number | null = null;
  #failureReason: string | null = null;
  #failed = false;
  #environment: EnvironmentSnapshot | null = null;
  #targets = new Map<string, Target>();

  constructor(options: { readonly now?: () => number } = {}) {
    this.#now = options.now ?? Date.now;
  }

  /** Listens to an event collector: `events.addListener(telemetry.onEvent)`. */
  readonly onEvent = (event: RecordedEvent): void => {
    const timeMs = event.timestamp.getTime();
    if (event.eventType === 'BUILD_STARTED') return this.#startFrom(event as BuildEvent);
    if (event.eventType === 'BUILD_COMPLETED' || event.eventType === 'BUILD_FAILED') {
      const { errorMessage, success } = event as BuildEvent;
      return this.#end(event.eventType === 'BUILD_COMPLETED' && success !== false, errorMessage, timeMs);
    }
    if (!event.eventType.startsWith('TASK_')) return;
    const task = event as TaskEvent;
    const name = task.taskName ?? task.taskId;
    if (name === null || name === undefined) return;
    if (event.eventType === 'TASK_STARTED') return this.#startTarget(name, task.taskType ?? 'task', timeMs);
    this.#endTarget(name, task.taskType ?? 'task', timeMs, {
      cached: task.cache === 'hit',
      failed: event.eventType === 'TASK_FAILED' || task.success === false,
      skipped: event.eventType === 'TASK_SKIPPED' || event.eventType === 'TASK_CANCELLED',
      ...(task.durationMs === null ? {} : { durationMs: task.durationMs }),
      ...(task.errorMessage === null ? {} : { errorMessage: task.errorMessage }),
    });
  };

  #startFrom(event: BuildEvent): void {
    const parallelism = event.metadata['max_parallelism'];
    this.#start(
      {
        ...(event.buildId === null ? {} : { id: event.buildId }),
        ...(event.totalTasks === null ? {} : { totalTargets: event.totalTasks }),
        ...(typeof parallelism === 'number' ? { maxParallelism: parallelism } : {}),
      },
      event.timestamp.getTime(),
    );
  }

  /** Starts a session; a running one is discarded. */
  startBuild(options: BuildStartOptions = {}): void {
    this.#start(options, this.#now());
  }

  #start(options: BuildStartOptions, timeMs: number): void {
    this.#options = options;
    this.#id = options.id ?? crypto.randomUUID();
    this.#startTimeMs = timeMs;
    this.#endTimeMs = null;
    this.#failed = false;
    this.#failureReason = null;
    this.#environment = options.environment ?? BuildEnvironment.capture();
    this.#targets = new Map();
  }

  startTarget(name: string, kind = 'target'): void {
    this.#startTarget(name, kind, this.#now());
  }

  #startTarget(name: string, kind: string, timeMs: number): void {
    this.#targets.set(name, {
      kind,
      startTimeMs: timeMs,
      durationMs: null,
      status: 'running',
      errorMessage: null,
    });
  }

  /** Ends a target, even if it was not started. */
  endTarget(name: string, outcome: TargetOutcome = {}): void {
    this.#endTarget(name, 'target', this.#now(), outcome);
  }

  #endTarget(
    name: string,
    kind: string,
    timeMs: number,
    outcome: TargetOutcome & { skipped?: boolean },
  ): void {
    const target = this.#targets.get(name) ?? {
      kind,
      startTimeMs: null,
      durationMs: null,
      status: 'running',
      errorMessage: null,
    };
    target.durationMs =
      outcome.durationMs ?? (target.startTimeMs === null ? null : timeMs - target.startTimeMs);
    target.startTimeMs ??= target.durationMs === null ? null : timeMs - target.durationMs;
    target.status = outcome.failed
      ? 'failed'
      : outcome.skipped
        ? 'skipped'
        : outcome.cached
          ? 'cached'
          : 'built';
    target.errorMessage = outcome.errorMessage ?? null;
    this.#targets.set(name, target);
  }

  endBuild(outcome: { readonly succeeded?: boolean; readonly failureReason?: string } = {}): void {
    const anyFailed = [...this.#targets.values()].some((target) => target.status === 'failed');
    this.#end(outcome.succeeded ?? !anyFailed, outcome.failureReason ?? null, this.#now());
  }

  #end(succeeded: boolean, reason: string | null, timeMs: number): void {
    this.#endTimeMs = timeMs;
    this.#failed = !succeeded;
    this.#failureReason = reason;
  }

  /** The session so far; null before a build starts. */
  getSession(): BuildSession | null {
    const startTimeMs = this.#startTimeMs;
    if (startTimeMs === null) return null;
    const targets = [...this.#targets].map(([name, target]): TargetMetrics => ({ name, ...target }));
    const durationMs = this.#endTimeMs === null ? null : this.#endTimeMs - startTimeMs;
    const count = (status: TargetMetrics['status']): number =>
      targets.filter((target) => target.status === status).length;
    const [built, cached, failed] = [count('built'), count('cached'), count('failed')];
    const ran = built + cached + failed;
    const workers = this.#options.maxParallelism ?? null;
    return {
      id: this.#id,
      startTimeMs,
      durationMs,
      totalTargets: this.#options.totalTargets ?? targets.length,
      built,
      cached,
      failed,
      cacheHits: cached,
      cacheMisses: built + failed,
      cacheHitRate: ran > 0 ? (100 * cached) / ran : null,
      maxParallelism: workers,
      parallelismUtilization: measureUtilization(targets, durationMs, workers),
      meanParallelism: measureParallelism(targets, durationMs),
      targetsPerSecond: durationMs !== null && durationMs > 0 ? (1000 * ran) / durationMs : null,
      succeeded: this.#endTimeMs !== null && !this.#failed,
      failureReason: this.#failed ? (this.#failureReason ?? firstFailure(targets)) : null,
      targets,
      environment: this.#environment,
    };
  }
}

function firstFailure(targets: readonly TargetMetrics[]): string {
  const failed = targets.find((target) => target.status === 'failed');
  return failed === undefined ? 'The build failed.' : (failed.errorMessage ?? `${failed.name} failed`);
}
