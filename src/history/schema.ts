/**
 * The columns and the version of the stored history. Row group 0 has one row per build, the others one row
 * per task.
 */

import type { Column, ColumnType } from '../parquet/column.ts';

/** `major.minor`: a minor version only adds nullable columns. */
export const formatVersion = '2.0';

/** Kind of the rows that hold a measurement: its name is in `task`. */
export const metricKind = 'metric';

/** Key of the version in the file's key-value metadata. */
export const versionKey = 'build-telemetry.history';

/** Maximum number of task rows in one row group. */
export const groupRows = 131_072;

/** Maximum number of rows in one page; pages of all columns of a row group break at the same rows. */
export const pageRows = 16_384;

const need = (name: string, type: ColumnType): Column => ({ name, type, required: true });
const may = (name: string, type: ColumnType): Column => ({ name, type, required: false });

/** All columns, in the order of the file. `task` and `kind` are null on build rows, which are the only ones with a `name`. */
export const historyColumns: readonly Column[] = [
  may('task', 'text'),
  may('kind', 'text'),
  need('build', 'text'),
  need('start', 'timestamp'),
  may('branch', 'text'),
  need('result', 'text'),
  may('duration_us', 'long'),
  may('cached', 'flag'),
  need('attempt', 'int'),
  may('error_type', 'text'),
  may('model', 'text'),
  may('cost_usd', 'double'),
  may('tokens', 'long'),
  may('cpu_us', 'long'),
  may('memory_bytes', 'long'),
  may('name', 'text'),
  may('complete', 'flag'),
  may('degraded', 'flag'),
  may('tasks', 'int'),
  may('failed_tasks', 'int'),
  may('cache_hits', 'int'),
  may('cache_lookups', 'int'),
  may('commit', 'text'),
  may('pull_request', 'int'),
  may('event', 'text'),
  may('workflow', 'text'),
  may('job', 'text'),
  may('run_id', 'text'),
  may('runner_os', 'text'),
  may('runner_arch', 'text'),
  may('cpu_model', 'text'),
  may('digest', 'text'),
  // Since 1.1.
  may('value', 'double'),
  may('unit', 'text'),
  may('better', 'text'),
  may('runner_image', 'text'),
  may('retries', 'int'),
  may('errors', 'int'),
  may('opened', 'text'),
  // Since 1.2.
  may('max_parallelism', 'int'),
  may('environment', 'text'),
  may('failure_print', 'text'),
  // Since 1.3.
  may('amounts', 'text'),
  may('folded', 'text'),
  // Since 1.4.
  may('queue_us', 'long'),
  may('output_tokens', 'long'),
  may('cache_read_tokens', 'long'),
  may('cache_creation_tokens', 'long'),
];
