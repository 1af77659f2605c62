import { expect, it } from 'vitest';
import { hashSources } from '../../src/io/files.ts';

const source = (open: () => AsyncIterable<Uint8Array>) => ({ name: 'a.log', open });

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

// biome-ignore lint/correctness/useYield: it fails before the first bytes.
async function* unreadable(): AsyncGenerator<Uint8Array> {
  throw new Error('EACCES');
}

it('leaves out what cannot be read: reading it as a log reports why', async () => {
  const read = source(() => bytes('one'));
  const [alone, both, none] = [[read], [source(unreadable), read], [source(unreadable)]];
  expect(await hashSources(both)).toBe(await hashSources(alone));
  expect(await hashSources(none)).toMatch(/^[0-9a-f]{16}$/);
});
