/** One measured operation, as a record and as a row. */
import { isFields, readNumber, readText, readTime } from '../ingest/read-fields.ts';
import { familyOf } from './event-type.ts';
import type { PerformanceEvent, RecordedEvent, TaskEvent } from './events.ts';
import { renderTable } from './events-csv.ts';
import { parseLogLine } from './log-file.ts';

/** One measured operation. */
export interface Measurement {
  readonly operationId: string;
  readonly operationType: string;
  /** Its start. */
  readonly timestamp: Date;
  readonly durationMs: number;
  readonly success: boolean;
  /** Percent of one core, for this whole process; null when not known. */
  readonly cpuPercent: number | null;
  readonly memoryMb: number | null;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/**
 * The operations in events: ended tasks under their type (`task_execution` without one), and measured operations.
 * Cached tasks and those without a duration are left out.
 */
export function measurementsOfEvents(events: readonly RecordedEvent[]): Measurement[] {
  return events.flatMap((event): Measurement[] => {
    const family = familyOf(event.eventType);
    if (family !== 'task-end' && family !== 'performance') return [];
    const fields = event as Partial<TaskEvent & PerformanceEvent>;
    if (typeof fields.durationMs !== 'number' || fields.cache === 'hit') return [];
    const { cpuMs = null, memoryBytes = null } = fields;
    return [
      {
        operationId: event.eventId,
        operationType:
          (family === 'performance' ? fields.operationType : fields.taskType) ?? 'task_execution',
        timestamp: new Date(event.timestamp.getTime() - fields.durationMs),
        durationMs: fields.durationMs,
        success: event.eventType !== 'TASK_FAILED' && fields.success !== false,
        cpuPercent:
          fields.cpuPercent ??
          (cpuMs !== null && fields.durationMs > 0 ? (100 * cpuMs) / fields.durationMs : null),
        memoryMb: fields.memoryMb ?? (memoryBytes === null ? null : memoryBytes / 1_048_576),
        metadata: event.metadata,
      },
    ];
  });
}

/** Measurements for another program: one row or one object each. */
export function exportMeasurements(measurements: readonly Measurement[], format: 'csv' | 'json'): string {
  const rows = measurements.map((each) => ({
    operation_id: each.operationId,
    timestamp: each.timestamp.toISOString(),
    operation_type: each.operationType,
    duration_ms: each.durationMs,
    success: each.success,
    cpu_percent: each.cpuPercent,
    memory_mb: each.memoryMb,
    metadata: each.metadata,
  }));
  return format === 'csv' ? renderTable(rows, columns, 'metadata') : `${JSON.stringify(rows, null, 2)}\n`;
}

const columns = 'operation_id timestamp operation_type duration_ms success cpu_percent memory_mb'.split(' ');

/** A measurement as a `span` record of the canonical log. */
export function writeSpan(each: Measurement): object {
  return {
    v: 1,
    type: 'span',
    span_id: each.operationId,
    name: each.operationType,
    start_time: each.timestamp.toISOString(),
    duration_ms: round(each.durationMs),
    result: each.success ? 'success' : 'failure',
    cpu_percent: each.cpuPercent === null ? undefined : round(each.cpuPercent),
    memory_mb: each.memoryMb === null ? undefined : round(each.memoryMb),
    metadata: Object.keys(each.metadata).length > 0 ? each.metadata : undefined,
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** The measurement of a line; null for other lines. */
export function readSpan(line: string): Measurement | null {
  const record = parseLogLine(line);
  if (record?.['type'] !== 'span') return null;
  const timeMs = readTime(record, 'start_time');
  const operationType = readText(record, 'name');
  const durationMs = readNumber(record, 'duration_ms');
  if (timeMs === null || operationType === null || durationMs === null) return null;
  return {
    operationId: readText(record, 'span_id') ?? `${operationType} ${timeMs}`,
    operationType,
    timestamp: new Date(timeMs),
    durationMs,
    success: record['result'] === 'success',
    cpuPercent: readNumber(record, 'cpu_percent'),
    memoryMb: readNumber(record, 'memory_mb'),
    metadata: isFields(record['metadata']) ? record['metadata'] : {},
  };
}
