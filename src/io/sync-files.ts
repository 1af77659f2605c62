/** Writes files below a folder, touching only those with changed content. */
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeBytes } from './files.ts';
import { makeFolder } from './make-folder.ts';

/**
 * @returns whether the file had to be written.
 * @throws for any fault of the file system
 */
export async function writeIfChanged(folder: string, path: string, text: string): Promise<boolean> {
  const target = join(folder, path);
  const before = await readFile(target, 'utf8').catch(() => null);
  if (before === text) return false;
  if (before === null) makeFolder(dirname(target));
  await writeBytes(target, text);
  return true;
}

/** Removes a file or a folder below the folder; a missing one is no fault. */
export async function removeBelow(folder: string, path: string): Promise<void> {
  await rm(join(folder, path), { recursive: true, force: true });
}
