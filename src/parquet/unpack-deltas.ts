/**
 * Parquet's encoding of integers as packed differences (DELTA_BINARY_PACKED), in the block size of our writer.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/
 */

import { type ByteCursor, readInteger, readVarint } from './thrift.ts';

const [miniblocks, miniblockRows] = [4, 32];

/** Within these bounds the numbers of a miniblock stay below 2^53, up to which doubles are exact. */
const [mostValue, mostDelta] = [2 ** 52, 2 ** 46];

/**
 * Reads the first `end` of `count` numbers.
 * @throws if the bytes end too early or hold another number of values.
 */
export function unpackDeltas(bytes: Uint8Array, into: Float64Array, count: number, end: number): void {
  const from: ByteCursor = { bytes, at: 0 };
  checkSizes(from, count, end);
  if (end === 0) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = from.at;
  let value = readInteger(from);
  let exact = 0n;
  // Rarely called: V8 would compile integers of 64 bits into the loop of all others.
  if (Math.abs(value) >= mostValue) {
    exact = readLong(bytes, first);
    value = Number(exact);
  }
  into[0] = value;
  for (let row = 1; row < end; ) {
    const block = from.at;
    const least = readInteger(from);
    const widths = from.at;
    from.at += miniblocks;
    for (let miniblock = 0; miniblock < miniblocks && row < end; miniblock++) {
      const width = bytes[widths + miniblock]!;
      const start = from.at;
      from.at = findEnd(bytes, start, width);
      const to = Math.min(end, row + miniblockRows);
      if (width <= 32 && Math.abs(least) <= mostDelta && Math.abs(value) <= mostValue) {
        value = unpackNarrow(view, least, start, width, value, into, row, to);
      } else {
        if (Number.isSafeInteger(value)) exact = BigInt(value);
        exact = unpackWide(bytes, readLong(bytes, block), start, width, exact, into, row, to);
        value = Number(exact);
      }
      row = to;
    }
  }
}

function checkSizes(from: ByteCursor, count: number, end: number): void {
  if (readVarint(from) !== miniblocks * miniblockRows || readVarint(from) !== miniblocks)
    throw new Error('a page has blocks of another size');
  if (readVarint(from) !== count) throw new Error('a page has another number of values than its header says');
  if (end > count) throw new Error('a page is shorter than its rows');
}

/** A miniblock of differences of up to 32 bits. @returns the last number */
function unpackNarrow(
  view: DataView,
  least: number,
  start: number,
  width: number,
  before: number,
  into: Float64Array,
  first: number,
  end: number,
): number {
  const mask = width === 32 ? -1 : (1 << width) - 1;
  let value = before;
  let at = start;
  let word = 0;
  let used = 32;
  for (let row = first; row < end; row++) {
    const left = 32 - used;
    let bits = left === 0 ? 0 : word >>> used;
    used += width;
    if (used > 32) {
      word = view.getInt32(at, true);
      at += 4;
      bits |= word << left;
      used -= 32;
    }
    value += least + ((bits & mask) >>> 0);
    into[row] = value;
  }
  return value;
}

/** A miniblock of any differences, modulo 2^64. @returns the last number */
function unpackWide(
  bytes: Uint8Array,
  least: bigint,
  start: number,
  width: number,
  before: bigint,
  into: Float64Array,
  first: number,
  end: number,
): bigint {
  let value = before;
  for (let row = first; row < end; row++) {
    value = BigInt.asIntN(64, value + least + readBits(bytes, start, (row - first) * width, width));
    into[row] = Number(value);
  }
  return value;
}

/** End of a miniblock, which is whole even if fewer values are left. */
function findEnd(bytes: Uint8Array, start: number, width: number): number {
  const end = start + (width * miniblockRows) / 8;
  if (width > 64) throw new Error(`values of ${width} bits`);
  if (!(end <= bytes.length)) throw new Error('a page ends too early');
  return end;
}

function readBits(bytes: Uint8Array, start: number, bit: number, width: number): bigint {
  let bits = 0n;
  for (let at = (bit + width - 1) >> 3; at >= bit >> 3; at--)
    bits = (bits << 8n) | BigInt(bytes[start + at]!);
  return BigInt.asUintN(width, bits >> BigInt(bit & 7));
}

/** A folded integer of 64 bits. */
function readLong(bytes: Uint8Array, start: number): bigint {
  let folded = 0n;
  for (let place = 0; place < 10; place++) {
    const byte = bytes[start + place];
    if (byte === undefined) throw new Error('a page ends too early');
    folded |= BigInt(byte & 0x7f) << BigInt(7 * place);
    if (byte < 0x80) return BigInt.asIntN(64, (folded >> 1n) ^ -(folded & 1n));
  }
  throw new Error('a number of more than 64 bits');
}
