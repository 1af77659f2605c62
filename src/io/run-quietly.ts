/**
 * Runs a call of the Actions toolkit with what it prints kept from the log and handed to the caller.
 * The cache client answers `undefined` or -1 for a miss, a denial and an outage alike: the reason is only in
 * what it prints, and what it prints (`::error::…`) would put our plumbing among the user's annotations.
 */

import { AsyncLocalStorage } from 'node:async_hooks';

const capture = new AsyncLocalStorage<string[]>();
let installed = false;

/** What a call gave (or threw) and the text it printed, line by line. */
export interface QuietOutcome<T> {
  readonly value: T | undefined;
  readonly error: Error | null;
  readonly lines: readonly string[];
}

/** Calls `run`; whatever it or its continuations write to stdout, even after a deadline, stays out of the log. */
export async function runQuietly<T>(run: () => Promise<T>): Promise<QuietOutcome<T>> {
  install();
  const chunks: string[] = [];
  return capture.run(chunks, async () => {
    const done = (value: T | undefined, error: Error | null): QuietOutcome<T> => ({
      value,
      error,
      lines: chunks.join('').split(/\r?\n/),
    });
    try {
      return done(await run(), null);
    } catch (thrown) {
      return done(undefined, thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  });
}

function install(): void {
  if (installed) return;
  installed = true;
  const write = process.stdout.write.bind(process.stdout) as (...args: unknown[]) => boolean;
  process.stdout.write = ((chunk: unknown, ...rest: unknown[]): boolean => {
    const chunks = capture.getStore();
    const text = String(chunk);
    // Secrets must still be registered with the runner; debugging is the runner's to show or hide.
    if (chunks === undefined || /^::(add-mask|debug)::/.test(text)) write(chunk, ...rest);
    if (chunks === undefined) return true;
    chunks.push(text);
    return true;
  }) as typeof process.stdout.write;
}
