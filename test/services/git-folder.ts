/** The `.git` folder of a workspace, as files of a scenario. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tempFolder } from '../temp-folder.ts';
import { type Git, gitIn } from './git.ts';

/**
 * A checkout of `octo-org/octo-repo` whose branch `main` has one commit.
 * @param committed files of that commit by path
 * @param then what is done in it afterwards
 * @returns its Git folder by path, and that commit
 */
export function gitFolder(
  committed: Readonly<Record<string, string>> = { 'README.md': 'text' },
  then: (git: Git) => void = () => {},
): { readonly files: Readonly<Record<string, Buffer>>; readonly sha: string } {
  const folder = tempFolder('checkout');
  const git = gitIn(folder);
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', 'https://github.com/octo-org/octo-repo');
  for (const [path, text] of Object.entries(committed)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git('add', '-A');
  git('commit', '--quiet', '-m', 'first');
  const sha = git('rev-parse', 'HEAD');
  then(git);
  const names = readdirSync(join(folder, '.git'), { recursive: true, encoding: 'utf8' });
  const paths = names
    .map((name) => join('.git', name))
    .filter((path) => statSync(join(folder, path)).isFile());
  const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path))]));
  rmSync(folder, { recursive: true });
  return { files, sha };
}
