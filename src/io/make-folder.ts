/** Creates folders. */
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Creates a folder and those above it. Node's own recursive `mkdir` never ends where a file system answers ENOENT below
 * an existing folder, as automounts and `/proc` do.
 * @throws for any fault of the file system
 */
export function makeFolder(folder: string): void {
  const fault = tryMake(folder);
  if (fault === null) return;
  const parent = dirname(folder);
  if (fault.code !== 'ENOENT' || parent === folder) throw fault;
  makeFolder(parent);
  const again = tryMake(folder);
  if (again !== null) throw again;
}

/** Null if the folder exists afterwards. */
function tryMake(folder: string): NodeJS.ErrnoException | null {
  try {
    mkdirSync(folder);
    return null;
  } catch (error) {
    const isThere = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
    return isThere ? null : (error as NodeJS.ErrnoException);
  }
}
