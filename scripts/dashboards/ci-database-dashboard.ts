/** Builds as `build-telemetry database push` copies them into PostgreSQL, or as the views of ClickHouse show them. */
import { type Dashboard, DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { bars, figure, type Link, lines, list, type PanelText, points, redBelow, redFrom } from './panels.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { bySql, chooseSource, textBox } from './variables.ts';

/** Columns that the reader filters by; builds outside CI lack some of them. */
const columns = {
  repository: 'b.repository',
  workflow: "coalesce(b.workflow, '(none)')",
  branch: "coalesce(b.branch, '(none)')",
  runner: "coalesce(b.runner_os || ' ' || b.runner_arch, '(none)')",
} as const;

const inRange = 'b.start_ms between $__from and $__to';
const chosen = `${inRange}\n${Object.entries(columns)
  .map(([name, column]) => `  and ${column} in (\${${name}:sqlstring})`)
  .join('\n')}`;
/** Ended by itself, with or without success. */
const judged = "b.result in ('success', 'failure', 'error', 'timeout')";
const ofBuild = (other: string): string =>
  `${other}.repository = b.repository and ${other}.series = b.series and ${other}.build = b.id`;

const run: Link = [
  'Run',
  '${server}/${__data.fields.repository}/actions/runs/${__data.fields.run_id}/attempts/${__data.fields.run_attempt}',
];
const report: Link = [
  'Summary, and the report among its artifacts',
  '${server}/${__data.fields.repository}/actions/runs/${__data.fields.run_id}#artifacts',
];
const trace: Link = ['Trace', '${trace_url}${__data.fields.trace_id}'];
const commit: Link = ['Commit', '${server}/${__data.fields.repository}/commit/${__data.fields.commit_sha}'];

export function ciDatabaseDashboard(dialect: SqlDialect): Dashboard {
  const { percentile, query: sql, source, time } = dialect;
  const day = `${dialect.bucket('b.start_ms')} as time`;
  const values = (name: keyof typeof columns, others: readonly (keyof typeof columns)[]) =>
    bySql(
      name,
      source,
      `select distinct ${columns[name]} from builds b where ${[inRange, ...others.map((other) => `${columns[other]} in (\${${other}:sqlstring})`)].join(' and ')} order by 1`,
      columns[name],
    );
  const regressions = dialect.isJudged ? lasting(time) : reported(time);
  const dashboard = new DashboardBuilder(dialect.title)
    .uid(dialect.uid)
    .description(dialect.description)
    .tags(['build-telemetry', 'ci'])
    .time({ from: 'now-30d', to: 'now' })
    .refresh('5m')
    .withVariable(chooseSource(dialect.variable))
    .withVariable(values('repository', []))
    .withVariable(values('workflow', ['repository']))
    .withVariable(values('branch', ['repository', 'workflow']))
    .withVariable(values('runner', ['repository', 'workflow']))
    .withVariable(textBox('server', 'GitHub', 'https://github.com'))
    .withVariable(textBox('trace_url', 'URL of a trace, without its id', 'http://localhost:16686/trace/'))
    .withPanel(
      figure(
        { title: 'Builds', description: 'Builds in the time range.' },
        sql(`select count(*) as builds from builds b where ${chosen}`),
      ),
    )
    .withPanel(
      figure(
        { title: 'Success rate', description: 'Of the builds that succeeded or failed.', unit: 'percent' },
        sql(`
select 100.0 * count(*) filter (where b.result = 'success') / nullif(count(*), 0) as success
from builds b
where ${judged} and ${chosen}`),
      ).thresholds(redBelow(90)),
    )
    .withPanel(
      figure(
        regressions.figure,
        sql(`select count(*) as regressions from (${regressions.query}) regressions`),
      ).thresholds(redFrom(1)),
    )
    .withPanel(
      figure(
        { title: 'Cost', description: 'Cost of agents and models in the time range.', unit: 'currencyUSD' },
        sql(`select sum(b.cost_usd) as cost from builds b where ${chosen}`),
      ),
    )
    .withPanel(eachBuild(dialect))
    .withPanel(durations(dialect, 'duration_ms', durationText))
    .withPanel(durations(dialect, 'queue_ms', queueText).span(24))
    .withPanel(
      bars(
        { title: 'Builds by result', description: 'Builds by how they ended.' },
        sql(
          `select ${day}, b.result as metric, count(*) as builds from builds b where ${chosen} group by 1, 2 order by 1, 2`,
          'time_series',
        ),
      ).interval('1h'),
    )
    .withPanel(
      bars(
        {
          title: 'Changes',
          description: 'Regressions and improvements by the build that reported them first.',
        },
        sql(
          `
select ${day}, c.verdict as metric, count(*) as changes
from changes c
join builds b on ${ofBuild('c')}
where c.state = 'new' and ${chosen}
group by 1, 2
order by 1, 2`,
          'time_series',
        ),
      ).interval('1h'),
    )
    .withPanel(
      list(
        regressions.list,
        {
          run_id: { links: [run, report] },
          commit_sha: { links: [commit] },
          ...(dialect.isJudged ? { percent: { unit: 'percent' } } : {}),
        },
        sql(`${regressions.query}\norder by time desc\nlimit 200`),
      ),
    )
    .withPanel(
      list(
        {
          title: 'Newest builds',
          description: 'A click on a run opens it, with its summary and the report.',
        },
        {
          run_id: { links: [run, report] },
          commit_sha: { links: [commit] },
          duration_ms: { unit: 'ms' },
          cost_usd: { unit: 'currencyUSD' },
        },
        sql(`
select ${time('b.start_ms')} as time, b.repository, b.workflow, b.job, b.series, b.branch, b.result,
  b.duration_ms, b.failed_tasks, b.cost_usd, b.commit_sha, b.run_id, b.run_attempt
from builds b
where ${chosen}
order by b.start_ms desc
limit 100`),
      ),
    )
    .withPanel(
      list(
        { title: 'Flaky tasks', description: 'Failed and passed on one commit, most commits first.' },
        {},
        sql(`
select repository, series, name, count(*) as flaky_commits
from (
  select b.repository as repository, b.series as series, t.name as name, b.commit_sha as commit_sha
  from tasks t
  join builds b on ${ofBuild('t')}
  where b.commit_sha is not null and t.result in ('success', 'failure', 'error', 'timeout') and ${chosen}
  group by b.repository, b.series, t.name, b.commit_sha
  having count(*) filter (where t.result = 'success') between 1 and count(*) - 1) mixed
group by repository, series, name
order by flaky_commits desc, repository, series, name
limit 50`),
      ),
    )
    .withPanel(
      list(
        { title: 'Slowest jobs', description: 'Jobs by the minutes of all their builds.' },
        { p50_ms: { unit: 'ms' }, p95_ms: { unit: 'ms' } },
        sql(`
select b.repository, b.workflow, b.job, count(*) as builds, ${percentile(0.5, 'b.duration_ms')} as p50_ms,
  ${percentile(0.95, 'b.duration_ms')} as p95_ms, sum(b.duration_ms) / 60000 as minutes
from builds b
where b.duration_ms is not null and ${chosen}
group by b.repository, b.workflow, b.job
order by minutes desc
limit 50`),
      ).span(12),
    )
    .withPanel(
      list(
        {
          title: 'Slowest tasks',
          description: 'Tasks by the minutes of all their runs that no cache answered.',
        },
        { p50_ms: { unit: 'ms' }, p95_ms: { unit: 'ms' } },
        sql(`
select t.repository, t.name, t.kind, count(*) as runs, ${percentile(0.5, 't.duration_ms')} as p50_ms,
  ${percentile(0.95, 't.duration_ms')} as p95_ms, sum(t.duration_ms) / 60000 as minutes
from tasks t
join builds b on ${ofBuild('t')}
where t.duration_ms is not null and t.cached = 0 and ${chosen}
group by t.repository, t.name, t.kind
order by minutes desc
limit 50`),
      ).span(12),
    )
    .withPanel(
      bars(
        { title: 'Cost by model', description: 'Cost of the tasks of each model.', unit: 'currencyUSD' },
        sql(
          `
select ${day}, coalesce(t.model, 'unknown') as metric, sum(t.cost_usd) as cost
from tasks t
join builds b on ${ofBuild('t')}
where t.cost_usd is not null and ${chosen}
group by 1, 2
order by 1, 2`,
          'time_series',
        ),
      ).interval('1h'),
    )
    .withPanel(
      lines(
        {
          title: 'Cache hit rate',
          description: 'Part of the tasks whose result came from a cache.',
          unit: 'percent',
        },
        sql(
          `
select ${day}, b.repository as metric, 100.0 * sum(b.cache_hits) / sum(b.cache_lookups) as hits
from builds b
where b.cache_lookups > 0 and ${chosen}
group by 1, 2
order by 1, 2`,
          'time_series',
        ),
      )
        .max(100)
        .interval('1h'),
    )
    .withPanel(
      bars(
        { title: 'Errors by type', description: 'Tasks that failed, by what they failed with.' },
        sql(
          `
select ${day}, coalesce(t.error_type, t.result) as metric, count(*) as errors
from tasks t
join builds b on ${ofBuild('t')}
where t.result in ('failure', 'error', 'timeout') and ${chosen}
group by 1, 2
order by 1, 2`,
          'time_series',
        ),
      )
        .interval('1h')
        .span(dialect.isJudged ? 12 : 24),
    );
  if (dialect.isJudged) dashboard.withPanel(alertsByLevel(sql, day));
  return dashboard
    .withPanel(
      list(
        {
          title: 'Runners',
          description: 'Builds by runner and processor: two processors are two environments.',
        },
        { p50_ms: { unit: 'ms' }, p95_ms: { unit: 'ms' } },
        sql(`
select ${columns.runner} as runner, b.runner_image, b.cpu_model, count(*) as builds,
  ${percentile(0.5, 'b.duration_ms')} as p50_ms, ${percentile(0.95, 'b.duration_ms')} as p95_ms
from builds b
where b.duration_ms is not null and ${chosen}
group by 1, 2, 3
order by builds desc
limit 50`),
      ),
    )
    .build();
}

function alertsByLevel(sql: SqlDialect['query'], day: string) {
  return bars(
    { title: 'Alerts by level', description: 'Alerts of the reports.' },
    sql(
      `
select ${day}, a.level as metric, count(*) as alerts
from alerts a
join builds b on ${ofBuild('a')}
where ${chosen}
group by 1, 2
order by 1, 2`,
      'time_series',
    ),
  ).interval('1h');
}

/** One point per build: a click on it leads to its run. */
function eachBuild({ query: sql, time, traceId }: SqlDialect) {
  return points(
    {
      title: 'Duration of each build',
      description: 'Successful builds; a click on a point leads to its run, its report and its trace.',
      unit: 'ms',
    },
    [run, report, trace],
    sql(`
select ${time('b.start_ms')} as time, b.duration_ms, b.repository, b.series, b.run_id,
  cast(b.run_attempt as varchar) as run_attempt, ${traceId} as trace_id
from builds b
where b.result = 'success' and b.duration_ms is not null and ${chosen}
order by b.start_ms`),
  );
}

const durationText = {
  title: 'Duration (p50, p95)',
  description: 'Successful builds of all chosen series together.',
  unit: 'ms',
};
const queueText = {
  title: 'Wait for a runner (p50, p95)',
  description: 'The longest wait of a job of each successful build, where the log of its jobs says it.',
  unit: 'ms',
};

function durations(
  { bucket, percentile, query: sql }: SqlDialect,
  column: 'duration_ms' | 'queue_ms',
  text: PanelText,
) {
  const over = (p: number, name: string): string => `${percentile(p, `b.${column}`)} as ${name}`;
  return lines(
    text,
    sql(
      `
select ${bucket('b.start_ms')} as time, ${over(0.5, 'p50')}, ${over(0.95, 'p95')}
from builds b
where b.result = 'success' and b.${column} is not null and ${chosen}
group by 1
order by 1`,
      'time_series',
    ),
  ).interval('1h');
}

interface Regressions {
  readonly figure: PanelText;
  readonly list: PanelText;
  readonly query: string;
}

/** What the newest build of each series, in the selection, still has and did not report first. */
function lasting(time: SqlDialect['time']): Regressions {
  return {
    figure: {
      title: 'Lasting regressions',
      description:
        'Regressions that an earlier build reported first and the newest build of the series still has.',
    },
    list: {
      title: 'Lasting regressions, by series',
      description:
        'Still there in the newest build of the series; a click on the run or the commit opens it.',
    },
    query: `
select ${time('b.start_ms')} as time, b.repository, b.series, c.change, c.verdict, c.level,
  100 * c.ratio as percent, c.since_commit, b.commit_sha, b.run_id, b.run_attempt
from (
  select distinct on (b.repository, b.series) b.*
  from builds b
  where ${chosen}
  order by b.repository, b.series, b.start_ms desc) b
join changes c on ${ofBuild('c')}
where c.verdict in ('confirmed', 'drift') and c.state = 'open'`.trim(),
  };
}

/** What builds reported first; files do not record whether it lasts. */
function reported(time: SqlDialect['time']): Regressions {
  return {
    figure: {
      title: 'Regressions',
      description: 'Regressions that a build in the time range reported first.',
    },
    list: {
      title: 'Regressions, by series',
      description: 'By the build that reported them first; a click on the run or the commit opens it.',
    },
    query: `
select ${time('b.start_ms')} as time, b.repository as repository, b.series as series, c.change as change,
  c.verdict as verdict, b.commit_sha as commit_sha, b.run_id as run_id, b.run_attempt as run_attempt
from changes c
join builds b on ${ofBuild('c')}
where c.verdict in ('confirmed', 'drift') and c.state = 'new' and ${chosen}`.trim(),
  };
}
