/** Redraws the terminal until it is stopped. */
import { checkInterval } from '../model/check-number.ts';

export interface WatchOptions {
  /** Interval between two drawings; 5 s by default. */
  readonly intervalMs?: number;
  readonly write: (text: string) => void;
  /** Clears the screen before each drawing: for terminals. */
  readonly clear: boolean;
  readonly signal: AbortSignal;
}

/**
 * Draws immediately, then at each interval. A failed drawing is reported, and tried again.
 * @throws TypeError for an invalid interval.
 */
export async function runWatch(draw: () => string, options: WatchOptions): Promise<void> {
  const { signal } = options;
  const intervalMs = checkInterval(options.intervalMs ?? 5000, 'intervalMs');
  while (!signal.aborted) {
    options.write(`${options.clear ? '\u001b[2J\u001b[H' : ''}${drawSafely(draw)}`);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, intervalMs);
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
    });
  }
}

function drawSafely(draw: () => string): string {
  try {
    return draw();
  } catch (error) {
    return `${(error as Error).message}\n`;
  }
}
