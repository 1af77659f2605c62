/** The tables of metrics, spans and exports that Golden Armada's documents name. */

import { may, need, type Table } from './table.ts';

/** One row a data point. A counter's value is what was added, so that a sum over any time is right. `point` is the same for the same point, whoever pushes it. */
export const metricsTable: Table = {
  name: 'telemetry_metrics',
  columns: [
    need('repository', 'text'),
    need('series', 'text'),
    need('point', 'text'),
    need('name', 'text'),
    need('kind', 'text', ['counter', 'gauge', 'histogram', 'summary']),
    need('time_ms', 'real'),
    need('value', 'real'),
    // The keys sorted, so that equal labels are equal texts.
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
    need('kind', 'text', ['INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER']),
    need('start_ms', 'real'),
    need('duration_ms', 'real'),
    need('status', 'text', ['UNSET', 'OK', 'ERROR']),
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

/** What remains of metrics whose own rows are gone: one row an hour and one a day (UTC). */
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
    // Null where rows came after the others were gone: percentiles of parts cannot be joined.
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
    need('status', 'text', ['success', 'failure']),
    may('error', 'text'),
  ],
  key: null,
  indexes: [['started_ms']],
};
