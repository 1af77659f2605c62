/**
 * Measures what a build costs in an object storage on loopback: one PUT of the same bytes beside `append`, by a check
 * that has read the history and by a store that has not, and 1,000 builds by `history import`'s way beside plain PUTs.
 * `node bench/objects.ts [builds tasks]`
 */

import { encodeBuild } from '../src/history/encode-build.ts';
import { noLimits } from '../src/history/segment.ts';
import { type ObjectPlace, readObjectPlace } from '../src/settings/object-place.ts';
import { openBucket, openObjectStore } from '../src/stores/objects/object-store.ts';
import { eachOf } from '../src/stores/segment-store.ts';
import { type Storage, startAzure, startS3 } from '../test/services/storage-front.ts';
import { makeBuild, startMs } from './builds.ts';

const [builds = 1000, tasks = 1000] = process.argv.slice(2).map(Number);
const samples = 40;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function measure(name: string, storage: Storage): Promise<void> {
  const place = readObjectPlace(storage.place('bench')) as ObjectPlace;
  const bucket = openBucket(place, storage.env);
  const open = (series: string) =>
    openObjectStore(place, storage.env, 'a/b', { ...noLimits, now: startMs, series });
  const files = Array.from({ length: builds }, (_, at) => encodeBuild(makeBuild(at, tasks), startMs));
  const times: Record<'put' | 'after load' | 'without load', number[]> = {
    ...{ put: [], 'after load': [], 'without load': [] },
  };
  // In turns, on series of a few builds each, so that no merge is among them.
  for (let at = 0; at < samples; at++) {
    const build = makeBuild(builds + at, tasks);
    const { bytes } = encodeBuild(build, startMs);
    times.put.push(await time(() => bucket.put(`bench/plain/${at}`, bytes)));
    const store = open(`loaded ${at >> 3}`);
    await store.load();
    times['after load'].push(await time(() => store.append(build)));
    times['without load'].push(await time(() => open(`cold ${at >> 3}`).append(build)));
  }
  const put = median(times.put);
  for (const [what, list] of Object.entries(times))
    console.log(`${name}, ${what}: ${median(list).toFixed(1)} ms, ${(median(list) / put).toFixed(2)} times`);
  const encodeMs = await time(async () => encodeBuild(makeBuild(0, tasks), startMs));
  console.log(`${name}: encoding a build takes ${encodeMs.toFixed(1)} ms of each append`);
  const rows = builds * (tasks + 1);
  const before = process.cpuUsage();
  const ms = await time(() =>
    eachOf(files, 8, (file) => bucket.put(`bench/import/${file.name}`, file.bytes)),
  );
  const { user, system } = process.cpuUsage(before);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${name}, ${builds} builds: ${(ms / 1000).toFixed(1)} s, ${Math.round((1000 * rows) / ms)} rows/s, ${((user + system) / 1e6).toFixed(1)} s of processor; peak ${peak} MB`,
  );
}

for (const [name, start] of [
  ['S3', startS3],
  ['Azure', startAzure],
] as const) {
  const storage = await start();
  await measure(name, storage);
  await storage.close();
}
