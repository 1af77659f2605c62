/** What to do when a metric exceeds its threshold; one sentence each. */

const findSlow =
  'Check the slowest tasks in the report. Set a timeout for calls that hang, and split tasks that grew.';
const findCost =
  'Check the cost by model in the report. Move simple tasks to a smaller model, or send less context.';
const findErrors = 'Fix the errors listed in the report, the most frequent first.';
const findFailures = 'Fix the failed tasks listed in the report.';

/** By the metric of the threshold. */
export const thresholdActions: Readonly<Record<string, string>> = {
  success_rate: findFailures,
  error_rate: findErrors,
  errors: findErrors,
  failed_tasks: findFailures,
  tasks: 'Check that the build runs every task once.',
  duration: findSlow,
  avg_duration: findSlow,
  p50_duration: findSlow,
  p95_duration: findSlow,
  p99_duration: findSlow,
  max_duration: findSlow,
  cost: findCost,
  avg_cost_per_task: findCost,
  daily_cost: findCost,
  hourly_cost: findCost,
  tokens: findCost,
  cache_hit_rate: 'Check what changed the cache keys: toolchain, lock files, environment or a shared header.',
  security_violations:
    'Fix each violation before merging: remove the secret or unsafe code, and rotate leaked credentials.',
};
