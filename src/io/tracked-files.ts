/** The files of a repository. https://git-scm.com/docs/git-ls-files */
import { askGit } from './ask-git.ts';

/** The files that Git tracks: paths with `/`, relative to the top; null without Git or a repository. */
export async function listTrackedFiles(folder: string): Promise<readonly string[] | null> {
  return await listFiles(folder, ['--cached']);
}

/** Also those that are not added yet, unless they are ignored: on a laptop a failing test is often new. */
export async function listOwnFiles(folder: string): Promise<readonly string[] | null> {
  return await listFiles(folder, ['--cached', '--others', '--exclude-standard']);
}

async function listFiles(folder: string, which: readonly string[]): Promise<readonly string[] | null> {
  const found = await askGit(folder, ['ls-files', '-z', '--full-name', ...which, ':/']);
  return found === null ? null : found.split('\0').filter((path) => path !== '');
}
