/** A buffer that writes itself: when it is full, after a while, and when the process ends. */

import { cancelFlushAtExit, flushAtExit } from './flush-at-exit.ts';

export interface BufferOptions<T> {
  /** Items that are held before they are written. */
  readonly size: number;
  /** How long an item may be held. */
  readonly intervalMs: number;
  /** Writes items in order. @throws when it cannot: they are held and tried again. */
  readonly write: (items: readonly T[]) => void;
  readonly onProblem: (error: unknown) => void;
}

export interface FlushBuffer<T> {
  readonly add: (item: T) => void;
  readonly flush: () => void;
  /** What is not written yet. */
  readonly items: () => readonly T[];
  /** How many items were given up because they could not be written for too long. */
  readonly dropped: () => number;
}

/** Beyond this a place that cannot be written to costs items rather than memory. */
const maxHeld = 100_000;

/** Makes a buffer. It keeps no process alive. */
export function createFlushBuffer<T>(options: BufferOptions<T>): FlushBuffer<T> {
  let held: T[] = [];
  let dropped = 0;
  let timer: NodeJS.Timeout | null = null;
  let nextTry = options.size;

  const flush = (): void => {
    cancelFlushAtExit(flush);
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (held.length === 0) return;
    try {
      options.write(held);
      held = [];
      nextTry = options.size;
    } catch (error) {
      if (held.length > maxHeld) dropped += held.splice(0, held.length - maxHeld).length;
      nextTry = held.length + options.size;
      options.onProblem(error);
    }
  };
  const schedule = (): void => {
    flushAtExit(flush);
    timer = setTimeout(flush, options.intervalMs);
    timer.unref();
  };
  return {
    add: (item) => {
      held.push(item);
      if (held.length >= nextTry) flush();
      else if (timer === null) schedule();
    },
    flush,
    items: () => held,
    dropped: () => dropped,
  };
}

/** How telemetry complains when nobody listens: without breaking the work. */
export function warnOfProblem(error: unknown): void {
  process.emitWarning(error instanceof Error ? error.message : String(error), 'TelemetryWarning');
}
