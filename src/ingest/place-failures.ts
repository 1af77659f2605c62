/**
 * Maps failures to the paths in the repository. Tools name files relative to their own folder, to the root of a
 * container, or by a package (`com/shop/CartTest.java`, `example.com/shop/cart_test.go`): the tracked file with the
 * longest common end of the path is used, if there is exactly one.
 */
import type { Build } from '../model/build.ts';
import type { Task } from '../model/task.ts';

/** @param tracked paths of the repository's files; null: not known, and paths stay unchanged */
export function placeFailures(build: Build, tracked: readonly string[] | null): Build {
  if (tracked === null || !build.tasks.some(({ failure }) => failure?.file)) return build;
  const find = indexPaths(tracked);
  return { ...build, tasks: build.tasks.map((task) => placeFailure(task, find)) };
}

/** A reader cannot open a file that is not in the repository. */
function placeFailure(task: Task, find: (path: string) => string | null): Task {
  const { failure } = task;
  if (failure === null || failure.file === null) return task;
  const file = find(failure.file);
  if (file !== null) return { ...task, failure: { ...failure, file } };
  const rest = failure.message === null ? null : { message: failure.message, file: null, line: null };
  return { ...task, failure: rest };
}

/** Builds an index by file name; returns the matching tracked path, or null. */
export function indexPaths(tracked: readonly string[]): (path: string) => string | null {
  const known = new Set(tracked);
  const byName = new Map<string, string[]>();
  for (const path of tracked) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const paths = byName.get(name);
    if (paths) paths.push(path);
    else byName.set(name, [path]);
  }
  return (path) => {
    if (known.has(path)) return path;
    const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
    const ranked = (byName.get(parts.at(-1) ?? '') ?? []).map((candidate) => ({
      candidate,
      common: countCommon(parts, candidate.split('/')),
    }));
    const most = ranked.reduce((best, { common }) => Math.max(best, common), 0);
    const [first, ...others] = ranked.filter(({ common }) => common === most);
    return first !== undefined && others.length === 0 ? first.candidate : null;
  };
}

/** The number of equal parts at the end. */
function countCommon(a: readonly string[], b: readonly string[]): number {
  let common = 0;
  while (common < a.length && common < b.length && a.at(-1 - common) === b.at(-1 - common)) common += 1;
  return common;
}
