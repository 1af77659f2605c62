/** What to do when a number is beyond its threshold; one sentence each. */

const findSlow =
  'Look at the slowest tasks in the report; retry or time-box calls that hang, and split work that grew.';
const findCost =
  'Look at cost by model in the report; move simple tasks to a smaller model or cut repeated context.';
const findErrors = 'Start with the most frequent error: the report lists errors by type.';
/** Also what to do about a build that failed. */
export const findFailures = 'Open the failing tasks in the report.';

/** By the metric of the threshold. */
export const thresholdActions: Readonly<Record<string, string>> = {
  success_rate: findFailures,
  error_rate: findErrors,
  errors: findErrors,
  failed_tasks: findFailures,
  tasks: 'Check that the build still runs what it should, and nothing twice.',
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
  cache_hit_rate: 'Find what changed the cache keys: toolchain, lock files, environment or a shared header.',
  security_violations:
    'Treat each one before merging: remove the secret or unsafe code, and rotate what may have leaked.',
};
