/** What differs between the engines that the dashboard of builds queries by SQL, and what only one of them stores. */
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { clickhouse, clickhouseSql, database, sql } from './queries.ts';

export interface SqlDialect {
  readonly title: string;
  readonly uid: string;
  readonly description: string;
  /** Name of the variable that chooses the data source, and Grafana's id of its type. */
  readonly variable: 'database' | 'clickhouse';
  readonly source: { readonly type: string; readonly uid: string };
  /** Builds of a database are judged with everything open; files hold what each report was the first to report. */
  readonly isJudged: boolean;
  readonly query: (text: string, format?: 'table' | 'time_series') => Builder<Dataquery>;
  /** A time from epoch milliseconds. */
  readonly time: (column: string) => string;
  /** The start of the interval that Grafana chose. */
  readonly bucket: (column: string) => string;
  /** The id of the trace of a workflow run, as `runTraceId` derives it. */
  readonly traceId: string;
  /** The product's rule for percentiles: the value at rank ⌊p·n⌋ counted from 0. */
  readonly percentile: (p: number, column: string) => string;
}

export const postgresql: SqlDialect = {
  title: 'CI (PostgreSQL)',
  uid: 'build-telemetry-ci-postgresql',
  description: 'Builds, tasks and regressions of all repositories, with links to their runs.',
  variable: 'database',
  source: database,
  isJudged: true,
  query: sql,
  time: (column) => `to_timestamp(${column} / 1000)`,
  bucket: (column) => `$__unixEpochGroup(${column} / 1000, $__interval)`,
  traceId: "left(encode(sha256(convert_to(b.run_id || b.run_attempt || 't', 'UTF8')), 'hex'), 32)",
  percentile: (p, column) =>
    `(array_agg(${column} order by ${column}))[floor(${p} * count(${column}) + 1e-9)::integer + 1]`,
};

/** Over the views of sql/clickhouse. Reference: https://grafana.com/grafana/plugins/grafana-clickhouse-datasource/ */
export const clickhouseDialect: SqlDialect = {
  title: 'CI (ClickHouse)',
  uid: 'build-telemetry-ci-clickhouse',
  description:
    'Builds and tasks of all repositories, from the files of the history, with links to their runs.',
  variable: 'clickhouse',
  source: clickhouse,
  isJudged: false,
  query: clickhouseSql,
  time: (column) => `fromUnixTimestamp64Milli(toInt64(${column}))`,
  bucket: (column) =>
    `toStartOfInterval(fromUnixTimestamp64Milli(toInt64(${column})), interval $__interval_s second)`,
  traceId: "left(lower(hex(SHA256(concat(b.run_id, toString(b.run_attempt), 't')))), 32)",
  percentile: (p, column) =>
    `arraySort(groupArray(${column}))[toUInt32(floor(${p} * count(${column}) + 1e-9)) + 1]`,
};
