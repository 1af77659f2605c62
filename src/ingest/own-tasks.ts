/** Owners of a task: of the file that its failure names, or else of the one that its own name begins with. */
import { namePath } from '../metrics/name-path.ts';
import { readCodeOwners } from '../settings/code-owners.ts';
import { indexPaths } from './place-failures.ts';

export type OwnersOfTask = (name: string, file: string | null) => readonly string[];

/**
 * @param text of CODEOWNERS
 * @param tracked paths of the repository's files
 */
export function ownTasks(text: string, tracked: readonly string[]): OwnersOfTask {
  const owners = readCodeOwners(text);
  const find = indexPaths(tracked);
  return (name, file) => {
    // With a part behind it the whole name may be the file.
    const place =
      file ??
      namePath(`${name} › `)
        .map(find)
        .findLast((found) => found !== null);
    return place ? owners(place) : [];
  };
}
