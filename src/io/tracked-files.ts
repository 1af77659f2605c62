/** The files that Git tracks in a folder. https://git-scm.com/docs/git-ls-files */
import { askGit } from './ask-git.ts';

/** Paths with `/`, relative to the top of the repository; null without Git or a repository. */
export async function listTrackedFiles(folder: string): Promise<readonly string[] | null> {
  const found = await askGit(folder, ['ls-files', '-z', '--full-name', ':/']);
  return found === null ? null : found.split('\0').filter((path) => path !== '');
}
