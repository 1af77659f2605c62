/**
 * Reads the pages of a Parquet file that write-parquet.ts wrote, directly into typed arrays. Only the
 * encodings of our own writer are supported, and objects or bigints per row would take ten times as long.
 */

import { decompressPage } from './codec.ts';
import { noFlag, noValue } from './column-values.ts';
import type { Chunk, Footer } from './read-footer.ts';
import { readRunLengths } from './run-lengths.ts';
import { type ByteCursor, isTrue, nextField, readInteger, skip } from './thrift.ts';
import { unpackDeltas } from './unpack-deltas.ts';

/** Rows of a page from `first` up to `end`: the others need not be set. */
export interface Rows {
  readonly first: number;
  readonly end: number;
}

/** A column of one row group, read page by page. */
export interface ColumnReader {
  /** Texts or numbers that the codes refer to; empty for a plain column. */
  readonly dictionary: readonly (string | number)[];
  /** The same as stored in the file: equal bytes are equal dictionaries. */
  readonly dictionaryBytes: Uint8Array;
  /** Code of a text without decoding the others; -1 if it is not in the dictionary. */
  findCode(text: string): number;
  /** True if no row of the group has a value: there is nothing to read. */
  readonly empty: boolean;
  /** The value of every row, if the dictionary has only one and no row lacks it; else null. */
  readonly only: string | number | null;
  /** Reads the next page as codes into the dictionary, `noValue` for none. */
  readCodes(into: Uint32Array, rows?: Rows): void;
  /** Reads the next page as numbers, NaN for none. */
  readNumbers(into: Float64Array, rows?: Rows): void;
  /** Reads the next page as 0, 1 or `noFlag`. */
  readFlags(into: Uint8Array, rows?: Rows): void;
  /** Skips the next page without decompressing it. */
  skip(): void;
  /** Whether the next page equals the previous one, byte for byte. */
  repeats(): boolean;
}

/**
 * Opens a column of a row group.
 * @throws if its format is not that of our writer.
 */
export function openColumn(footer: Footer, group: number, name: string): ColumnReader {
  const chunk = footer.groups[group]?.chunks[footer.names.indexOf(name)];
  return chunk === undefined || chunk.nulls === chunk.values
    ? emptyColumn
    : new ChunkReader(footer.bytes, chunk);
}

function missing(): never {
  throw new Error('the column has no values');
}

const emptyColumn: ColumnReader = {
  dictionary: [],
  dictionaryBytes: new Uint8Array(),
  findCode: () => -1,
  empty: true,
  only: null,
  readCodes: missing,
  readNumbers: missing,
  readFlags: missing,
  skip: () => {},
  repeats: () => false,
};

/** A page after decompression. */
interface OpenPage {
  readonly rows: number;
  readonly nulls: number;
  readonly encoding: number;
  readonly present: Uint8Array | null;
  readonly data: Uint8Array;
}

/** Parquet's number of DELTA_BINARY_PACKED. */
const deltas = 5;

/** A class, because hundreds are opened for one task. */
class ChunkReader implements ColumnReader {
  readonly empty = false;
  readonly #meta: Chunk;
  readonly #from: ByteCursor;
  readonly #packed: PackedPage | null;
  #unpacked: DictionaryPage | null = null;
  #dictionary: readonly (string | number)[] | null = null;
  #last: PackedPage | null = null;

  constructor(bytes: Uint8Array, meta: Chunk) {
    this.#meta = meta;
    this.#from = { bytes, at: meta.dictionaryOffset ?? meta.dataOffset };
    this.#packed = meta.dictionaryOffset === null ? null : this.#next();
  }

  get #page(): DictionaryPage | null {
    if (this.#packed !== null) this.#unpacked ??= unpackDictionary(this.#meta, this.#packed);
    return this.#unpacked;
  }

  get dictionary(): readonly (string | number)[] {
    this.#dictionary ??= this.#page === null ? [] : readDictionary(this.#meta, this.#page);
    return this.#dictionary;
  }

  get only(): string | number | null {
    return this.#page?.count === 1 && this.#meta.nulls === 0 ? this.dictionary[0]! : null;
  }

  get dictionaryBytes(): Uint8Array {
    return this.#packed?.body ?? emptyColumn.dictionaryBytes;
  }

  findCode(text: string): number {
    return this.#page === null ? -1 : findText(this.#page, text);
  }

  readCodes(into: Uint32Array, rows?: Rows): void {
    readCodes(openPage(this.#meta, this.#next()), into, rows);
  }

  readNumbers(into: Float64Array, rows?: Rows): void {
    readNumbers(openPage(this.#meta, this.#next()), this.#meta.type, into, rows);
  }

  readFlags(into: Uint8Array, rows?: Rows): void {
    readFlags(openPage(this.#meta, this.#next()), into, rows);
  }

  skip(): void {
    this.#next();
  }

  repeats(): boolean {
    const last = this.#last;
    if (last === null) return false;
    const { at } = this.#from;
    const { header, body } = this.#next();
    this.#from.at = at;
    this.#last = last;
    const isAlike = header.rows === last.header.rows && header.bytes === last.header.bytes;
    return (
      isAlike && header.isCompressed === last.header.isCompressed && Buffer.compare(body, last.body) === 0
    );
  }

  #next(): PackedPage {
    const from = this.#from;
    const header = readPageHeader(from);
    const end = from.at + header.packedBytes;
    if (end > from.bytes.length) throw new Error('a page is longer than the file');
    const body = from.bytes.subarray(from.at, end);
    from.at = end;
    this.#last = { header, body };
    return this.#last;
  }
}

/**
 * The header of a page. https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
 */
interface PageHeader {
  bytes: number;
  packedBytes: number;
  /** Entries of a dictionary; null for other pages. */
  entries: number | null;
  /** Rows of a data page of version 2; null for other pages. */
  rows: number | null;
  nulls: number;
  /** Parquet's number of it; 0, plain, where the header has none. */
  encoding: number;
  levelsBytes: number;
  isCompressed: boolean;
}

interface PackedPage {
  readonly header: PageHeader;
  readonly body: Uint8Array;
}

function readPageHeader(from: ByteCursor): PageHeader {
  const page: PageHeader = {
    bytes: 0,
    packedBytes: 0,
    entries: null,
    rows: null,
    nulls: 0,
    encoding: 0,
    levelsBytes: 0,
    isCompressed: true,
  };
  for (let field = nextField(from, 0); field !== 0; field = nextField(from, field)) {
    const number = field >> 4;
    if (number === 2) page.bytes = readInteger(from);
    else if (number === 3) page.packedBytes = readInteger(from);
    else if (number === 7) readDictionaryHeader(from, page);
    else if (number === 8) readDataHeader(from, page);
    else skip(from, field);
  }
  return page;
}

function readDictionaryHeader(from: ByteCursor, page: PageHeader): void {
  for (let field = nextField(from, 0); field !== 0; field = nextField(from, field)) {
    if (field >> 4 === 1) page.entries = readInteger(from);
    else skip(from, field);
  }
}

function readDataHeader(from: ByteCursor, page: PageHeader): void {
  for (let field = nextField(from, 0); field !== 0; field = nextField(from, field)) {
    const number = field >> 4;
    if (number === 2) page.nulls = readInteger(from);
    else if (number === 3) page.rows = readInteger(from);
    else if (number === 4) page.encoding = readInteger(from);
    else if (number === 5) page.levelsBytes = readInteger(from);
    else if (number === 7) page.isCompressed = (field & 0x0f) === isTrue;
    else skip(from, field);
  }
}

/** A dictionary before its values are decoded. */
interface DictionaryPage {
  readonly count: number;
  readonly data: Uint8Array;
}

function unpackDictionary(meta: Chunk, { header, body }: PackedPage): DictionaryPage {
  if (header.entries === null) throw new Error('a dictionary is missing');
  const data = decompressPage(meta.codec, body, header.bytes);
  // Every entry takes four bytes or more.
  if (!(header.entries * 4 <= data.length)) throw new Error('a dictionary ends too early');
  return { count: header.entries, data };
}

function readDictionary(meta: Chunk, { count, data }: DictionaryPage): (string | number)[] {
  if (meta.type !== 'BYTE_ARRAY') {
    const numbers = new Float64Array(count);
    decodeNumbers(data, meta.type, numbers, count);
    return [...numbers];
  }
  const buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const texts: string[] = new Array(count);
  let at = 0;
  const whole = buffer.toString('latin1');
  if (!/[\x80-\xff]/.test(whole)) {
    // Substrings of one text cost a fraction of separate texts.
    for (let i = 0; i < count; i++) {
      const start = at + 4;
      at = findTextEnd(data, at);
      texts[i] = whole.slice(start, at);
    }
    return texts;
  }
  for (let i = 0; i < count; i++) {
    const start = at + 4;
    at = findTextEnd(data, at);
    texts[i] = buffer.toString('utf8', start, at);
  }
  return texts;
}

/** @param at position of the text's length */
function findTextEnd(data: Uint8Array, at: number): number {
  const length = data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24);
  const end = at + 4 + length;
  if (length < 0 || end > data.length) throw new Error('a dictionary ends too early');
  return end;
}

function findText({ count, data }: DictionaryPage, text: string): number {
  const buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const wanted = Buffer.from(text);
  const last = wanted.at(-1);
  let at = 0;
  for (let code = 0; code < count; code++) {
    const start = at + 4;
    at = findTextEnd(data, at);
    // Names of one length mostly differ at the end.
    if (at - start !== wanted.length || (wanted.length > 0 && data[at - 1] !== last)) continue;
    if (buffer.compare(wanted, 0, wanted.length, start, at) === 0) return code;
  }
  return -1;
}

function openPage(meta: Chunk, { header, body }: PackedPage): OpenPage {
  const { rows, nulls, encoding, levelsBytes, isCompressed } = header;
  if (rows === null) throw new Error('a data page is not of version 2');
  if (!(rows <= meta.values)) throw new Error('a page has more rows than its column');
  const packed = body.subarray(levelsBytes);
  const length = header.bytes - levelsBytes;
  const data = isCompressed ? decompressPage(meta.codec, packed, length) : packed;
  if (data.length !== length) throw new Error('a page has another length than its header says');
  let present: Uint8Array | null = null;
  if (nulls > 0) {
    present = new Uint8Array(rows);
    readRunLengths(body.subarray(0, levelsBytes), 1, present, rows);
  }
  return { rows, nulls, encoding, present, data };
}

function readCodes({ rows, nulls, present, data }: OpenPage, into: Uint32Array, wanted?: Rows): void {
  const count = rows - nulls;
  const some = present === null && wanted ? wanted : { first: 0, end: count };
  readRunLengths(data.subarray(1), data[0]!, into, some.end, some.first);
  if (present) spread(into, present, count, noValue);
}

function readNumbers(
  { rows, nulls, encoding, present, data }: OpenPage,
  type: Chunk['type'],
  into: Float64Array,
  wanted?: Rows,
): void {
  const count = rows - nulls;
  if (encoding === deltas && type === 'INT64') {
    unpackDeltas(data, into, count, present === null && wanted ? wanted.end : count);
  } else if (encoding !== 0) {
    throw new Error(`numbers have encoding ${encoding}`);
  } else if (present === null && wanted) {
    const width = type === 'INT32' ? 4 : 8;
    const { first, end } = wanted;
    decodeNumbers(data.subarray(first * width), type, into.subarray(first, end), end - first);
  } else decodeNumbers(data, type, into, count);
  if (present) spread(into, present, count, Number.NaN);
}

function readFlags({ rows, nulls, present, data }: OpenPage, into: Uint8Array, wanted?: Rows): void {
  const count = rows - nulls;
  const { first, end } = present === null && wanted ? wanted : { first: 0, end: count };
  for (let i = first; i < end; i++) into[i] = (data[i >> 3]! >> (i & 7)) & 1;
  if (present) spread(into, present, count, noFlag);
}

/** Moves `count` values from the front to the rows that have one, and fills the others. */
function spread(
  into: Uint32Array | Float64Array | Uint8Array,
  present: Uint8Array,
  count: number,
  none: number,
): void {
  let at = count;
  for (let row = present.length - 1; row >= 0; row--) into[row] = present[row] === 1 ? into[--at]! : none;
}

function decodeNumbers(data: Uint8Array, type: Chunk['type'], into: Float64Array, count: number): void {
  const width = type === 'INT32' ? 4 : 8;
  if (data.length < count * width) throw new Error('a page is shorter than its rows');
  const { buffer, byteOffset: at } = align(data, count * width);
  if (type === 'DOUBLE') {
    into.set(new Float64Array(buffer, at, count));
  } else if (type === 'INT32') {
    into.set(new Int32Array(buffer, at, count));
  } else if (type === 'INT64') {
    const low = new Uint32Array(buffer, at, count * 2);
    const high = new Int32Array(buffer, at, count * 2);
    for (let i = 0; i < count; i++) into[i] = high[2 * i + 1]! * 0x1_0000_0000 + low[2 * i]!;
  } else throw new Error(`a column is of type ${type}`);
}

/** Typed arrays need alignment, which file data does not have, but unpacked data mostly has. */
function align(data: Uint8Array, length: number): Uint8Array {
  return data.byteOffset % 8 === 0 ? data : new Uint8Array(data.subarray(0, length));
}
