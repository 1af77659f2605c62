/** A document that is cut off anywhere, as by a killed tool, is never taken for a whole one. */
import { describe, expect, it } from 'vitest';
import { inspectSource } from '../../src/formats/read-build.ts';
import { sourceOf } from '../source-of.ts';
import { fixtures, openFixture } from './fixtures.ts';

const places = [0.15, 0.4, 0.6, 0.85, 0.97];

/** One JSON value or one XML element; lines of records may end between two of them. */
function isDocument(text: string): boolean {
  if (text.startsWith('<')) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const documents = fixtures
  .filter(({ format }) => format !== null)
  .map(({ path }) => ({ path, text: openFixture(path).toString('utf8').trim() }))
  .filter(({ text }) => text.length < 200_000 && isDocument(text));

describe('a document that is cut', () => {
  it('is looked at in most formats', () => {
    expect(new Set(documents.map(({ path }) => path.split('/')[0])).size).toBeGreaterThan(35);
  });

  it.each(documents)('$path is not whole', async ({ path, text }) => {
    for (const place of places) {
      const cut = text.slice(0, Math.floor(text.length * place));
      const { format, complete } = await inspectSource(sourceOf(cut, path), 'auto');
      if (format !== null) expect([place, complete]).toEqual([place, false]);
    }
  });
});
