/**
 * The owners of a file, by CODEOWNERS: the last matching rule applies, and a rule may have no owner.
 * https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */

/** Where GitHub looks for the file, in this order. */
export const codeOwnersPaths = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

export type OwnersOf = (path: string) => readonly string[];

/** Reads the file's text; lines that GitHub ignores are ignored. */
export function readCodeOwners(text: string): OwnersOf {
  const rules = text.split(/\r?\n/).flatMap((line) => {
    const [pattern, ...owners] = splitLine(line);
    if (pattern === undefined || /^!|[[\]]/.test(pattern)) return [];
    return [{ pattern: toRegExp(pattern), owners }];
  });
  return (path) => rules.findLast(({ pattern }) => pattern.test(path))?.owners ?? [];
}

/** Words, without the comment; `\ ` is a space in a path. */
function splitLine(line: string): string[] {
  const words = line.replace(/(^|\s)#.*$/, '').match(/(?:\\.|\S)+/g) ?? [];
  return words.map((word) => word.replaceAll(/\\(.)/g, '$1'));
}

/** As in gitignore: anchored with a slash inside, any depth without; a folder includes all its contents. */
function toRegExp(pattern: string): RegExp {
  const isAnchored = /\/./.test(pattern);
  const plain = pattern.replace(/^\//, '');
  const isFolder = plain.endsWith('/');
  const body = plain
    .replace(/\/$/, '')
    .split(/(\*\*\/|\/\*\*$|\*\*|\*|\?)/)
    .map((part) => wildcards[part] ?? part.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&'))
    .join('');
  // `docs/*` owns the files directly in the folder, and nothing deeper.
  const end = isFolder ? '/.*' : /(?:^|\/)\*$/.test(plain) && plain !== '*' ? '' : '(?:/.*)?';
  return new RegExp(`^${isAnchored ? '' : '(?:.*/)?'}${body}${end}$`);
}

const wildcards: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '/**': '/.*',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
};
