import { readFileSync } from 'node:fs';
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
