/** Totals stay right when builds are removed: by retention, by compaction, and with many writers at once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Compaction, compactSegments } from '../../src/history/compact.ts';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { type Folded, foldBuilds, readFolded, writeFolded } from '../../src/history/gone-builds.ts';
import { readSegments } from '../../src/history/read-segments.ts';
import type { HistoryLimits, SegmentFile } from '../../src/history/segment.ts';
import { sumHistory } from '../../src/points/run-totals.ts';
import { storeBuild } from '../make.ts';
import { runs } from '../property-runs.ts';
import { applyCompaction, hourMs, makeNthBuild, startMs, wideLimits } from './make-history-build.ts';

const encoded: SegmentFile[] = [];

/** The nth build adds 2^(n mod 20) alerts, so that a sum shows which builds are in it, and lasts 7 s. */
function encode(number: number): SegmentFile {
  const amounts = [{ name: 'build_telemetry.alerts', labels: {}, amount: 2 ** (number % 20) }];
  encoded[number] ??= encodeBuild({ ...makeNthBuild(number, 1), durationMs: 7000, amounts }, startMs);
  return encoded[number];
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, number) => number);
const alertsOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + 2 ** (number % 20), 0);

function totalsOf(files: readonly SegmentFile[], to: HistoryLimits = wideLimits) {
  const sums = sumHistory(readSegments(files, to).history);
  const of = (name: string) => sums.filter((each) => each.name === name).map(({ amount }) => amount);
  const [runs] = of('cicd.pipeline.run.duration');
  return {
    alerts: of('build_telemetry.alerts')[0],
    runs: typeof runs === 'object' ? runs.count : 0,
    seconds: typeof runs === 'object' ? runs.sum : 0,
  };
}

const truth = (count: number) => ({ alerts: alertsOf(upTo(count)), runs: count, seconds: 7 * count });

/** A folder in which three runs work at once: each lists, pauses, and acts later. */
function openFolder() {
  const folder = new Map<string, SegmentFile>();
  const plans: (Compaction | null)[] = [null, null, null];
  const stored = [false, false, false];
  let count = 0;
  return {
    files: () => [...folder.values()],
    count: () => count,
    acts: {
      append: () => {
        const file = encode(count);
        folder.set(file.name, file);
        count += 1;
      },
      list: (run: number, maxBuilds: number) => {
        plans[run] = compactSegments([...folder.values()], { ...wideLimits, maxBuilds });
        stored[run] = false;
      },
      store: (run: number) => {
        for (const file of plans[run]?.add ?? []) folder.set(file.name, file);
        stored[run] = true;
      },
      remove: (run: number) => {
        if (!stored[run]) return;
        for (const name of plans[run]?.remove ?? []) folder.delete(name);
        plans[run] = null;
      },
    },
  };
}

describe('totals', () => {
  it.each([1, 3, 40])('are those of 80 builds with %d kept', (maxBuilds) => {
    let files: readonly SegmentFile[] = [];
    for (let number = 0; number < 80; number++) {
      files = [...files, encode(number)];
      // Some runs compact what others left.
      if (number % 3 === 0 || number > 76) files = applyCompaction(files, { ...wideLimits, maxBuilds });
      if (number % 37 === 0) expect(totalsOf(files, { ...wideLimits, maxBuilds })).toEqual(truth(number + 1));
    }
    expect(totalsOf(files, { ...wideLimits, maxBuilds })).toEqual(truth(80));
    expect(files.length).toBeLessThan(30);
  });

  it('are those of all builds whatever age or size limits keep', () => {
    const some = upTo(60).map(encode);
    for (const changed of [{ maxAgeDays: 10 / 24 }, { maxBytes: 20_000 }]) {
      const few = { ...wideLimits, now: startMs + 60 * hourMs, ...changed };
      const files = applyCompaction(some, few);
      expect(readSegments(files, few).history.builds.length).toBeLessThan(60);
      expect(totalsOf(files, few)).toEqual(truth(60));
    }
  });

  it('count builds once if the limit was raised after they were removed', () => {
    const files = applyCompaction(upTo(40).map(encode), { ...wideLimits, maxBuilds: 5 });
    // The files still hold some of them.
    expect(totalsOf([...files, ...upTo(40).map(encode)])).toEqual(truth(40));
  });

  it('do not depend on the order of files, nor on repetition', () => {
    const few = { ...wideLimits, maxBuilds: 4 };
    const a = applyCompaction(upTo(30).map(encode), few);
    const b = applyCompaction([...upTo(20).map(encode), ...a], few);
    for (const files of [
      [...a, ...b],
      [...b, ...a],
      [...a, ...a, ...b],
    ])
      expect(totalsOf(files, few)).toEqual(truth(30));
  });

  it('are correct when concurrent runs list, store and remove builds in any order', () => {
    const step = fc.record({
      run: fc.nat({ max: 2 }),
      act: fc.constantFrom('append' as const, 'list' as const, 'store' as const, 'remove' as const),
      maxBuilds: fc.constantFrom(3, 5, 8),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 80 }), (steps) => {
        const folder = openFolder();
        for (const { run, act, maxBuilds } of steps) {
          folder.acts[act](run, maxBuilds);
          // At no moment does a reader see another total.
          const seen = totalsOf(folder.files(), { ...wideLimits, maxBuilds: 3 });
          expect(seen).toMatchObject({ runs: folder.count() });
        }
        expect(totalsOf(folder.files())).toEqual(truth(folder.count()));
      }),
      { numRuns: runs(3) },
    );
  });

  it('count a build that is stored late, among the removed ones', () => {
    const few = { ...wideLimits, maxBuilds: 5 };
    const files = applyCompaction(
      upTo(50)
        .filter((number) => number !== 20)
        .map(encode),
      few,
    );
    expect(totalsOf(applyCompaction([...files, encode(20)], few), few)).toEqual(truth(50));
  });

  it('of builds of earlier versions come from their rows', () => {
    const files = upTo(10).map((number) =>
      encodeBuild({ ...makeNthBuild(number, 1), durationMs: 7000 }, startMs),
    );
    expect(
      totalsOf(applyCompaction(files, { ...wideLimits, maxBuilds: 3 }), { ...wideLimits, maxBuilds: 3 }),
    ).toMatchObject({
      runs: 10,
      seconds: 70,
    });
  });
});

describe('removed builds', () => {
  const gone = (number: number) =>
    storeBuild({
      id: `b${number}`,
      startTimeMs: number,
      durationMs: null,
      amounts: [{ name: 'n', labels: {}, amount: 1 }],
    });
  const none = new Set<string>();

  it('are restored from their text', () => {
    const folded = foldBuilds([], upTo(100).map(gone), none) as Folded;
    expect(folded.tail).toHaveLength(64);
    expect(folded.upTo).toEqual({ startMs: 35, id: 'b35' });
    expect(readFolded(writeFolded(folded))).toEqual(folded);
  });

  it.each([
    '',
    '{}',
    '[]',
    'null',
    '{"up_to":3,"totals":[],"tail":[]}',
    '{"up_to":null,"totals":{},"tail":[]}',
  ])('are none in %j', (text) => {
    expect(readFolded(text)).toBeNull();
  });

  it('are none if no build was removed', () => {
    expect(foldBuilds([], [], none)).toBeNull();
  });
});
