/** Every registered format owns real logs and says of each what its golden file says; UPDATE_GOLDEN=1 writes them. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/formats/formats.ts';
import { type FileFacts, inspectSource } from '../../src/formats/read-build.ts';
import { sourceOf } from '../source-of.ts';
import { fixtures, goldenOf, readFixture } from './fixtures.ts';

/** Shares the other's shape; only whoever wrote the file knows which of both it is. */
const chosenByName = ['custom-bigger-is-better'];

function inspect(path: string, format: string): Promise<FileFacts> {
  return inspectSource(sourceOf(readFixture(path), path), format);
}

it('every format has a folder of logs, and every folder a format', () => {
  const folders = new Set(fixtures.flatMap(({ format }) => format ?? []));
  expect([...folders].sort()).toEqual(formats.map(({ id }) => id).sort());
});

it('no golden file is left of a log that went', () => {
  const root = new URL('fixtures/', import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const golden = files.filter((file) => file.endsWith('.golden.json'));
  expect(golden.filter((file) => !existsSync(new URL(file.slice(0, -'.golden.json'.length), root)))).toEqual(
    [],
  );
});

describe.each(fixtures)('$path', ({ path, format }) => {
  it('is recognised by its content', async () => {
    if (format !== null && chosenByName.includes(format)) return;
    expect((await inspect(path, 'auto')).format).toBe(format);
  });

  it('says what its golden file says', async () => {
    const facts = await inspect(path, format ?? 'auto');
    if (format !== null)
      expect(facts.tasks + facts.metrics + facts.events + facts.problems.length).toBeGreaterThan(0);
    const text = `${JSON.stringify(facts, null, 2)}\n`;
    if (process.env['UPDATE_GOLDEN']) writeFileSync(goldenOf(path), text);
    expect(existsSync(goldenOf(path)), 'UPDATE_GOLDEN=1 npx vitest run test/formats/golden').toBe(true);
    expect(text).toBe(readFileSync(goldenOf(path), 'utf8'));
  });
});
