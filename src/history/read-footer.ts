/**
 * The footer of a segment, as far as reading needs it: Thrift's compact protocol, without an object a field. A history
 * has thousands of column chunks, and general readers take longer for their descriptions than we do for one task.
 * https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
 */

import type { CompressionCodec } from 'hyparquet';
import { versionKey } from './schema.ts';

/** Physical types of Parquet by number. */
const types = ['BOOLEAN', 'INT32', 'INT64', 'INT96', 'FLOAT', 'DOUBLE', 'BYTE_ARRAY'] as const;
const codecs: readonly CompressionCodec[] = [
  'UNCOMPRESSED',
  'SNAPPY',
  'GZIP',
  'LZO',
  'BROTLI',
  'LZ4',
  'ZSTD',
];

/** One column of one row group. Offsets count from the start of the file. */
export interface Chunk {
  readonly type: (typeof types)[number];
  readonly codec: CompressionCodec;
  readonly values: number;
  readonly nulls: number;
  /** null without a dictionary. */
  readonly dictionaryOffset: number | null;
  readonly dataOffset: number;
  readonly sizeBytes: number;
  /** Least and greatest value as bytes; null where the writer gave none. */
  readonly min: Uint8Array | null;
  readonly max: Uint8Array | null;
}

export interface Footer {
  /** `major.minor`; null when the file has none. */
  readonly version: string | null;
  /** Names of the columns; `chunks` of each group are in this order. */
  readonly names: readonly string[];
  readonly groups: readonly { readonly rows: number; readonly chunks: readonly Chunk[] }[];
}

/** Reads the footer at the end of bytes, of which the rest need not be there. @throws when it is none. */
export function readFooter(bytes: Uint8Array): Footer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(bytes.length - 4, true) !== magic)
    throw new Error('it is no Parquet');
  const start = bytes.length - 8 - view.getUint32(bytes.length - 8, true);
  if (start < 0) throw new Error('its footer is longer than the file');
  const from: Cursor = { bytes, at: start };
  let names: string[] = [];
  let groups: Footer['groups'] = [];
  let version: string | null = null;
  readStruct(from, (field) => {
    if (field === 2) names = readList(from, readLeafName).filter((name) => name !== null);
    else if (field === 4) groups = readList(from, readGroup);
    else if (field === 5) version = readList(from, readVersion).find((found) => found !== null) ?? null;
    else return false;
    return true;
  });
  return { version, names, groups };
}

const magic = 0x31524150;

/** A place in the bytes. */
interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

function readLeafName(from: Cursor): string | null {
  let name = '';
  let isLeaf = false;
  readStruct(from, (field) => {
    if (field === 1) isLeaf = readInteger(from) >= 0;
    else if (field === 4) name = readText(from);
    else return false;
    return true;
  });
  return isLeaf ? name : null;
}

function readVersion(from: Cursor): string | null {
  const pair = { key: '', value: '' };
  readStruct(from, (field) => {
    if (field === 1) pair.key = readText(from);
    else if (field === 2) pair.value = readText(from);
    else return false;
    return true;
  });
  return pair.key === versionKey ? pair.value : null;
}

function readGroup(from: Cursor): Footer['groups'][number] {
  let chunks: Chunk[] = [];
  let rows = 0;
  readStruct(from, (field) => {
    if (field === 1) chunks = readList(from, readChunk);
    else if (field === 3) rows = readInteger(from);
    else return false;
    return true;
  });
  return { rows, chunks };
}

/** A column chunk, whose third field says all. */
function readChunk(from: Cursor): Chunk {
  let chunk: Chunk | null = null;
  readStruct(from, (field) => {
    if (field !== 3) return false;
    chunk = readMeta(from);
    return true;
  });
  if (chunk === null) throw new Error('a column is not described');
  return chunk;
}

function readMeta(from: Cursor): Chunk {
  const found = {
    type: -1,
    codec: -1,
    values: 0,
    nulls: 0,
    dictionary: null as number | null,
    data: 0,
    size: 0,
  };
  let min: Uint8Array | null = null;
  let max: Uint8Array | null = null;
  readStruct(from, (field) => {
    if (field === 1) found.type = readInteger(from);
    else if (field === 4) found.codec = readInteger(from);
    else if (field === 5) found.values = readInteger(from);
    else if (field === 7) found.size = readInteger(from);
    else if (field === 9) found.data = readInteger(from);
    else if (field === 11) found.dictionary = readInteger(from);
    else if (field === 12)
      readStruct(from, (statistic) => {
        if (statistic === 3) found.nulls = readInteger(from);
        else if (statistic === 5) max = readBytes(from);
        else if (statistic === 6) min = readBytes(from);
        else return false;
        return true;
      });
    else return false;
    return true;
  });
  const type = types[found.type];
  const codec = codecs[found.codec];
  if (type === undefined || codec === undefined) throw new Error('a column is of an unknown type');
  const { values, nulls, dictionary: dictionaryOffset, data: dataOffset, size: sizeBytes } = found;
  return { type, codec, values, nulls, dictionaryOffset, dataOffset, sizeBytes, min, max };
}

/** Gives each field to `read`; what it does not take is skipped. */
function readStruct(from: Cursor, read: (field: number) => boolean): void {
  let field = 0;
  for (;;) {
    const head = readByte(from);
    const type = head & 0x0f;
    if (type === 0) return;
    const step = head >> 4;
    field = step === 0 ? readInteger(from) : field + step;
    if (!read(field)) skip(from, type);
  }
}

function readList<T>(from: Cursor, read: (from: Cursor) => T): T[] {
  const items: T[] = [];
  for (let left = readListHead(from) >> 4; left > 0; left--) items.push(read(from));
  return items;
}

/** Length of a list times 16, and the type of its items. */
function readListHead(from: Cursor): number {
  const head = readByte(from);
  const length = head >> 4 === 15 ? readVarint(from) : head >> 4;
  if (length > from.bytes.length) throw new Error('a list is longer than the file');
  return length * 16 + (head & 0x0f);
}

function skip(from: Cursor, type: number): void {
  if (type === 1 || type === 2) return;
  if (type === 3) from.at++;
  else if (type <= 6) readVarint(from);
  else if (type === 7) from.at += 8;
  else if (type === 8) readBytes(from);
  else if (type === 9 || type === 10) {
    const head = readListHead(from);
    const item = head & 0x0f;
    // Flags are fields of no length, but items of one byte.
    for (let left = head >> 4; left > 0; left--) skip(from, item <= 2 ? 3 : item);
  } else if (type === 12) readStruct(from, () => false);
  else throw new Error('its footer is no Thrift');
}

function readByte(from: Cursor): number {
  const byte = from.bytes[from.at++];
  if (byte === undefined) throw new Error('its footer is cut off');
  return byte;
}

/** Exact up to 2^53. */
function readVarint(from: Cursor): number {
  let value = 0;
  for (let factor = 1; ; factor *= 128) {
    const byte = readByte(from);
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value;
  }
}

function readInteger(from: Cursor): number {
  const folded = readVarint(from);
  return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
}

function readBytes(from: Cursor): Uint8Array {
  const length = readVarint(from);
  if (from.at + length > from.bytes.length) throw new Error('its footer is cut off');
  const bytes = from.bytes.subarray(from.at, from.at + length);
  from.at += length;
  return bytes;
}

const decoder = new TextDecoder();

function readText(from: Cursor): string {
  return decoder.decode(readBytes(from));
}
