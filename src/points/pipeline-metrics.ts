/**
 * The metrics of builds: OpenTelemetry's `cicd.*`, our additions, and Builder's three names. Reference:
 * https://opentelemetry.io/docs/specs/semconv/cicd/cicd-metrics/
 */

import type { MetricSpec } from '../model/metric-point.ts';
import { counter } from './agent-metrics.ts';

const pipeline = 'cicd.pipeline.name';

/** Seconds: a lint takes some seconds, a release hours. */
const runBounds = [5, 10, 30, 60, 120, 300, 600, 900, 1200, 1800, 2700, 3600, 7200, 14_400];
const taskBounds = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800];

/** Metrics to which each build adds: running totals continue from build to build. */
export const pipelineMetrics: readonly MetricSpec[] = [
  {
    name: 'cicd.pipeline.run.duration',
    kind: 'histogram',
    help: 'Duration of builds: waiting for a runner (pending) and running (executing).',
    unit: 's',
    labels: [pipeline, 'cicd.pipeline.run.state', 'cicd.pipeline.result'],
    bounds: runBounds,
  },
  counter('cicd.pipeline.run.errors', 'Errors that made builds fail.', '{error}', [pipeline, 'error.type']),
  counter('build_telemetry.tasks', 'Tasks of builds.', '{task}', [
    pipeline,
    'cicd.pipeline.task.type',
    'cicd.pipeline.task.run.result',
  ]),
  {
    name: 'build_telemetry.task.duration',
    kind: 'histogram',
    help: 'Duration of the tasks that `metric-tasks` names.',
    unit: 's',
    labels: [pipeline, 'cicd.pipeline.task.name', 'cicd.pipeline.task.type'],
    bounds: taskBounds,
  },
  counter('build_telemetry.cache.hits', 'Tasks whose result came from a cache.', '{task}', [pipeline]),
  counter('build_telemetry.cache.lookups', 'Tasks that asked a cache.', '{task}', [pipeline]),
  counter('build_telemetry.cost.usd', 'Cost in US dollars.', '{USD}', [pipeline, 'gen_ai.request.model']),
  counter('build_telemetry.tokens', 'Tokens of models.', '{token}', [
    pipeline,
    'gen_ai.request.model',
    'gen_ai.token.type',
  ]),
  counter('build_telemetry.alerts', 'Alerts of reports.', '{alert}', [pipeline, 'level']),
  counter(
    'build_telemetry.regressions',
    'Regressions that a report was the first to report.',
    '{regression}',
    [pipeline],
  ),
];

/** Metrics of the last build alone: the names in Builder's guide. */
export const builderMetrics: readonly MetricSpec[] = [
  last('builder_duration_ms', 'Duration of the last build in milliseconds.', '{ms}'),
  last(
    'builder_cache_hit_rate',
    'Part of the last build’s tasks that came from a cache, in percent.',
    '{percent}',
  ),
  last('builder_targets_per_second', 'Tasks a second of the last build.', '{task_per_second}'),
];

function last(name: string, help: string, unit: string): MetricSpec {
  return { name, kind: 'gauge', help, unit, labels: ['build'] };
}
