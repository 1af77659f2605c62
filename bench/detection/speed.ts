/**
 * Time to judge 10,000 series of 100 builds, in a process of its own: `node bench/detection/speed.ts KIND`. Prints
 * processor milliseconds of the first call, including all compilation.
 */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { replaySeries, type WrittenSeries } from '../../src/detect/replay-series.ts';
import { openRandom } from '../builds.ts';

/** As measured; as the tasks of one build; as a log that keeps whole hundredths of a second. */
export const speedKinds = ['continuous', 'grouped', 'rounded'] as const;
export type SpeedKind = (typeof speedKinds)[number];

const series = 10_000;
const builds = 100;

/** Values around each series' own level, with 5% noise. */
function makeSeries(kind: SpeedKind): WrittenSeries[] {
  const random = openRandom(7);
  return Array.from({ length: series }, (_, i) => {
    const level = 0.2 * (1 + (i % 97));
    const values = Array.from({ length: builds }, () => {
      const noise = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      const value = level * Math.exp(0.05 * noise);
      return kind === 'rounded' ? Math.max(0.01, Math.round(100 * value) / 100) : value;
    });
    return { name: `series ${i}`, values, ...(kind === 'grouped' ? { group: 'build' } : {}) };
  });
}

/** Processor milliseconds, the lowest of some fresh processes: other load on the machine only adds. */
export function measureSpeed(kind: SpeedKind, times: number): number {
  const tries = Array.from({ length: times }, () => {
    const file = fileURLToPath(import.meta.url);
    const child = spawnSync(process.execPath, [file, kind], { encoding: 'utf8' });
    if (child.status !== 0) throw new Error(child.stderr);
    return Number(child.stdout);
  });
  return Math.min(...tries);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const written = makeSeries(process.argv[2] as SpeedKind);
  const before = process.cpuUsage();
  replaySeries(written, null);
  const { user, system } = process.cpuUsage(before);
  console.log((user + system) / 1000);
}
