/**
 * Runs a call of the Actions toolkit and captures its output. The cache client returns `undefined` or -1 for a miss,
 * a denial and an outage: the reason is only in its output, and printing that output (`::error::…`) would mix
 * internal messages with the user's annotations.
 */

import { AsyncLocalStorage } from 'node:async_hooks';

const capture = new AsyncLocalStorage<string[]>();
let installed = false;

/** The result (or exception) of a call and its output, line by line. */
export interface QuietOutcome<T> {
  readonly value: T | undefined;
  readonly error: Error | null;
  readonly lines: readonly string[];
}

/** Calls `run`; output of it or its continuations, even after a deadline, does not reach the log. */
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
    // Secrets must still be registered with the runner; the runner decides about debug messages.
    if (chunks === undefined || /^::(add-mask|debug)::/.test(text)) write(chunk, ...rest);
    if (chunks === undefined) return true;
    chunks.push(text);
    return true;
  }) as typeof process.stdout.write;
}
