/** A stored history as JSON and as CSV, piece by piece: it may have millions of rows. */

import { type ExportedRow, listRows } from '../history/list-rows.ts';
import { csvField } from '../ingest/csv-field.ts';
import type { History } from '../model/history.ts';

/** One JSON object with `builds` and `rows`, one item per line; a row contains its build. */
export function* renderHistoryJson(history: History): Generator<string> {
  yield '{\n"builds": [';
  for (const [index, build] of history.builds.entries())
    yield `${index === 0 ? '' : ','}\n${JSON.stringify(build)}`;
  yield '\n],\n"rows": [';
  let first = true;
  for (const { build, ...row } of listRows(history)) {
    yield `${first ? '' : ','}\n${JSON.stringify({ build: build.id, ...row })}`;
    first = false;
  }
  yield '\n]\n}\n';
}

const columns: readonly (readonly [title: string, of: (row: ExportedRow) => string | number | null])[] = [
  ['build', ({ build }) => build.id],
  ['start', ({ build }) => new Date(build.startTimeMs).toISOString()],
  ['branch', ({ build }) => build.branch],
  ['commit', ({ build }) => build.commit],
  ['build_result', ({ build }) => build.result],
  ['build_duration_ms', ({ build }) => build.durationMs],
  ['name', ({ name }) => name],
  ['kind', ({ kind }) => kind],
  ['attempt', ({ attempt }) => attempt],
  ['result', ({ result }) => result],
  ['duration_ms', ({ durationMs }) => durationMs],
  ['cached', ({ cached }) => String(cached)],
  ['cost_usd', ({ costUsd }) => costUsd],
  ['tokens', ({ tokens }) => tokens],
  ['cpu_ms', ({ cpuMs }) => cpuMs],
  ['memory_bytes', ({ memoryBytes }) => memoryBytes],
  ['error_type', ({ errorType }) => errorType],
  ['model', ({ model }) => model],
  ['value', ({ value }) => value],
  ['unit', ({ unit }) => unit],
  ['output_tokens', ({ outputTokens }) => outputTokens],
  ['cache_read_tokens', ({ cacheReadTokens }) => cacheReadTokens],
  ['cache_creation_tokens', ({ cacheCreationTokens }) => cacheCreationTokens],
  ['queue_ms', ({ queueMs }) => queueMs],
];

/** One line per task or measurement of a build (RFC 4180). */
export function* renderHistoryCsv(history: History): Generator<string> {
  yield `${columns.map(([title]) => title).join(',')}\r\n`;
  for (const row of listRows(history)) yield `${columns.map(([, of]) => csvField(of(row))).join(',')}\r\n`;
}
