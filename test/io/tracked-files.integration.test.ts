/** Which files a failure may be in. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listOwnFiles, listTrackedFiles } from '../../src/io/tracked-files.ts';
import { gitIn } from '../services/git.ts';
import { tempFolder } from '../temp-folder.ts';

it('lists the files of a repository from any of its folders, new ones only on request', async () => {
  const folder = tempFolder('files');
  mkdirSync(join(folder, 'src', 'inner'), { recursive: true });
  for (const path of ['.gitignore', 'src/old.test.ts', 'src/new.test.ts', 'ignored.ts'])
    writeFileSync(join(folder, path), path === '.gitignore' ? 'ignored.ts\n' : '');
  const git = gitIn(folder);
  git('init', '--quiet');
  git('add', '.gitignore', 'src/old.test.ts');
  for (const from of [folder, join(folder, 'src', 'inner')]) {
    expect(await listTrackedFiles(from)).toEqual(['.gitignore', 'src/old.test.ts']);
    expect([...((await listOwnFiles(from)) ?? [])].sort()).toEqual([
      '.gitignore',
      'src/new.test.ts',
      'src/old.test.ts',
    ]);
  }
});

it('lists nothing outside of a repository', async () => {
  const outside = tempFolder('files');
  expect([await listTrackedFiles(outside), await listOwnFiles(outside)]).toEqual([null, null]);
});
