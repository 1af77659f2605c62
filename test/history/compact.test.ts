import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Compaction, compactSegments, isCompactionDue } from '../../src/history/compact.ts';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { decodeSegments, readSegments } from '../../src/history/read-segments.ts';
import { parseSegmentName, type SegmentFile } from '../../src/history/segment.ts';
import { runs } from '../property-runs.ts';
import { applyCompaction, makeNthBuild, startMs, wideLimits } from './make-history-build.ts';

const encoded: SegmentFile[] = [];
const encode = (number: number): SegmentFile =>
  (encoded[number] ??= encodeBuild(makeNthBuild(number, 2), startMs));

const nameOf = ({ name }: SegmentFile): string => name;

function idsIn(files: Iterable<SegmentFile>, to = wideLimits): string[] {
  return readSegments([...files], to).history.builds.map(({ id }) => id);
}

/** Of removed builds, those that describe the column. */
function bytesOfGone(files: readonly SegmentFile[]): number {
  return decodeSegments(files).segments.reduce(
    (sum, { sizeBytes, name }) =>
      sum + (files.find((file) => file.name === name)?.bytes.length ?? 0) - sizeBytes,
    0,
  );
}

/** A folder in which several runs work at once: each lists, pauses, and acts later. */
type Folder = Map<string, SegmentFile>;

function put(folder: Folder, file: SegmentFile): void {
  folder.set(file.name, file);
}

function openRun(folder: Folder) {
  let plan: Compaction | null = null;
  let stored = false;
  return {
    list: (maxBuilds: number): void => {
      plan = compactSegments([...folder.values()], { ...wideLimits, maxBuilds });
      stored = false;
    },
    store: (): void => {
      for (const file of plan?.add ?? []) put(folder, file);
      stored = true;
    },
    remove: (): void => {
      if (stored) for (const name of plan?.remove ?? []) folder.delete(name);
      plan = null;
    },
  };
}

describe('compaction', () => {
  it('keeps few files however many builds there are', () => {
    let files: SegmentFile[] = [];
    for (let number = 0; number < 100; number++) {
      files.push(encode(number));
      if (isCompactionDue(files.map(nameOf), 0, wideLimits)) files = applyCompaction(files);
    }
    expect(files.length).toBeLessThanOrEqual(15 + 9 + 9);
    expect(idsIn(files)).toHaveLength(100);
    const levels = files.map(({ name }) => parseSegmentName(name)?.level);
    expect(Math.max(...levels.map(Number))).toBe(2);
  });

  it('is a function of the set of files', () => {
    const files = Array.from({ length: 40 }, (_, number) => encode(number));
    expect(compactSegments(files.toReversed(), wideLimits)).toEqual(compactSegments(files, wideLimits));
  });

  it('drops files with builds that are elsewhere', () => {
    const files = Array.from({ length: 16 }, (_, number) => encode(number));
    const merged = applyCompaction(files);
    expect(merged).toHaveLength(9);
    expect(
      applyCompaction([...merged, ...files])
        .map(({ name }) => name)
        .sort(),
    ).toEqual(merged.map(({ name }) => name).sort());
  });

  it('drops expired segments, and rewrites mostly expired ones', () => {
    const merged = applyCompaction(Array.from({ length: 16 }, (_, number) => encode(number)));
    const few = { ...wideLimits, maxBuilds: 10 };
    const rewritten = applyCompaction(merged, few);
    expect(idsIn(rewritten)).toEqual(idsIn(merged).slice(6));
    expect(applyCompaction(merged, { ...wideLimits, maxBuilds: 8 })).toHaveLength(8);
  });

  it('drops the oldest builds if the files are too large, and never the newest', () => {
    const files = Array.from({ length: 40 }, (_, number) => encode(number));
    const merged = applyCompaction(files);
    const total = merged.reduce((sum, { bytes }) => sum + bytes.length, 0);
    expect(isCompactionDue(merged.map(nameOf), total, { maxBytes: total })).toBe(false);
    expect(isCompactionDue(merged.map(nameOf), total, { maxBytes: total - 1 })).toBe(true);
    for (const maxBytes of [total, total / 2, total / 4, 1]) {
      const small = { ...wideLimits, maxBytes };
      const kept = applyCompaction(merged, small);
      const builds = idsIn(merged, small);
      expect(idsIn(kept)).toEqual(builds);
      expect(builds).toEqual(idsIn(merged).slice(-builds.length));
      // Totals kept for removed builds are added.
      const left = kept.reduce((sum, { bytes }) => sum + bytes.length, -bytesOfGone(kept));
      if (maxBytes > 1) expect(left).toBeLessThanOrEqual(maxBytes);
      expect(builds.length).toBeGreaterThan(0);
      expect(applyCompaction(kept, small).map(nameOf)).toEqual(kept.map(nameOf));
    }
    expect(idsIn(merged, { ...wideLimits, maxBytes: 1 })).toEqual(['build-39']);
  });

  it('drops nothing because of time without builds', () => {
    const files = Array.from({ length: 16 }, (_, number) => encode(number));
    expect(idsIn(applyCompaction(files, { ...wideLimits, now: startMs + 1e12 }))).toHaveLength(16);
    expect(idsIn([...files, encode(200 * 24)], { ...wideLimits, now: startMs + 1e12 })).toEqual([
      'build-4800',
    ]);
  });

  it('loses nothing if runs with different limits rewrite the same file', () => {
    const folder: Folder = new Map();
    for (const file of applyCompaction(Array.from({ length: 16 }, (_, number) => encode(number))))
      put(folder, file);
    const [strict, generous] = [openRun(folder), openRun(folder)];
    strict.list(10);
    strict.store();
    generous.list(1000);
    generous.store();
    generous.remove();
    strict.remove();
    expect(idsIn(folder.values()).slice(-10)).toEqual(
      Array.from({ length: 10 }, (_, at) => `build-${at + 6}`),
    );
  });

  it('loses nothing if runs act on outdated views, in any order', () => {
    const step = fc.record({
      run: fc.integer({ min: 0, max: 3 }),
      act: fc.constantFrom('append', 'append', 'append', 'list', 'store', 'remove'),
      maxBuilds: fc.constantFrom(60, 1000),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 60, maxLength: 120, size: 'max' }), (steps) => {
        const folder: Folder = new Map();
        const runs = [0, 1, 2, 3].map(() => openRun(folder));
        let builds = 0;
        for (const { run, act, maxBuilds } of steps) {
          if (act === 'append') for (let more = 0; more < 3; more++) put(folder, encode(builds++));
          else runs[run]?.[act](maxBuilds);
        }
        const expected = Array.from({ length: builds }, (_, at) => `build-${at}`).slice(-60);
        expect(idsIn(folder.values()).slice(-60)).toEqual(expected);
      }),
      { numRuns: runs(1), endOnFailure: true },
    );
  });
});
