/** The content of the pages of a Parquet column, before compression. */

import type { Encoding } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import { writePlain } from 'hyparquet-writer/src/plain.js';
import { type Column, physical } from './column.ts';
import { type Coded, noFlag, noValue, type Values } from './column-values.ts';

/** A dictionary page. */
export function encodeDictionary(column: Column, dictionary: Coded['dictionary']): Uint8Array {
  const page = new ByteWriter();
  const values =
    physical[column.type] === 'INT64' ? dictionary.map((value) => BigInt(value)) : [...dictionary];
  writePlain(page, values, physical[column.type], undefined);
  return page.getBytes();
}

/** A data page before compression. */
export interface Page {
  readonly rows: number;
  readonly nulls: number;
  readonly encoding: Encoding;
  /** Definition levels; none for a required column. */
  readonly levels: Uint8Array;
  readonly data: Uint8Array;
}

/** The data page of some rows. */
export function encodePage(column: Column, values: Values, from: number, to: number): Page {
  const present = new Uint8Array(to - from);
  let count = 0;
  if (values !== null)
    for (let row = from; row < to; row++) if (hasValue(values, row)) count += present[row - from] = 1;
  const levels = new ByteWriter();
  if (!column.required) writeRleBitPackedHybrid(levels, present as unknown as number[], 1);
  const coded = values !== null && 'index' in values;
  return {
    rows: to - from,
    nulls: to - from - count,
    encoding: coded ? 'RLE_DICTIONARY' : 'PLAIN',
    levels: levels.getBytes(),
    data: count === 0 && !coded ? new Uint8Array() : encodeValues(column, values!, from, to, count),
  };
}

function hasValue(values: Exclude<Values, null>, row: number): boolean {
  if ('index' in values) return values.index[row] !== noValue;
  return values instanceof Float64Array ? !Number.isNaN(values[row]) : values[row] !== noFlag;
}

function encodeValues(
  column: Column,
  values: Exclude<Values, null>,
  from: number,
  to: number,
  count: number,
): Uint8Array {
  if ('index' in values) return encodeCodes(values, from, to, count);
  if (values instanceof Float64Array) return encodeNumbers(column, values, from, to, count);
  const bits = new Uint8Array(Math.ceil(count / 8));
  let at = 0;
  for (let row = from; row < to; row++) {
    if (values[row] === noFlag) continue;
    bits[at >> 3]! |= values[row]! << (at & 7);
    at++;
  }
  return bits;
}

function encodeCodes({ dictionary, index }: Coded, from: number, to: number, count: number): Uint8Array {
  const codes = new Uint32Array(count);
  let at = 0;
  for (let row = from; row < to; row++) if (index[row] !== noValue) codes[at++] = index[row]!;
  const writer = new ByteWriter();
  const bitWidth = 32 - Math.clz32(Math.max(0, dictionary.length - 1));
  writer.appendUint8(bitWidth);
  writeRleBitPackedHybrid(writer, codes as unknown as number[], bitWidth);
  return writer.getBytes();
}

function encodeNumbers(
  column: Column,
  values: Float64Array,
  from: number,
  to: number,
  count: number,
): Uint8Array {
  const width = column.type === 'int' ? 4 : 8;
  const bytes = new Uint8Array(count * width);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (let row = from; row < to; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    if (column.type === 'int') view.setInt32(at, value, true);
    else if (column.type === 'double') view.setFloat64(at, value, true);
    else setLong(view, at, value);
    at += width;
  }
  return bytes;
}

/** A 64-bit integer without a bigint: integers up to 2^53 are exact. */
function setLong(view: DataView, at: number, value: number): void {
  const high = Math.floor(value / 0x1_0000_0000);
  view.setUint32(at, value - high * 0x1_0000_0000, true);
  view.setInt32(at + 4, high, true);
}
