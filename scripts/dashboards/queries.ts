/**
 * Queries of panels: PromQL by the SDK's builder, SQL in the form of Grafana's data sources, for which the SDK has no
 * types.
 */
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';

/** The variables that choose the data sources, so that a dashboard fits any Grafana. */
export const prometheus = { type: 'prometheus', uid: '${prometheus}' };
export const database = { type: 'grafana-postgresql-datasource', uid: '${database}' };
export const clickhouse = { type: 'grafana-clickhouse-datasource', uid: '${clickhouse}' };

/** Points over time. */
export function promql(expr: string, legend: string): Builder<Dataquery> {
  return new DataqueryBuilder().datasource(prometheus).expr(expr).legendFormat(legend).range();
}

/** One value of each series, at the end of the time range. */
export function promqlNow(expr: string, legend: string): Builder<Dataquery> {
  return new DataqueryBuilder().datasource(prometheus).expr(expr).legendFormat(legend).instant();
}

interface SqlQuery extends Dataquery {
  readonly refId: string;
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly editorMode: 'code';
  readonly rawQuery: true;
  readonly rawSql: string;
  /** `time_series` needs the columns `time` and `metric`, in the order of time. */
  readonly format: 'table' | 'time_series';
}

export function sql(
  rawSql: string,
  format: SqlQuery['format'] = 'table',
  { refId = 'A', datasource = database } = {},
): Builder<Dataquery> {
  const query = {
    refId,
    datasource,
    editorMode: 'code',
    rawQuery: true,
    rawSql: rawSql.trim(),
    format,
  } as const;
  return { build: (): SqlQuery => ({ ...query, _implementsDataqueryVariant: () => {} }) };
}

interface ClickhouseQuery extends Dataquery {
  readonly refId: string;
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly editorType: 'sql';
  readonly queryType: 'table' | 'timeseries';
  /** The same as a number: 0 points over time, 1 a table. */
  readonly format: 0 | 1;
  readonly rawSql: string;
}

/** SQL for the plugin of ClickHouse. */
export function clickhouseSql(rawSql: string, format: SqlQuery['format'] = 'table'): Builder<Dataquery> {
  const isTable = format === 'table';
  return {
    build: (): ClickhouseQuery => ({
      ...{ refId: 'A', datasource: clickhouse, rawSql: rawSql.trim() },
      format: isTable ? 1 : 0,
      editorType: 'sql',
      queryType: isTable ? 'table' : 'timeseries',
      _implementsDataqueryVariant: () => {},
    }),
  };
}
