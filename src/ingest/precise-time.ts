/** Times of RFC 3339 with up to nine digits of a second, as Go writes them: more precise than a Date. */
import type { Task } from '../model/task.ts';
import { type Fields, parseTime, readText } from './read-fields.ts';

interface PreciseTime {
  /** Epoch milliseconds of the whole second. */
  readonly secondMs: number;
  readonly fractionMs: number;
}

const pattern = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** null for a text that is not a time, and for Go's zero time, which means none. */
function readPrecise(fields: Fields, key: string): PreciseTime | null {
  const [, second, fraction = '0', zone] = pattern.exec(readText(fields, key) ?? '') ?? [];
  const secondMs = second === undefined ? null : parseTime(`${second}${zone}`);
  return secondMs === null || second?.startsWith('0001-')
    ? null
    : { secondMs, fractionMs: Number(fraction) * 1000 };
}

/** Start and duration, to the microsecond; null if a key is missing. */
export function readPreciseInterval(
  fields: Fields,
  startKey: string,
  endKey: string,
): Pick<Task, 'startTimeMs' | 'durationMs'> {
  const start = readPrecise(fields, startKey);
  const end = readPrecise(fields, endKey);
  if (start === null) return { startTimeMs: null, durationMs: null };
  const startTimeMs = start.secondMs + start.fractionMs;
  if (end === null) return { startTimeMs, durationMs: null };
  const durationMs = end.secondMs - start.secondMs + (end.fractionMs - start.fractionMs);
  return { startTimeMs, durationMs: Math.round(durationMs * 1e6) / 1e6 };
}
