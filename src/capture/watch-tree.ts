/** The files that a command reads and writes in a folder: those before it, and those new or changed afterwards. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { askGit } from '../io/ask-git.ts';
import { listFolder } from '../io/read-or-empty.ts';
import { withoutGit } from '../trial/open-worktree.ts';

/** The path of each file, with `/`, and the properties that change when it is written. */
export type Tree = ReadonlyMap<string, string>;

/** Neither sources nor outputs of a build; our own files change with every recording. */
const skipped = new Set(['.git', '.hg', '.svn', 'node_modules', '.build-telemetry']);

/** Further files are ignored: for more outputs, the user must list them. */
export const mostFiles = 100_000;

/** Every regular file below a folder. Links are not followed. */
export function readTree(folder: string): Tree {
  const tree = new Map<string, string>();
  const open = [''];
  for (let at = open.pop(); at !== undefined && tree.size < mostFiles; at = open.pop()) {
    for (const entry of listFolder(join(folder, at))) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory() && !skipped.has(entry.name)) open.push(path);
      else if (entry.isFile()) addFile(tree, folder, path);
    }
  }
  return tree;
}

/** A file may have been deleted since it was listed. */
function addFile(tree: Map<string, string>, folder: string, path: string): void {
  const found = lstatSync(`${folder}/${path}`, { throwIfNoEntry: false });
  if (found !== undefined) tree.set(path, `${found.mtimeMs} ${found.ctimeMs} ${found.size} ${found.ino}`);
}

/** New and rewritten files, sorted. */
export function listWritten(before: Tree, after: Tree): string[] {
  return [...after].flatMap(([path, stamp]) => (before.get(path) === stamp ? [] : [path])).sort();
}

/** The files that Git does not ignore, or those that it tracks, sorted; null outside a repository. */
export async function listSources(
  folder: string,
  which: 'not ignored' | 'tracked' = 'not ignored',
): Promise<string[] | null> {
  const untracked = which === 'tracked' ? [] : ['--others', '--exclude-standard'];
  const args = ['ls-files', '-z', '--cached', ...untracked];
  const found = await askGit(folder, args, { env: withoutGit(process.env), timeoutMs: 0 });
  if (found === null) return null;
  const paths = found
    .split('\0')
    .filter((path) => path !== '' && !path.split('/').some((part) => skipped.has(part)));
  return [...new Set(paths)].sort();
}
