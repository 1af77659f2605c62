/** A process that appends builds to a folder and prints the id of each once it is confirmed: FOLDER FIRST COUNT */

import { folderStore } from '../../../src/stores/folder-store.ts';
import { makeNthBuild, wideLimits } from '../../history/make-history-build.ts';

const [folder = '', first = '0', count = '0'] = process.argv.slice(2);
for (let number = Number(first); number < Number(first) + Number(count); number++) {
  const build = makeNthBuild(number, 50);
  const { saved, problems } = await folderStore(folder, { series: 'unit', ...wideLimits }).append(build);
  if (saved && problems.length === 0) process.stdout.write(`${build.id}\n`);
  else process.stderr.write(`${JSON.stringify(problems)}\n`);
}
