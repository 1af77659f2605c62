/** The action's outputs: declared once, for action.yml, the docs and the run. */
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';

/** Values that are known only after delivery. */
export interface Delivered {
  /** Path of the JSON report; '' when it was not written. */
  readonly report: string;
  readonly artifactUrl: string;
  readonly commentUrl: string;
  /** Builds in the store after this run. */
  readonly historyBuilds: number;
  /** Problems outside of the analysis. */
  readonly notices: readonly Problem[];
}

export interface OutputSpec {
  readonly name: string;
  readonly description: string;
  readonly value: (report: Report, delivered: Delivered) => string | number | boolean | null;
}

const alertsAt = (report: Report, level: string): number =>
  report.alerts.filter((alert) => alert.level === level).length;
const changesOf = (report: Report, verdict: string): number =>
  report.changes.filter((change) => change.verdict === verdict).length;

/** All outputs; an unknown value is an empty text. */
export const outputSpecs: readonly OutputSpec[] = [
  { name: 'verdict', description: '`pass`, `warn` or `fail`', value: (r) => r.verdict },
  {
    name: 'baseline-status',
    description:
      '`ready`, `learning`, `missing`, `unreachable`, `rate-limited`, `denied`, `corrupt` or `wrong-scope`',
    value: (r) => r.baseline.status,
  },
  {
    name: 'baseline-builds',
    description: 'Number of builds in the baseline',
    value: (r) => r.baseline.builds,
  },
  { name: 'alerts', description: 'Number of alerts', value: (r) => r.alerts.length },
  {
    name: 'critical-alerts',
    description: 'Number of critical alerts',
    value: (r) => alertsAt(r, 'critical'),
  },
  {
    name: 'error-alerts',
    description: 'Number of alerts of level error',
    value: (r) => alertsAt(r, 'error'),
  },
  {
    name: 'warning-alerts',
    description: 'Number of alerts of level warning',
    value: (r) => alertsAt(r, 'warning'),
  },
  {
    name: 'regressions',
    description: 'Number of confirmed regressions',
    value: (r) => changesOf(r, 'confirmed'),
  },
  { name: 'suspects', description: 'Number of suspected regressions', value: (r) => changesOf(r, 'suspect') },
  { name: 'improvements', description: 'Number of improvements', value: (r) => changesOf(r, 'improvement') },
  {
    name: 'build-result',
    description: 'Result of the build, such as `success`',
    value: (r) => r.build.result,
  },
  {
    name: 'complete',
    description: '`true` if the log contains the whole build',
    value: (r) => r.build.complete,
  },
  { name: 'duration-ms', description: 'Build duration in milliseconds', value: (r) => r.metrics.durationMs },
  { name: 'tasks', description: 'Number of tasks', value: (r) => r.metrics.tasks },
  { name: 'failed-tasks', description: 'Number of failed tasks', value: (r) => r.metrics.failedTasks },
  {
    name: 'success-rate',
    description: 'Share of tasks that succeeded, from 0 to 1',
    value: (r) => r.metrics.successRate,
  },
  {
    name: 'cache-hit-rate',
    description: 'Share of cache hits, from 0 to 1',
    value: (r) => r.metrics.cacheHitRate,
  },
  { name: 'cost-usd', description: 'Cost in US dollars', value: (r) => r.metrics.costUsd },
  { name: 'tokens', description: 'Number of tokens, all models', value: (r) => r.metrics.tokens },
  {
    name: 'history-builds',
    description: 'Number of builds in the history after this run',
    value: (_, d) => d.historyBuilds,
  },
  {
    name: 'report',
    description: 'Path of the JSON report (docs/report.schema.json)',
    value: (_, d) => d.report,
  },
  { name: 'artifact-url', description: 'Link to the HTML report', value: (_, d) => d.artifactUrl },
  { name: 'comment-url', description: 'Link to the pull request comment', value: (_, d) => d.commentUrl },
];

/** Every output as text. */
export function readOutputs(report: Report, delivered: Delivered): Record<string, string> {
  return Object.fromEntries(
    outputSpecs.map((spec) => [spec.name, String(spec.value(report, delivered) ?? '')]),
  );
}
