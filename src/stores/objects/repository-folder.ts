/** The name of a repository as one part of a path of an object storage, and back; the views in `sql/` read it the same way. */

/**
 * A slash is written `__`, however many a name has: GitLab's groups nest. An underscore before a slash or before another
 * underscore is written `_~`, so that each name comes back as it was.
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
