/** The tables of the history: builds, their tasks and measurements, and their reported changes. */

import type { Change, ChangeState, ChangeVerdict } from '../model/change.ts';
import type { Level } from '../model/level.ts';
import type { Metric } from '../model/metric.ts';
import { addedIn, may, need, needOneOf, type SqlColumn, type Table } from './table.ts';

/** The key of the history: each table begins with these columns. */
const owner = [need('repository', 'text'), need('series', 'text')];
/** The build of a row, and its start: epoch milliseconds, as in all time columns that end in `_ms`. */
const buildColumns = [...owner, need('build', 'text'), need('start_ms', 'real')];
const byBuild = ['repository', 'series', 'build'];

/** Wait of a job for a runner; for a build, the longest wait. */
const queue: SqlColumn = addedIn(2, may('queue_ms', 'real'));

export const buildsTable: Table = {
  name: 'builds',
  columns: [
    ...owner,
    need('id', 'text'),
    // Digest of all stored data of the build: the same text is the same build.
    need('digest', 'text'),
    need('start_ms', 'real'),
    may('duration_ms', 'real'),
    need('result', 'text'),
    need('complete', 'flag'),
    need('degraded', 'flag'),
    need('tasks', 'integer'),
    need('failed_tasks', 'integer'),
    need('retries', 'integer'),
    need('errors', 'integer'),
    need('cache_hits', 'integer'),
    need('cache_lookups', 'integer'),
    may('cost_usd', 'real'),
    may('tokens', 'integer'),
    may('peak_memory_bytes', 'integer'),
    may('branch', 'text'),
    may('commit_sha', 'text'),
    may('pull_request', 'integer'),
    may('event', 'text'),
    may('workflow', 'text'),
    may('job', 'text'),
    may('run_id', 'text'),
    may('run_attempt', 'integer'),
    may('runner_os', 'text'),
    may('runner_arch', 'text'),
    may('runner_image', 'text'),
    may('cpu_model', 'text'),
    need('opened', 'json'),
    may('session', 'json'),
    queue,
  ],
  key: ['repository', 'series', 'id'],
  indexes: [['start_ms']],
};

export const tasksTable: Table = {
  name: 'tasks',
  columns: [
    ...buildColumns,
    need('name', 'text'),
    need('kind', 'text'),
    need('attempt', 'integer'),
    need('result', 'text'),
    may('duration_ms', 'real'),
    need('cached', 'flag'),
    may('cost_usd', 'real'),
    may('tokens', 'integer'),
    may('cpu_ms', 'real'),
    may('memory_bytes', 'integer'),
    may('error_type', 'text'),
    may('model', 'text'),
    queue,
  ],
  key: null,
  indexes: [byBuild, ['name', 'start_ms']],
};

export const measurementsTable: Table = {
  name: 'measurements',
  columns: [
    ...buildColumns,
    need('name', 'text'),
    may('value', 'real'),
    need('unit', 'text'),
    needOneOf<Metric['better']>('better', { lower: true, higher: true }),
  ],
  key: null,
  indexes: [byBuild, ['name', 'start_ms']],
};

/** Regressions and improvements in a build's report. */
export const changesTable: Table = {
  name: 'changes',
  columns: [
    ...buildColumns,
    need('change', 'text'),
    needOneOf<ChangeVerdict>('verdict', { confirmed: true, suspect: true, improvement: true, drift: true }),
    needOneOf<ChangeState>('state', {
      ...{ new: true, open: true, recovered: true, accepted: true, acknowledged: true },
    }),
    needOneOf<Change['series']['scope']>('scope', { build: true, task: true, metric: true, group: true }),
    need('measure', 'text'),
    may('kind', 'text'),
    may('task', 'text'),
    may('unit', 'text'),
    may('from_value', 'real'),
    may('to_value', 'real'),
    may('ratio', 'real'),
    may('p', 'real'),
    may('level', 'text'),
    may('since_build', 'text'),
    may('since_commit', 'text'),
    may('last_good_commit', 'text'),
  ],
  key: ['repository', 'series', 'build', 'change', 'verdict'],
  indexes: [['start_ms']],
};

export const alertsTable: Table = {
  name: 'alerts',
  columns: [
    ...buildColumns,
    // In the order of the report, most severe first, from 1.
    need('place', 'integer'),
    need('id', 'text'),
    needOneOf<Level>('level', { info: true, warning: true, error: true, critical: true }),
    need('source', 'text'),
    need('message', 'text'),
    need('action', 'text'),
    may('value', 'real'),
    may('limit_value', 'real'),
    need('unit', 'text'),
  ],
  key: ['repository', 'series', 'build', 'place'],
  indexes: [['start_ms']],
};
