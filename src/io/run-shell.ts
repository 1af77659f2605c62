/** Runs one command line in a shell, in a separate process group, and keeps the end of its output. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface ShellOutcome {
  /** null if a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Epoch milliseconds. */
  readonly startTimeMs: number;
  readonly durationMs: number;
  /** The last lines of both streams, at most 4,000 characters. */
  readonly tail: string;
}

const isWindows = process.platform === 'win32';
const keptCharacters = 4_000;
/** Milliseconds from the signal to the forced end. */
const graceMs = 2_000;

interface ShellOptions {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
}

/**
 * @param stop ends the command and its child processes
 * @throws without a shell or the folder
 */
export async function runShell(command: string, { folder, env, stop }: ShellOptions): Promise<ShellOutcome> {
  return await new Promise((settle, fail) => {
    let tail = '';
    const startTimeMs = Date.now();
    const start = performance.now();
    const child = spawn(command, {
      cwd: folder,
      env,
      shell: true,
      // Otherwise Ctrl-C would reach the command and not its child processes.
      detached: !isWindows,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        tail = (tail + chunk.toString()).slice(-keptCharacters);
      });
    const release = endOnAbort(child, stop);
    child.once('error', (error) => {
      release();
      fail(error);
    });
    // Background processes may keep the streams open: the command itself is measured.
    child.once('exit', (exitCode, signal) => {
      const durationMs = performance.now() - start;
      const finish = (): void => {
        release();
        child.stdout.destroy();
        child.stderr.destroy();
        settle({ exitCode, signal, startTimeMs, durationMs, tail: tail.trimEnd() });
      };
      // The shell ends immediately; its child processes may run until they are killed.
      const waitForAll = (tries: number): void => {
        if (tries > 0 && stop.aborted && signalGroup(child, 0)) setTimeout(waitForAll, 50, tries - 1);
        else finish();
      };
      setImmediate(waitForAll, graceMs / 50 + 4);
    });
  });
}

/** @returns a function that stops waiting for the end */
function endOnAbort(child: ChildProcess, stop: AbortSignal): () => void {
  let force: NodeJS.Timeout | undefined;
  const end = (): void => {
    signalGroup(child, 'SIGTERM');
    force = setTimeout(signalGroup, graceMs, child, 'SIGKILL');
  };
  if (stop.aborted) end();
  else stop.addEventListener('abort', end, { once: true });
  return () => {
    clearTimeout(force);
    stop.removeEventListener('abort', end);
  };
}

/** @returns false if none of its processes runs any more */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return pid !== undefined && process.kill(isWindows ? pid : -pid, signal);
  } catch {
    return false;
  }
}
