/**
 * Starts commands on Windows: `npm` is `npm.cmd` there, and only cmd.exe runs such files. The quoting is that of
 * cross-spawn: https://github.com/moxystudio/node-cross-spawn
 */

import { existsSync } from 'node:fs';
import { win32 } from 'node:path';
import type { Variables } from '../model/variables.ts';

/** The arguments of `spawn`. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** The arguments are already quoted. */
  readonly verbatim: boolean;
}

/** The launch of a command; on other systems, and for programs, the command itself. */
export function planLaunch(
  [command = '', ...args]: readonly string[],
  env: Variables,
  platform: NodeJS.Platform = process.platform,
  exists: (path: string) => boolean = existsSync,
): Launch {
  const plain = { command, args, verbatim: false };
  if (platform !== 'win32') return plain;
  const file = findFile(command, env, exists);
  if (file === null || !/\.(cmd|bat)$/i.test(file)) return plain;
  // Arguments of npm's shims are read twice.
  const isShim = /node_modules[\\/]\.bin[\\/][^\\/]+\.cmd$/i.test(file);
  const words = args.map((arg) => escapeMeta(isShim ? escapeMeta(quote(arg)) : quote(arg)));
  const line = [escapeMeta(win32.normalize(file)), ...words].join(' ');
  return {
    command: readVariable(env, 'ComSpec') ?? 'cmd.exe',
    args: ['/d', '/s', '/c', `"${line}"`],
    verbatim: true,
  };
}

/** The file of a command, from the folders of PATH and the endings of PATHEXT. */
function findFile(command: string, env: Variables, exists: (path: string) => boolean): string | null {
  const endings = (readVariable(env, 'PATHEXT') ?? '.COM;.EXE;.BAT;.CMD')
    .split(';')
    .filter((end) => end !== '');
  const names = win32.extname(command) === '' ? endings.map((end) => command + end) : [command];
  const isPath = /[\\/]/.test(command);
  const folders = isPath ? [''] : ['', ...(readVariable(env, 'PATH') ?? '').split(';')];
  for (const folder of folders) {
    const found = names.map((name) => (folder === '' ? name : win32.join(folder, name))).find(exists);
    if (found !== undefined) return found;
  }
  return null;
}

/** Variable names are case-insensitive on Windows; a copy of the environment is not. */
function readVariable(env: Variables, name: string): string | undefined {
  const key = Object.keys(env).find((each) => each.toUpperCase() === name.toUpperCase());
  return key === undefined ? undefined : env[key];
}

/** As programs parse their command line: backslashes before a quote are doubled. */
function quote(arg: string): string {
  return `"${arg.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}

/** As cmd.exe parses it. */
function escapeMeta(text: string): string {
  return text.replaceAll(/[()\][%!^"`<>&|;, *?]/g, '^$&');
}
