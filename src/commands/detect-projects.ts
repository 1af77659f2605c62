/** Detects the projects of a repository and their kinds. */

import { join } from 'node:path';
import { listFolder, readTextOrEmpty } from '../io/read-or-empty.ts';
import { hasAny, nodeLocks, type Project, type ProjectKind, projectKinds } from './project-kinds.ts';

/** Tests of one kind in one folder. */
export interface FoundProject {
  readonly project: Project;
  readonly kind: ProjectKind;
}

/** Task runners that test the whole workspace. */
const runners = ['Turborepo', 'Nx', 'Bazel'];
/** What is in them is not the repository's own, or not for its tests. */
const ignored =
  /^(?:\..*|node_modules|vendor|third_party|fixtures?|testdata|examples?|samples|templates?|docs?|dist|build|target|out|bin|obj|tmp)$/;
const mostLevels = 3;

/**
 * All kinds at the top, and those below it that the top does not have: a test tool runs the tests of its subfolders. Of
 * a folder with a task runner only that, because it runs the tests of the others.
 */
export function detectProjects(folder: string): readonly FoundProject[] {
  const top = openProject(folder, '', null);
  const packages = isWorkspace(top) ? top : null;
  const visit = (project: Project, known: ReadonlySet<string>, level: number): FoundProject[] => {
    const all = projectKinds.filter(({ name, isIn }) => !known.has(name) && isIn(project));
    const runner = all.find(({ name }) => runners.includes(name));
    const found = (runner === undefined ? all : [runner]).map((kind) => ({ project, kind }));
    if (runner !== undefined || level === mostLevels) return found;
    const below = new Set([...known, ...all.map(({ name }) => name)]);
    const folders = listFolders(join(folder, project.at)).map((name) => `${project.at}${name}/`);
    return [...found, ...folders.flatMap((at) => visit(openProject(folder, at, packages), below, level + 1))];
  };
  return visit(top, new Set(), 0);
}

function openProject(top: string, at: string, workspace: Project | null): Project {
  const folder = join(top, at);
  const files = new Set(listFolder(folder).map(({ name }) => name));
  const read = (file: string): string => readTextOrEmpty(join(folder, file));
  const own: Project = { at, files, read, workspace: null };
  return hasAny(...nodeLocks)(own) ? own : { ...own, workspace };
}

/** Whether the packages of Node below are installed at the top. */
function isWorkspace(project: Project): boolean {
  return (
    hasAny('pnpm-workspace.yaml', ...nodeLocks)(project) ||
    project.read('package.json').includes('"workspaces"')
  );
}

/** Names of the folders in a folder, in order. */
function listFolders(folder: string): string[] {
  return listFolder(folder)
    .filter((entry) => entry.isDirectory() && !ignored.test(entry.name))
    .map(({ name }) => name)
    .sort();
}
