/**
 * The name of a repository as one part of a path in object storage, and back; the views in `sql/` read it the same way.
 */

/**
 * Each slash is written `__`: GitLab's groups can be nested. An underscore before a slash or before another
 * underscore is written `_~`, so that each name is restored exactly.
 */
export function nameRepositoryFolder(repository: string): string {
  return repository
    .replaceAll(/[^\w./-]/g, '-')
    .replaceAll(/_(?=[_/])/g, '_~')
    .replaceAll('/', '__');
}

export function readRepositoryFolder(folder: string): string {
  return folder.replaceAll('__', '/').replaceAll('~', '');
}
