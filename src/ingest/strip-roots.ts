/**
 * Removes the parts of paths that differ from machine to machine: the location and owner of a checkout or a home
 * folder.
 */
import { checkoutRoot, homeRoot, mayHaveRoot, temporaryPath } from './checkout-roots.ts';

/** Removes such roots wherever a path begins in the text; `a/b/../c` becomes `a/c`. */
export function stripRoots(text: string): string {
  if (!/[\\/]/.test(text)) return text;
  return resolveDots(stripMachineRoots(text).replaceAll(homeRoot, ''));
}

/** The same, but homes stay: in a title they are the subject of a test. */
export function stripMachineRoots(text: string): string {
  if (!mayHaveRoot.test(text)) return text;
  return text.replaceAll(checkoutRoot, '').replaceAll(temporaryPath, shortenTemporary);
}

function shortenTemporary(_path: string, ...found: readonly unknown[]): string {
  const { rest } = found.at(-1) as { readonly rest: string };
  return insideTemporary(rest.split(/[\\/]+/).filter((part) => part !== ''));
}

/** Folders of a typical checkout; the one above them is the checkout's root. */
const sources = new Set([
  ...['src', 'lib', 'test', 'tests', '__tests__', 'spec', 'specs', 'e2e', 'packages', 'apps', 'cmd', 'pkg'],
  ...['internal', 'main', 'unit', 'integration'],
]);

/** Numbered, or named by `mkdtemp`. */
const madeForRun = /\d.*\d|-\d+$|^te?mp[\w.-]+$|^[0-9a-f]{8,}$/i;

/** The first folder is created for the run, and so are those with numbers; the next one may be a checkout. */
function insideTemporary(parts: readonly string[]): string {
  if (parts.length < 2) return maskTemporary(parts[0] ?? '');
  let at = sources.has(parts[0] as string) ? 0 : 1;
  while (at < parts.length - 1 && madeForRun.test(parts[at] as string)) at += 1;
  if (at === 1 && parts.length > 3 && !sources.has(parts[1] as string)) at += 1;
  return [...parts.slice(at, -1), maskTemporary(parts.at(-1) as string)].join('/');
}

/** File names of `mktemp`, `mkdtemp` and similar: `tmpk3x9q_a`, `tmp.Ab3dE5`, `app-Ab3dE5`, `junit8347`. */
function maskTemporary(name: string): string {
  return name
    .replace(/^(tmp\.?|temp)[A-Za-z0-9_]{6,}/, '$1*')
    .replace(/([-.])(?=[A-Za-z]*[0-9A-Z])(?=[a-z0-9]*[A-Z]|[A-Za-z]*\d)[A-Za-z0-9]{6,}$/, '$1*')
    .replaceAll(/\d{4,}/g, '*');
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

/** Relative to the root if it is inside; installed packages from `node_modules/` on. */
export function relativePath(path: string, root: string | null): string {
  const plain = path.replaceAll('\\', '/');
  const installed = plain.lastIndexOf('/node_modules/');
  if (installed >= 0) return plain.slice(installed + 1);
  // Compilers lower the case of paths on case-insensitive file systems.
  if (root !== null && plain.toLowerCase().startsWith(`${root.toLowerCase()}/`))
    return plain.slice(root.length + 1);
  return stripRoots(plain);
}
