/** The work of a trace event, with a stable name. */
import { relativePath, stripRoots } from '../../ingest/strip-roots.ts';

type Arguments = Readonly<Record<string, unknown>>;

/**
 * The compiler's own terms in `tsc --generateTrace`; `checkTypes` events are about types, which have only numbers.
 */
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

/** The file that a TypeScript compiler's event is about, else ''. */
export function pathOf(category: string, args: Arguments): string {
  if (!compilerCategories.has(category)) return '';
  for (const key of pathKeys) {
    const path = args[key];
    if (typeof path === 'string' && path !== '') return path;
  }
  return '';
}

const goAction = 'Executing action (';
/** The folder in which the go command works on a package, new in each build. */
const goScratch = /(?<!\S)\S*[\\/]go-build\d+[\\/]b\d+[\\/]/;

const phases =
  /^(?:ExecuteCompiler|Frontend|Backend|(?:CodeGen|PerModule|PerFunction)Passes|PerformPendingInstantiations)$/;

/**
 * The kind of work of an event.
 * @param detail LLVM's detail, which makes the name of its events their kind
 */
export function categoryOf(name: string, category: string, detail: string | null): string {
  // LLVM 9 gives its phases a detail too, an empty one.
  if (detail === '' && phases.test(name)) return category;
  if (detail !== null) return name;
  return name.startsWith(goAction) ? 'action' : category;
}

/**
 * The name for the TypeScript compilers, Go, and any other tool.
 * @param path from `pathOf`
 * @param project folder of the first project that a TypeScript compiler opened
 */
export function nameEvent(name: string, path: string, project: string | null): string {
  if (path !== '') return `${name} ${relativePath(path, project)}`;
  if (name.startsWith(goAction))
    return stripRoots(name.slice(goAction.length).replace(/\)$/, '').replace(goScratch, ''));
  return stripRoots(name);
}

/** LLVM's names, without positions, which change with every edit: `std::vector<int>::f`, `/usr/include/stdio.h`, `<a.cc:3:1, line:9:2>`, `(lambda at a.cc:3:1)`. */
export function nameDetail(detail: string): string {
  const bare = detail.replaceAll(/, (?:line|col):\d+(?::\d+)?(?=>)/g, '').replaceAll(/:\d+:\d+(?!\d)/g, '');
  return stripRoots(bare);
}
