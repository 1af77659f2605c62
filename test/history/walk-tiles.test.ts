/** Reading in tiles gives the same as reading row by row. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { readSegments } from '../../src/history/read-segments.ts';
import type { Build } from '../../src/model/build.ts';
import type { TaskSeries } from '../../src/model/history.ts';
import { runs } from '../property-runs.ts';
import { anyBuild } from './any-build.ts';
import { applyCompaction, makeHistoryTask, makeNthBuild, startMs, wideLimits } from './make-history-build.ts';

/** A copy of some builds' values: the values of a handle are valid until the next one. */
function copy(
  { ranAs: _, ...series }: TaskSeries,
  isWanted: (build: number) => boolean,
): Record<string, unknown> | null {
  const rows = [...series.build].flatMap((build, row) => (isWanted(build) ? [row] : []));
  const columns = Object.entries(series).flatMap(([name, values]) => {
    if (values === null || typeof values === 'string') return values === null ? [] : [[name, values]];
    const list = rows.map((row) => (values as ArrayLike<unknown>)[row]);
    // A column without values reports nothing, whatever other builds have.
    const isEmpty = list.every((value) => value === null || Number.isNaN(value));
    return isEmpty && name !== 'durationMs' ? [] : [[name, list]];
  });
  return rows.length === 0 ? null : Object.fromEntries(columns);
}

function expectSame(builds: readonly Build[], isWanted: (build: number) => boolean): void {
  const files = builds.map((build) => encodeBuild(build, startMs));
  for (const some of [files, applyCompaction(files, wideLimits)]) {
    const { history } = readSegments(some, wideLimits);
    const wanted = history.builds.flatMap((_, index) => (isWanted(index) ? [index] : []));
    const names = new Set([...history.series].map(({ name }) => name).filter((_, at) => at % 3 !== 1));
    const ofKind = (kind: string | null) =>
      new Set([...history.series].flatMap((each) => ((kind ?? each.kind) === each.kind ? [each.name] : [])));
    expect(history.names?.(null)).toEqual(ofKind(null));
    for (const kind of ['metric', 'test'])
      expect([...ofKind(kind)].filter((name) => history.names?.(kind).has(name) !== true)).toEqual([]);
    const whole = [...history.series].filter(({ name }) => names.has(name));
    const tiles = Array.from(history.handles?.(wanted, names) ?? [], ({ read }) => copy(read(), isWanted));
    const inTiles = tiles.filter((each) => each !== null);
    const inRows = whole.map((series) => copy(series, isWanted)).filter((each) => each !== null);
    // Thousands of series: reading up to the first difference is enough.
    const at = inRows.findIndex((each, index) => !isDeepStrictEqual(each, inTiles[index]));
    expect(inTiles[at]).toEqual(inRows[at]);
    expect(inTiles).toHaveLength(inRows.length);
  }
}

it('of any builds', () => {
  fc.assert(
    fc.property(fc.array(anyBuild, { maxLength: 6 }), fc.integer({ min: 1, max: 3 }), (any, step) => {
      const builds = any.map((build, nth) => ({
        ...makeNthBuild(nth),
        tasks: build.tasks,
        metrics: build.metrics,
      }));
      expectSame(builds, (index) => index % step === 0);
    }),
    { numRuns: runs(10) },
  );
});

it('of more names than fit into a tile or a page, some with several runs, kinds or costs', () => {
  const builds = Array.from({ length: 10 }, (_, nth): Build => {
    const tasks = Array.from({ length: 2_400 }, (_, at) =>
      makeHistoryTask({
        id: String(at),
        name: `task-${at % 2_390}`,
        kind: at % 500 === nth ? 'test' : 'task',
        durationMs: at + nth,
        cache: at % 7 === 0 ? 'hit' : 'miss',
        ...(at === 1_000 ? { costUsd: 1, attempt: 2 } : {}),
        ...(at === 2_000 + nth ? { result: 'failure', errorType: 'Timeout' } : {}),
      }),
    );
    return { ...makeNthBuild(nth), tasks: nth % 2 === 0 ? tasks : tasks.slice(nth) };
  });
  expectSame(builds, (index) => index > 4 || index === 3);
});
