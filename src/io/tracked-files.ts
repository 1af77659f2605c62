/** The files that Git tracks in a folder. https://git-scm.com/docs/git-ls-files */
import { execFile } from 'node:child_process';

const timeoutMs = 10_000;
const maxBytes = 256 * 1024 ** 2;

/** Paths with `/`, relative to the top of the repository; null without Git or a repository. */
export async function listTrackedFiles(folder: string): Promise<readonly string[] | null> {
  const found = await new Promise<string | null>((resolve) => {
    execFile(
      'git',
      ['-c', 'core.fsmonitor=false', 'ls-files', '-z', '--full-name', ':/'],
      { cwd: folder, timeout: timeoutMs, maxBuffer: maxBytes, windowsHide: true },
      (error, stdout) => resolve(error === null ? stdout : null),
    );
  });
  return found === null ? null : found.split('\0').filter((path) => path !== '');
}
