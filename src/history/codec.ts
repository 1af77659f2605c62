/** How the pages of a segment are compressed, by its level. */

import * as zlib from 'node:zlib';
import type { CompressionCodec } from 'hyparquet';

export interface Compression {
  readonly codec: CompressionCodec;
  compress(bytes: Uint8Array): Uint8Array;
}

/** Level 0 stays as it is (an archive compresses it whole); what is written more rarely is compressed harder. */
export function chooseCompression(level: number): Compression {
  if (level === 0) return { codec: 'UNCOMPRESSED', compress: (bytes) => bytes };
  const effort = level === 1 ? 3 : 9;
  // Node has zstd since 22.15.
  if (zlib.zstdCompressSync === undefined)
    return { codec: 'GZIP', compress: (bytes) => zlib.gzipSync(bytes, { level: 6 }) };
  const params = { [zlib.constants.ZSTD_c_compressionLevel]: effort };
  return { codec: 'ZSTD', compress: (bytes) => zlib.zstdCompressSync(bytes, { params }) };
}

/** Whether this Node can read pages of a codec. */
export function canDecompress(codec: CompressionCodec): boolean {
  return (
    codec === 'UNCOMPRESSED' ||
    codec === 'GZIP' ||
    (codec === 'ZSTD' && zlib.zstdDecompressSync !== undefined)
  );
}

/** @throws when the bytes are not of that codec, or this Node cannot read it. */
export function decompress(codec: CompressionCodec, bytes: Uint8Array, length: number): Uint8Array {
  if (codec === 'UNCOMPRESSED') return bytes;
  if (codec === 'GZIP') return zlib.gunzipSync(bytes, { maxOutputLength: length });
  if (codec === 'ZSTD') return zlib.zstdDecompressSync(bytes, { maxOutputLength: length });
  throw new Error(`pages are compressed with ${codec}`);
}
