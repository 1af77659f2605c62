/** The tags of the Git repository of a folder. https://git-scm.com/docs/git-for-each-ref */
import { askGit } from './ask-git.ts';

/** Tags with their commits; none without Git or a repository. */
export async function listTags(
  folder: string,
): Promise<{ readonly name: string; readonly commit: string; readonly timeMs: number }[]> {
  // For an annotated tag `*objectname` is the commit, for a plain one it is empty.
  const format = '%(refname:strip=2)%00%(*objectname)%00%(objectname)%00%(creatordate:unix)';
  const text = await askGit(folder, ['for-each-ref', `--format=${format}`, 'refs/tags']);
  return (text ?? '').split('\n').flatMap((line) => {
    const [name = '', tagged = '', own = '', seconds = ''] = line.split('\0');
    return name === '' ? [] : [{ name, commit: tagged || own, timeMs: Number(seconds) * 1000 }];
  });
}
