/** More than a hundred writers in one folder: each call of the file system is a step, and any step may come next. */

import { existsSync, readdirSync, rmSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Build } from '../../src/model/build.ts';
import { compactFolder, segmentFolder } from '../../src/stores/folder-store.ts';
import type { SegmentFiles } from '../../src/stores/segment-store.ts';
import { makeNthBuild, wideLimits } from '../history/make-history-build.ts';
import { tempFolder } from '../temp-folder.ts';
import { digestHistory } from './digest-history.ts';
import { type Actor, interleave, seededRandom, takeTurn } from './interleave.ts';

/** Files that killed writers have left open. */
const opened = vi.hoisted(() => new Set<FileHandle>());

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const openFile = async (...args: Parameters<typeof real.open>): Promise<FileHandle> => {
    // A writer killed right afterwards gets no answer, but its file is open.
    const file = await takeTurn(async () => {
      const handle = await real.open(...args);
      opened.add(handle);
      return handle;
    });
    const { writeFile, close } = file;
    const write = writeFile.bind(file) as (bytes: Uint8Array) => Promise<void>;
    file.writeFile = ((bytes: Uint8Array) =>
      takeTurn(
        () => write(bytes),
        () => write(bytes.subarray(0, bytes.length >> 1)),
      )) as typeof file.writeFile;
    file.sync = () => takeTurn(async () => {});
    file.close = async () => {
      opened.delete(file);
      await close.call(file);
    };
    return file;
  };
  return {
    ...real,
    open: openFile,
    readdir: (...args: Parameters<typeof real.readdir>) => takeTurn(() => real.readdir(...args)),
    rename: (...args: Parameters<typeof real.rename>) => takeTurn(() => real.rename(...args)),
    rm: (...args: Parameters<typeof real.rm>) => takeTurn(() => real.rm(...args)),
  };
});

/** Reading does not wait for other writers of this process, but those of other processes go on meanwhile. */
vi.mock('../../src/stores/segment-store.ts', async (importOriginal) => {
  const real = await importOriginal<typeof import('../../src/stores/segment-store.ts')>();
  const inSteps = (files: SegmentFiles): SegmentFiles => ({
    ...files,
    list: () => takeTurn(files.list),
    read: (name) => takeTurn(() => files.read(name)),
  });
  return {
    ...real,
    segmentStore: (...[files, limits]: Parameters<typeof real.segmentStore>) =>
      real.segmentStore(inSteps(files), limits),
    compactFiles: (...[files, limits]: Parameters<typeof real.compactFiles>) =>
      real.compactFiles(inSteps(files), limits),
  };
});

let folder = '';
beforeEach(() => {
  folder = tempFolder('interleaved');
});
afterEach(async () => {
  for (const file of opened) await file.close();
  opened.clear();
  rmSync(folder, { recursive: true, force: true });
});

const writers = 120;
/** Others by: SEEDS=3,4 vitest run test/stores/interleaved-writers.integration.test.ts */
const seeds = process.env['SEEDS']?.split(',').map(Number) ?? [1, 2];

describe(`${writers} writers in one folder with randomly mixed steps`, () => {
  it.each(seeds)(
    'lose no confirmed build and store none twice when some are killed (seed %i)',
    async (seed) => {
      const random = seededRandom(seed);
      const store = segmentFolder(folder, wideLimits);
      const confirmed = new Set<string>();
      const write = (build: Build) => async (): Promise<void> => {
        const { saved, problems } = await store.append(build);
        expect([saved, problems]).toEqual([true, []]);
        confirmed.add(build.id);
      };
      const read = async (): Promise<void> => {
        const before = [...confirmed];
        const { history, problems } = await store.load();
        const ids = history.builds.map(({ id }) => id);
        expect(problems).toEqual([]);
        expect(before.filter((id) => !ids.includes(id))).toEqual([]);
        expect(new Set(ids).size).toBe(ids.length);
      };
      const actors = Array.from({ length: writers }, (_, at): Actor => {
        // Some builds come twice, in any order; some writers are hundreds of steps behind.
        const build = makeNthBuild(Math.floor(random() * writers * 1.2));
        return { weight: random() < 0.2 ? 0.02 : 1, act: at % 15 === 0 ? read : write(build) };
      });
      const deaths = await interleave(actors, { random, atOnce: 40, killed: 0.003 });
      expect(deaths).toBeGreaterThan(5);
      expect(confirmed.size).toBeGreaterThan(writers / 2);

      const { status, history, problems } = await store.load();
      const ids = history.builds.map(({ id }) => id);
      expect([status, problems, existsSync(join(folder, 'corrupt'))]).toEqual(['found', [], false]);
      expect([...confirmed].filter((id) => !ids.includes(id))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);

      // One writer that is never disturbed, in order of time: the same history, byte for byte.
      const alone = segmentFolder(join(folder, 'alone'), wideLimits);
      for (const id of ids) await alone.append(makeNthBuild(Number(id.split('-')[1])));
      expect(digestHistory(history)).toBe(digestHistory((await alone.load()).history));

      // Files of killed writers are merged by the next writer, and nothing changes.
      expect(await compactFolder(folder, wideLimits)).toEqual([]);
      expect(digestHistory((await store.load()).history)).toBe(digestHistory(history));
      expect(readdirSync(folder).filter((name) => name.startsWith('L')).length).toBeLessThan(40);
    },
  );
});
