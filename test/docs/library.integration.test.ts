/** docs/library.md: its programs run, one after the other in one folder, and its table has every export. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as library from '../../src/index.ts';
import * as tracing from '../../src/tracing.ts';
import { tempFolder } from '../temp-folder.ts';

const page = readFileSync(new URL('../../docs/library.md', import.meta.url), 'utf8');
const resolvePackage = new URL('../recorder/scripts/resolve-package.ts', import.meta.url).href;

it('records a build and checks it', () => {
  const folder = tempFolder('library');
  const output = [...page.matchAll(/^```js (\w+)\n([\s\S]*?)^```/gm)].map(([, name, code = '']) => {
    writeFileSync(join(folder, `${name}.mjs`), code);
    const args = [`--import=${resolvePackage}`, `${name}.mjs`];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return stdout;
  });
  expect(output).toEqual(['', expect.stringMatching(/^pass No baseline yet: .* for unit \d+\n$/)]);
});

it('lists each export once', () => {
  const table = page.slice(page.indexOf('| for | exports |'));
  const cells = [...table.matchAll(/^\|[^|]*\| (.*) \|$/gm)].map(([, cell]) => cell as string);
  const listed = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name as string));
  expect(listed.sort()).toEqual([...Object.keys(library), ...Object.keys(tracing)].sort());
});
