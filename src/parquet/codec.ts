/**
 * How the pages of a segment are compressed, by its level. Gzip, because every Node and every engine reads it:
 * zstd made the files 9 % smaller and needs Node 22.15. See docs/decisions/history-format.md.
 */

import { gunzipSync, gzipSync } from 'node:zlib';
import type { CompressionCodec } from 'hyparquet';

export interface Compression {
  readonly codec: CompressionCodec;
  compress(bytes: Uint8Array): Uint8Array;
}

/** Level 0 stays as it is: it is short-lived, and an archive compresses it whole. */
export function chooseCompression(level: number): Compression {
  if (level === 0) return { codec: 'UNCOMPRESSED', compress: (bytes) => bytes };
  return { codec: 'GZIP', compress: (bytes) => gzipSync(bytes, { level: 6 }) };
}

/** @throws when the bytes are not of that codec, or the codec is not one of ours. */
export function decompress(codec: CompressionCodec, bytes: Uint8Array, length: number): Uint8Array {
  if (codec === 'UNCOMPRESSED') return bytes;
  // Deflate makes at most so much of a byte: a page that claims more would only take memory.
  if (length > 64 + bytes.length * 1032) throw new Error('a page claims more than it can hold');
  // One piece of the right size: zlib's own pieces of 16 KiB would be joined afterwards.
  const chunkSize = Math.max(64, length);
  if (codec === 'GZIP') return gunzipSync(bytes, { maxOutputLength: Math.max(1, length), chunkSize });
  throw new Error(`pages are compressed with ${codec}`);
}
