/** Builds as Prometheus has them: totals that continue from build to build. */
import {
  type Dashboard,
  DashboardBuilder,
  IntervalVariableBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { countGrown } from './count-grown.ts';
import { bars, figure, lines, ranking, redBelow, redFrom } from './panels.ts';
import { promql, promqlNow } from './queries.ts';
import { byLabel, chooseSource } from './variables.ts';

const pipeline = 'cicd_pipeline_name=~"$pipeline"';
const run = 'cicd_pipeline_run_duration_seconds';
const executing = `${pipeline},cicd_pipeline_run_state="executing"`;
const judged = `${executing},cicd_pipeline_result=~"success|failure|error|timeout"`;

/** Builds come hours apart: a rate over some minutes would find one sample or none. */
const grown = (metric: string, matchers: string, window = '$window'): string =>
  `increase(${metric}{${matchers}}[${window}])`;
const quantile = (p: number, metric: string, matchers: string, by: string): string =>
  `histogram_quantile(${p}, sum by (le, ${by}) (${grown(`${metric}_bucket`, matchers)}))`;

export function ciPrometheusDashboard(): Dashboard {
  return new DashboardBuilder('CI (Prometheus)')
    .uid('build-telemetry-ci-prometheus')
    .description('Builds of all series whose metrics are sent to Prometheus.')
    .tags(['build-telemetry', 'ci'])
    .time({ from: 'now-30d', to: 'now' })
    .refresh('5m')
    .withVariable(chooseSource('prometheus'))
    .withVariable(byLabel('pipeline', 'cicd_pipeline_name', `${run}_count`))
    .withVariable(
      new IntervalVariableBuilder('window')
        .label('window')
        .values('6h,1d,7d,30d')
        .current({ selected: true, text: '1d', value: '1d' }),
    )
    .withPanel(
      figure(
        { title: 'Builds', description: 'Builds in the time range.' },
        promqlNow(`sum(${grown(`${run}_count`, executing, '$__range')})`, 'builds'),
      ).decimals(0),
    )
    .withPanel(successRate())
    .withPanel(
      figure(
        {
          title: 'Regressions',
          description: 'Confirmed regressions that were reported first in the time range.',
        },
        promqlNow(
          `sum(${countGrown('build_telemetry_regressions_total', pipeline, '$__range', 'cicd_pipeline_name')})`,
          'regressions',
        ),
      )
        .decimals(0)
        .thresholds(redFrom(1)),
    )
    .withPanel(
      figure(
        { title: 'Cost', description: 'Cost of agents and models in the time range.', unit: 'currencyUSD' },
        promqlNow(
          `sum(${countGrown('build_telemetry_cost_usd_total', pipeline, '$__range', 'cicd_pipeline_name')})`,
          'cost',
        ),
      ),
    )
    .withPanel(
      lines(
        {
          title: 'Duration (p50, p95)',
          description: 'Builds of the window before each point, by series.',
          unit: 's',
        },
        promql(quantile(0.5, run, executing, 'cicd_pipeline_name'), '{{cicd_pipeline_name}} p50'),
        promql(quantile(0.95, run, executing, 'cicd_pipeline_name'), '{{cicd_pipeline_name}} p95'),
      ),
    )
    .withPanel(
      lines(
        { title: 'Wait for a runner (p95)', description: 'From created to started, by series.', unit: 's' },
        promql(
          quantile(0.95, run, `${pipeline},cicd_pipeline_run_state="pending"`, 'cicd_pipeline_name'),
          '{{cicd_pipeline_name}}',
        ),
      ),
    )
    .withPanel(byWindow('Builds by result', 'cicd_pipeline_result', `${run}_count`, executing))
    .withPanel(byWindow('Errors by type', 'error_type', 'cicd_pipeline_run_errors_total', pipeline))
    .withPanel(
      byWindow('Tasks by result', 'cicd_pipeline_task_run_result', 'build_telemetry_tasks_total', pipeline),
    )
    .withPanel(byWindow('Alerts by level', 'level', 'build_telemetry_alerts_total', pipeline))
    .withPanel(
      lines(
        {
          title: 'Slowest tasks (p95)',
          description: 'The ten slowest of the tasks that `metric-tasks` names.',
          unit: 's',
        },
        promql(
          `topk(10, ${quantile(0.95, 'build_telemetry_task_duration_seconds', pipeline, 'cicd_pipeline_task_name')})`,
          '{{cicd_pipeline_task_name}}',
        ),
      ),
    )
    .withPanel(cacheHits())
    .withPanel(
      byWindow(
        'Cost by model',
        'gen_ai_request_model',
        'build_telemetry_cost_usd_total',
        pipeline,
        'currencyUSD',
      ),
    )
    .withPanel(byWindow('Tokens by type', 'gen_ai_token_type', 'build_telemetry_tokens_total', pipeline))
    .withPanel(
      ranking(
        { title: 'Last build', description: 'Duration of the last build of each series.', unit: 'ms' },
        promqlNow('last_over_time(builder_duration_ms{build=~"$pipeline"}[$__range])', '{{build}}'),
      ),
    )
    .withPanel(
      lines(
        { title: 'Tasks a second', description: 'Of the last build of each series.', unit: 'ops' },
        promql('last_over_time(builder_targets_per_second{build=~"$pipeline"}[$window])', '{{build}}'),
      ),
    )
    .build();
}

function successRate() {
  const builds = (matchers: string): string => `sum(${grown(`${run}_count`, matchers, '$__range')})`;
  return figure(
    { title: 'Success rate', description: 'Of the builds that succeeded or failed.', unit: 'percent' },
    promqlNow(
      `100 * ${builds(`${executing},cicd_pipeline_result="success"`)} / ${builds(judged)}`,
      'success',
    ),
  ).thresholds(redBelow(90));
}

function cacheHits() {
  const [hits, lookups] = ['hits', 'lookups'].map(
    (what) => `sum by (cicd_pipeline_name) (${grown(`build_telemetry_cache_${what}_total`, pipeline)})`,
  );
  return lines(
    {
      title: 'Cache hit rate',
      description: 'Part of the tasks whose result came from a cache, by series.',
      unit: 'percent',
    },
    promql(`100 * ${hits} / ${lookups}`, '{{cicd_pipeline_name}}'),
  ).max(100);
}

function byWindow(title: string, label: string, metric: string, matchers: string, unit = 'short') {
  return bars(
    { title, description: 'In the window before each point.', unit },
    promql(`sum by (${label}) (${grown(metric, matchers)})`, `{{${label}}}`),
  );
}
