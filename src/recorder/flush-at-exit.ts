/** Flushes buffers at the end of the process: one listener for all of them. */
const waiting = new Set<() => void>();
let isWatching = false;

export function flushAtExit(flush: () => void): void {
  waiting.add(flush);
  if (isWatching) return;
  isWatching = true;
  process.on('exit', flushWaiting);
}

/** Writes it immediately. */
export function flushWaiting(): void {
  for (const each of waiting) each();
}

export function cancelFlushAtExit(flush: () => void): void {
  waiting.delete(flush);
}
