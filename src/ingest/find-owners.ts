/** The owners of a task: of the file of its failure, or else of the file with which its name begins. */
import { namePath } from '../metrics/name-path.ts';
import { readCodeOwners } from '../settings/code-owners.ts';
import { indexPaths } from './place-failures.ts';

export type OwnersOfTask = (name: string, file: string | null) => readonly string[];

/**
 * @param text of CODEOWNERS
 * @param tracked paths of the repository's files
 */
export function findOwners(text: string, tracked: readonly string[]): OwnersOfTask {
  const owners = readCodeOwners(text);
  const findPath = indexPaths(tracked);
  const findClass = indexClasses(tracked);
  return (name, file) => {
    // With a suffix the whole name may be the file.
    const place =
      file ??
      namePath(`${name} › `)
        .map((part) => findPath(part) ?? findClass(part))
        .findLast((found) => found !== null);
    return place ? owners(place) : [];
  };
}

/**
 * Builds an index of files by their content; finds the file of `com.shop.Cart` or of the module `shop.test_cart`, or
 * null.
 */
function indexClasses(tracked: readonly string[]): (name: string) => string | null {
  const files = new Map(tracked.map((path) => [path.replace(/\.[^./]+$/, ''), path]));
  const find = indexPaths([...files.keys()]);
  return (name) => {
    if (!/^\w+(?:\.\w+)*(?:\$\S*)?$/.test(name)) return null;
    const path = name.replace(/\$.*$/, '').replaceAll('.', '/');
    const found = find(path);
    // The name of a class is enough, because C# namespaces are not folders; that of a module is not.
    const isMeant = /(?:^|\/)[A-Z]\w*$/.test(path) || sharesFolder(found, path);
    return found !== null && isMeant ? (files.get(found) ?? null) : null;
  };
}

function sharesFolder(found: string | null, path: string): boolean {
  const [folder] = path.split('/').slice(-2);
  return path.includes('/') && found?.split('/').at(-2) === folder;
}
