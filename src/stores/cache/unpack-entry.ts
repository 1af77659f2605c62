/**
 * A cache entry's archive → its segments and its index, in memory: nothing is written to disk, other files are
 * ignored.
 */

import { promisify } from 'node:util';
import { gunzip, type ZlibOptions, type ZstdOptions, zstdDecompress } from 'node:zlib';
import { parseSegmentName } from '../../history/segment.ts';
import { type EntryIndex, nameIndex, parseIndex } from './cache-index.ts';
import { entryPath } from './cache-keys.ts';
import { readTar } from './read-tar.ts';

export interface RestoredEntry {
  readonly key: string;
  readonly segments: ReadonlyMap<string, Uint8Array>;
  /** null: no valid index. */
  readonly index: EntryIndex | null;
}

/** An index of ten thousand segments is smaller. */
const mostIndexBytes = 4_000_000;

/**
 * @param mostBytes maximum size of the archive.
 * @throws if it is larger, or unreadable
 */
export async function unpackEntry(
  key: string,
  packed: Uint8Array,
  mostBytes: number,
): Promise<RestoredEntry> {
  const segments = new Map<string, Uint8Array>();
  let index: EntryIndex | null = null;
  for (const { name, bytes } of readTar(await decompress(packed, mostBytes))) {
    const file = name.startsWith(`${entryPath}/`) ? name.slice(entryPath.length + 1) : '';
    if (parseSegmentName(file) !== null) segments.set(file, bytes);
    else if (file === nameIndex(key) && bytes.length <= mostIndexBytes)
      index = parseIndex(Buffer.from(bytes).toString('utf8'));
  }
  return { key, segments, index };
}

const zstdMagic = 0xfd2fb528;
const unzip = promisify<Uint8Array, ZlibOptions, Buffer>(gunzip);
const unzstd = promisify<Uint8Array, ZstdOptions, Buffer>(zstdDecompress);

/** The toolkit compresses with zstd, or with gzip without zstd. */
async function decompress(packed: Uint8Array, maxOutputLength: number): Promise<Uint8Array> {
  const isZstd = packed.length >= 4 && Buffer.from(packed.subarray(0, 4)).readUInt32LE() === zstdMagic;
  try {
    return await (isZstd ? unzstd : unzip)(packed, { maxOutputLength });
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new Error(
      tooLarge ? `it holds more than ${Math.round(maxOutputLength / 1e6)} MB` : 'it is damaged',
    );
  }
}
