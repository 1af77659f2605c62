/** `retention`: how long a database keeps what is pushed into it. */

import type { KeySpec } from './key-spec.ts';
import { showValue } from './show-value.ts';
import { optional, orOff, record, refine, type ValueSpec } from './value-spec.ts';

export interface Retention {
  /** Days that data points are kept. */
  readonly metrics: number;
  /** Days that spans and their events are kept. */
  readonly traces: number;
  /** Days that hourly and daily roll-ups, and the record of exports, are kept. */
  readonly aggregates: number;
  /** Days that builds are kept, with all their data; null: without a limit. */
  readonly builds: number | null;
}

/** As Golden Armada documents them. */
const defaultRetention: Retention = { metrics: 30, traces: 7, aggregates: 90, builds: null };

/** A hundred years. */
export const mostDays = 36_500;

const days: ValueSpec<number> = {
  schema: { type: 'integer', minimum: 1, maximum: mostDays },
  read: ({ value, refuse }) =>
    readDays(value) ??
    refuse(`${showValue(value)} is not a number of days.`, `Write a whole number from 1 to ${mostDays}.`),
};

/** @returns null for an invalid number of days: a typo must not delete anything */
export function readDays(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
  return Number.isInteger(number) && (number as number) >= 1 && (number as number) <= mostDays
    ? (number as number)
    : null;
}

export const retentionKey: KeySpec<Retention> = {
  value: refine(
    record({
      metrics: optional(
        days,
        'Days to keep metrics; they are rolled up by hour and by day before they are deleted. Default: 30',
      ),
      traces: optional(days, 'Days to keep spans and their events. Default: 7'),
      aggregates: optional(days, 'Days to keep the roll-ups. Default: 90'),
      builds: optional(
        orOff(days),
        'Days to keep builds, tasks, measurements, changes and alerts. Default: off',
      ),
    }),
    ({ metrics, traces, aggregates, builds }): Retention => ({
      metrics: metrics ?? defaultRetention.metrics,
      traces: traces ?? defaultRetention.traces,
      aggregates: aggregates ?? defaultRetention.aggregates,
      builds: builds ?? defaultRetention.builds,
    }),
  ),
  description: 'How many days `build-telemetry database` keeps what it pushed.',
  fallback: defaultRetention,
  docs: {
    title: 'Retention',
    text: 'How many days a database keeps what `build-telemetry database push` stored in it: see [databases](database.md). The history itself is not affected.',
    example: `retention:
  metrics: 30
  traces: 7
  aggregates: 90
`,
  },
};
