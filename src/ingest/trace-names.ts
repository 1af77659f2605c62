/** What work a trace event stands for: names that are the same in every build. */
import { relativePath, stripRoots } from './strip-roots.ts';

type Arguments = Readonly<Record<string, unknown>>;

/** The compiler's own words in `tsc --generateTrace`; `checkTypes` events are of types, which have only numbers. */
const compilerCategories = new Set(['program', 'parse', 'bind', 'check', 'checkTypes', 'emit', 'build']);
const pathKeys = [
  'path',
  'fileName',
  'containingFileName',
  'jsFilePath',
  'declarationFilePath',
  'buildInfoPath',
  'configFilePath',
  'refPath',
];

/** What of the arguments is part of the work's name: LLVM's detail, the file of a TypeScript compiler; or ''. */
export function pathOf(category: string, args: Arguments): string {
  if (typeof args['detail'] === 'string') return `detail:${args['detail']}`;
  if (!compilerCategories.has(category)) return '';
  for (const key of pathKeys) {
    const path = args[key];
    if (typeof path === 'string' && path !== '') return path;
  }
  return '';
}

const goAction = 'Executing action (';

/** What sort of work an event is. @param path as `pathOf` gives it */
export function categoryOf(name: string, category: string, path: string): string {
  if (path.startsWith('detail:')) return name;
  return name.startsWith(goAction) ? 'action' : category;
}

/**
 * Names of LLVM, the TypeScript compilers, Go, and any other tool. Positions in files change with every edit and
 * are left out.
 * @param path as `pathOf` gives it
 * @param project folder of the first project that a TypeScript compiler opened
 */
export function nameEvent(name: string, path: string, project: string | null): string {
  if (path.startsWith('detail:')) return nameDetail(path.slice('detail:'.length)) || name;
  if (path !== '') return `${name} ${relativePath(path, project)}`;
  if (name.startsWith(goAction)) return stripRoots(name.slice(goAction.length).replace(/\)$/, ''));
  return stripRoots(name);
}

/** `std::vector<int>::f`, `/usr/include/stdio.h`, `<a.cc:3:1, line:9:2>`, `(lambda at a.cc:3:1)`. */
function nameDetail(detail: string): string {
  const bare = detail.replaceAll(/, (?:line|col):\d+(?::\d+)?(?=>)/g, '').replaceAll(/:\d+:\d+(?!\d)/g, '');
  return stripRoots(bare);
}
