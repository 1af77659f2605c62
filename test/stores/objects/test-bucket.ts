/** A store in object storage, for the conformance suite. */

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type HistoryLimits, parseSegmentName } from '../../../src/history/segment.ts';
import type { HistoryStore } from '../../../src/model/history.ts';
import { type ObjectPlace, readObjectPlace } from '../../../src/settings/object-place.ts';
import { openBucketAt, openObjectStore, seriesFolder } from '../../../src/stores/objects/object-store.ts';
import { makeNthBuild, wideLimits } from '../../history/make-history-build.ts';
import type { Storage } from '../../services/object-storages.ts';
import type { Death, TestStore } from '../conformance.ts';
import { digestHistory } from '../digest-history.ts';

const script = fileURLToPath(new URL('../scripts/append-objects.ts', import.meta.url));
const repository = 'team/app';
const series = 'unit';
/** No deadline stops what a busy machine does slowly. */
export const patientMs = 1_000_000;
const patience = { call: patientMs, load: patientMs, append: patientMs };
let stages = 0;

export async function openTestBucket(storage: Storage): Promise<TestStore> {
  stages += 1;
  const location = storage.place(`stage-${stages}`);
  const place = readObjectPlace(location) as ObjectPlace;
  const bucket = openBucketAt(place, storage.env, undefined, patientMs);
  const prefix = seriesFolder(place.prefix, repository, series);
  const openStore = (changed: Partial<HistoryLimits> = {}): HistoryStore =>
    openObjectStore(place, storage.env, repository, { ...wideLimits, ...changed, series }, patience);
  const idOf = (number: number): string => `build-${number}`;
  const write: TestStore['write'] = async (numbers, changed) => {
    const confirmed: string[] = [];
    for (const number of numbers)
      if ((await openStore(changed).append(makeNthBuild(number))).saved) confirmed.push(idOf(number));
    return confirmed;
  };
  const start = (numbers: readonly number[], death: Death | null): Promise<string[]> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [script, location, numbers.join(), JSON.stringify(death)], {
        env: { ...process.env, ...storage.env },
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
    write,
    // Over HTTP a writer in this process is as far away as any other; only one that dies needs a process of its own.
    race: async (lists, deaths = []) =>
      (
        await Promise.all(
          lists.map((numbers, at) => {
            const death = deaths[at] ?? null;
            return death === null ? write(numbers) : start(numbers, death);
          }),
        )
      ).flat(),
    read: async (changed) => {
      const { status, history, problems } = await openStore(changed).load();
      const ids = history.builds.map(({ id }) => id);
      return { status, ids, codes: problems.map(({ code }) => code), digest: digestHistory(history) };
    },
    files: async () =>
      (await bucket.list(prefix)).map(({ key }) => ({
        builds: parseSegmentName(key.slice(prefix.length))?.builds ?? 0,
        read: async () => Buffer.from((await bucket.get(key)) ?? []),
        write: (bytes) => bucket.put(key, bytes),
        remove: async () => {
          const bytes = (await bucket.get(key)) ?? new Uint8Array();
          await bucket.remove(key);
          return () => bucket.put(key, bytes);
        },
      })),
    plant: ({ name, bytes }) => bucket.put(`${prefix}${name}`, bytes),
    close: async () => {
      for (const { key } of await bucket.list(prefix)) await bucket.remove(key);
    },
  };
}
