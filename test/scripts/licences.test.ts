import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { packageFolders, renderLicences } from '../../scripts/licences.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
describe('licences of a bundle', () => {
  it('finds scoped and nested packages, and each once', () => {
    const modules = [
      '/x/node_modules/a/node_modules/b/index.js',
      '/x/build/action.js',
      'C:\\x\\node_modules\\@actions\\core\\lib\\core.js',
      '/x/node_modules/a/node_modules/b/lib/other.js',
    ];
    expect(packageFolders(modules)).toEqual([
      '/x/node_modules/a/node_modules/b',
      'C:/x/node_modules/@actions/core',
    ]);
  });

  it('gives name, version, licence and text of each', () => {
    const text = renderLicences([`${root}node_modules/sax`, `${root}node_modules/yaml`]);
    expect(text).toMatch(/^sax@1\.6\.\d+\nBlueOak-1\.0\.0\n/);
    expect(text).toMatch(/\nyaml@2\.\d+\.\d+\nISC\nCopyright/);
  });

  it('gives the text of the licence where a package ships none, and names it at the top', () => {
    const text = renderLicences([`${root}node_modules/buffers`, `${root}node_modules/isarray`]);
    expect(text).toMatch(/^These packages ship no licence text.*: buffers@0\.1\.1, isarray@\d/);
    expect(text).toContain('States no licence: buffers@0.1.1.');
    expect(text).toMatch(/\nisarray@[\d.]+\nMIT\nMIT License\n\nCopyright \(c\) Julian Gruber\n/);
  });

  it('refuses a package without a licence, or without its text', () => {
    const folder = mkdtempSync(join(tmpdir(), 'licence-'));
    const manifest = (more: object): void =>
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'x', version: '1.0.0', ...more }));
    manifest({ license: 'MIT' });
    expect(() => renderLicences([folder])).toThrow('x@1.0.0');
    writeFileSync(join(folder, 'LICENSE'), 'text');
    expect(renderLicences([folder])).toBe('x@1.0.0\nMIT\ntext\n');
    manifest({});
    expect(() => renderLicences([folder])).toThrow('x@1.0.0');
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['dist', 2_800_000],
    // 10,000 more than before, for sentences that tell when a re-run helps, which caches a run can read, and what to
    // write in place of a report that is refused.
    ['dist/cli', 1_310_000],
    ['dist/monitor', 1_200_000],
    ['dist/comment', 1_200_000],
  ])('and %s as a whole stay small enough to download with every job', (folder, most) => {
    const files = readdirSync(root + folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    const sizes = files.map(({ name }) => statSync(join(root, folder, name)).size);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(most);
  });

  it('and the command line loads most of it only for the commands that need it', () => {
    expect(statSync(`${root}dist/cli/index.js`).size).toBeLessThanOrEqual(20_000);
  });

  it("keep the names of the toolkit's errors, which it uses to distinguish them", () => {
    const names = readdirSync(`${root}dist`).filter((name) => name.endsWith('.js'));
    const text = names.map((name) => readFileSync(join(root, 'dist', name), 'utf8')).join('\n');
    for (const name of ['ValidationError', 'ReserveCacheError', 'FinalizeCacheError', 'CacheReadDeniedError'])
      expect(text).toContain(`class ${name} extends `);
  });

  it.each(['dist', 'dist/cli'])('of %s name every direct dependency in it', (folder) => {
    const text = readFileSync(`${root}${folder}/licenses.txt`, 'utf8');
    const both = ['hyparquet', 'hyparquet-writer', 'sax', 'simple-statistics', 'tinyglobby'];
    const actions = ['@actions/artifact', '@actions/cache', '@actions/core', '@actions/github', 'yaml'];
    for (const name of [...both, ...(folder === 'dist' ? actions : [])])
      expect(text).toContain(`\n${name}@`.trimStart());
  });
});
