import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeTextFile } from '../../src/io/files.ts';
import { tempFolder } from '../temp-folder.ts';

it('writes a text in parts as it would write it at once, over an older and longer one', async () => {
  const path = join(tempFolder('written'), 'a', 'report.txt');
  const parts = ['', 'é'.repeat(70_000), '€', '', 'x'.repeat(200_000), '😀\n'];
  await writeTextFile(path, parts.join('').repeat(2));
  await writeTextFile(path, parts);
  expect(readFileSync(path, 'utf8')).toBe(parts.join(''));
  await writeTextFile(path, []);
  expect(readFileSync(path, 'utf8')).toBe('');
});

it('leaves no half of a file when writing fails, and names the file', async () => {
  const folder = tempFolder('written');
  const [path, link] = [join(folder, 'report.json'), join(folder, 'latest.json')];
  writeFileSync(path, 'old');
  symlinkSync(path, link);
  const failing = function* (): Generator<string> {
    yield 'x'.repeat(100_000);
    throw new Error('ENOSPC: no space left on device, write');
  };
  await expect(writeTextFile(link, failing())).rejects.toMatchObject({ path: link });
  expect(existsSync(path)).toBe(false);
});
