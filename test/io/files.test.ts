import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readBuild } from '../../src/formats/read-build.ts';
import { findSources, hashSources } from '../../src/io/files.ts';
import { localContext } from '../../src/model/local-context.ts';
import { tempFolder } from '../temp-folder.ts';

const source = (open: () => AsyncIterable<Uint8Array>) => ({ name: 'a.log', open });

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

// biome-ignore lint/correctness/useYield: it fails before the first bytes.
async function* unreadable(): AsyncGenerator<Uint8Array> {
  throw new Error('EACCES');
}

it('hashes without what cannot be read: reading it as a log reports why', async () => {
  const read = source(() => bytes('one'));
  const [alone, both, none] = [[read], [source(unreadable), read], [source(unreadable)]];
  expect(await hashSources(both)).toBe(await hashSources(alone));
  expect(await hashSources(none)).toMatch(/^[0-9a-f]{16}$/);
});

it.runIf(process.platform === 'linux')(
  'reports a matched file that is gone, or whose name is not UTF-8',
  async () => {
    const folder = tempFolder('sources');
    writeFileSync(join(folder, 'a.xml'), '<testsuite name="a"><testcase name="x" time="1"/></testsuite>');
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/r`), Buffer.from([0xff]), Buffer.from('.xml')]), 'x');
    const { sources, problems } = await findSources(['*.xml'], folder);
    expect([sources.length, problems]).toEqual([2, []]);
    rmSync(join(folder, 'a.xml'));
    const read = await readBuild(sources, { name: 'unit', format: 'auto', id: 'b', context: localContext });
    expect(read.problems.map(({ where, code }) => [where, code])).toEqual([
      ['a.xml', 'unreadable'],
      ['r\uFFFD.xml', 'unreadable'],
    ]);
  },
);

it.skipIf(process.platform === 'win32')('lists a file once, whatever its paths', async () => {
  const folder = tempFolder('aliases');
  for (const name of ['a', 'b']) {
    mkdirSync(join(folder, 'packages', name, 'node_modules'), { recursive: true });
    writeFileSync(join(folder, 'packages', name, 'junit.xml'), '<testsuite/>');
  }
  symlinkSync('../../b', join(folder, 'packages/a/node_modules/b'));
  const patterns = ['**/junit.xml', './packages/a/junit.xml', join(folder, 'packages/*/junit.xml')];
  const { sources, problems } = await findSources(patterns, folder);
  expect(problems).toEqual([]);
  expect(sources.map(({ name }) => name)).toEqual(['packages/a/junit.xml', 'packages/b/junit.xml']);
});

it.each(['reports\\*.xml', 'reports\\**\\*.xml', '.\\reports\\b.*', 'reports/*.xml'])(
  'finds files by %s: PowerShell leaves globs with backslashes to the program',
  async (pattern) => {
    const folder = tempFolder('globs');
    mkdirSync(join(folder, 'reports'));
    writeFileSync(join(folder, 'reports', 'b.xml'), '<testsuites/>');
    const { sources, problems } = await findSources([pattern], folder);
    expect(problems).toEqual([]);
    expect(sources.map(({ name }) => name.replaceAll('\\', '/'))).toEqual(['reports/b.xml']);
  },
);
