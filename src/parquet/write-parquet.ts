/**
 * Writes columns that are already coded as a Parquet file. https://parquet.apache.org/docs/file-format/
 * The page layout is ours because rows never exist as objects here; footer and headers are hyparquet-writer's.
 */

import type { ColumnChunk, Encoding, RowGroup, SchemaElement } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { writePlain } from 'hyparquet-writer/src/plain.js';
import {
  type Column,
  type ColumnType,
  columns,
  formatVersion,
  pageRows,
  versionKey,
} from '../history/schema.ts';
import type { Compression } from './codec.ts';

/** The index of a row without a value. */
export const noValue = 0xffffffff;

/** A flag that is not known. */
export const noFlag = 2;

/** Values that repeat: `dictionary[index[row]]`, or none for `noValue`. Timestamps are microseconds. */
export interface Coded {
  readonly dictionary: readonly (string | number)[];
  readonly index: Uint32Array;
}

/** Values of one column: coded, numbers (NaN for none), flags (0, 1, `noFlag`), or null when no row has one. */
export type Values = Coded | Float64Array | Uint8Array | null;

/** Codes a list of texts or numbers. */
export function codeValues(values: readonly (string | number | null)[]): Coded {
  const codes = new Map<string | number, number>();
  const index = Uint32Array.from(values, (value) => {
    if (value === null) return noValue;
    const code = codes.get(value) ?? codes.size;
    codes.set(value, code);
    return code;
  });
  return { dictionary: [...codes.keys()], index };
}

export interface ParquetWriter {
  /** Adds a row group; a column that is not named has no values. */
  writeGroup(rows: number, values: Readonly<Record<string, Values>>, compression: Compression): void;
  /** The whole file. */
  finish(): Uint8Array;
}

const physical = {
  text: 'BYTE_ARRAY',
  timestamp: 'INT64',
  int: 'INT32',
  long: 'INT64',
  double: 'DOUBLE',
  flag: 'BOOLEAN',
} as const satisfies Record<ColumnType, string>;

const magic = 0x31524150;

/** Starts a file in memory. */
export function openWriter(): ParquetWriter {
  const writer = new ByteWriter(65_536);
  const groups: RowGroup[] = [];
  writer.appendUint32(magic);
  return {
    writeGroup: (rows, values, compression) => {
      const start = writer.offset;
      const chunks = columns.map((column) =>
        writeChunk(writer, compression, column, rows, values[column.name] ?? null),
      );
      const size = chunks.reduce(
        (sum, { meta_data: meta }) => sum + (meta?.total_uncompressed_size ?? 0n),
        0n,
      );
      groups.push({
        columns: chunks,
        total_byte_size: size,
        num_rows: BigInt(rows),
        total_compressed_size: BigInt(writer.offset - start),
      });
    },
    finish: () => {
      const rows = groups.reduce((sum, { num_rows }) => sum + num_rows, 0n);
      const file = {
        version: 2,
        created_by: 'build-telemetry',
        schema: schema(),
        num_rows: rows,
        row_groups: groups,
        key_value_metadata: [{ key: versionKey, value: formatVersion }],
        metadata_length: 0,
      };
      writeMetadata(writer, file, 64);
      writer.appendUint32(magic);
      return writer.getBytes().slice();
    },
  };
}

function schema(): SchemaElement[] {
  const leaves = columns.map(({ name, type, required }): SchemaElement => {
    const leaf = { name, type: physical[type], repetition_type: required ? 'REQUIRED' : 'OPTIONAL' } as const;
    if (type === 'text') return { ...leaf, converted_type: 'UTF8', logical_type: { type: 'STRING' } };
    if (type !== 'timestamp') return leaf;
    const logical = { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' } as const;
    return { ...leaf, converted_type: 'TIMESTAMP_MICROS', logical_type: logical };
  });
  return [{ name: 'history', num_children: leaves.length }, ...leaves];
}

/** A column that compression makes smaller by less stays plain: inflating its pages takes longer than reading them. */
const leastSavedBytes = 2048;

function writeChunk(
  writer: ByteWriter,
  compression: Compression,
  column: Column,
  rows: number,
  values: Values,
): ColumnChunk {
  const start = writer.offset;
  const used = values !== null && 'index' in values ? recode(values, rows) : values;
  const coded = used !== null && 'index' in used ? used : null;
  const dictionary = coded && pack(encodeDictionary(column, coded.dictionary), compression);
  const step = used === null ? rows : pageRows;
  const pages: (Page & Packed)[] = [];
  for (let from = 0; from < rows; from += step) {
    const page = encodePage(column, used, from, Math.min(rows, from + step));
    pages.push({ ...page, ...pack(page.data, compression) });
  }
  const all = dictionary ? [dictionary, ...pages] : pages;
  const isCompressed = all.reduce((sum, { saved }) => sum + saved, 0) >= leastSavedBytes;
  let size =
    coded && dictionary ? writeDictionary(writer, coded.dictionary.length, dictionary, isCompressed) : 0;
  const dataStart = writer.offset;
  for (const page of pages) size += writePage(writer, page, isCompressed);
  const nulls = pages.reduce((sum, page) => sum + page.nulls, 0);
  return {
    file_offset: 0n,
    meta_data: {
      type: physical[column.type],
      encodings: coded ? ['PLAIN', 'RLE', 'RLE_DICTIONARY'] : ['PLAIN', 'RLE'],
      path_in_schema: [column.name],
      codec: isCompressed ? compression.codec : 'UNCOMPRESSED',
      num_values: BigInt(rows),
      total_uncompressed_size: BigInt(size),
      total_compressed_size: BigInt(writer.offset - start),
      data_page_offset: BigInt(dataStart),
      ...(coded ? { dictionary_page_offset: BigInt(start) } : {}),
      statistics: { null_count: BigInt(nulls), ...findBounds(column, used, rows) },
    },
  };
}

/** The content of a page, in both forms. */
interface Packed {
  readonly data: Uint8Array;
  readonly packed: Uint8Array;
  /** Bytes that packing saves; 0 when it saves none. */
  readonly saved: number;
}

function pack(data: Uint8Array, compression: Compression): Packed {
  const packed = compression.compress(data);
  return { data, packed, saved: Math.max(0, data.length - packed.length) };
}

/** Keeps only the dictionary entries that these rows use, in the order in which they first appear; null for none. */
function recode({ dictionary, index }: Coded, rows: number): Coded | null {
  const codes = new Uint32Array(dictionary.length).fill(noValue);
  const used: (string | number)[] = [];
  const own = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = index[row]!;
    if (value !== noValue && codes[value] === noValue) {
      codes[value] = used.length;
      used.push(dictionary[value]!);
    }
    own[row] = value === noValue ? noValue : codes[value]!;
  }
  return used.length > 0 ? { dictionary: used, index: own } : null;
}

function encodeDictionary(column: Column, dictionary: Coded['dictionary']): Uint8Array {
  const page = new ByteWriter();
  const values =
    physical[column.type] === 'INT64' ? dictionary.map((value) => BigInt(value)) : [...dictionary];
  writePlain(page, values, physical[column.type], undefined);
  return page.getBytes();
}

/** @returns the uncompressed size. */
function writeDictionary(
  writer: ByteWriter,
  entries: number,
  { data, packed }: Packed,
  isCompressed: boolean,
): number {
  const body = isCompressed ? packed : data;
  const start = writer.offset;
  writePageHeader(writer, {
    type: 'DICTIONARY_PAGE',
    uncompressed_page_size: data.length,
    compressed_page_size: body.length,
    dictionary_page_header: { num_values: entries, encoding: 'PLAIN' },
  });
  const headerSize = writer.offset - start;
  writer.appendBytes(body);
  return headerSize + data.length;
}

/** A data page before compression. */
interface Page {
  readonly rows: number;
  readonly nulls: number;
  readonly encoding: Encoding;
  /** Definition levels; none for a required column. */
  readonly levels: Uint8Array;
  readonly data: Uint8Array;
}

function encodePage(column: Column, values: Values, from: number, to: number): Page {
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

/** A 64-bit integer without a bigint: whole numbers up to 2^53 are exact. */
function setLong(view: DataView, at: number, value: number): void {
  const high = Math.floor(value / 0x1_0000_0000);
  view.setUint32(at, value - high * 0x1_0000_0000, true);
  view.setInt32(at + 4, high, true);
}

/** Version 2 pages: the levels stay uncompressed, and so does what does not shrink. @returns the uncompressed size. */
function writePage(writer: ByteWriter, page: Page & Packed, isCompressed: boolean): number {
  const { levels, data, packed, saved } = page;
  const shrunk = isCompressed && saved > 0;
  const body = shrunk ? packed : data;
  const start = writer.offset;
  writePageHeader(writer, {
    type: 'DATA_PAGE_V2',
    uncompressed_page_size: levels.length + data.length,
    compressed_page_size: levels.length + body.length,
    data_page_header_v2: {
      num_values: page.rows,
      num_nulls: page.nulls,
      num_rows: page.rows,
      encoding: page.encoding,
      definition_levels_byte_length: levels.length,
      repetition_levels_byte_length: 0,
      is_compressed: shrunk,
    },
  });
  const headerSize = writer.offset - start;
  writer.appendBytes(levels);
  writer.appendBytes(body);
  return headerSize + levels.length + data.length;
}

interface Bounds {
  readonly min_value?: string | number | bigint;
  readonly max_value?: string | number | bigint;
}

/** Least and greatest value, by which engines skip row groups; texts only where UTF-16 order is byte order. */
function findBounds(column: Column, values: Values, rows: number): Bounds {
  if (values !== null && 'index' in values) {
    const { dictionary } = values;
    const ordered = dictionary.every((value) => typeof value === 'number' || !/[\ud800-\uffff]/.test(value));
    if (!ordered) return {};
    const [min_value, max_value] = findEnds(dictionary);
    return { min_value, max_value };
  }
  if (!(values instanceof Float64Array)) return {};
  const known = values.subarray(0, rows).filter((value) => !Number.isNaN(value));
  if (known.length === 0) return {};
  const [min, max] = findEnds(known);
  return column.type === 'long'
    ? { min_value: BigInt(min), max_value: BigInt(max) }
    : { min_value: min, max_value: max };
}

/** Least and greatest of at least one text or number. */
function findEnds<T extends string | number>(values: ArrayLike<T>): [T, T] {
  let min = values[0]!;
  let max = min;
  for (let at = 1; at < values.length; at++) {
    const value = values[at]!;
    if (value < min) min = value;
    else if (value > max) max = value;
  }
  return [min, max];
}
