import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { watchFolder } from '../../src/io/watch-folder.ts';
import { tempFolder } from '../temp-folder.ts';

const checkMs = 20;

it('notices files below a folder, also after the folder was deleted and created again', async () => {
  const folder = join(tempFolder('watched'), 'history');
  mkdirSync(folder);
  let changes = 0;
  const count = (): void => {
    changes += 1;
  };
  const end = watchFolder(folder, count, checkMs);
  for (let round = 0; round < 2; round++) {
    writeFileSync(join(folder, 'a.txt'), 'a');
    await expect.poll(() => changes).toBeGreaterThan(0);
    rmSync(folder, { recursive: true });
    await new Promise((done) => setTimeout(done, 50));
    changes = 0;
    mkdirSync(join(folder, 'unit'), { recursive: true });
    // It exists again: that alone is a change.
    await expect.poll(() => changes).toBeGreaterThan(0);
    await new Promise((done) => setTimeout(done, 50));
    changes = 0;
    writeFileSync(join(folder, 'unit', `${round}.txt`), 'b');
    await expect.poll(() => changes).toBeGreaterThan(0);
    changes = 0;
  }
  end();
  writeFileSync(join(folder, 'late.txt'), 'c');
  await new Promise((done) => setTimeout(done, 100));
  expect(changes).toBe(0);
});

it('waits for a folder that does not exist yet', async () => {
  const folder = join(tempFolder('absent'), 'history');
  let changes = 0;
  const count = (): void => {
    changes += 1;
  };
  const end = watchFolder(folder, count, checkMs);
  mkdirSync(folder);
  await expect.poll(() => changes).toBeGreaterThan(0);
  end();
});
