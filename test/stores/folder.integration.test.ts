import { spawn } from 'node:child_process';
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSegmentName } from '../../src/history/segment.ts';
import { readSegmentFiles, segmentFolder } from '../../src/stores/folder-store.ts';
import { makeNthBuild, wideLimits } from '../history/make-history-build.ts';
import { tempFolder } from '../temp-folder.ts';
import { type Death, describeStore, type TestStore } from './conformance.ts';
import { digestHistory } from './digest-history.ts';

const script = fileURLToPath(new URL('./scripts/append-numbers.ts', import.meta.url));

async function openFolder(): Promise<TestStore> {
  const folder = tempFolder('conformance');
  const idOf = (number: number): string => `build-${number}`;
  const start = (numbers: readonly number[], death: Death | null): Promise<string[]> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [script, folder, numbers.join(), JSON.stringify(death)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let text = '';
      child.stdout.on('data', (chunk) => {
        text += chunk;
      });
      child.on('close', () => resolve(text.split('\n').slice(0, -1)));
    });
  return {
    idOf,
    write: async (numbers, changed = {}) => {
      const confirmed: string[] = [];
      for (const number of numbers) {
        const { saved } = await segmentFolder(folder, { ...wideLimits, ...changed }).append(
          makeNthBuild(number),
        );
        if (saved) confirmed.push(idOf(number));
      }
      return confirmed;
    },
    race: async (lists, deaths = []) =>
      (await Promise.all(lists.map((numbers, at) => start(numbers, deaths[at] ?? null)))).flat(),
    read: async (changed = {}) => {
      // A copy: reading sets damaged files aside.
      const copy = tempFolder('conformance');
      await cp(folder, copy, { recursive: true });
      const { status, history, problems } = await segmentFolder(copy, { ...wideLimits, ...changed }).load();
      await rm(copy, { recursive: true });
      const ids = history.builds.map(({ id }) => id);
      return { status, ids, codes: problems.map(({ code }) => code), digest: digestHistory(history) };
    },
    files: async () =>
      (await readSegmentFiles(folder)).map(({ name }) => ({
        builds: parseSegmentName(name)?.builds ?? 0,
        read: () => readFile(join(folder, name)),
        write: (bytes) => writeFile(join(folder, name), bytes),
        remove: async () => {
          await rename(join(folder, name), join(folder, `${name}.away`));
          return () => rename(join(folder, `${name}.away`), join(folder, name));
        },
      })),
    plant: ({ name, bytes }) => writeFile(join(folder, name), bytes),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

describeStore('a folder', openFolder, { processes: 9, runs: 12, builds: 18 });
