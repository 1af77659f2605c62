/** The output of Git in a folder, without changing anything. */
import { execFile } from 'node:child_process';

const maxBytes = 256 * 1024 ** 2;

interface AskOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** 0: no limit; 10 seconds by default. */
  readonly timeoutMs?: number;
}

/** @returns null without Git, without a repository, or if Git does not answer in time */
export async function askGit(
  folder: string,
  args: readonly string[],
  { env = process.env, timeoutMs = 10_000 }: AskOptions = {},
): Promise<string | null> {
  return await new Promise((resolve) => {
    const options = { cwd: folder, env, timeout: timeoutMs, maxBuffer: maxBytes, windowsHide: true };
    execFile('git', ['-c', 'core.fsmonitor=false', ...args], options, (error, stdout) =>
      resolve(error === null ? stdout : null),
    );
  });
}
