/** Paths without what differs from machine to machine: where a checkout or a home lies, and whose it is. */

const checkouts = [
  String.raw`/(?:home|Users)/runner/(?:_?work|actions-runner/_work)/[^/\s:]+/[^/\s:]+/`,
  String.raw`/(?:__w|github/workspace|builds)/(?:[^/\s:]+/[^/\s:]+/)?`,
  String.raw`/(?:home|Users|root)/(?:[^/\s:]+/)?`,
  String.raw`[A-Za-z]:[\\/](?:a|actions-runner[\\/]_work)[\\/][^\\/\s:]+[\\/][^\\/\s:]+[\\/]`,
  String.raw`[A-Za-z]:[\\/]Users[\\/][^\\/\s:]+[\\/]`,
];
const root = new RegExp(`(?<![\\w.~-])(?:${checkouts.join('|')})`, 'g');

/** Strips such roots wherever a path begins in the text; `a/b/../c` becomes `a/c`. */
export function stripRoots(text: string): string {
  if (!/[\\/]/.test(text)) return text;
  return resolveDots(text.replaceAll(root, ''));
}

function resolveDots(path: string): string {
  let before = path;
  for (let i = 0; i < 100 && before.includes('/../'); i++) {
    const after = before.replace(/(?<=^|\/)(?!\.\.\/)[^/\s]+\/\.\.\//, '');
    if (after === before) break;
    before = after;
  }
  return before;
}

/** Relative to the root when it lies inside; what package managers installed from `node_modules/` on. */
export function relativePath(path: string, root: string | null): string {
  const plain = path.replaceAll('\\', '/');
  const installed = plain.lastIndexOf('/node_modules/');
  if (installed >= 0) return plain.slice(installed + 1);
  // Compilers lower the case of paths on file systems that ignore it.
  if (root !== null && plain.toLowerCase().startsWith(`${root.toLowerCase()}/`))
    return plain.slice(root.length + 1);
  return stripRoots(plain);
}
