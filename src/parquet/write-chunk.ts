/** Writes one column of one row group: its dictionary, its pages and their headers. */

import type { ColumnChunk, Encoding } from 'hyparquet';
import type { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import type { Compression } from './codec.ts';
import { type Column, physical } from './column.ts';
import { recode, type Values } from './column-values.ts';
import { encodeDictionary, encodePage, type Page } from './encode-page.ts';
import { findBounds } from './find-bounds.ts';

/**
 * Columns that compression shrinks by less stay plain: decompressing their pages takes longer than reading
 * them.
 */
const leastSavedBytes = 2048;

/** Compressed integers must also be that much smaller than their packed differences, which are read faster. */
const leastSavedShare = 0.25;

/** @param pageRows maximum number of rows in one page */
export function writeChunk(
  writer: ByteWriter,
  pageRows: number,
  compression: Compression,
  column: Column,
  rows: number,
  values: Values,
): ColumnChunk {
  const start = writer.offset;
  const used = values !== null && 'index' in values ? recode(values, rows) : values;
  const coded = used !== null && 'index' in used ? used : null;
  const dictionary = coded && pack(encodeDictionary(column, coded.dictionary), compression);
  const maxRows = used === null ? rows : pageRows;
  const asDeltas =
    column.type === 'long' &&
    used instanceof Float64Array &&
    suitsDeltas(column, used, Math.min(rows, maxRows), compression);
  const pages = encodePages(column, used, rows, maxRows, asDeltas).map((page) => ({
    ...page,
    ...(asDeltas ? { packed: page.data, saved: 0 } : pack(page.data, compression)),
  }));
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
      encodings: [...new Set<Encoding>(['PLAIN', 'RLE', ...pages.map(({ encoding }) => encoding)])],
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

/**
 * Whether integers are stored as packed differences, decided by the first page. Compressed they are smaller if
 * few different ones repeat, such as times in whole milliseconds.
 */
function suitsDeltas(column: Column, values: Float64Array, rows: number, compression: Compression): boolean {
  if (compression.codec === 'UNCOMPRESSED') return true;
  const differences = encodePage(column, values, 0, rows, true).data.length;
  const compressed = compression.compress(encodePage(column, values, 0, rows, false).data).length;
  return differences - compressed < Math.max(leastSavedBytes, differences * leastSavedShare);
}

function encodePages(
  column: Column,
  values: Values,
  rows: number,
  pageRows: number,
  asDeltas: boolean,
): Page[] {
  const pages: Page[] = [];
  for (let from = 0; from < rows; from += pageRows)
    pages.push(encodePage(column, values, from, Math.min(rows, from + pageRows), asDeltas));
  return pages;
}

/** The content of a page, in both forms. */
interface Packed {
  readonly data: Uint8Array;
  readonly packed: Uint8Array;
  /** Bytes that packing saves; 0 if it saves none. */
  readonly saved: number;
}

function pack(data: Uint8Array, compression: Compression): Packed {
  const packed = compression.compress(data);
  return { data, packed, saved: Math.max(0, data.length - packed.length) };
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

/**
 * Version 2 pages: the levels stay uncompressed, and so do values that do not shrink. @returns the
 * uncompressed size.
 */
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
