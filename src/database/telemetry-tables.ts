/** The tables of metrics, spans and exports in Golden Armada's documents. */

import type { MetricKind } from '../model/metric-point.ts';
import { may, need, needOneOf, type Table } from './table.ts';

/**
 * One row per data point. A counter's value is the increment, so that sums over any time are correct. `point` is the
 * same for the same point, from any pusher.
 */
export const metricsTable: Table = {
  name: 'telemetry_metrics',
  columns: [
    need('repository', 'text'),
    need('series', 'text'),
    need('point', 'text'),
    need('name', 'text'),
    needOneOf<MetricKind>('kind', { counter: true, gauge: true, histogram: true, summary: true }),
    need('time_ms', 'real'),
    need('value', 'real'),
    // With sorted keys, so that equal labels are equal texts.
    need('labels', 'json'),
    may('unit', 'text'),
  ],
  key: ['repository', 'series', 'point'],
  indexes: [['name', 'time_ms'], ['time_ms']],
};

export const spansTable: Table = {
  name: 'telemetry_spans',
  columns: [
    need('repository', 'text'),
    need('trace_id', 'text'),
    need('span_id', 'text'),
    may('parent_span_id', 'text'),
    need('name', 'text'),
    needOneOf('kind', { INTERNAL: true, SERVER: true, CLIENT: true, PRODUCER: true, CONSUMER: true }),
    need('start_ms', 'real'),
    need('duration_ms', 'real'),
    needOneOf('status', { UNSET: true, OK: true, ERROR: true }),
    may('status_message', 'text'),
    need('attributes', 'json'),
    need('resource', 'json'),
  ],
  key: ['trace_id', 'span_id'],
  indexes: [['start_ms']],
};

export const spanEventsTable: Table = {
  name: 'telemetry_span_events',
  columns: [
    need('trace_id', 'text'),
    need('span_id', 'text'),
    // In the order of the span, from 1.
    need('place', 'integer'),
    need('name', 'text'),
    need('time_ms', 'real'),
    need('attributes', 'json'),
  ],
  key: ['trace_id', 'span_id', 'place'],
  indexes: [['time_ms']],
};

/** The roll-ups of deleted metrics: one row per hour and per day (UTC). */
export const aggregatesTable: Table = {
  name: 'telemetry_aggregates',
  columns: [
    need('repository', 'text'),
    need('series', 'text'),
    need('name', 'text'),
    need('kind', 'text'),
    need('labels', 'json'),
    need('interval_ms', 'integer'),
    need('start_ms', 'real'),
    need('count', 'integer'),
    need('sum', 'real'),
    need('min', 'real'),
    need('max', 'real'),
    // Null if rows arrived after the others were deleted: percentiles of parts cannot be joined.
    may('p50', 'real'),
    may('p95', 'real'),
    may('p99', 'real'),
  ],
  key: ['repository', 'series', 'name', 'kind', 'labels', 'interval_ms', 'start_ms'],
  indexes: [['name', 'interval_ms', 'start_ms'], ['start_ms']],
};

export const exportsTable: Table = {
  name: 'telemetry_exports',
  columns: [
    need('repository', 'text'),
    need('exporter', 'text'),
    may('target', 'text'),
    need('started_ms', 'real'),
    need('duration_ms', 'real'),
    need('items', 'integer'),
    needOneOf('status', { success: true, failure: true }),
    may('error', 'text'),
  ],
  key: null,
  indexes: [['started_ms']],
};
