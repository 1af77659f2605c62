/** A measured client of object storage: `put|loaded|unread PLACE BUILDS TASKS`, or `upload PLACE FOLDER`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeBuild } from '../src/history/encode-build.ts';
import { noLimits } from '../src/history/segment.ts';
import { type ObjectPlace, readObjectPlace } from '../src/settings/object-place.ts';
import { openBucketAt, openObjectStore } from '../src/stores/objects/object-store.ts';
import { eachOf } from '../src/stores/segment-store.ts';
import { makeBuild, startMs } from './builds.ts';
import { timed } from './print-cpu.ts';

const [way = '', location = '', third = '', tasks = '1'] = process.argv.slice(2);
const place = readObjectPlace(location) as ObjectPlace;
const bucket = openBucketAt(place, process.env);

/** Only what storing each build takes. Eight builds per series: none is merged. */
async function storeOne(number: number): Promise<() => Promise<unknown>> {
  const build = makeBuild(number, Number(tasks));
  const series = `${way} ${number >> 3}`;
  const store = openObjectStore(place, process.env, 'a/b', { ...noLimits, now: startMs, series });
  if (way === 'loaded') await store.load();
  const { bytes } = encodeBuild(build, startMs);
  return way === 'put' ? () => bucket.put(`plain/${number}`, bytes) : () => store.append(build);
}

if (way === 'upload') {
  const from = join(third, 'bench');
  const files = readdirSync(from);
  await eachOf(files, 8, (name) => bucket.put(`plain/${name}`, readFileSync(join(from, name))));
} else {
  for (let number = 0; number < Number(third); number++) {
    const work = await storeOne(number);
    const [start, before] = [performance.now(), process.cpuUsage()];
    await work();
    const { user, system } = process.cpuUsage(before);
    timed.wallMs += performance.now() - start;
    timed.cpuMs += (user + system) / 1000;
  }
}
