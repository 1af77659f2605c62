/** A history that is read only as far as a build needs it gives the same report as the whole history. */
import { describe, expect, it } from 'vitest';
import { detect } from '../../src/detect/detect.ts';
import { compactSegments } from '../../src/history/compact.ts';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { readSegments } from '../../src/history/read-segments.ts';
import type { SegmentFile } from '../../src/history/segment.ts';
import type { Build } from '../../src/model/build.ts';
import type { History, SeriesHandle } from '../../src/model/history.ts';
import type { Task } from '../../src/model/task.ts';
import { hourMs, noisy, onMain, startMs, stepOf } from './judge-in-turn.ts';

type Row = Partial<Task> & { readonly name: string };
const levels = [0, 1, 2, 3, 4].map((seed) => noisy(600, 2_000, 0.03, seed + 1));
const at = (series: number, index: number): number => levels[series]?.[index] as number;

/**
 * Tasks that always, rarely or no longer run, that fail, flake, slow down gradually, come from a cache, or have a
 * cost.
 */
function tasksOf(index: number): Row[] {
  const rows: (Row | false)[] = [
    { name: 'always', durationMs: at(0, index), costUsd: 0.2 + at(1, index) / 1e4 },
    { name: 'creeps', durationMs: at(1, index) * (1 + index / 700) },
    { name: 'steps', durationMs: at(2, index) * (index > 396 ? 1.6 : 1) },
    index % 4 === 0 && { name: 'rare', durationMs: at(3, index) * (index === 400 ? 3 : 1) },
    index < 120 && { name: 'gone', durationMs: at(4, index) },
    (index < 90 || index === 400) && { name: 'back', durationMs: at(4, index) },
    index === 400 && { name: 'new', durationMs: 10 },
    {
      name: 'fails',
      durationMs: at(4, index),
      result: index % 9 === 0 || index > 396 ? 'failure' : 'success',
    },
    { name: 'cached', durationMs: at(3, index), cache: index % 3 === 0 ? 'miss' : 'hit' },
    { name: 'flakes', durationMs: 5, result: index % 7 === 0 ? 'failure' : 'success' },
    index % 7 === 0 && { name: 'flakes', attempt: 2, durationMs: 5 },
  ];
  return rows.filter((row) => row !== false);
}

function buildsOf(hours: number): Build[] {
  return Array.from({ length: 401 }, (_, index) => ({
    ...stepOf(index, 60_000 + at(0, index), {
      startTimeMs: startMs + index * hours * hourMs,
      tasks: tasksOf(index),
      metrics: [
        { name: 'size', value: 1e6 + (index > 398 ? 9e4 : 0), unit: 'By', better: 'lower', samples: null },
      ],
    }),
    name: 'unit',
  }));
}

function withoutFailures(build: Build): Build {
  const tasks = build.tasks.filter(({ attempt }) => attempt === 1);
  return { ...build, tasks: tasks.map((task) => ({ ...task, result: 'success' })) };
}

const encoded = new WeakMap<Build, SegmentFile>();
function encode(build: Build): SegmentFile {
  const file = encoded.get(build) ?? encodeBuild(build, startMs);
  encoded.set(build, file);
  return file;
}

function storeInFiles(builds: readonly Build[]): History {
  const limits = { maxBuilds: 1_000, maxAgeDays: 90, maxBytes: null, now: startMs };
  const files = new Map<string, SegmentFile>();
  for (const build of builds) {
    const file = encode(build);
    files.set(file.name, file);
    if (files.size % 70 !== 0) continue;
    const { add, remove } = compactSegments([...files.values()], limits);
    for (const merged of add) files.set(merged.name, merged);
    for (const name of remove) files.delete(name);
  }
  return readSegments([...files.values()], limits).history;
}

/** Counts the requested rows of a task. */
function watch(history: History, task: string): { readonly history: History; readonly read: () => number } {
  let rows = 0;
  const watched = (handle: SeriesHandle): SeriesHandle => ({
    ...handle,
    read: () => {
      const series = handle.read();
      if (handle.name === task) rows += series.build.length;
      return series;
    },
  });
  const handles: NonNullable<History['handles']> = function* (from, names) {
    for (const handle of history.handles?.(from, names) ?? []) yield watched(handle);
  };
  return { history: { ...history, handles }, read: () => rows };
}

describe('of a long history', () => {
  const monthly = buildsOf(2.4);
  const underPull = monthly.map((build, index) =>
    [90, 399, 400].includes(index)
      ? { ...build, context: { ...build.context, pullRequest: 7, branch: 'fix' } }
      : build,
  );
  const brief = buildsOf(0.7);
  const quiet = brief.map((build, index) => (index < 330 ? withoutFailures(build) : build));
  const cases: readonly [string, number, Build[]][] = [
    ['of a week and a half', 300, brief],
    ['of which only the newest builds failed', 180, quiet],
    // A drift is searched for in all of them.
    ['of a month and more', 400, monthly],
    ['under a pull request', 340, underPull],
  ];
  for (const [name, most, builds] of cases) {
    it(`${name} only the relevant part is read`, () => {
      const now = builds.at(-1) as Build;
      const stored = storeInFiles(builds.slice(0, -1));
      const whole = detect(now, { builds: stored.builds, series: [...stored.series] }, onMain);
      const watched = watch(stored, 'always');
      const partial = detect(now, watched.history, onMain);
      const readAll = ({ taskBaseline, recallFailure, ...rest }: typeof whole) => ({
        ...rest,
        baselines: now.tasks.map((task) => taskBaseline(task.kind, task.name)),
        failures: now.tasks.map((task) => recallFailure(task.kind, task.name, null)),
      });
      expect(whole.changes.length).toBeGreaterThan(1);
      expect(readAll(partial)).toEqual(readAll(whole));
      expect(watched.read()).toBeGreaterThan(100);
      expect(watched.read()).toBeLessThanOrEqual(most);
    });
  }

  it('nothing is read for tasks that the build does not have', () => {
    const [, , builds] = cases[0] as (typeof cases)[number];
    const now = builds.at(-1) as Build;
    const watched = watch(storeInFiles(builds.slice(200, -1)), 'always');
    detect({ ...now, tasks: now.tasks.slice(1) }, watched.history, onMain);
    expect(watched.read()).toBe(0);
  });
});
