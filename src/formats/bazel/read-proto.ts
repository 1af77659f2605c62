/**
 * Reads protocol buffers' JSON: 64-bit numbers are texts, durations end in `s`. Reference:
 * https://protobuf.dev/programming-guides/json/
 */
import { type Fields, readNumber, readText, readTime } from '../../ingest/read-fields.ts';

/** Epoch milliseconds of the older numeric field, or of a timestamp: builds of all versions are comparable. */
export function readProtoTime(fields: Fields, key: string, millisKey: string): number | null {
  return readNumber(fields, millisKey) ?? readTime(fields, key);
}

/** Milliseconds of a duration such as `1.234s`. */
export function readProtoSeconds(fields: Fields, key: string): number | null {
  const match = /^(-?\d+(?:\.\d+)?)s$/.exec(readText(fields, key) ?? '');
  return match ? Number(match[1]) * 1000 : null;
}
