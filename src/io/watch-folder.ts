/** Watches a folder with all that is in it, also when it is deleted and made anew. */
import { type FSWatcher, statSync, watch } from 'node:fs';

/** How often it is asked whether the folder is still the same one: a watcher of a deleted folder stays silent. */
const checkMs = 1000;

/** Calls back after each change, also when the folder goes and when it is there again. @returns a function that ends it */
export function watchFolder(folder: string, onChange: () => void): () => void {
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
      // It went between two checks: the next one opens it again.
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

/** null where there is no such folder. */
function identify(folder: string): string | null {
  try {
    const { dev, ino, birthtimeMs } = statSync(folder);
    return `${dev} ${ino} ${birthtimeMs}`;
  } catch {
    return null;
  }
}
