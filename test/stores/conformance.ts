/** What every store of history must do, whatever its implementation: one suite, run with each. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { formatVersion } from '../../src/history/schema.ts';
import { type HistoryLimits, nameSegment, type SegmentFile } from '../../src/history/segment.ts';
import type { LoadedHistory } from '../../src/model/history.ts';
import { makeNthBuild, startMs } from '../history/make-history-build.ts';
import { seededRandom } from './interleave.ts';

export interface ReadResult {
  readonly status: LoadedHistory['status'];
  readonly ids: readonly string[];
  /** Codes of the problems, without those about how the store was reached. */
  readonly codes: readonly string[];
  readonly digest: string;
}

/** One stored file: a segment, or an entry of several. */
interface StoredFile {
  /** Numbers of the builds that are in no other file; more are allowed. */
  readonly builds: number;
  read(): Promise<Buffer>;
  write(bytes: Buffer): Promise<void>;
  /** @returns a function that restores it. */
  remove(): Promise<() => Promise<void>>;
}

/** When a process kills itself (-9): this many builds are confirmed, and this many milliseconds passed. */
export interface Death {
  readonly builds: number;
  readonly ms: number;
}

/** A store of one kind, empty at first. Builds are named by number: the nth of `makeNthBuild`. */
export interface TestStore {
  idOf(number: number): string;
  /** Runs that each load and append one build. @returns the ids that were confirmed. */
  write(numbers: readonly number[], changed?: Partial<HistoryLimits>): Promise<string[]>;
  /** Several processes, each with a list of its own, in parallel; some die during their work. */
  race(lists: readonly (readonly number[])[], deaths?: readonly (Death | null)[]): Promise<string[]>;
  read(changed?: Partial<HistoryLimits>): Promise<ReadResult>;
  files(): Promise<StoredFile[]>;
  /** Puts a segment of another program there. */
  plant(file: SegmentFile): Promise<void>;
  close(): Promise<void>;
}

export interface Size {
  /** Processes and runs of each in the races. */
  readonly processes: number;
  readonly runs: number;
  /** Builds for the corruption of each file. */
  readonly builds: number;
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, number) => number);

/** What may happen to a file; `other` is the content of another file. */
const damages: Readonly<Record<string, (bytes: Buffer, other: Buffer) => Buffer>> = {
  truncation: (bytes) => bytes.subarray(0, bytes.length >> 1),
  emptiness: () => Buffer.alloc(0),
  'a flipped bit': (bytes) =>
    Buffer.from(bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 4 : byte))),
  zeroes: (bytes) => Buffer.alloc(bytes.length),
  'a wrong magic number': (bytes) => Buffer.concat([Buffer.from('\x7fELF'), bytes.subarray(4)]),
  "another program's file": () => Buffer.from('<!doctype html><title>503 Service Unavailable</title>'),
  "another file's content": (_, other) => other,
};

/** A segment of a future format, and one with a future column. */
function forge(number: number, from: string, to: string): SegmentFile {
  const build = makeNthBuild(number);
  // As written by the run that plants it: from another run it would not count.
  const context = { ...build.context, branch: 'main', pullRequest: null, runId: '1' };
  const { bytes } = encodeBuild({ ...build, context }, startMs);
  const changed = Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1');
  return { name: nameSegment(0, makeNthBuild(number).startTimeMs ?? 0, 1, changed), bytes: changed };
}

/** A fixed order that looks random. */
function shuffle<T>(values: readonly T[], seed: number): T[] {
  const [shuffled = []] = fc.sample(fc.shuffledSubarray([...values], { minLength: values.length }), {
    seed,
    numRuns: 1,
  });
  return shuffled;
}

function deal(numbers: readonly number[], hands: number): number[][] {
  return upTo(hands).map((hand) => numbers.filter((_, at) => at % hands === hand));
}

export function describeStore(name: string, open: () => Promise<TestStore>, size: Size): void {
  const use = (what: string, test: (stage: TestStore) => Promise<void>): void => {
    it(what, async () => {
      const stage = await open();
      try {
        await test(stage);
      } finally {
        await stage.close();
      }
    });
  };

  describe(`${name} as a store of history`, () => {
    use('is missing when it is empty', async (stage) => {
      expect(await stage.read()).toMatchObject({ status: 'missing', ids: [], codes: [] });
    });

    use('gives back what was appended, each build once, in order of time', async (stage) => {
      const order = [3, 0, 2, 1];
      expect(await stage.write(order)).toEqual(order.map(stage.idOf));
      // A cache refuses the second save of one run, which changes nothing either.
      await stage.write([2]);
      const read = await stage.read();
      expect(read).toMatchObject({ status: 'found', ids: upTo(4).map(stage.idOf), codes: [] });
    });

    use('unites the builds of parallel runs', async (stage) => {
      await stage.write([0]);
      const confirmed = await stage.race(deal(upTo(9).slice(1), 4));
      expect(confirmed).toHaveLength(8);
      expect(await stage.read()).toMatchObject({ status: 'found', ids: upTo(9).map(stage.idOf), codes: [] });
    });

    use('has the same bytes whatever the order and the processes', async (stage) => {
      const other = await open();
      try {
        const numbers = upTo(20);
        await stage.write(shuffle(numbers, 1));
        await other.race(deal(shuffle(numbers, 2), 3));
        const [left, right] = [await stage.read(), await other.read()];
        expect(left.ids).toHaveLength(20);
        expect(left.digest).toBe(right.digest);
      } finally {
        await other.close();
      }
    });

    use('loses no confirmed build when many write and some are killed', async (stage) => {
      const seed = Number(process.env['SEEDS']?.split(',')[0] ?? 1);
      const numbers = shuffle(upTo(size.processes * size.runs), seed);
      const lists = deal(numbers, size.processes);
      // A third is killed, each at another point of its work.
      const random = seededRandom(seed);
      const deaths = lists.map((list, at): Death | null =>
        at % 3 === 2 ? { builds: Math.floor((random() * list.length) / 2), ms: 100 * random() } : null,
      );
      console.log(`SEEDS=${seed} repeats this order`);
      const confirmed = await stage.race(lists, deaths);
      expect(confirmed.length).toBeGreaterThanOrEqual(numbers.length / 2);
      expect(confirmed.length).toBeLessThan(numbers.length);
      const { ids, codes, status } = await stage.read();
      expect([status, codes]).toEqual(['found', []]);
      expect(confirmed.filter((id) => !ids.includes(id))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
      // A killed process leaves a store that continues to work.
      expect(await stage.write([9999])).toEqual([stage.idOf(9999)]);
      const after = await stage.read();
      expect(after.ids).toEqual([...ids, stage.idOf(9999)]);
    });

    use(
      "finds and reports damage of each kind in each file, and loses only that file's builds",
      async (stage) => {
        await stage.write(upTo(size.builds));
        const whole = await stage.read();
        expect(whole.ids).toHaveLength(size.builds);
        const files = await stage.files();
        for (const [kind, damage] of Object.entries(damages)) {
          for (const [at, file] of files.entries()) {
            const bytes = await file.read();
            const other = await files[(at + 1) % files.length]?.read();
            await file.write(damage(bytes, other ?? bytes));
            const { ids, codes } = await stage.read();
            expect(codes.length, kind).toBeGreaterThan(0);
            expect(size.builds - ids.length, kind).toBeLessThanOrEqual(file.builds);
            await file.write(bytes);
          }
        }
        expect(await stage.read()).toEqual(whole);
      },
    );

    use("loses a deleted file's builds only", async (stage) => {
      await stage.write(upTo(size.builds));
      const whole = await stage.read();
      for (const file of await stage.files()) {
        const restore = await file.remove();
        const { ids } = await stage.read();
        expect(size.builds - ids.length).toBeLessThanOrEqual(file.builds);
        await restore();
      }
      expect(await stage.read()).toEqual(whole);
    });

    use('counts a build once that a second file holds under another name', async (stage) => {
      await stage.write(upTo(3));
      const whole = await stage.read();
      const { name, bytes } = encodeBuild({ ...makeNthBuild(1), id: stage.idOf(1) }, startMs);
      await stage.plant({ name: name.replace('L0-', 'L3-'), bytes });
      expect(await stage.read()).toEqual(whole);
    });

    use('keeps the newest builds within its limits', async (stage) => {
      const few = { maxBuilds: 6 };
      await stage.write(upTo(20), few);
      expect((await stage.read(few)).ids).toEqual(upTo(20).slice(-6).map(stage.idOf));
      const day = { maxAgeDays: 2 / 24 };
      expect((await stage.read(day)).ids).toEqual(upTo(20).slice(-3).map(stage.idOf));
      expect((await stage.read({ maxBytes: 1 })).ids.at(-1)).toBe(stage.idOf(19));
    });

    use('leaves a newer schema as it is, through merges', async (stage) => {
      await stage.plant(forge(500, formatVersion, '3.0'));
      await stage.write(upTo(18));
      expect(await stage.read()).toMatchObject({ ids: upTo(18).map(stage.idOf), codes: ['history-newer'] });
    });

    use('reads a file with columns to come, and never rewrites it', async (stage) => {
      const file = forge(500, 'memory_bytes', 'memory_bites');
      await stage.plant(file);
      await stage.write(upTo(18));
      const { ids, codes } = await stage.read();
      expect([ids.length, codes]).toEqual([19, []]);
      const kept = await Promise.all((await stage.files()).map((one) => one.read()));
      // Entries of a cache are compressed whole.
      expect(kept.some((bytes) => bytes.includes(Buffer.from(file.bytes)) || !bytes.includes('PAR1'))).toBe(
        true,
      );
    });
  });
}
