/** A process of runs that each load a folder and append one build; prints each confirmed id: FOLDER NUMBERS */

import { segmentFolder } from '../../../src/stores/folder-store.ts';
import { limits, makeNthBuild } from '../../history/make-build.ts';

const [folder = '', numbers = ''] = process.argv.slice(2);
for (const number of numbers.split(',').map(Number)) {
  const store = segmentFolder(folder, limits);
  if (number % 5 === 0) await store.load();
  const build = makeNthBuild(number);
  const { saved, problems } = await store.append(build);
  if (saved && problems.length === 0) process.stdout.write(`${build.id}\n`);
  else process.stderr.write(`${JSON.stringify(problems)}\n`);
}
