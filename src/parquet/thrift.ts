/**
 * Thrift's compact protocol, without an object per field: a history has thousands of column chunks and pages,
 * and a general reader needs longer for their headers than this code needs for one task.
 * https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
 */

/** A position in the bytes. */
export interface ByteCursor {
  readonly bytes: Uint8Array;
  at: number;
}

/** The type of a field that is a flag, and true. */
export const isTrue = 1;

/**
 * Goes to the next field of a struct.
 * @param last the previous field as this function returned it; 0 for the first
 * @returns its number times 16, and its type; 0 at the end of the struct
 */
export function nextField(from: ByteCursor, last: number): number {
  const head = from.bytes[from.at++] ?? cutOff();
  const type = head & 0x0f;
  if (type === 0) return 0;
  const step = head >> 4;
  return (step === 0 ? readInteger(from) : (last >> 4) + step) * 16 + type;
}

export function readThriftList<T>(from: ByteCursor, read: (from: ByteCursor) => T): T[] {
  const items: T[] = [];
  for (let left = readListHead(from) >> 4; left > 0; left--) items.push(read(from));
  return items;
}

/** Length of a list times 16, and the type of its items. */
function readListHead(from: ByteCursor): number {
  const head = from.bytes[from.at++] ?? cutOff();
  const length = head >> 4 === 15 ? readVarint(from) : head >> 4;
  if (length > from.bytes.length) throw new Error('a list is longer than the file');
  return length * 16 + (head & 0x0f);
}

/** Skips the value of a field as `nextField` returned it. */
export function skip(from: ByteCursor, field: number): void {
  const type = field & 0x0f;
  if (type === 1 || type === 2) return;
  if (type === 3) from.at++;
  else if (type <= 6) readVarint(from);
  else if (type === 7) from.at += 8;
  else if (type === 8) skipBytes(from);
  else if (type === 9 || type === 10) {
    const head = readListHead(from);
    const item = head & 0x0f;
    // Flags are fields without a length, but items of one byte.
    for (let left = head >> 4; left > 0; left--) skip(from, item <= 2 ? 3 : item);
  } else if (type === 12) {
    for (let inner = nextField(from, 0); inner !== 0; inner = nextField(from, inner)) skip(from, inner);
  } else throw new Error('its metadata is not valid Thrift');
}

/** @returns their start */
function skipBytes(from: ByteCursor): number {
  const length = readVarint(from);
  const start = from.at;
  if (start + length > from.bytes.length) cutOff();
  from.at += length;
  return start;
}

function cutOff(): never {
  throw new Error('its description is cut off');
}

/** Exact up to 2^53. */
export function readVarint(from: ByteCursor): number {
  let byte = from.bytes[from.at++] ?? cutOff();
  let value = byte & 0x7f;
  for (let factor = 128; byte >= 0x80; factor *= 128) {
    byte = from.bytes[from.at++] ?? cutOff();
    value += (byte & 0x7f) * factor;
  }
  return value;
}

export function readInteger(from: ByteCursor): number {
  const folded = readVarint(from);
  return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
}

export function readBytes(from: ByteCursor): Uint8Array {
  const start = skipBytes(from);
  return from.bytes.subarray(start, from.at);
}

const decoder = new TextDecoder();

export function readThriftText(from: ByteCursor): string {
  return decoder.decode(readBytes(from));
}
