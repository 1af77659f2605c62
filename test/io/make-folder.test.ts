import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from '../../src/io/make-folder.ts';
import { tempFolder } from '../temp-folder.ts';

it('creates a folder and those above it, once', () => {
  const folder = join(tempFolder('made'), 'a', 'b', 'c');
  makeFolder(folder);
  makeFolder(folder);
  expect(existsSync(folder)).toBe(true);
});

it('throws where a part of the path is a file', () => {
  const file = join(tempFolder('made'), 'file');
  writeFileSync(file, '');
  expect(() => makeFolder(file)).toThrow('EEXIST');
  expect(() => makeFolder(join(file, 'a', 'b'))).toThrow(/ENOTDIR|EEXIST/);
});

it('ends where the file system denies that its own folder exists', () => {
  expect(() => makeFolder('/proc/self/none/a')).toThrow();
});
