/** Archives of other tools in a Git branch: `origin/gh-pages`, or `gh-pages:dev/bench/data.js`. */
import type { Source } from '../ingest/source.ts';
import { askGit } from '../io/ask-git.ts';

/** The file name of github-action-benchmark, in any folder of its branch. */
const fileName = /(?:^|\/)data\.js$/;

/**
 * From the repository of the current folder.
 * @returns nothing if Git does not know the name
 */
export async function findGitArchives(name: string): Promise<Source[]> {
  const ask = async (...args: string[]): Promise<string | null> => await askGit(process.cwd(), args);
  const kind = name.startsWith('-') ? null : ((await ask('cat-file', '-t', name)) ?? '').trim();
  if (!kind) return [];
  const listed = kind === 'blob' ? null : ((await ask('ls-tree', '-r', '-z', '--name-only', name)) ?? '');
  const objects = listed === null ? [name] : listed.split('\0').filter((path) => fileName.test(path));
  return objects.map((path): Source => {
    const object = listed === null ? path : `${name}:${path}`;
    return {
      name: object,
      open: async function* () {
        yield Buffer.from((await ask('cat-file', 'blob', object)) ?? '');
      },
    };
  });
}
