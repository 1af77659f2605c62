import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundledFolders, renderLicences } from '../../scripts/licences.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stats = {
  modules: [
    { nameForCondition: '/x/node_modules/@actions/core/lib/core.js' },
    { name: './build/action.js', nameForCondition: '/x/build/action.js' },
    { name: 'a + 2 modules', modules: [{ nameForCondition: '/x/node_modules/a/node_modules/b/index.js' }] },
  ],
};

describe('licences of a bundle', () => {
  it('finds scoped, nested and concatenated packages', () => {
    expect(bundledFolders(stats)).toEqual([
      '/x/node_modules/@actions/core',
      '/x/node_modules/a/node_modules/b',
    ]);
  });

  it('gives name, version, licence and text of each', () => {
    const text = renderLicences([`${root}node_modules/sax`, `${root}node_modules/yaml`]);
    expect(text).toMatch(/^sax@1\.6\.\d+\nBlueOak-1\.0\.0\n/);
    expect(text).toMatch(/\nyaml@2\.\d+\.\d+\nISC\nCopyright/);
  });

  it.each(['dist', 'dist/cli'])('of %s name every direct dependency in it', (folder) => {
    const text = readFileSync(`${root}${folder}/licenses.txt`, 'utf8');
    const both = ['hyparquet', 'hyparquet-writer', 'sax', 'simple-statistics', 'tinyglobby', 'yaml'];
    const actions = ['@actions/artifact', '@actions/cache', '@actions/core', '@actions/github'];
    for (const name of [...both, ...(folder === 'dist' ? actions : [])])
      expect(text).toContain(`\n${name}@`.trimStart());
  });
});
