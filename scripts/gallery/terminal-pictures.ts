/** The output of the command line, as pages: each command runs in a terminal of its own width, opened by `script`. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../test/services/launch-child.ts';
import { tempFolder } from '../../test/temp-folder.ts';
import { commitOf } from './action-runs.ts';
import { type ShopBuild, testNamed, writeShopLog } from './shop-log.ts';

export const terminalPictures = [
  { file: 'terminal-failed-tests', title: 'A failed test, in 80 columns', columns: 80 },
  { file: 'terminal-confirmed', title: 'A confirmed regression', columns: 100 },
  { file: 'terminal-explain', title: 'A package, explained', columns: 80 },
] as const;

const cli = join(repositoryRoot, 'dist/cli/index.js');
const builds = 20;

/** Runs the commands in the order in which a developer types them; returns the page of each picture. */
export function makeTerminals(): ReadonlyMap<string, string> {
  const folder = tempFolder('terminal');
  const run = (command: string, columns: number): string => {
    const typed = `stty cols ${columns} rows 60; node '${cli}' ${command}`;
    const env = { ...process.env, NO_COLOR: '', TERM: 'xterm-256color' };
    return execFileSync('script', ['--quiet', '--command', typed, '/dev/null'], {
      cwd: folder,
      encoding: 'utf8',
      env,
    });
  };
  const check = (build: ShopBuild, columns: number): string => {
    writeFileSync(join(folder, 'log.ndjson'), writeShopLog(build));
    const commit = commitOf(build.number);
    return run(`check log.ndjson --name shop --branch main --commit ${commit}`, columns);
  };
  const slow = (name: string): number => (name.startsWith('packages/search/') ? 2.4 : 1);
  for (let number = 1; number <= builds; number++) check({ number }, 100);
  const tax = 'AssertionError: expected 119 to be 121 // Object.is equality';
  const failed = check({ number: builds + 1, failed: { [testNamed('billing', 'api', 'creates')]: tax } }, 80);
  for (let number = builds + 2; number <= builds + 3; number++) check({ number, factor: slow }, 100);
  const confirmed = check({ number: builds + 4, factor: slow }, 100);
  const group = 'explain packages/search/test';
  return new Map([
    ['terminal-failed-tests', showTerminal('check log.ndjson', failed)],
    ['terminal-confirmed', showTerminal('check log.ndjson', confirmed)],
    ['terminal-explain', showTerminal(group, run(group, 80))],
  ]);
}

/** Width of this many columns in pixels. */
export function widthOfColumns(columns: number): number {
  return Math.ceil(columns * 8.43) + 48;
}

/** A page of a terminal's text, with its colours. */
function showTerminal(command: string, text: string): string {
  const html = `$ build-telemetry ${command}\n${text}`
    // The line of progress, as a terminal erases it.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's own
    .replace(/\r?(?:\u001b\[2K[^\n\u001b]*)*\u001b\[2K/g, '')
    .replaceAll('\r', '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
    .replace(/\u001b\[(\d+)m/g, (_, code: string) => (code === '0' ? '</span>' : `<span class="c${code}">`));
  return `<!doctype html><meta charset="utf-8"><style>${style}</style><pre>${html}</pre>`;
}

const style = `
body{margin:0;background:#0d1117;color:#e6edf3}
pre{margin:0;padding:20px 24px;font:14px/1.45 "DejaVu Sans Mono",ui-monospace,Menlo,Consolas,monospace}
.c1{font-weight:bold}.c2{color:#9198a1}.c31{color:#ff7b72}.c32{color:#3fb950}.c33{color:#d29922}`;
