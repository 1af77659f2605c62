/** A buffer that flushes when it is full, after a while, and at the end of the process. */

import { checkInterval, checkPositive } from '../model/check-number.ts';
import { cancelFlushAtExit, flushAtExit, warnOfProcess } from './flush-at-exit.ts';

export interface BufferOptions<T> {
  /** Number of items that are buffered before they are written. */
  readonly size: number;
  /** Maximum time of an item in the buffer. */
  readonly intervalMs: number;
  /**
   * Writes items in order.
   * @throws on failure: they are kept and tried again.
   */
  readonly write: (items: readonly T[]) => void;
  readonly onProblem: (error: unknown) => void;
}

export interface FlushBuffer<T> {
  readonly add: (item: T) => void;
  readonly flush: () => void;
  /** Items that are not written yet. */
  readonly items: () => readonly T[];
  /** Number of items that were dropped because they could not be written for too long. */
  readonly dropped: () => number;
}

/** Beyond this, items are dropped rather than using more memory. */
const maxHeld = 100_000;

/**
 * Creates a buffer. It does not keep the process alive.
 * @throws TypeError for an invalid size or interval.
 */
export function createFlushBuffer<T>(options: BufferOptions<T>): FlushBuffer<T> {
  checkPositive(options.size, 'bufferSize');
  checkInterval(options.intervalMs, 'flushIntervalMs');
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

/** Reports problems of telemetry without a listener: without affecting the program. */
export function warnOfProblem(error: unknown): void {
  warnOfProcess(error instanceof Error ? error.message : String(error), 'BuildTelemetryWarning');
}
