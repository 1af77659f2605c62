/** What `npm publish` would give: the library with its types and the command line, without the action's own parts. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tempFolder } from './temp-folder.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc');
let folder = '';
let names: string[] = [];

beforeAll(() => {
  folder = tempFolder('package');
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const said = execFileSync('npm', pack, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const [{ filename, files }] = JSON.parse(said) as [{ filename: string; files: { path: string }[] }];
  names = files.map(({ path }) => path);
  mkdirSync(join(folder, 'node_modules'));
  execFileSync('tar', ['-xzf', filename, '-C', 'node_modules'], { cwd: folder });
  // What installing it would add.
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules/package/node_modules'), 'junction');
  symlinkSync('package', join(folder, 'node_modules/build-telemetry'), 'junction');
  symlinkSync(join(root, 'node_modules/@types'), join(folder, 'node_modules/@types'), 'junction');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('holds the library and the command line, and nothing of the action', () => {
  expect(names).toEqual(
    expect.arrayContaining([
      'build/library/index.js',
      'build/library/licenses.txt',
      'build/index.d.ts',
      'dist/cli/index.js',
      'LICENSE',
    ]),
  );
  expect(
    names.filter((name) => /^(build\/(github|commands|action|main)\b|src|test|dist\/index)/.test(name)),
  ).toEqual([]);
});

it('gives each of its exports, and their types', () => {
  const code = [
    "import { detect, folderStore, readBuild, renderHtml } from 'build-telemetry';",
    'const all: readonly unknown[] = [detect, folderStore, readBuild, renderHtml];',
    'console.log(all.every((one) => typeof one === "function"));',
  ].join('\n');
  writeFileSync(join(folder, 'use.ts'), code);
  expect(execFileSync(process.execPath, ['use.ts'], { cwd: folder, encoding: 'utf8' }).trim()).toBe('true');
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
  expect(() =>
    execFileSync(process.execPath, [tsc, ...options, 'use.ts'], { cwd: folder, stdio: 'pipe' }),
  ).not.toThrow();
});

it('runs its command line', () => {
  const bin = join(folder, 'node_modules/build-telemetry/dist/cli/index.js');
  expect(execFileSync(process.execPath, [bin, '--version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+/m);
});
