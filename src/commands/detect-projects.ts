/** Detects the kinds of project at the top of a repository, and its default branch. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Project, type ProjectKind, projectKinds } from './project-kinds.ts';

export function openProject(folder: string): Project {
  return { files: new Set(readdirSync(folder)), read: (file) => readText(join(folder, file)) };
}

/** Task runners that test the whole workspace. */
const runners = ['Turborepo', 'Nx', 'Bazel'];

/** All kinds found; only the task runner if there is one, because it runs the tests of the others. */
export function detectProjects(project: Project): readonly ProjectKind[] {
  const found = projectKinds.filter(({ isIn }) => isIn(project));
  const runner = found.find(({ name }) => runners.includes(name));
  return runner === undefined ? found : [runner];
}

/** From the clone's remote, else the current branch if it has a usual name, else `main`. */
export function readDefaultBranch(folder: string): string {
  const remote = /^ref: refs\/remotes\/origin\/(\S+)/.exec(
    readText(join(folder, '.git/refs/remotes/origin/HEAD')),
  );
  const own = /^ref: refs\/heads\/(main|master|trunk|develop)\s*$/.exec(readText(join(folder, '.git/HEAD')));
  return remote?.[1] ?? own?.[1] ?? 'main';
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
