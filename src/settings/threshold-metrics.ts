/** The metrics that a threshold can use. */
import type { MetricUnit } from '../model/alert.ts';

export interface ThresholdMetric {
  readonly unit: MetricUnit;
  /** Its name, as the start of a sentence. */
  readonly title: string;
  /** Whether the baseline has this metric, so that `+10% of baseline` is possible. */
  readonly baseline: boolean;
}

/** By the name used in the configuration. */
export const thresholdMetrics: Readonly<Record<string, ThresholdMetric>> = {
  success_rate: { unit: 'ratio', title: 'Success rate', baseline: false },
  error_rate: { unit: 'ratio', title: 'Error rate', baseline: false },
  errors: { unit: 'count', title: 'Errors', baseline: false },
  failed_tasks: { unit: 'count', title: 'Failed tasks', baseline: false },
  tasks: { unit: 'count', title: 'Tasks', baseline: false },
  duration: { unit: 'ms', title: 'Build duration', baseline: true },
  avg_duration: { unit: 'ms', title: 'Mean task duration', baseline: false },
  p50_duration: { unit: 'ms', title: 'p50 task duration', baseline: false },
  p95_duration: { unit: 'ms', title: 'p95 task duration', baseline: false },
  p99_duration: { unit: 'ms', title: 'p99 task duration', baseline: false },
  max_duration: { unit: 'ms', title: 'Slowest task', baseline: false },
  cost: { unit: 'usd', title: 'Cost', baseline: true },
  avg_cost_per_task: { unit: 'usd', title: 'Mean cost per task', baseline: false },
  daily_cost: { unit: 'usd', title: 'Cost in 24 hours', baseline: false },
  hourly_cost: { unit: 'usd', title: 'Cost in 1 hour', baseline: false },
  tokens: { unit: 'tokens', title: 'Tokens', baseline: true },
  cache_hit_rate: { unit: 'ratio', title: 'Cache hit rate', baseline: false },
  security_violations: { unit: 'count', title: 'Security violations', baseline: false },
};
