/**
 * The parts of a Parquet file's footer that reading needs.
 * https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
 */

import type { CompressionCodec } from 'hyparquet';
import { plural } from '../model/counts.ts';
import {
  type ByteCursor,
  nextField,
  readBytes,
  readInteger,
  readThriftList,
  readThriftText,
  skip,
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
  let names: readonly string[] = [];
  let groups: Footer['groups'] = [];
  let metadata: Footer['metadata'] = new Map();
  for (let field = nextField(from, 0); field !== 0; field = nextField(from, field)) {
    if (field >> 4 === 2) names = readNames(from);
    else if (field >> 4 === 4) groups = readThriftList(from, readGroup);
    else if (field >> 4 === 5) metadata = new Map(readThriftList(from, readPair));
    else skip(from, field);
  }
  return { bytes, metadata, names, groups };
}

const magic = 0x31524150;

/** The schema that was read last: files of one version all have the same. */
let known = { bytes: new Uint8Array(), names: [] as readonly string[] };

function readNames(from: ByteCursor): readonly string[] {
  const start = from.at;
  const end = start + known.bytes.length;
  if (end > start && Buffer.compare(from.bytes.subarray(start, end), known.bytes) === 0) {
    from.at = end;
    return known.names;
  }
  const names = readThriftList(from, readLeafName).filter((name) => name !== null);
  known = { bytes: from.bytes.slice(start, from.at), names };
  return names;
}

function readLeafName(from: ByteCursor): string | null {
  let name = '';
  let isLeaf = false;
  for (let field = nextField(from, 0); field !== 0; field = nextField(from, field)) {
    if (field >> 4 === 1) isLeaf = readInteger(from) >= 0;
    else if (field >> 4 === 4) name = readThriftText(from);
    else skip(from, field);
  }
  return isLeaf ? name : null;
}

function readPair(from: ByteCursor): [key: string, value: string] {
  const pair = { key: '', value: '' };
  for (let field = nextField(from, 0); field !== 0; field = nextField(from, field)) {
    if (field >> 4 === 1) pair.key = readThriftText(from);
    else if (field >> 4 === 2) pair.value = readThriftText(from);
    else skip(from, field);
  }
  return [pair.key, pair.value];
}

function readGroup(from: ByteCursor): Footer['groups'][number] {
  let chunks: Chunk[] = [];
  let rows = 0;
  for (let field = nextField(from, 0); field !== 0; field = nextField(from, field)) {
    if (field >> 4 === 1) chunks = readThriftList(from, readChunk);
    else if (field >> 4 === 3) rows = readInteger(from);
    else skip(from, field);
  }
  if (!(rows >= 0 && rows <= mostRows)) throw new Error(`a row group of ${plural(rows, 'row')}`);
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
  for (let field = nextField(from, 0); field !== 0; field = nextField(from, field)) {
    if (field >> 4 === 3) chunk = readMeta(from);
    else skip(from, field);
  }
  if (chunk === null) throw new Error('a column is not described');
  return chunk;
}

function readMeta(from: ByteCursor): Chunk {
  let type: Chunk['type'] | undefined;
  let codec: CompressionCodec | undefined;
  let [values, sizeBytes, dataOffset] = [0, 0, 0];
  let dictionaryOffset: number | null = null;
  let statistics: Statistics = noStatistics;
  for (let field = nextField(from, 0); field !== 0; field = nextField(from, field)) {
    const number = field >> 4;
    if (number === 1) type = types[readInteger(from)];
    else if (number === 4) codec = codecs[readInteger(from)];
    else if (number === 5) values = readInteger(from);
    else if (number === 7) sizeBytes = readInteger(from);
    else if (number === 9) dataOffset = readInteger(from);
    else if (number === 11) dictionaryOffset = readInteger(from);
    else if (number === 12) statistics = readStatistics(from);
    else skip(from, field);
  }
  if (type === undefined || codec === undefined) throw new Error('a column is of an unknown type');
  const { nulls, minAt, maxAt } = statistics;
  return { type, codec, values, nulls, dictionaryOffset, dataOffset, sizeBytes, minAt, maxAt };
}

type Statistics = Pick<Chunk, 'nulls' | 'minAt' | 'maxAt'>;

const noStatistics: Statistics = { nulls: 0, minAt: null, maxAt: null };

function readStatistics(from: ByteCursor): Statistics {
  let nulls = 0;
  let minAt: number | null = null;
  let maxAt: number | null = null;
  for (let field = nextField(from, 0); field !== 0; field = nextField(from, field)) {
    const number = field >> 4;
    if (number === 3) nulls = readInteger(from);
    else {
      // Most are never read.
      if (number === 5) maxAt = from.at;
      if (number === 6) minAt = from.at;
      skip(from, field);
    }
  }
  return { nulls, minAt, maxAt };
}
