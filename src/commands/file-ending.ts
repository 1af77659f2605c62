/** The file extension must match the format: an HTML page named `report.json` misleads its readers. */
import { extname } from 'node:path';
import type { Problem } from '../model/problem.ts';
import { reportFiles } from '../render/report-files.ts';
import type { Arguments } from './command.ts';
import { readChoiceFlag, refuse } from './view.ts';

/** The formats of exports, with the endings that fit each. */
const endings = {
  csv: ['csv'],
  json: ['json'],
  parquet: ['parquet'],
  sqlite: ['sqlite', 'sqlite3', 'db'],
} as const;

export type FileFormat = keyof typeof endings;

function endingOf(path: string): string {
  return extname(path).slice(1).toLowerCase();
}

/**
 * The format to write: from `--format`, else from the file's extension.
 * @param path null: standard output
 */
export function readFormat<T extends FileFormat>(
  args: Arguments,
  path: string | null,
  formats: readonly T[],
  fallback: T,
): T {
  const ending = path === null ? '' : endingOf(path);
  const byEnding = formats.find((format) => (endings[format] as readonly string[]).includes(ending));
  const format = readChoiceFlag(args, 'format', formats, byEnding ?? fallback);
  if (path === null || ending === '' || byEnding === format) return format;
  const fitting = formats.map((each) => `.${endings[each][0]}`).join(', ');
  return args.flags['format'] === undefined
    ? refuse(path, `No format has the ending .${ending}.`, `Use one of ${fitting}.`)
    : refuse(path, `The ending .${ending} does not fit the format ${format}.`, `Use .${endings[format][0]}.`);
}

/** Flags of `check` that write a file, with the fitting extensions. */
const written: ReadonlyMap<string, string> = new Map([
  ...reportFiles.map(({ flag, name }) => [flag, endingOf(name)] as const),
  ['summary', 'md'],
]);

/** Only an extension that another flag writes is a mistake: `--folded stacks.txt` is fine. */
export function findWrongEndings({ flags }: Arguments): Problem[] {
  return [...written].flatMap(([flag, ending]): Problem[] => {
    const path = flags[flag] ?? '';
    const own = endingOf(path);
    const right = [...written].find(([, other]) => other === own)?.[0];
    if (right === undefined || own === ending) return [];
    const what = `--${flag} writes .${ending}, and ${path} ends in .${own}.`;
    const fix = `Write \`--${right} ${path}\`, or name a file that ends in .${ending}.`;
    return [{ level: 'error', code: 'wrong-ending', where: `--${flag}`, what, fix }];
  });
}
