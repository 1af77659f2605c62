/** A timer for a block of code. */
import type { Measurement } from '../recorder/measurement.ts';
import type { OutcomeOptions, PerformanceTracker } from './performance-tracker.ts';

/**
 * Times a block: `using timer = new Timer(tracker, 'parse')`. It starts when it is created, and stops when the block
 * ends or `stop` is called.
 */
export class Timer {
  readonly #tracker: PerformanceTracker;
  readonly #id: string;
  #measurement: Measurement | null = null;

  constructor(
    tracker: PerformanceTracker,
    operationType: string,
    metadata?: Readonly<Record<string, unknown>>,
  ) {
    this.#tracker = tracker;
    this.#id = tracker.startOperation({ operationType, ...(metadata ? { metadata } : {}) });
  }

  /** Milliseconds; null while it runs. */
  get durationMs(): number | null {
    return this.#measurement?.durationMs ?? null;
  }

  /** @returns milliseconds */
  stop(outcome: OutcomeOptions = {}): number {
    this.#measurement ??= this.#tracker.endOperation(this.#id, outcome);
    return this.#measurement?.durationMs ?? 0;
  }

  [Symbol.dispose](): void {
    this.stop();
  }
}
