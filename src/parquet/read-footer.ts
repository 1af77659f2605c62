/**
 * The parts of a Parquet file's footer that reading needs.
 * https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
 */

import type { CompressionCodec } from 'hyparquet';
import {
  type ByteCursor,
  readBytes,
  readInteger,
  readStruct,
  readThriftList,
  readThriftText,
} from './thrift.ts';

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
  /**
   * Position of the minimum and the maximum value in the file, after their lengths; null if the writer stored
   * none.
   */
  readonly minAt: number | null;
  readonly maxAt: number | null;
}

export interface Footer {
  /** The file. */
  readonly bytes: Uint8Array;
  /** Key-value metadata. */
  readonly metadata: ReadonlyMap<string, string>;
  /** Names of the columns; `chunks` of each group are in this order. */
  readonly names: readonly string[];
  readonly groups: readonly { readonly rows: number; readonly chunks: readonly Chunk[] }[];
}

/**
 * Reads the footer at the end of bytes; the bytes before it may be missing.
 * @throws if there is none.
 */
export function readFooter(bytes: Uint8Array): Footer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(bytes.length - 4, true) !== magic)
    throw new Error('it is not a Parquet file');
  const start = bytes.length - 8 - view.getUint32(bytes.length - 8, true);
  if (start < 0) throw new Error('its footer is longer than the file');
  const from: ByteCursor = { bytes, at: start };
  let names: string[] = [];
  let groups: Footer['groups'] = [];
  let metadata: Footer['metadata'] = new Map();
  readStruct(from, (field) => {
    if (field === 2) names = readThriftList(from, readLeafName).filter((name) => name !== null);
    else if (field === 4) groups = readThriftList(from, readGroup);
    else if (field === 5) metadata = new Map(readThriftList(from, readPair));
    else return false;
    return true;
  });
  return { bytes, metadata, names, groups };
}

const magic = 0x31524150;

function readLeafName(from: ByteCursor): string | null {
  let name = '';
  let isLeaf = false;
  readStruct(from, (field) => {
    if (field === 1) isLeaf = readInteger(from) >= 0;
    else if (field === 4) name = readThriftText(from);
    else return false;
    return true;
  });
  return isLeaf ? name : null;
}

function readPair(from: ByteCursor): [key: string, value: string] {
  const pair = { key: '', value: '' };
  readStruct(from, (field) => {
    if (field === 1) pair.key = readThriftText(from);
    else if (field === 2) pair.value = readThriftText(from);
    else return false;
    return true;
  });
  return [pair.key, pair.value];
}

function readGroup(from: ByteCursor): Footer['groups'][number] {
  let chunks: Chunk[] = [];
  let rows = 0;
  readStruct(from, (field) => {
    if (field === 1) chunks = readThriftList(from, readChunk);
    else if (field === 3) rows = readInteger(from);
    else return false;
    return true;
  });
  if (!(rows >= 0 && rows <= mostRows)) throw new Error(`a row group of ${rows} rows`);
  if (chunks.some(({ values }) => values > rows)) throw new Error('a column has more values than rows');
  return { rows, chunks };
}

/** Eight times the maximum that is written: repeated values take no space in a file, but memory. */
const mostRows = 1_048_576;

/** The bytes of a bound of a column. */
export function readBound({ bytes }: Footer, at: number): Uint8Array {
  return readBytes({ bytes, at });
}

/** A column chunk: its third field holds the metadata. */
function readChunk(from: ByteCursor): Chunk {
  let chunk: Chunk | null = null;
  readStruct(from, (field) => {
    if (field !== 3) return false;
    chunk = readMeta(from);
    return true;
  });
  if (chunk === null) throw new Error('a column is not described');
  return chunk;
}

function readMeta(from: ByteCursor): Chunk {
  const found = {
    type: -1,
    codec: -1,
    values: 0,
    nulls: 0,
    dictionary: null as number | null,
    data: 0,
    size: 0,
  };
  let minAt: number | null = null;
  let maxAt: number | null = null;
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
        else {
          // Most are never read.
          if (statistic === 5) maxAt = from.at;
          if (statistic === 6) minAt = from.at;
          return false;
        }
        return true;
      });
    else return false;
    return true;
  });
  const type = types[found.type];
  const codec = codecs[found.codec];
  if (type === undefined || codec === undefined) throw new Error('a column is of an unknown type');
  const { values, nulls, dictionary: dictionaryOffset, data: dataOffset, size: sizeBytes } = found;
  return { type, codec, values, nulls, dictionaryOffset, dataOffset, sizeBytes, minAt, maxAt };
}
