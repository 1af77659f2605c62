/** Durations and timestamps as JUnit's tools write them. */
import type { Draft } from '../../ingest/draft.ts';
import type { Attributes } from '../../ingest/parse-xml.ts';
import { parseTime } from '../../ingest/read-fields.ts';

/**
 * A date alone says nothing of when. Times without a zone count as UTC. Tools that do not know the time write the
 * beginning of theirs: 1970 (Jest, of a suite that did not load) or the year 1 (.NET).
 */
export function readStamp({ facts }: Draft, attributes: Attributes): number | null {
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

/** `1,024.12` is a thousand, `0,03` a fraction; null for what is no number or below zero. */
export function readSeconds(draft: Draft, { time }: Attributes): number | null {
  const plain = time?.trim() ?? '';
  if (plain === '') return null;
  const isFraction = /^-?\d+,\d+$/.test(plain) && !/^-?[1-9]\d{0,2},\d{3}$/.test(plain);
  const number = Number(isFraction ? plain.replace(',', '.') : plain.replaceAll(',', ''));
  // Gotestsum writes -0.000000 of a test that never ended.
  if (Number.isFinite(number) && number >= 0 && !Object.is(number, -0)) return number * 1000;
  const what = `\`time="${plain.slice(0, 40)}"\` is not a duration; it is taken as not known.`;
  draft.report('warning', 'invalid-duration', what);
  return null;
}
