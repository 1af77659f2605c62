/** A process of runs that each load a folder and append one build; prints each confirmed id: FOLDER NUMBERS DEATH */

import { segmentFolder } from '../../../src/stores/folder-store.ts';
import { makeNthBuild, wideLimits } from '../../history/make-history-build.ts';
import { dieWhenDue } from '../die-when-due.ts';

const [folder = '', numbers = '', death = 'null'] = process.argv.slice(2);
for (const [at, number] of numbers.split(',').map(Number).entries()) {
  dieWhenDue(JSON.parse(death), at);
  const store = segmentFolder(folder, wideLimits);
  if (number % 5 === 0) await store.load();
  const build = makeNthBuild(number);
  const { saved, problems } = await store.append(build);
  if (saved && problems.length === 0) process.stdout.write(`${build.id}\n`);
  else process.stderr.write(`${JSON.stringify(problems)}\n`);
}
