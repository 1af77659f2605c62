/**
 * Alert rules of both data sources, in the form of Grafana's provisioning files. They contain no `$`, which such
 * files read as a variable of the environment. Reference:
 * https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/
 */
import { QueryBuilder, RuleBuilder } from '@grafana/grafana-foundation-sdk/alerting';
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { TypeThresholdBuilder } from '@grafana/grafana-foundation-sdk/expr';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { countGrown } from './count-grown.ts';
import { database, prometheus, sql } from './queries.ts';

const daySeconds = 86_400;
/** The data sources that `provisioning/datasources` defines: a rule cannot choose one. */
const sources = {
  prometheus: { ...prometheus, uid: 'build-telemetry-prometheus' },
  database: { ...database, uid: 'build-telemetry-database' },
} as const;

interface AlertRule {
  readonly uid: string;
  readonly title: string;
  readonly source: keyof typeof sources;
  /** One value of each series, and the value above which it alerts. */
  readonly query: string;
  readonly above: number;
  /** How long the condition must last. */
  readonly for: string;
  readonly severity: 'warning' | 'critical';
  readonly summary: string;
  readonly description: string;
}

const ofDays = (days: number): string =>
  `b.start_ms > 1000 * extract(epoch from now() - interval '${days} days')`;

const rules: readonly AlertRule[] = [
  {
    uid: 'bt-lasting-regressions',
    title: 'A regression lasts',
    source: 'database',
    query: `
select b.repository, b.series, count(*) as regressions
from (
  select distinct on (repository, series) b.*
  from builds b
  where b.pull_request is null and ${ofDays(30)}
  order by repository, series, b.start_ms desc) b
join changes c on c.repository = b.repository and c.series = b.series and c.build = b.id
where c.verdict in ('confirmed', 'drift') and c.state = 'open'
group by b.repository, b.series`,
    above: 0,
    for: '1d',
    severity: 'critical',
    summary: '{{ .Labels.repository }}: a regression of {{ .Labels.series }} lasts',
    description:
      'The newest build that is no pull request still has a regression that an earlier one reported.',
  },
  {
    uid: 'bt-flake-rate',
    title: 'Tasks are flaky',
    source: 'database',
    query: `
select repository, 100 * count(*) filter (where passed between 1 and runs - 1)::float8 / count(*) as percent
from (
  select b.repository, b.commit_sha, count(*) as runs, count(*) filter (where t.result = 'success') as passed
  from tasks t
  join builds b on b.repository = t.repository and b.series = t.series and b.id = t.build
  where b.commit_sha is not null and t.result in ('success', 'failure', 'error', 'timeout') and ${ofDays(7)}
  group by b.repository, b.series, t.name, b.commit_sha) tried
group by repository
having count(*) >= 20`,
    above: 2,
    for: '1h',
    severity: 'warning',
    summary: '{{ .Labels.repository }}: tasks are flaky',
    description: 'More than 2 of 100 tasks failed and passed on one commit within 7 days.',
  },
  {
    uid: 'bt-cost',
    title: 'Cost of a day is high',
    source: 'database',
    query: `
select b.repository, sum(b.cost_usd) as usd
from builds b
where b.cost_usd is not null and ${ofDays(1)}
group by b.repository`,
    above: 50,
    for: '0s',
    severity: 'warning',
    summary: '{{ .Labels.repository }}: agents and models cost more than 50 USD in a day',
    description: 'Set the limit to what a day of the repository may cost.',
  },
  {
    uid: 'bt-queue-time-database',
    title: 'Builds wait for runners (PostgreSQL)',
    source: 'database',
    query: `
select b.repository, percentile_disc(0.95) within group (order by b.queue_ms) / 1000 as seconds
from builds b
where b.queue_ms is not null and ${ofDays(1)}
group by b.repository`,
    above: 300,
    for: '30m',
    severity: 'warning',
    summary: '{{ .Labels.repository }}: builds wait for runners',
    description: '5 of 100 builds waited longer than 5 minutes within a day.',
  },
  {
    uid: 'bt-new-regressions',
    title: 'A regression was reported',
    source: 'prometheus',
    query: countGrown('build_telemetry_regressions_total', '', '1d', 'cicd_pipeline_name'),
    above: 0,
    for: '0s',
    severity: 'warning',
    summary: '{{ .Labels.cicd_pipeline_name }}: a regression was reported',
    description: 'A build reported a confirmed regression first within a day.',
  },
  {
    uid: 'bt-queue-time',
    title: 'Builds wait for runners',
    source: 'prometheus',
    query:
      'histogram_quantile(0.95, sum by (le, cicd_pipeline_name) (increase(cicd_pipeline_run_duration_seconds_bucket{cicd_pipeline_run_state="pending"}[6h])))',
    above: 300,
    for: '30m',
    severity: 'warning',
    summary: '{{ .Labels.cicd_pipeline_name }}: builds wait for runners',
    description: '5 of 100 jobs waited longer than 5 minutes within 6 hours.',
  },
  {
    uid: 'bt-cost-prometheus',
    title: 'Cost of a day is high (Prometheus)',
    source: 'prometheus',
    query: countGrown('build_telemetry_cost_usd_total', '', '1d', 'cicd_pipeline_name'),
    above: 50,
    for: '0s',
    severity: 'warning',
    summary: '{{ .Labels.cicd_pipeline_name }}: agents and models cost more than 50 USD in a day',
    description: 'Set the limit to what a day of the series may cost.',
  },
];

/** The groups of rules, one per data source: a team may have only one of them. */
export function alertGroups(source: keyof typeof sources): object {
  return {
    apiVersion: 1,
    groups: [
      {
        orgId: 1,
        name: `build-telemetry ${source}`,
        folder: 'Build Telemetry',
        interval: '5m',
        rules: rules.filter((rule) => rule.source === source).map(toRule),
      },
    ],
  };
}

function toRule(rule: AlertRule): object {
  const built = new RuleBuilder(rule.title)
    .uid(rule.uid)
    .condition('B')
    .withQuery(toQuery(rule))
    .withQuery(
      new QueryBuilder('B')
        .datasourceUid('__expr__')
        .relativeTimeRange({ from: daySeconds, to: 0 })
        .model(
          new TypeThresholdBuilder()
            .refId('B')
            .datasource({ type: '__expr__', uid: '__expr__' })
            .expression('A')
            .conditions([{ evaluator: { type: 'gt', params: [rule.above] } }]),
        ),
    )
    .forDuration(rule.for)
    .noDataState('OK')
    .execErrState('Error')
    .labels({ severity: rule.severity })
    .annotations({ summary: rule.summary, description: rule.description })
    .build();
  // The group in a file decides where a rule belongs.
  const { orgID: _org, folderUID: _folder, ruleGroup: _group, ...own } = built;
  return own;
}

function toQuery({ source, query }: AlertRule): QueryBuilder {
  const datasource = sources[source];
  const model: Builder<Dataquery> =
    source === 'database'
      ? sql(query, 'table', { datasource })
      : new DataqueryBuilder().refId('A').datasource(datasource).expr(query).instant();
  return new QueryBuilder('A')
    .datasourceUid(datasource.uid)
    .relativeTimeRange({ from: daySeconds, to: 0 })
    .model(model);
}
