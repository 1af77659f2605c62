/** Parquet's encoding of run lengths and packed bits (RLE/bit-packing hybrid). https://parquet.apache.org/docs/file-format/data-pages/encodings/ */

/**
 * Reads `count` numbers of `bitWidth` (0 to 24) bits; those before `first` may be skipped. @throws if the
 * bytes end too early.
 */
export function readRunLengths(
  bytes: Uint8Array,
  bitWidth: number,
  into: Uint32Array | Uint8Array,
  count: number,
  first = 0,
): void {
  if (bitWidth > 24) throw new Error(`values of ${bitWidth} bits`);
  const valueBytes = (bitWidth + 7) >> 3;
  let at = 0;
  let row = 0;
  while (row < count) {
    let header = 0;
    let shift = 0;
    let byte: number | undefined;
    do {
      byte = bytes[at++];
      if (byte === undefined) throw new Error('a page ends too early');
      header |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte >= 0x80);
    if (header & 1) {
      const packed = (header >>> 1) * 8;
      const end = Math.min(count, row + packed);
      // Eight values end at a byte boundary.
      const passed = Math.max(0, Math.min(packed, first - row)) & ~7;
      if (row + passed < end) unpack(bytes, at + (passed / 8) * bitWidth, bitWidth, into, row + passed, end);
      at += (packed / 8) * bitWidth;
      row = end;
    } else {
      let value = 0;
      for (let i = 0; i < valueBytes; i++) value |= bytes[at++]! << (8 * i);
      const end = Math.min(count, row + (header >>> 1));
      if (end === row) throw new Error('a run of no values');
      into.fill(value, row, end);
      row = end;
    }
  }
}

function unpack(
  bytes: Uint8Array,
  start: number,
  bitWidth: number,
  into: Uint32Array | Uint8Array,
  from: number,
  to: number,
): void {
  const mask = (1 << bitWidth) - 1;
  let at = start;
  let buffer = 0;
  let bits = 0;
  for (let row = from; row < to; row++) {
    while (bits < bitWidth) {
      buffer |= bytes[at++]! << bits;
      bits += 8;
    }
    into[row] = buffer & mask;
    buffer >>>= bitWidth;
    bits -= bitWidth;
  }
  if (at > bytes.length) throw new Error('a page ends too early');
}
