/** Writes what is held as the process ends: one listener for all that wait. */
const waiting = new Set<() => void>();
let isWatching = false;

export function flushAtExit(flush: () => void): void {
  waiting.add(flush);
  if (isWatching) return;
  isWatching = true;
  process.on('exit', flushWaiting);
}

/** Writes it now. */
export function flushWaiting(): void {
  for (const each of waiting) each();
}

export function cancelFlushAtExit(flush: () => void): void {
  waiting.delete(flush);
}
