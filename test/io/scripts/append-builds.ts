/** Appends builds `from` to `to` to a folder, one after the other, and prints each id once it is stored. */

import { folderStore } from '../../../src/io/folder-store.ts';
import { nowMs, sampleBuild } from '../../history/sample.ts';

const [folder = '', from = '0', to = '0'] = process.argv.slice(2);
for (let number = Number(from); number < Number(to); number++) {
  const store = folderStore(folder, { series: 'ci', maxBuilds: 1000, maxAgeDays: 90, now: nowMs });
  const build = sampleBuild(number);
  const { saved, problems } = await store.append(build);
  process.stdout.write(
    saved && problems.length === 0 ? `${build.id}\n` : `FAULT ${JSON.stringify(problems)}\n`,
  );
}
