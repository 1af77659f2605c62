/**
 * What a busy repository puts into its Actions cache: entries by the rules of src/stores/cache/cache-save.ts, each
 * packed like the toolkit does (zstd), summed over the runs. `node bench/cache.ts [days builds-a-day tasks]`
 */

import { zstdCompressSync } from 'node:zlib';
import { compactSegments, isCompactionDue } from '../src/history/compact.ts';
import { encodeBuild } from '../src/history/encode-build.ts';
import type { SegmentFile } from '../src/history/segment.ts';
import type { EntryIndex } from '../src/stores/cache/cache-index.ts';
import { seriesKeyPrefix } from '../src/stores/cache/cache-keys.ts';
import { defaultPacking, isPackedWhole } from '../src/stores/cache/cache-save.ts';
import { hourMs, makeBuild, startMs } from './builds.ts';

const [days = 7, perDay = 200, tasks = 10_000] = process.argv.slice(2).map(Number);
const limits = { maxBuilds: 1000, maxAgeDays: 90, maxBytes: 100e6, now: startMs + 1e5 * hourMs };

function append(files: readonly SegmentFile[], file: SegmentFile): SegmentFile[] {
  const all = [...files, file];
  const size = all.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (
    !isCompactionDue(
      all.map(({ name }) => name),
      size,
      limits,
    )
  )
    return all;
  const { add, remove } = compactSegments(all, limits);
  return [...all, ...add].filter(({ name }) => !remove.includes(name));
}

/** As src/stores/cache/cache-index.ts has it. */
function describeEntry(run: number): EntryIndex {
  const keyOf = (number: number): string => `${seriesKeyPrefix('ci/test')}all-${2e10 + number}-1-48f4b5e4`;
  const rest = new Map<number, string[]>();
  for (const { name } of files) {
    const at = holders.get(name) ?? run;
    rest.set(at, [...(rest.get(at) ?? []), name]);
  }
  const holds = rest.get(run) ?? [];
  rest.delete(run);
  const held = [...rest].map(([at, names]) => ({ key: keyOf(at), generation: at + 1, names }));
  return { key: keyOf(run), generation: run + 1, holds, rest: held, lacks: [] };
}

let files: SegmentFile[] = [];
const holders = new Map<string, number>();
const sizes: number[] = [];
const live: number[] = [];
for (let run = 0; run < days * perDay; run++) {
  files = append(files, encodeBuild(makeBuild(run, tasks), startMs));
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const known = new Set(files.flatMap(({ name }) => holders.get(name) ?? []));
  const whole = isPackedWhole(totalBytes, known.size, defaultPacking);
  const packed = files.filter(({ name }) => whole || !holders.has(name));
  for (const { name } of packed) holders.set(name, run);
  const index = Buffer.from(JSON.stringify(describeEntry(run)));
  sizes.push(zstdCompressSync(Buffer.concat([index, ...packed.map(({ bytes }) => bytes)])).length);
  const named = new Set(files.map(({ name }) => holders.get(name) ?? run));
  // With `actions: write` only named entries and those of the last hour remain.
  for (let last = Math.max(0, run - Math.ceil(perDay / 24)); last <= run; last++) named.add(last);
  live.push([...named].reduce((sum, at) => sum + (sizes[at] ?? 0), 0));
}
const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10;
const total = sizes.reduce((sum, size) => sum + size, 0);
console.log({
  runs: sizes.length,
  tasks,
  addedMb: megabytes(total),
  addedMbAWeek: megabytes((total / sizes.length) * perDay * 7),
  largestEntryMb: megabytes(Math.max(...sizes)),
  mostHeldWithDeletionMb: megabytes(Math.max(...live)),
  entriesOfAHistory: new Set(files.map(({ name }) => holders.get(name))).size,
});
