/** Which repository a folder belongs to. */
import { askGit } from './ask-git.ts';

/** `owner/name`: as GitHub Actions says, else of the remote `origin`; null when neither says it. */
export async function findRepository(
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
): Promise<string | null> {
  if (env['GITHUB_REPOSITORY']) return env['GITHUB_REPOSITORY'];
  const url = await askGit(folder, ['config', '--get', 'remote.origin.url']);
  return readRepository(url?.trim() ?? '');
}

/** Of `https://host/owner/name.git`, `git@host:owner/name.git` and the like; groups of GitLab stay. */
export function readRepository(url: string): string | null {
  const path = /^[a-z+]+:\/\/[^/]+\/(.+)$/i.exec(url)?.[1] ?? /^[^/:]+:(?!\/\/)(.+)$/.exec(url)?.[1];
  const name = path?.replace(/\/+$/, '').replace(/\.git$/, '') ?? '';
  return name.includes('/') ? name : null;
}
