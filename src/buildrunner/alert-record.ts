/** One alert, and its record in the history of alerts. */
import { type Fields, isFields, readNumber, readText, readTime } from '../ingest/read-fields.ts';
import { type AlertLevel, readSeverity } from '../recorder/event-type.ts';
import type { Operator } from './threshold.ts';

/** A threshold that is exceeded. */
export interface RaisedAlert {
  readonly id: string;
  /** The threshold's name. */
  readonly name: string;
  readonly metricName: string;
  readonly level: AlertLevel;
  readonly message: string;
  readonly value: number;
  readonly threshold: number;
  readonly operator: Operator;
  readonly timestamp: Date;
  /** What to do about it; one sentence. */
  readonly action: string;
  /** Facts that help to debug it. */
  readonly context: Readonly<Record<string, string>>;
  /** A more severe threshold on the same metric also fires: views show only that one. */
  readonly superseded: boolean;
}

/** An alert as a record of the history. */
export function toAlertRecord(alert: RaisedAlert): object {
  return { ...alert, timestamp: alert.timestamp.toISOString() };
}

/** The alert of a record; null for other records. */
export function readAlert(record: Fields): RaisedAlert | null {
  const name = readText(record, 'name');
  const level = readSeverity(readText(record, 'level') ?? '');
  const timeMs = readTime(record, 'timestamp');
  const value = readNumber(record, 'value');
  const threshold = readNumber(record, 'threshold');
  if (name === null || level === null || timeMs === null || value === null || threshold === null) return null;
  return {
    id: readText(record, 'id') ?? name,
    name,
    metricName: readText(record, 'metricName') ?? name,
    level,
    message: readText(record, 'message') ?? name,
    value,
    threshold,
    operator: (readText(record, 'operator') ?? 'gt') as Operator,
    timestamp: new Date(timeMs),
    action: readText(record, 'action') ?? '',
    context: isFields(record['context']) ? (record['context'] as Record<string, string>) : {},
    superseded: record['superseded'] === true,
  };
}
