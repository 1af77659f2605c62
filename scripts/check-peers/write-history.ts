/** Writes a history with merged, single and overlapping files, two versions of the format and two kinds of tasks: `write-history.ts FOLDER`. */

import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { folderStore, nameSeriesFolder } from '../../src/stores/folder-store.ts';
import { makeNthBuild, startMs, wideLimits } from '../../test/history/make-history-build.ts';

const [root = ''] = process.argv.slice(2);
const folder = join(root, nameSeriesFolder('unit'));
mkdirSync(folder, { recursive: true });
// Builds 0 to 19, in the form that version 1.0 stored.
const old = fileURLToPath(new URL('../../test/history/fixtures/1.0', import.meta.url));
for (const name of readdirSync(old)) copyFileSync(join(old, name), join(folder, name));
for (let number = 20; number < 40; number++) {
  const metrics = [
    { name: 'bundle size', value: 1000 + number, unit: 'By', better: 'lower', samples: null },
  ] as const;
  const made = makeNthBuild(number);
  const tasks = made.tasks.map((task) => (task.name === 'task-0' ? { ...task, kind: 'test' } : task));
  const build = { ...made, tasks, metrics };
  const { saved } = await folderStore(root, { ...wideLimits, series: 'unit' }).append(build);
  if (!saved) throw new Error(`build ${number} was not stored`);
  // A copy as a run with a stale view leaves it: also in a merged file.
  const { name, bytes } = encodeBuild(build, startMs);
  writeFileSync(join(folder, name), bytes);
}
