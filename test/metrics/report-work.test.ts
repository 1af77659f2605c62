import { describe, expect, it } from 'vitest';
import { reportWork } from '../../src/metrics/report-work.ts';
import { makeBuild, makeTask } from '../make.ts';

const nothing = () => undefined;

describe('reportWork', () => {
  it('points from work to what it ran in, over tasks, replaced attempts and spans', () => {
    const build = makeBuild({
      tasks: [
        makeTask({ id: 'job', name: 'job' }),
        makeTask({ id: 'try 1', name: 'test', parentId: 'span', attempt: 1, result: 'failure' }),
        makeTask({ id: 'try 2', name: 'test', parentId: 'job', attempt: 2 }),
        makeTask({ id: 'lost', name: 'lost', parentId: 'not in the log' }),
      ],
      spans: [
        { id: 'span', parentId: 'try 1', name: 'wait', startTimeMs: 1, durationMs: 2, result: 'success' },
      ],
    });
    const work = reportWork(build, nothing);
    expect(work.tasks.map(({ name, parent }) => [name, parent])).toEqual([
      ['job', null],
      ['test', 0],
      ['lost', null],
    ]);
    // The first attempt and its span name each other: the circle is cut at its last link.
    expect(work.retried.map(({ attempt, parent }) => [attempt, parent])).toEqual([[1, 4]]);
    expect(work.spans).toEqual([
      { name: 'wait', startTimeMs: 1, durationMs: 2, result: 'success', parent: null },
    ]);
  });

  it('cuts a task that is its own parent', () => {
    const work = reportWork(makeBuild({ tasks: [makeTask({ id: 'a', parentId: 'a' })] }), nothing);
    expect(work.tasks[0]?.parent).toBeNull();
  });

  it('has the critical path by index, and parallelism in equal parts', () => {
    const build = makeBuild({
      tasks: [
        makeTask({ id: 'b', name: 'b', startTimeMs: 1_100, durationMs: 300 }),
        makeTask({ id: 'a', name: 'a', startTimeMs: 1_000, durationMs: 100 }),
        makeTask({ id: 'c', name: 'c', startTimeMs: 1_100, durationMs: 100 }),
      ],
    });
    const path = reportWork(build, nothing).criticalPath;
    expect(path).toMatchObject({
      startTimeMs: 1_000,
      wallMs: 400,
      coveredMs: 400,
      steps: [1, 0],
      maxParallelism: 2,
    });
    const parts = path?.parallelism ?? [];
    expect(parts.reduce((sum, each) => sum + each, 0) / parts.length).toBeCloseTo(500 / 400);
    expect([parts[0], parts.at(-1)]).toEqual([1, 1]);
  });

  it('gives each task its usual values', () => {
    const past = { medianMs: 90, bandMs: [80, 110] as const, builds: 20 };
    const [task] = reportWork(makeBuild(), () => past).tasks;
    expect(task).toMatchObject({ baselineMs: 90, bandMs: [80, 110], baselineBuilds: 20 });
  });
});
