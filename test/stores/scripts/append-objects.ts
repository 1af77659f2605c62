/**
 * A process of runs that each load a location in object storage and append one build; prints each confirmed id:
 * PLACE NUMBERS DEATH
 */

import '../../services/slow-clock.ts';
import { type ObjectPlace, readObjectPlace } from '../../../src/settings/object-place.ts';
import { openObjectStore } from '../../../src/stores/objects/object-store.ts';
import { makeNthBuild, wideLimits } from '../../history/make-history-build.ts';
import { dieWhenDue } from '../die-when-due.ts';

const [place = '', numbers = '', death = 'null'] = process.argv.slice(2);
const options = { ...wideLimits, series: 'unit' };
for (const [at, number] of numbers.split(',').map(Number).entries()) {
  dieWhenDue(JSON.parse(death), at);
  const store = openObjectStore(readObjectPlace(place) as ObjectPlace, process.env, 'team/app', options);
  if (number % 5 === 0) await store.load();
  const build = makeNthBuild(number);
  const { saved, problems } = await store.append(build);
  if (saved && problems.length === 0) process.stdout.write(`${build.id}\n`);
  else process.stderr.write(`${JSON.stringify(problems)}\n`);
}
