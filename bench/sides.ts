/**
 * The two sides of a comparison of commits: this tree, and another commit in a worktree, both built, each with
 * histories that it wrote.
 */
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openWorktree } from '../src/trial/open-worktree.ts';

export const root = fileURLToPath(new URL('..', import.meta.url));

export interface Side {
  /** Folder of a built tree. */
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/**
 * Checks a commit out and builds it with the packages of this tree.
 * @param into a folder that does not exist yet
 */
export async function openSide(ref: string, into: string): Promise<Side> {
  const worktree = await openWorktree(root, ref, into);
  if ('problem' in worktree) throw new Error(`${worktree.problem.what} ${worktree.problem.fix}`);
  symlinkSync(join(root, 'node_modules'), join(worktree.folder, 'node_modules'));
  buildSide(worktree.folder, ref);
  return worktree;
}

/** This tree, built. */
export function openTree(): Side {
  buildSide(root, 'this tree');
  return { folder: root, close: async () => {} };
}

/** By the side's own script; where that needs packages that are missing here, its committed bundles are used. */
function buildSide(at: string, ref: string): void {
  try {
    execFileSync(process.execPath, ['scripts/build.ts'], { cwd: at, stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    if (at === root) throw error;
    execFileSync('git', ['checkout', '--quiet', '--', 'dist'], { cwd: at });
    console.warn(
      `${ref} cannot be built with the packages of this tree: its committed bundles are measured.\n`,
    );
  }
}

/** Builds of one series that a side is to store. */
export interface Builds {
  /** Module that exports `makeBuild(number, tasks)`, relative to this folder. */
  readonly maker: string;
  readonly series: string;
  readonly builds: number;
  readonly tasks: number;
}

/** By the library of that side, as neither must read what the other one wrote. */
export function writeHistory(at: string, into: string, { maker, series, builds, tasks }: Builds): void {
  const script = `
    import { folderStore } from ${JSON.stringify(pathToFileURL(join(at, 'build/index.js')).href)};
    import { makeBuild } from ${JSON.stringify(new URL(maker, import.meta.url).href)};
    const series = ${JSON.stringify(series)};
    for (let number = 0; number < ${builds}; number++) {
      const build = { ...makeBuild(number, ${tasks}), name: series };
      const limits = { series, maxBuilds: 1000, maxAgeDays: 90, maxBytes: 1e9, now: build.startTimeMs };
      await folderStore(${JSON.stringify(into)}, limits).append({ ...build, context: { ...build.context, branch: null } });
    }`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
}
