/**
 * A commit checked out in a temporary worktree, which is removed afterwards. https://git-scm.com/docs/git-worktree
 */
import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../model/problem.ts';

export interface Worktree {
  /** The folder in it that corresponds to the current one. */
  readonly folder: string;
  readonly commit: string;
  readonly close: () => Promise<void>;
}

/**
 * Git's output.
 * @throws with Git's error message
 */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  return await new Promise((resolve, reject) => {
    const options = {
      cwd: folder,
      env: withoutGit(process.env),
      windowsHide: true,
      maxBuffer: 64 * 1024 ** 2,
    };
    execFile('git', ['-c', 'core.fsmonitor=false', ...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout.trim());
      else reject(new Error(`${stderr}\n${stdout}`.trim() || error.message));
    });
  });
}

/** In a hook these variables point to another repository or index than the folder's own. */
export function withoutGit(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, GIT_PREFIX: _prefix, ...rest } = env;
  return rest;
}

/**
 * @param folder in the working tree
 * @param into a new folder
 */
export async function openWorktree(
  folder: string,
  ref: string,
  into: string,
): Promise<Worktree | { readonly problem: Problem }> {
  try {
    const prefix = await git(folder, 'rev-parse', '--show-prefix');
    const commit = await findCommit(folder, ref);
    await git(folder, 'worktree', 'prune');
    await git(folder, 'worktree', 'add', '--detach', '--force', into, commit);
    const close = async (): Promise<void> => {
      await git(folder, 'worktree', 'remove', '--force', into).catch(() => undefined);
      await git(folder, 'worktree', 'prune').catch(() => undefined);
    };
    return { folder: join(await realpath(into), prefix), commit, close };
  } catch (error) {
    const what = `This commit cannot be checked out: ${(error as Error).message.replaceAll(/\s+/g, ' ').replace(/\.?$/, '.')}`;
    const fix =
      'Name a commit, branch or tag that is in this clone; in a workflow check out with `fetch-depth: 0`.';
    return { problem: { level: 'error', code: 'no-base', where: ref, what, fix } };
  }
}

/** A shallow clone lacks other commits: they are fetched. */
async function findCommit(folder: string, ref: string): Promise<string> {
  if (ref.startsWith('-')) throw new Error('A commit, branch or tag does not begin with a dash');
  const resolve = (name: string): Promise<string> =>
    git(folder, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
  return await resolve(ref)
    .catch(() => resolve(`origin/${ref}`))
    .catch(async () => {
      await git(folder, 'fetch', '--quiet', '--no-tags', '--depth=1', 'origin', ref);
      return await resolve('FETCH_HEAD');
    });
}

/** Number of files that differ from the commit, including untracked ones; null without a repository. */
export async function countDirtyFiles(folder: string): Promise<number | null> {
  const status = await git(folder, 'status', '--porcelain').catch(() => null);
  return status === null ? null : status.split('\n').filter((line) => line !== '').length;
}
