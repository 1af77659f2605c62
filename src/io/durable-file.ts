/** Writes a file so that after a crash at any moment there is either the complete file or none. */

import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { hourMs } from '../model/time-units.ts';
import { findStats } from './open-log.ts';

const temporary = /^\..*\.tmp$/;

/** A device or a pipe, such as `/dev/stdout`: it must not be replaced by a file. */
export function isDevice(path: string): boolean {
  const found = findStats(path);
  return found !== null && !found.isFile() && !found.isDirectory();
}

/** Writes, syncs and renames. @throws for any fault of the file system; then no file has that name. */
export async function writeDurably(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  if (isDevice(join(folder, name))) return await writeFile(join(folder, name), bytes);
  const path = join(folder, `.${name}.${randomUUID()}.tmp`);
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await renameWhenFree(path, join(folder, name));
  } catch (error) {
    await rm(path, { force: true });
    throw Object.assign(error as Error, { path: join(folder, name) });
  }
  await syncFolder(folder);
}

/** What Windows answers while a virus scanner or a reader has one of the files open. */
const busy = new Set(['EPERM', 'EACCES', 'EBUSY']);
const mostWaitMs = 1_000;

/** Renames; on Windows it tries for two seconds. @throws for any fault of the file system */
export async function renameWhenFree(
  from: string,
  to: string,
  { platform, tryRename }: { platform: NodeJS.Platform; tryRename: typeof rename } = {
    platform: process.platform,
    tryRename: rename,
  },
): Promise<void> {
  for (let waitMs = 8; ; waitMs *= 2) {
    try {
      return await tryRename(from, to);
    } catch (error) {
      const isBusy = platform === 'win32' && busy.has((error as NodeJS.ErrnoException).code ?? '');
      if (!isBusy || waitMs > mostWaitMs) throw error;
      await setTimeout(waitMs);
    }
  }
}

/** What some network file systems answer, which cannot sync a folder. */
const cannotSync = new Set(['EINVAL', 'EBADF', 'EISDIR', 'ENOTSUP', 'ENOSYS']);

/** Makes renames durable. Windows cannot open folders and does not need to. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!cannotSync.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await handle.close();
  }
}

/** Removes leftovers of writers that were killed over an hour ago. */
export async function sweepTemporary(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!temporary.test(name)) continue;
    const path = join(folder, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > hourMs) await rm(path, { force: true });
  }
}
