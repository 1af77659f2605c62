/** Durations and timestamps as JUnit's tools write them. */
import type { Draft } from '../../ingest/draft.ts';
import { parseDuration } from '../../ingest/parse-duration.ts';
import type { XmlAttributes } from '../../ingest/parse-xml.ts';
import { parseTime } from '../../ingest/read-fields.ts';
import type { JUnitReader } from './junit-reader.ts';

/**
 * A date alone is not a time. Times without a zone count as UTC. Tools that do not know the time write the start of
 * theirs: 1970 (Jest, for a suite that did not load) or the year 1 (.NET).
 */
export function readStamp({ facts }: Draft, attributes: XmlAttributes): number | null {
  const stamp = attributes['timestamp'];
  if (stamp === undefined || !stamp.includes(':')) return null;
  let isZoneless = false;
  const timeMs = parseTime(stamp, () => {
    isZoneless = true;
  });
  if (timeMs === null || timeMs <= 0) return null;
  facts.zoneless ||= isZoneless;
  return timeMs;
}

/**
 * The value of `time` in milliseconds; null for a text that is not a number, or is negative. @param unitMs of a
 * number without a unit
 */
export function readSeconds(
  { draft, numbers }: Pick<JUnitReader, 'draft' | 'numbers'>,
  { time }: XmlAttributes,
  unitMs: number,
): number | null {
  const plain = time?.trim() ?? '';
  if (plain === '') return null;
  const durationMs = parseDuration(plain, numbers.isCommaDecimal, unitMs);
  if (durationMs !== null) return durationMs;
  const what = `\`time="${plain.slice(0, 40)}"\` is not a duration; it is treated as unknown.`;
  draft.report('warning', 'invalid-duration', what);
  return null;
}
