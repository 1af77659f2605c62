/** The base's configuration, read from the Git objects of a checkout. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { readBaseConfig } from '../../src/github/base-config.ts';
import { gitIn } from '../services/git.ts';
import { tempFolder } from '../temp-folder.ts';

it('follows links inside the repository, and none out of it', async () => {
  const folder = tempFolder('base');
  const git = gitIn(folder);
  const links = {
    '.github/build-telemetry.yml': '../shared/gate.yml',
    'again.yml': '.github/build-telemetry.yml',
    'loop.yml': 'loop.yml',
    'outside.yml': '../outside.yml',
    'absolute.yml': '/etc/passwd',
    'dangling.yml': 'gone.yml',
  };
  mkdirSync(join(folder, 'shared'));
  writeFileSync(join(folder, 'shared/gate.yml'), 'fail-on: warning\n');
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(target, join(folder, path));
  }
  git('init', '--quiet');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'first');
  const commit = git('rev-parse', 'HEAD');
  const read = async (path: string): Promise<string | null> =>
    (await readBaseConfig(null, folder, path, commit))?.text ?? null;
  const texts = await Promise.all([...Object.keys(links), 'absent.yml'].map(read));
  expect(texts).toEqual(['fail-on: warning\n', 'fail-on: warning\n', null, null, null, '', '']);
});
