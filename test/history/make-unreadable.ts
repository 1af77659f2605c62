/** A segment whose checksum is right and whose rows make no sense, as a faulty or hostile program could write it. */
import { decodeSegment } from '../../src/history/decode-segment.ts';
import { readSegments } from '../../src/history/read-segments.ts';
import { nameSegment, noLimits, parseSegmentName, type SegmentFile } from '../../src/history/segment.ts';

/** All such files that differ in one place, every `step` bytes. */
export function* makeUnreadable({ name, bytes }: SegmentFile, step = 1): Generator<SegmentFile> {
  const named = parseSegmentName(name);
  if (named === null) throw new Error(`${name} is not a segment`);
  for (let at = 0; at < bytes.length; at += step) {
    const changed = Uint8Array.from(bytes);
    changed[at]! ^= 0x55;
    const file = {
      name: nameSegment(named.level, named.firstStartMs, named.builds, changed),
      bytes: changed,
    };
    const { history, kept } = readSegments([file], noLimits, undefined, decodeSegment);
    if (kept.length === 0 && !canWalk(history.series)) yield file;
  }
}

function canWalk(series: Iterable<unknown>): boolean {
  try {
    return Array.isArray([...series]);
  } catch {
    return false;
  }
}
