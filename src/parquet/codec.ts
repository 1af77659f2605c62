/**
 * The compression of the pages of a segment, by its level. Gzip, because every Node and every engine reads
 * it: zstd made the files 9% smaller and needs Node 22.15. See docs/decisions/history-format.md.
 */

import { gunzipSync, gzipSync } from 'node:zlib';
import type { CompressionCodec } from 'hyparquet';

export interface Compression {
  readonly codec: CompressionCodec;
  compress(bytes: Uint8Array): Uint8Array;
}

/** Level 0 is not compressed: it is short-lived, and an archive compresses the whole file. */
export function chooseCompression(level: number): Compression {
  if (level === 0) return { codec: 'UNCOMPRESSED', compress: (bytes) => bytes };
  return { codec: 'GZIP', compress: (bytes) => gzipSync(bytes, { level: 6 }) };
}

/** @throws if the bytes do not have that codec, or the codec is not supported. */
export function decompressPage(codec: CompressionCodec, bytes: Uint8Array, length: number): Uint8Array {
  if (codec === 'UNCOMPRESSED') return bytes;
  // Maximum expansion of Deflate: a page that claims more would only allocate memory.
  if (length > 64 + bytes.length * 1032) throw new Error('a page claims more than it can hold');
  // One buffer: zlib's own chunks of 16 KiB would have to be joined, and a full one makes it ask for another.
  const chunkSize = Math.max(64, length + 1);
  if (codec === 'GZIP') return gunzipSync(bytes, { maxOutputLength: Math.max(1, length), chunkSize });
  throw new Error(`pages are compressed with ${codec}`);
}
