/** Archives that a stranger packed: nothing outside memory is touched, and nothing unexpected is used. */
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nameIndex } from '../../../src/stores/cache/cache-index.ts';
import { entryPath } from '../../../src/stores/cache/cache-keys.ts';
import { readTar } from '../../../src/stores/cache/read-tar.ts';
import { unpackEntry } from '../../../src/stores/cache/unpack-entry.ts';
import { makeTar, tarHeader } from '../../services/make-tar.ts';

const key = 'build-telemetry-v1-ci-all-1-1-00000000';
const segment = 'L0-abc-1-0123456789abcdef.parquet';

const index = JSON.stringify({ key, generation: 1, holds: [segment], rest: [], lacks: [] });
const own = (name: string): string => `${entryPath}/${name}`;
const unpack = (bytes: Buffer, mostBytes = 1e6) => unpackEntry(key, gzipSync(bytes), mostBytes);

describe('an entry', () => {
  it('returns its segments and its own index, packed with gzip or zstd', async () => {
    const bytes = makeTar([
      { name: `${entryPath}/`, type: '5' },
      { name: own(segment), text: 'x' },
      { name: own(nameIndex(key)), text: index },
    ]);
    for (const packed of [gzipSync(bytes), zstdCompressSync(bytes)]) {
      const { segments, index: read } = await unpackEntry(key, packed, 1e6);
      expect([[...segments.keys()], read?.holds]).toEqual([[segment], [segment]]);
    }
  });

  it.each([
    ['leaves its folder', [{ name: own(`../../${segment}`), text: 'x' }]],
    ['names an absolute path', [{ name: `/etc/${segment}`, text: 'x' }]],
    ['is a link', [{ name: own(segment), type: '2', link: '/etc/passwd' }]],
    ['is a hard link', [{ name: own(segment), type: '1', link: '/etc/passwd' }]],
    ['is a device', [{ name: own(segment), type: '3' }]],
    [
      'has another name by a GNU record before it',
      [
        { name: '././@LongLink', type: 'L', text: `../../${segment}\0` },
        { name: own('run.sh'), text: 'x' },
      ],
    ],
    ['differs in upper case', [{ name: own(segment).toUpperCase(), text: 'x' }]],
    ['lies in a folder inside', [{ name: own(`x/${segment}`), text: 'x' }]],
    [
      'is something else',
      [
        { name: own('run.sh'), text: 'x' },
        { name: '.git/hooks/pre-push', text: 'x' },
      ],
    ],
    ['is the index of another entry', [{ name: own(nameIndex('other')), text: index }]],
  ])('skips a file that %s', async (_, files) => {
    const { segments, index: read } = await unpack(makeTar(files));
    expect([segments.size, read]).toEqual([0, null]);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(50_000_000))],
    ['zstd', zstdCompressSync(Buffer.alloc(50_000_000))],
  ])('above its size limit is refused before it is unpacked: %s', async (_, bomb) => {
    expect(bomb.length).toBeLessThan(100_000);
    await expect(unpackEntry(key, bomb, 1_000_000)).rejects.toThrow('more than 1 MB');
  });

  it('skips an index that is too large', async () => {
    const huge = `${index.slice(0, -1)},"x":"${'y'.repeat(4_000_001)}"}`;
    const read = await unpack(makeTar([{ name: own(nameIndex(key)), text: huge }]), 1e7);
    expect(read.index).toBeNull();
  });

  it.each([
    ['is cut', makeTar([{ name: own(segment), text: 'x'.repeat(2000) }]).subarray(0, 1024)],
    ['claims a size beyond itself', Buffer.concat([tarHeader(own(segment), 8 ** 10), Buffer.alloc(1024)])],
    ['is no archive', Buffer.alloc(2048, 'z')],
    ['has no end', makeTar([{ name: own(segment), text: 'x' }]).subarray(0, 1024)],
  ])('that %s is refused', async (_, bytes) => {
    await expect(unpack(bytes)).rejects.toThrow();
  });

  it('is damaged when it is neither gzip nor zstd', async () => {
    await expect(unpackEntry(key, Buffer.from('<html>'), 1e6)).rejects.toThrow('damaged');
  });
});

it('reads no more than the files of an archive', () => {
  const files = [
    ...readTar(
      makeTar([
        { name: 'a', text: '1' },
        { name: 'x', text: 'pax', type: 'x' },
        { name: 'b', text: '22' },
      ]),
    ),
  ];
  expect(files.map(({ name, bytes }) => `${name} ${bytes.length}`)).toEqual(['a 1', 'b 2']);
});
