/** The content of the pages of a Parquet column, before compression. */

import type { Encoding } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { deltaBinaryPack } from 'hyparquet-writer/src/delta.js';
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

/**
 * The data page of some rows.
 * @param asDeltas numbers as packed differences
 */
export function encodePage(
  column: Column,
  values: Values,
  from: number,
  to: number,
  asDeltas: boolean,
): Page {
  const present = new Uint8Array(to - from);
  let count = 0;
  if (values !== null)
    for (let row = from; row < to; row++) if (hasValue(values, row)) count += present[row - from] = 1;
  const levels = new ByteWriter();
  if (!column.required) writeRleBitPackedHybrid(levels, present as unknown as number[], 1);
  const page = { rows: to - from, nulls: to - from - count, levels: levels.getBytes() };
  if (values !== null && 'index' in values)
    return { ...page, encoding: 'RLE_DICTIONARY', data: encodeCodes(values, from, to, count) };
  if (values === null || count === 0) return { ...page, encoding: 'PLAIN', data: new Uint8Array() };
  if (values instanceof Uint8Array)
    return { ...page, encoding: 'PLAIN', data: encodeFlags(values, from, to, count) };
  if (asDeltas) return { ...page, encoding: 'DELTA_BINARY_PACKED', data: encodeDeltas(values, from, to) };
  return { ...page, encoding: 'PLAIN', data: encodeNumbers(column, values, from, to, count) };
}

function hasValue(values: Exclude<Values, null>, row: number): boolean {
  if ('index' in values) return values.index[row] !== noValue;
  return values instanceof Float64Array ? !Number.isNaN(values[row]) : values[row] !== noFlag;
}

function encodeFlags(values: Uint8Array, from: number, to: number, count: number): Uint8Array {
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

function encodeDeltas(values: Float64Array, from: number, to: number): Uint8Array {
  const known = values.subarray(from, to).filter((value) => !Number.isNaN(value));
  const writer = new ByteWriter(4 * known.length);
  const fit = known.every((value) => value === (value | 0));
  deltaBinaryPack(writer, fit ? Int32Array.from(known) : BigInt64Array.from(known, BigInt), 'INT64');
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
