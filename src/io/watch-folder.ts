/** Watches a folder recursively, even if it is deleted and created again. */
import { type FSWatcher, statSync, watch } from 'node:fs';

/** Interval of the check whether the folder is still the same one: a watcher of a deleted folder stays silent. */
const defaultCheckMs = 1000;

/**
 * Calls back after each change, also when the folder disappears or reappears.
 * @returns a function that stops watching
 */
export function watchFolder(folder: string, onChange: () => void, checkMs = defaultCheckMs): () => void {
  let watcher: FSWatcher | null = null;
  let watched: string | null = null;
  const close = (): void => {
    watcher?.close();
    watcher = null;
    watched = null;
  };
  const open = (identity: string): void => {
    try {
      watcher = watch(folder, { recursive: true }, onChange);
      // It disappeared between two checks: the next one opens it again.
      watcher.on('error', close);
      watched = identity;
    } catch {
      close();
    }
  };
  const check = (): boolean => {
    const identity = identify(folder);
    if (identity === watched) return false;
    close();
    if (identity !== null) open(identity);
    return true;
  };
  check();
  const timer = setInterval(() => {
    if (check()) onChange();
  }, checkMs);
  return () => {
    clearInterval(timer);
    close();
  };
}

/** null without such a folder. */
function identify(folder: string): string | null {
  try {
    const { dev, ino, birthtimeMs } = statSync(folder);
    return `${dev} ${ino} ${birthtimeMs}`;
  } catch {
    return null;
  }
}
