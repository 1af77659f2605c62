/** Runs one command line in a shell, in a process group of its own, and keeps the end of what it prints. */
import { type ChildProcess, spawn } from 'node:child_process';

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

const isWindows = process.platform === 'win32';
const keptCharacters = 4_000;
/** From the signal to the end by force. */
const graceMs = 2_000;

interface ShellOptions {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
}

/** @param stop ends the command and all that it started @throws when there is no shell or no such folder */
export async function runShell(command: string, { folder, env, stop }: ShellOptions): Promise<ShellOutcome> {
  return await new Promise((settle, fail) => {
    let tail = '';
    const startTimeMs = Date.now();
    const start = performance.now();
    const child = spawn(command, {
      cwd: folder,
      env,
      shell: true,
      // Ctrl-C would else reach the command and not what it started.
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
    // What it started in the background may hold the streams open: the command itself is what is measured.
    child.once('exit', (exitCode, signal) => {
      const durationMs = performance.now() - start;
      const finish = (): void => {
        release();
        child.stdout.destroy();
        child.stderr.destroy();
        settle({ exitCode, signal, startTimeMs, durationMs, tail: tail.trimEnd() });
      };
      // The shell goes at once; what it started may take until it is ended by force.
      const waitForAll = (tries: number): void => {
        if (tries > 0 && stop.aborted && signalGroup(child, 0)) setTimeout(waitForAll, 50, tries - 1);
        else finish();
      };
      setImmediate(waitForAll, graceMs / 50 + 4);
    });
  });
}

/** @returns gives up waiting for the end */
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

/** @returns false when nothing of it runs any more */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return pid !== undefined && process.kill(isWindows ? pid : -pid, signal);
  } catch {
    return false;
  }
}
