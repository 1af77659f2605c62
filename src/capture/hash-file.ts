/** SHA-256 and size of files, fast enough for ten thousand of them: one buffer, no promise per file. */
import { createHash, type Hash, hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { RecordedFile } from '../model/recording.ts';
import { isInside } from '../recording/recording-shape.ts';

const buffer = Buffer.allocUnsafe(1 << 20);

/**
 * @param path below `folder`, with `/`
 * @returns a null digest for anything but a readable file
 */
export function hashFile(folder: string, path: string, task: string | null = null): RecordedFile {
  const missing = { path, sha256: null, sizeBytes: null, task };
  return isInside(path) ? { ...missing, ...digestOf(`${folder}/${path}`) } : missing;
}

function digestOf(path: string): Pick<RecordedFile, 'sha256' | 'sizeBytes'> | null {
  let file: number | null = null;
  try {
    // Opening a pipe for reading would wait for its writer.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if (!fstatSync(file).isFile()) return null;
    return digestContent(file);
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}

function digestContent(file: number): Pick<RecordedFile, 'sha256' | 'sizeBytes'> {
  let sizeBytes = 0;
  let whole: Hash | null = null;
  for (;;) {
    const filled = fill(file);
    sizeBytes += filled;
    if (filled < buffer.length && whole === null)
      return { sha256: hash('sha256', buffer.subarray(0, filled)), sizeBytes };
    whole ??= createHash('sha256');
    whole.update(buffer.subarray(0, filled));
    if (filled < buffer.length) return { sha256: whole.digest('hex'), sizeBytes };
  }
}

/** @returns less than the buffer size only at the end of the file */
function fill(file: number): number {
  let filled = 0;
  while (filled < buffer.length) {
    const read = readSync(file, buffer, filled, buffer.length - filled, null);
    if (read === 0) break;
    filled += read;
  }
  return filled;
}
