/** A file that a command reads, or writes for another flag, is not one to write: its content would be lost. */
import { resolve } from 'node:path';
import { findStats } from '../io/open-log.ts';
import { isStandardOutput } from '../io/write-output.ts';
import type { Problem } from '../model/problem.ts';
import type { Arguments } from './command.ts';

/**
 * @param writing the flags that write a file
 * @param read paths of the files that the command reads
 */
export function findOverwritten(
  { flags }: Pick<Arguments, 'flags'>,
  writing: readonly string[],
  read: readonly string[],
): Problem[] {
  const uses = new Map<string | symbol, string>(
    read.map((path) => [identify(path), 'is read by this command']),
  );
  return writing.flatMap((flag): Problem[] => {
    const path = flags[flag];
    if (path === undefined || isStandardOutput(path)) return [];
    const key = identify(path);
    const use = uses.get(key);
    uses.set(key, `is also written by \`--${flag}\``);
    if (use === undefined) return [];
    const what = `The file ${path} ${use}: its content would be lost.`;
    return [{ level: 'error', code: 'overwritten', where: `--${flag}`, what, fix: 'Name another file.' }];
  });
}

/** For a command that reads one file and writes another. */
export function isSameFile(a: string, b: string): boolean {
  return identify(a) === identify(b);
}

/** The same for all paths of a file: links, `./x` and `x`. Devices such as /dev/null may be written twice. */
function identify(path: string): string | symbol {
  const stats = findStats(path);
  if (stats === null) return resolve(path);
  return stats.isFile() ? `${stats.dev}:${stats.ino}` : Symbol(path);
}
