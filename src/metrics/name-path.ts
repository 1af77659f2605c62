/** The parts that a task's name contains: packages, folders, files, suites, outermost first. */

/**
 * `packages/billing/src/a.test.ts › total › adds` is part of `packages`, `packages/billing`, …, and
 * `packages/billing/src/a.test.ts › total`; `//src/net:lib` of `//src` and `//src/net`; `com.shop.Cart › adds` of `com`,
 * `com.shop` and `com.shop.Cart`. Empty for a name without parts.
 */
export function namePath(name: string): readonly string[] {
  let path = known.get(name);
  if (path === undefined) {
    path = splitName(name);
    if (known.size >= mostKnown) known.clear();
    known.set(name, path);
  }
  return path;
}

/** The detector and the reports ask for the same names. */
const known = new Map<string, readonly string[]>();
const mostKnown = 20_000;

/** For each part the number of paths that it is in. */
export function countParts(paths: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of paths) addParts(path, counts);
  return counts;
}

function addParts(path: readonly string[], counts: Map<string, number>): void {
  for (let at = 0; at < path.length; at++) {
    const part = path[at] as string;
    counts.set(part, (counts.get(part) ?? 0) + 1);
  }
}

function splitName(name: string): string[] {
  const [first = '', ...suites] = name.split(' › ');
  const groups = splitPlace(first);
  // The last part is the task itself.
  if (suites.length === 0) return groups.slice(0, -1);
  const nested = suites.slice(0, -1).map((_, index) => [first, ...suites.slice(0, index + 1)].join(' › '));
  return [...groups, ...nested];
}

/** Whether a task, by its name, belongs to the package, folder, file or suite. */
export function isPartOf(task: string | null, group: string | null): boolean {
  return namePath(task ?? '').includes(group ?? '');
}

/** The place and its parents: each prefix up to a separator, then the whole. */
function splitPlace(place: string): string[] {
  const separator = separators.find(({ applies }) => applies.test(place))?.at;
  if (separator === undefined) return [place];
  const groups: string[] = [];
  separator.lastIndex = 0;
  for (let found = separator.exec(place); found !== null; found = separator.exec(place))
    if (found.index > 0) groups.push(place.slice(0, found.index));
  groups.push(place);
  // Each contains the previous one.
  const first = groups.findIndex((group) => /[A-Za-z0-9]/.test(group) || /[\p{L}\p{N}]/u.test(group));
  return first === 0 ? groups : first < 0 ? [] : groups.slice(first);
}

/** Guessed from the name; a name with spaces is a sentence. */
const separators: readonly { readonly applies: RegExp; readonly at: RegExp }[] = [
  // Rust, C++, pytest's node ids.
  { applies: /^\S+::\S+$/, at: /::|(?<=\w)\// },
  // Paths, Bazel's labels, Go's packages.
  { applies: /^\S*\/\S+$/, at: /(?<=[\w@.-])[/:]/ },
  // Gradle's tasks, Turborepo's, Nx's.
  { applies: /^\S*[:#]\S+$/, at: /(?<=\w)[:#]/ },
  // Classes of Java, C# and Python.
  { applies: /^[\w$]+(?:\.[\w$]+){2,}$/, at: /\./ },
].map(({ applies, at }) => ({ applies, at: new RegExp(at, 'g') }));
