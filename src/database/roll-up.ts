/** The SQL that rolls up metrics before their rows are deleted, and removes old rows. One text for both engines. */

import { dayMs, hourMs } from '../model/time-units.ts';
import type { Retention } from '../settings/retention.ts';
import { percentileSql } from './percentile-sql.ts';

/** Start of the kept time. Whole days (UTC) are removed, so that each roll-up covers its whole hour and day. */
export function firstKept(nowMs: number, days: number): number {
  return Math.floor((nowMs - days * dayMs) / dayMs) * dayMs;
}

/** One statement for the hours and one for the days; `$1` is the start of the kept time. */
export const rollUps: readonly string[] = [hourMs, dayMs].map(rollUp);

function rollUp(intervalMs: number): string {
  const group = 'repository, series, name, kind, labels';
  const both = (column: string): string => `${column} = telemetry_aggregates.${column} + excluded.${column}`;
  const first = (column: string, sign: '<' | '>'): string =>
    `${column} = case when excluded.${column} ${sign} telemetry_aggregates.${column} then excluded.${column} else telemetry_aggregates.${column} end`;
  return `insert into telemetry_aggregates (${group}, interval_ms, start_ms, count, sum, min, max, p50, p95, p99)
  select ${group}, ${intervalMs}, bucket_ms, count(*), sum(value), min(value), max(value), ${percentileSql(0.5)}, ${percentileSql(0.95)}, ${percentileSql(0.99)}
  from (
    select ${group}, value, bucket_ms,
      row_number() over (partition by ${group}, bucket_ms order by value) as n,
      count(*) over (partition by ${group}, bucket_ms) as c
    from (
      select ${group}, value, floor(time_ms / ${intervalMs}) * ${intervalMs} as bucket_ms
      from telemetry_metrics where time_ms < $1) dated) numbered
  where true
  group by ${group}, bucket_ms
  on conflict (${group}, interval_ms, start_ms) do update set
    ${both('count')}, ${both('sum')}, ${first('min', '<')}, ${first('max', '>')}, p50 = null, p95 = null, p99 = null`;
}

/** End of the newest day of a series (`$1` repository, `$2` series) whose metrics were rolled up; null: none. */
export const lastRollUp = `select max(start_ms) + ${dayMs} as end_ms from telemetry_aggregates
  where repository = $1 and series = $2 and interval_ms = ${dayMs}`;

/** A statement that removes rows, with its retention: `$1` is the start of the kept time. */
export interface Removal {
  readonly keeps: keyof Retention;
  readonly table: string;
  readonly sql: string;
}

const before = (keeps: keyof Retention, table: string, column: string): Removal => ({
  keeps,
  table,
  sql: `delete from ${table} where ${column} < $1`,
});

/** In an order in which no row is left without its parent. */
export const removals: readonly Removal[] = [
  before('metrics', 'telemetry_metrics', 'time_ms'),
  {
    keeps: 'traces',
    table: 'telemetry_span_events',
    sql: `delete from telemetry_span_events where exists (
      select 1 from telemetry_spans s where s.trace_id = telemetry_span_events.trace_id
        and s.span_id = telemetry_span_events.span_id and s.start_ms < $1)`,
  },
  before('traces', 'telemetry_spans', 'start_ms'),
  before('aggregates', 'telemetry_aggregates', 'start_ms'),
  before('aggregates', 'telemetry_exports', 'started_ms'),
  ...['alerts', 'changes', 'measurements', 'tasks', 'builds'].map((table) =>
    before('builds', table, 'start_ms'),
  ),
];
