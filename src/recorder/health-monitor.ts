/** Watches a build's health while it runs: progress, workers, memory, velocity, and their trends. */

import { findHealthTrend, judgeHealth } from '../metrics/measure-health.ts';
import { checkInterval } from '../model/check-number.ts';
import { formatCount, plural } from '../model/counts.ts';
import { HealthStatus, type HealthTrend } from '../model/health.ts';
import { callListener } from './listeners.ts';
import { readMemory } from './machine-reading.ts';

export { HealthStatus, type HealthTrend };

/** Values from the build; missing ones, and those that are no counts, keep their previous value. */
export interface HealthCounts {
  readonly completedTasks?: number;
  readonly failedTasks?: number;
  readonly activeTasks?: number;
  readonly pendingTasks?: number;
  readonly workerCount?: number;
  readonly activeWorkers?: number;
}

/** The state at one moment. Percentages from 0 to 100. */
export interface HealthCheckpoint extends Required<HealthCounts> {
  readonly timestamp: Date;
  readonly uptimeMs: number;
  /** Of the memory of the machine; null when it is not known. */
  readonly memoryPercent: number | null;
  /** Of this process. */
  readonly memoryBytes: number;
  /** Active workers over all workers; null without workers. */
  readonly workerUtilization: number | null;
  /** Tasks per second since the previous checkpoint; null for the first. */
  readonly velocity: number | null;
  /** Tasks per second since the start. */
  readonly averageVelocity: number | null;
  /** At the average velocity; null when not known. */
  readonly estimatedRemainingMs: number | null;
  readonly status: HealthStatus;
  readonly toString: () => string;
}

export interface HealthMonitorOptions {
  readonly now?: () => number;
  /** Share of the machine's memory in use, in percent; null when it is not known. */
  readonly readMemoryPercent?: () => number | null;
  /** Called with each checkpoint; exceptions are ignored. */
  readonly onCheckpoint?: (checkpoint: HealthCheckpoint) => unknown;
}

/** Maximum number of checkpoints; older ones are removed. */
const maxCheckpoints = 1000;
/** Number of checkpoints in a trend. */
const trendWindow = 6;

const noCounts: Required<HealthCounts> = {
  completedTasks: 0,
  failedTasks: 0,
  activeTasks: 0,
  pendingTasks: 0,
  workerCount: 0,
  activeWorkers: 0,
};

export class HealthMonitor {
  readonly intervalMs: number;
  readonly #options: HealthMonitorOptions;
  readonly #checkpoints: HealthCheckpoint[] = [];
  #counts = noCounts;
  #startTimeMs: number | null = null;
  #timer: NodeJS.Timeout | null = null;

  /**
   * @param intervalMs interval of automatic checkpoints; 5 s by default
   * @throws TypeError for an invalid one.
   */
  constructor(intervalMs = 5000, options: HealthMonitorOptions = {}) {
    this.intervalMs = checkInterval(intervalMs, 'intervalMs');
    this.#options = options;
  }

  /** Starts; checkpoints are taken at each interval, without keeping the process alive. */
  start(): void {
    this.#startTimeMs = this.#now();
    this.#counts = noCounts;
    this.#checkpoints.length = 0;
    this.#stopTimer();
    this.#timer = setInterval(() => this.checkpoint(), this.intervalMs);
    this.#timer.unref();
  }

  /** Takes a checkpoint immediately. */
  checkpoint(counts: HealthCounts = {}): HealthCheckpoint {
    this.#startTimeMs ??= this.#now();
    const known = Object.entries(counts).filter(([, count]) => Number.isFinite(count) && count >= 0);
    this.#counts = { ...this.#counts, ...Object.fromEntries(known) };
    const checkpoint = this.#measure(this.#startTimeMs);
    this.#checkpoints.push(checkpoint);
    if (this.#checkpoints.length > maxCheckpoints) this.#checkpoints.shift();
    const { onCheckpoint } = this.#options;
    if (onCheckpoint) callListener(onCheckpoint, checkpoint, () => {});
    return checkpoint;
  }

  /** Ends with a last checkpoint. */
  stop(): HealthCheckpoint {
    this.#stopTimer();
    return this.checkpoint();
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  #measure(startTimeMs: number): HealthCheckpoint {
    const counts = this.#counts;
    const time = this.#now();
    const before = this.#checkpoints.at(-1);
    const done = counts.completedTasks + counts.failedTasks;
    const averageVelocity = ratePerSecond(done, time - startTimeMs);
    const doneBefore = before === undefined ? 0 : before.completedTasks + before.failedTasks;
    const velocity =
      before === undefined ? null : ratePerSecond(done - doneBefore, time - before.timestamp.getTime());
    const remaining = counts.activeTasks + counts.pendingTasks;
    const memoryPercent = (this.#options.readMemoryPercent ?? readMemoryPercent)();
    const checkpoint = {
      ...counts,
      timestamp: new Date(time),
      // The clock may have been set back.
      uptimeMs: Math.max(0, time - startTimeMs),
      memoryPercent,
      memoryBytes: process.memoryUsage.rss(),
      workerUtilization: counts.workerCount > 0 ? (100 * counts.activeWorkers) / counts.workerCount : null,
      velocity,
      averageVelocity,
      estimatedRemainingMs: averageVelocity ? (1000 * remaining) / averageVelocity : null,
      status: judgeHealth({
        completedTasks: counts.completedTasks,
        failedTasks: counts.failedTasks,
        memoryRatio: memoryPercent === null ? null : memoryPercent / 100,
        isStalled: counts.pendingTasks > 0 && counts.workerCount > 0 && counts.activeWorkers === 0,
      }),
    };
    return { ...checkpoint, toString: () => describe(checkpoint) };
  }

  get checkpoints(): readonly HealthCheckpoint[] {
    return this.#checkpoints;
  }

  /** The status of the newest checkpoint; healthy before the first. */
  getStatus(): HealthStatus {
    return this.#checkpoints.at(-1)?.status ?? 'HEALTHY';
  }

  /** Whether velocity and memory improve or degrade over the newest checkpoints. */
  getTrend(): HealthTrend {
    return findHealthTrend(this.#checkpoints.slice(-trendWindow));
  }

  [Symbol.dispose](): void {
    this.#stopTimer();
  }
}

function ratePerSecond(count: number, durationMs: number): number | null {
  return durationMs > 0 ? (1000 * count) / durationMs : null;
}

function readMemoryPercent(): number {
  const { totalBytes, availableBytes } = readMemory();
  return 100 * (1 - availableBytes / totalBytes);
}

function describe(checkpoint: Omit<HealthCheckpoint, 'toString'>): string {
  const total =
    checkpoint.completedTasks + checkpoint.failedTasks + checkpoint.activeTasks + checkpoint.pendingTasks;
  const parts = [
    `${checkpoint.status} after ${(checkpoint.uptimeMs / 1000).toFixed(1)} s`,
    `${formatCount(checkpoint.completedTasks)} of ${plural(total, 'task')} completed, ${formatCount(checkpoint.failedTasks)} failed, ${formatCount(checkpoint.activeTasks)} active, ${formatCount(checkpoint.pendingTasks)} pending`,
    checkpoint.workerUtilization === null
      ? null
      : `workers ${checkpoint.activeWorkers} of ${checkpoint.workerCount} (${checkpoint.workerUtilization.toFixed(1)}%)`,
    `memory ${(checkpoint.memoryBytes / 1_048_576).toFixed(1)} MB${checkpoint.memoryPercent === null ? '' : `, ${checkpoint.memoryPercent.toFixed(1)}% of the machine in use`}`,
    checkpoint.averageVelocity === null ? null : `${checkpoint.averageVelocity.toFixed(2)} tasks/s`,
  ];
  return parts.filter((part) => part !== null).join('; ');
}
