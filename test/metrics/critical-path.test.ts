import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCriticalPath } from '../../src/metrics/critical-path.ts';
import type { PathTask } from '../../src/metrics/walk-critical-path.ts';

function timed(
  id: string,
  startTimeMs: number | null,
  durationMs: number | null,
  parentId: string | null = null,
): PathTask {
  return { id, parentId, startTimeMs, durationMs };
}

const idsOf = (tasks: readonly PathTask[]) => findCriticalPath(tasks)?.steps.map((step) => step.task.id);

describe('findCriticalPath', () => {
  it('follows the last to end back to the first', () => {
    const tasks = [
      timed('fetch', 0, 100),
      timed('compile a', 100, 300),
      timed('compile b', 100, 700),
      timed('link', 800, 50),
      timed('docs', 100, 200),
    ];
    const path = findCriticalPath(tasks);
    expect(path?.steps.map((step) => [step.task.id, step.share])).toEqual([
      ['fetch', 100 / 850],
      ['compile b', 700 / 850],
      ['link', 50 / 850],
    ]);
    expect(path).toMatchObject({ startTimeMs: 0, wallMs: 850, coveredMs: 850, maxParallelism: 3 });
    expect(path?.meanParallelism).toBeCloseTo(1350 / 850);
    expect(path?.parallelism).toEqual([
      { timeMs: 0, running: 1 },
      { timeMs: 100, running: 3 },
      { timeMs: 300, running: 2 },
      { timeMs: 400, running: 1 },
      { timeMs: 850, running: 0 },
    ]);
  });

  it('takes leaves, not the parents that span them', () => {
    const tasks = [
      timed('job', 0, 1000),
      timed('step 1', 0, 400, 'job'),
      timed('step 2', 400, 600, 'job'),
      timed('other job', 0, 300),
    ];
    expect(idsOf(tasks)).toEqual(['step 1', 'step 2']);
  });

  it('keeps the gap that no task explains', () => {
    const path = findCriticalPath([timed('a', 0, 100), timed('b', 500, 500)]);
    expect(path).toMatchObject({ wallMs: 1000, coveredMs: 600 });
    expect(path?.parallelism.map(({ running }) => running)).toEqual([1, 0, 1, 0]);
  });

  it('uses the longer of two that ended together', () => {
    expect(idsOf([timed('short', 50, 50), timed('long', 0, 100), timed('last', 100, 10)])).toEqual([
      'long',
      'last',
    ]);
  });

  it('returns null without times', () => {
    expect(findCriticalPath([])).toBeNull();
    expect(findCriticalPath([timed('a', null, 5), timed('b', 5, null), timed('c', 5, 0)])).toBeNull();
  });

  it('survives cyclic parents', () => {
    expect(idsOf([timed('a', 0, 5, 'b'), timed('b', 5, 5, 'a')])).toEqual(['a', 'b']);
  });

  it('gives a chain in time order that ends with the build, whatever the tasks', () => {
    const some = fc.array(
      fc.record({
        start: fc.integer({ min: 0, max: 500 }),
        duration: fc.integer({ min: 1, max: 200 }),
        parent: fc.option(fc.nat(30)),
      }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(some, (rows) => {
        const tasks = rows.map((row, index) =>
          timed(String(index), row.start, row.duration, row.parent === null ? null : String(row.parent)),
        );
        const path = findCriticalPath(tasks)!;
        const ends = path.steps.map((step) => step.startTimeMs + step.durationMs);
        for (const [index, step] of path.steps.slice(1).entries())
          expect(ends[index]! - 1).toBeLessThanOrEqual(step.startTimeMs);
        expect(path.coveredMs).toBeLessThanOrEqual(path.wallMs);
        expect(path.parallelism.at(-1)?.running).toBe(0);
        const area = path.parallelism.reduce(
          (sum, { timeMs, running }, index, all) =>
            sum + running * ((all[index + 1]?.timeMs ?? timeMs) - timeMs),
          0,
        );
        expect(area / path.wallMs).toBeCloseTo(path.meanParallelism);
      }),
    );
  });
});

describe('the path through jobs', () => {
  const job = (id: string, start: number, durationMs: number): PathTask => ({
    ...timed(id, start, durationMs),
    kind: 'job',
  });

  it('never goes from one job into a parallel one', () => {
    const path = findCriticalPath([
      job('a', 0, 500),
      timed('a1', 0, 500, 'a'),
      job('b', 0, 1000),
      timed('b1', 0, 480, 'b'),
      timed('b2', 500, 500, 'b'),
    ]);
    expect(path?.steps.map(({ task }) => task.id)).toEqual(['b1', 'b2']);
  });

  it('goes from a job into the one that it needed', () => {
    const path = findCriticalPath([
      job('build', 0, 500),
      timed('compile', 0, 500, 'build'),
      job('test', 510, 400),
      timed('unit', 510, 400, 'test'),
    ]);
    expect(path?.steps.map(({ task }) => task.id)).toEqual(['compile', 'unit']);
  });
});

describe('the path through known dependencies', () => {
  const waiting = (task: PathTask, ...dependsOn: string[]): PathTask => ({ ...task, dependsOn });

  it('follows them, and no other task that happened to end just before', () => {
    const tasks = [
      waiting(timed('lib#build', 0, 100)),
      waiting(timed('app#build', 105, 300), 'lib#build'),
      waiting(timed('docs#build', 0, 404)),
      waiting(timed('app#test', 405, 50), 'app#build'),
    ];
    expect(idsOf(tasks)).toEqual(['lib#build', 'app#build', 'app#test']);
  });

  it('ends at a task that only waited for a free worker', () => {
    const tasks = [waiting(timed('a', 0, 100)), waiting(timed('b', 100, 300))];
    expect(idsOf(tasks)).toEqual(['b']);
  });

  it('goes through cached work to its dependencies', () => {
    const tasks = [
      waiting(timed('generate', 0, 90)),
      waiting(timed('lib', 90, null), 'generate'),
      waiting(timed('app', 100, 50), 'lib'),
    ];
    expect(idsOf(tasks)).toEqual(['generate', 'app']);
  });

  it('counts a task that released its first part early only up to then', () => {
    const path = findCriticalPath([
      waiting(timed('crate', 0, 400)),
      waiting(timed('program', 250, 250), 'crate'),
    ]);
    expect(path?.steps.map(({ task, durationMs }) => [task.id, durationMs])).toEqual([
      ['crate', 250],
      ['program', 250],
    ]);
    expect(path?.coveredMs).toBe(500);
  });

  it('goes from the first step of a job to the last step of a job that it needed, not of a parallel one', () => {
    const job = (task: PathTask): PathTask => ({ ...task, kind: 'job' });
    const tasks = [
      job(waiting(timed('build', 0, 100))),
      timed('compile', 0, 100, 'build'),
      job(waiting(timed('lint', 0, 195))),
      timed('eslint', 0, 195, 'lint'),
      job(waiting(timed('test', 200, 100), 'build')),
      timed('install', 200, 40, 'test'),
      timed('unit', 240, 60, 'test'),
    ];
    expect(idsOf(tasks)).toEqual(['compile', 'install', 'unit']);
  });

  it('survives cyclic and missing dependencies', () => {
    const tasks = [waiting(timed('a', 0, 10), 'b', 'gone'), waiting(timed('b', 5, 10), 'a')];
    expect(idsOf(tasks)).toEqual(['a', 'b']);
  });

  it('is the one in the log itself', () => {
    const tasks = [timed('a', 0, 10), timed('b', 0, 20), timed('c', 20, 10)];
    expect(findCriticalPath(tasks, ['a', 'c'])?.steps.map(({ task }) => task.id)).toEqual(['a', 'c']);
    expect(findCriticalPath(tasks, ['gone'])?.steps.map(({ task }) => task.id)).toEqual(['b', 'c']);
  });
});
