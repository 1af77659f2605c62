/** Runs one command line in a shell, in a process group of its own, and keeps the end of what it prints. */
import { spawn } from 'node:child_process';

export interface ShellOutcome {
  /** null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Epoch milliseconds. */
  readonly startTimeMs: number;
  readonly durationMs: number;
  /** The last lines of both streams, at most 4,000 characters. */
  readonly tail: string;
}

const keptCharacters = 4_000;
/** From the signal to the end by force. */
const graceMs = 2_000;

/** @param stop ends the command and all that it started @throws when there is no shell or no such folder */
export async function runShell(
  command: string,
  options: { readonly folder: string; readonly env: NodeJS.ProcessEnv; readonly stop: AbortSignal },
): Promise<ShellOutcome> {
  const isWindows = process.platform === 'win32';
  return await new Promise((settle, fail) => {
    let tail = '';
    const startTimeMs = Date.now();
    const start = performance.now();
    const child = spawn(command, {
      cwd: options.folder,
      env: options.env,
      shell: true,
      // Ctrl-C would else reach the command and not what it started.
      detached: !isWindows,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let durationMs = 0;
    const keep = (chunk: Buffer): void => {
      tail = (tail + chunk.toString()).slice(-keptCharacters);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    /** @returns false when nothing of it runs any more */
    const kill = (signal: NodeJS.Signals | 0): boolean => {
      try {
        return child.pid !== undefined && process.kill(isWindows ? child.pid : -child.pid, signal);
      } catch {
        return false;
      }
    };
    let force: NodeJS.Timeout | undefined;
    const onStop = (): void => {
      kill('SIGTERM');
      force = setTimeout(() => kill('SIGKILL'), graceMs);
    };
    options.stop.addEventListener('abort', onStop, { once: true });
    const end = (): void => {
      clearTimeout(force);
      options.stop.removeEventListener('abort', onStop);
    };
    child.once('error', (error) => {
      end();
      fail(error);
    });
    // What it started in the background may hold the streams open: the command itself is what is measured.
    child.once('exit', (exitCode, signal) => {
      durationMs = performance.now() - start;
      const finish = (): void => {
        end();
        child.stdout.destroy();
        child.stderr.destroy();
        settle({ exitCode, signal, startTimeMs, durationMs, tail: tail.trimEnd() });
      };
      // The shell goes at once; what it started may take until it is ended by force.
      const waitForAll = (tries: number): void => {
        if (tries > 0 && options.stop.aborted && kill(0)) setTimeout(waitForAll, 50, tries - 1);
        else finish();
      };
      setImmediate(waitForAll, graceMs / 50 + 4);
    });
    if (options.stop.aborted) onStop();
  });
}
