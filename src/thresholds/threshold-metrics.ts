/** The numbers that a threshold can be set on. */
import type { Unit } from '../model/alert.ts';

export interface ThresholdMetric {
  readonly unit: Unit;
  /** How a person calls it, to open a sentence. */
  readonly title: string;
  /** What to do when it is beyond its limit; one sentence. */
  readonly action: string;
  /** Whether the baseline has this number, so that `+10% of baseline` means something. */
  readonly baseline: boolean;
}

const findSlow =
  'Look at the slowest tasks in the report; retry or time-box calls that hang, and split work that grew.';
const findCost =
  'Look at cost by model in the report; move simple tasks to a smaller model or cut repeated context.';
const findErrors = 'Start with the most frequent error: the report lists errors by type.';
/** Also what to do about a build that failed. */
export const findFailures = 'Open the failing tasks in the report.';

/** By the name used in the configuration. */
export const thresholdMetrics: Readonly<Record<string, ThresholdMetric>> = {
  success_rate: { unit: 'ratio', title: 'Success rate', action: findFailures, baseline: false },
  error_rate: { unit: 'ratio', title: 'Error rate', action: findErrors, baseline: false },
  errors: { unit: 'count', title: 'Errors', action: findErrors, baseline: false },
  failed_tasks: { unit: 'count', title: 'Failed tasks', action: findFailures, baseline: false },
  tasks: {
    unit: 'count',
    title: 'Tasks',
    action: 'Check that the build still runs what it should, and nothing twice.',
    baseline: false,
  },
  duration: { unit: 'ms', title: 'Build duration', action: findSlow, baseline: true },
  avg_duration: { unit: 'ms', title: 'Mean task duration', action: findSlow, baseline: false },
  p50_duration: { unit: 'ms', title: 'Median task duration', action: findSlow, baseline: false },
  p95_duration: { unit: 'ms', title: 'p95 task duration', action: findSlow, baseline: false },
  p99_duration: { unit: 'ms', title: 'p99 task duration', action: findSlow, baseline: false },
  max_duration: { unit: 'ms', title: 'Slowest task', action: findSlow, baseline: false },
  cost: { unit: 'usd', title: 'Cost', action: findCost, baseline: true },
  avg_cost_per_task: { unit: 'usd', title: 'Mean cost per task', action: findCost, baseline: false },
  daily_cost: { unit: 'usd', title: 'Cost in 24 hours', action: findCost, baseline: false },
  hourly_cost: { unit: 'usd', title: 'Cost in 1 hour', action: findCost, baseline: false },
  tokens: { unit: 'tokens', title: 'Tokens', action: findCost, baseline: true },
  cache_hit_rate: {
    unit: 'ratio',
    title: 'Cache hit rate',
    action: 'Find what changed the cache keys: toolchain, lock files, environment or a shared header.',
    baseline: false,
  },
  security_violations: {
    unit: 'count',
    title: 'Security violations',
    action:
      'Treat each one before merging: remove the secret or unsafe code, and rotate what may have leaked.',
    baseline: false,
  },
};
