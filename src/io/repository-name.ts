/** Which repository a folder belongs to. */
import { execFile } from 'node:child_process';

const timeoutMs = 10_000;

/** `owner/name`: as GitHub Actions says, else of the remote `origin`; null when neither says it. */
export async function findRepository(
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
): Promise<string | null> {
  if (env['GITHUB_REPOSITORY']) return env['GITHUB_REPOSITORY'];
  const url = await new Promise<string>((resolve) => {
    execFile(
      'git',
      ['config', '--get', 'remote.origin.url'],
      { cwd: folder, timeout: timeoutMs, windowsHide: true },
      (error, stdout) => resolve(error === null ? stdout.trim() : ''),
    );
  });
  return readRepository(url);
}

/** Of `https://host/owner/name.git`, `git@host:owner/name.git` and the like; groups of GitLab stay. */
export function readRepository(url: string): string | null {
  const path = /^[a-z+]+:\/\/[^/]+\/(.+)$/i.exec(url)?.[1] ?? /^[^/:]+:(?!\/\/)(.+)$/.exec(url)?.[1];
  const name = path?.replace(/\/+$/, '').replace(/\.git$/, '') ?? '';
  return name.includes('/') ? name : null;
}
