import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactSegments } from '../../src/history/compact.ts';
import { decodeSegment } from '../../src/history/decode-segment.ts';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { readSegments } from '../../src/history/read-segments.ts';
import type { SegmentFile } from '../../src/history/segment.ts';
import { toStoredBuild } from '../../src/history/stored-build.ts';
import { verifySegment } from '../../src/history/verify-segment.ts';
import type { Build } from '../../src/model/build.ts';
import type { History } from '../../src/model/history.ts';
import type { Metric } from '../../src/model/metric.ts';
import { allResults } from '../../src/model/results.ts';
import { runs } from '../property-runs.ts';
import { anyBuild } from './any-build.ts';
import {
  applyCompaction,
  hourMs,
  makeHistoryBuild,
  makeHistoryTask,
  makeNthBuild,
  startMs,
  wideLimits,
} from './make-history-build.ts';
import { makeUnreadable } from './make-unreadable.ts';

const metric = (name: string, value: number): Metric => ({
  ...{ name, value, unit: 'By', better: 'lower', samples: null },
});
const encode = (build: Build): SegmentFile => encodeBuild(build, startMs);

/** Everything in a history, as plain values. */
function dump(history: History) {
  const series = Array.from(history.series, (columns) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [
        name,
        typeof values === 'string' || values === null ? values : [...values],
      ]),
    ),
  );
  return { builds: history.builds, series };
}

const read = (files: readonly SegmentFile[]) => dump(readSegments(files, wideLimits).history);

describe('a segment', () => {
  it('returns the stored data of any build', () => {
    fc.assert(
      fc.property(anyBuild, (build) => {
        const { history, problems, good } = readSegments([encode(build)], wideLimits);
        expect(problems).toEqual([]);
        expect(good).toHaveLength(1);
        expect(history.builds).toEqual([toStoredBuild(build, startMs)]);
        const rows = dump(history).series.flatMap((series) =>
          (series['durationMs'] as number[]).map((durationMs, at) => ({
            name: series['name'],
            kind: series['kind'],
            durationMs,
            result: allResults[(series['result'] as number[])[at] as number],
            cached: (series['cached'] as number[])[at],
            attempt: (series['attempt'] as number[])[at],
            costUsd: (series['costUsd'] as number[] | null)?.[at] ?? Number.NaN,
            tokens: (series['tokens'] as number[] | null)?.[at] ?? Number.NaN,
            cpuMs: (series['cpuMs'] as number[] | null)?.[at] ?? Number.NaN,
            memoryBytes: (series['memoryBytes'] as number[] | null)?.[at] ?? Number.NaN,
            errorType: (series['errorType'] as (string | null)[] | null)?.[at] ?? null,
            model: (series['model'] as (string | null)[] | null)?.[at] ?? null,
          })),
        );
        const expected = build.tasks.map((task) => ({
          name: task.name,
          kind: task.kind,
          durationMs: task.durationMs ?? Number.NaN,
          result: task.result,
          cached: Number(task.cache === 'hit'),
          attempt: task.attempt,
          costUsd: task.costUsd ?? Number.NaN,
          tokens: task.tokens ? Object.values(task.tokens).reduce((sum, value) => sum + value) : Number.NaN,
          cpuMs: task.cpuMs ?? Number.NaN,
          memoryBytes: task.memoryBytes ?? Number.NaN,
          errorType: task.errorType,
          model: task.model,
        }));
        const inOrder = (list: typeof rows | typeof expected) =>
          list.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
        expect(inOrder(rows)).toEqual(inOrder(expected));
      }),
      { numRuns: runs(25) },
    );
  });

  it('has the same name and bytes for the same build', () => {
    expect(encode(makeNthBuild(1))).toEqual(encode(makeNthBuild(1)));
    expect(encode(makeNthBuild(1)).name).not.toBe(encode(makeNthBuild(2)).name);
  });

  it('keeps tasks beyond one page and one row group', () => {
    const tasks = Array.from({ length: 70_000 }, (_, at) =>
      makeHistoryTask({ id: `${at}`, name: `task-${at % 35_000}`, durationMs: at % 3 === 0 ? null : at }),
    );
    const { history } = readSegments([encode(makeHistoryBuild('big', { tasks }))], wideLimits);
    let rows = 0;
    let sum = 0;
    for (const { durationMs } of history.series) {
      rows += durationMs.length;
      for (const value of durationMs) if (!Number.isNaN(value)) sum += value;
    }
    expect(rows).toBe(70_000);
    expect(sum).toBe(tasks.reduce((total, { durationMs }) => total + (durationMs ?? 0), 0));
  });

  it('stores measurements separately from tasks', () => {
    const metrics = [metric('size', 10), metric(':compile', 3), metric('broken', Number.NaN)];
    const { builds, series } = read([encode(makeHistoryBuild('b', { metrics }))]);
    expect(builds[0]?.tasks).toBe(1);
    expect(series.map(({ name, kind, value, unit, better }) => [name, kind, value, unit, better])).toEqual([
      [':compile', 'metric', [3], 'By', 'lower'],
      [':compile', 'task', null, null, null],
      ['size', 'metric', [10], 'By', 'lower'],
    ]);
  });

  it('gives the values of a measurement in its newest unit', () => {
    const units = ['By', 'KiBy', 'KiBy'];
    const files = units.map((unit, at) =>
      encode(
        makeHistoryBuild(`b${at}`, { startTimeMs: startMs + at, metrics: [{ ...metric('size', at), unit }] }),
      ),
    );
    const series = read(applyCompaction(files)).series.find(({ name }) => name === 'size');
    expect(series).toMatchObject({ value: [Number.NaN, 1, 2], unit: 'KiBy' });
  });

  it('sums up retries, errors and memory of a build', () => {
    const retried = ['failure', 'success'].map((result, at) =>
      makeHistoryTask({ id: `${at}`, attempt: at + 1, result: result as 'success', memoryBytes: 9 - at }),
    );
    const event = { type: 'X', timeMs: null, taskId: null, message: null, attributes: {} };
    const events = (['info', 'warning', 'error', 'critical'] as const).map((severity) => ({
      ...event,
      id: severity,
      severity,
    }));
    const { builds } = read([encode(makeHistoryBuild('b', { tasks: retried, events }))]);
    expect(builds[0]).toMatchObject({ tasks: 1, retries: 1, errors: 2, peakMemoryBytes: 9 });
  });

  it('stores a build without tasks and one without a clock', () => {
    const [build] = read([
      encodeBuild(makeHistoryBuild('b', { startTimeMs: null, tasks: [] }), startMs + 7),
    ]).builds;
    expect(build?.startTimeMs).toBe(startMs + 7);
    expect(build?.tasks).toBe(0);
  });
});

describe('a set of segments', () => {
  it('is empty when there is none', () => {
    expect(read([])).toEqual({ builds: [], series: [] });
  });

  it('has one series over all builds, oldest first, and may be iterated twice', () => {
    const { history } = readSegments(
      [3, 1, 2].map((number) => encode(makeNthBuild(number))),
      wideLimits,
    );
    expect(history.builds.map(({ id }) => id)).toEqual(['build-1', 'build-2', 'build-3']);
    const [first] = history.series;
    const [again] = history.series;
    expect([...(first?.build ?? [])]).toEqual([0, 1, 2]);
    expect([...(first?.durationMs ?? [])]).toEqual([1, 2, 3]);
    expect(again).toEqual(first);
  });

  it('does not depend on order, repetition or compaction, whatever overlaps', () => {
    const anySet = fc.array(anyBuild, { minLength: 1, maxLength: 90, size: 'max' });
    fc.assert(
      fc.property(anySet, fc.infiniteStream(fc.nat()), fc.nat(), (builds, random, cut) => {
        const files = builds.map(encode);
        const expected = read(files);
        const shuffled = files
          .map((file) => ({ file, at: random.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ file }) => file);
        expect(read([...shuffled, ...files])).toEqual(expected);
        // A run with a stale view compacts some of the files; another one sees both.
        const stale = files.slice(0, cut % (files.length + 1));
        const all = applyCompaction([...files, ...compactSegments(stale, wideLimits).add]);
        expect(read(all)).toEqual(expected);
        expect(
          applyCompaction(all)
            .map(({ name }) => name)
            .sort(),
        ).toEqual(all.map(({ name }) => name).sort());
      }),
      { numRuns: runs(1), endOnFailure: true },
    );
  });

  it('names a file whose rows cannot be read, and leaves it out', () => {
    const [first, second] = [encode(makeNthBuild(1, 40)), encode(makeNthBuild(2, 40))];
    let count = 0;
    for (const file of makeUnreadable(first, 7)) {
      const { withoutUnreadable } = readSegments([file, second], wideLimits, undefined, decodeSegment);
      const rest = withoutUnreadable();
      expect(rest?.problems).toMatchObject([{ where: file.name }]);
      expect(dump(rest?.history as History)).toEqual(read([second]));
      expect(verifySegment(file).problem).toMatchObject({ level: 'error', where: file.name });
      count++;
    }
    expect(count).toBeGreaterThan(10);
  });

  it('counts a build once: the complete record, then the larger one', () => {
    const small = makeHistoryBuild('b', { complete: true, tasks: [makeHistoryTask({})] });
    const large = makeHistoryBuild('b', {
      complete: true,
      tasks: [makeHistoryTask({}), makeHistoryTask({ id: 'b', name: 'other' })],
    });
    const broken = makeHistoryBuild('b', {
      complete: false,
      tasks: [...large.tasks, makeHistoryTask({ id: 'c', name: 'third' })],
    });
    const { builds, series } = read([small, large, broken].map(encode));
    expect(builds).toEqual([toStoredBuild(large, startMs)]);
    expect(series.map(({ name }) => name)).toEqual([':compile', 'other']);
  });

  it('drops builds by count and by age', () => {
    const files = Array.from({ length: 10 }, (_, number) => encode(makeNthBuild(number * 24)));
    const ids = (changed: Partial<typeof wideLimits>) =>
      readSegments(files, { ...wideLimits, now: startMs + 216 * hourMs, ...changed }).history.builds.map(
        ({ id }) => id,
      );
    expect(ids({})).toHaveLength(10);
    expect(ids({ maxBuilds: 2 })).toEqual(['build-192', 'build-216']);
    expect(ids({ maxAgeDays: 1 })).toEqual(['build-192', 'build-216']);
    expect(ids({ maxBuilds: 1, maxAgeDays: 0 })).toEqual(['build-216']);
  });

  it('keeps the newest builds of a branch that is still built, however old they are', () => {
    const branches = ['main', 'main', 'gone', 'main', 'main', 'pull', 'main'];
    const files = branches.map((branch, number) => {
      const build = makeNthBuild(number * 24);
      const pullRequest = branch === 'pull' ? 7 : null;
      return encode({ ...build, context: { ...build.context, branch, pullRequest } });
    });
    const now = startMs + 144 * hourMs;
    const ids = (leastOfBranch: number): string[] =>
      readSegments(files, { ...wideLimits, now, maxAgeDays: 0.5, leastOfBranch }).history.builds.map(
        ({ id }) => id,
      );
    expect(ids(0)).toEqual(['build-144']);
    expect(ids(3)).toEqual(['build-72', 'build-96', 'build-144']);
    expect(ids(100)).toEqual(['build-0', 'build-24', 'build-72', 'build-96', 'build-144']);
  });
});
