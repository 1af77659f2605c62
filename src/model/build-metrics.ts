/** Metrics of one build. */

/** Metrics of one build (ratios from 0 to 1). */
export interface BuildMetrics {
  readonly durationMs: number | null;
  readonly tasks: number;
  readonly failedTasks: number;
  readonly skippedTasks: number;
  /** Succeeded / (succeeded + failed); null without either. */
  readonly successRate: number | null;
  /** Tasks that ended in failure, error or timeout and error events, over tasks that were not skipped. */
  readonly errorRate: number | null;
  readonly errors: number;
  readonly securityViolations: number;
  readonly cacheHitRate: number | null;
  readonly taskDurationMs: number;
  readonly meanTaskMs: number | null;
  readonly p50TaskMs: number | null;
  readonly p95TaskMs: number | null;
  readonly p99TaskMs: number | null;
  readonly maxTaskMs: number | null;
  readonly costUsd: number | null;
  readonly tokens: number | null;
  /** Cost of this and the stored builds in the 24 h / 1 h up to this build's end. */
  readonly dailyCostUsd: number | null;
  readonly hourlyCostUsd: number | null;
  readonly topErrors: readonly { readonly type: string; readonly count: number }[];
  readonly models: readonly {
    readonly model: string;
    readonly tasks: number;
    readonly costUsd: number | null;
    readonly tokens: number | null;
  }[];
}
