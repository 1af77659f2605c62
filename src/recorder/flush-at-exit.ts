/** Flushes buffers at the end of the process: one listener for all of them. */
const waiting = new Set<() => void>();
let isWatching = false;
let isEnding = false;

export function flushAtExit(flush: () => void): void {
  waiting.add(flush);
  if (isWatching) return;
  isWatching = true;
  process.on('exit', () => {
    isEnding = true;
    flushWaiting();
  });
}

/** Writes it immediately. */
export function flushWaiting(): void {
  for (const each of waiting) each();
}

export function cancelFlushAtExit(flush: () => void): void {
  waiting.delete(flush);
}

/** A warning of the process, also of the last flush: Node prints its own in the next turn, which does not come then. */
export function warnOfProcess(message: string, type: string): void {
  if (isEnding) process.emit('warning', Object.assign(new Error(message), { name: type }));
  else process.emitWarning(message, type);
}
