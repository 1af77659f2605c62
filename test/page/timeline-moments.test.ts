/** The state of a build at each moment of its timeline. */
import { describe, expect, it } from 'vitest';
import { describeStep, listMoments } from '../../src/page/timeline-moments.ts';
import type { TimelineData } from '../../src/render/html/page-data.ts';

const data: TimelineData = {
  wallMs: 3000,
  lanes: 2,
  laneNames: [],
  names: ['compile', 'lint', 'test', 'instant'],
  starts: [0, 0, 2000, 2000],
  durations: [2000, 500, 1000, 0],
  lane: [0, 1, 0, 1],
  tone: [0, 2, 1, 0],
  path: [0, 2],
  parallelism: [],
};

describe('describeStep', () => {
  const moments = listMoments(data);
  const describeAt = (step: number): string[] => describeStep(data, moments, step);

  it('begins with nothing and ends with everything', () => {
    expect(moments).toHaveLength(8);
    expect(describeAt(0)).toEqual([
      'Step 0 of 8, 0 ms after the start',
      'Completed 0 · failed 0 · cached 0 · running 0 · waiting 4 · health healthy',
      'Running: nothing',
      'Critical path so far: nothing',
    ]);
    expect(describeAt(8)).toEqual([
      'Step 8 of 8, 3 s after the start: test ended',
      'Completed 3 · failed 1 · cached 1 · running 0 · waiting 0 · health degraded',
      'Running: nothing',
      'Critical path so far: compile, test',
    ]);
  });

  it('lists running and failed tasks, and the critical path so far', () => {
    expect(describeAt(3)).toEqual([
      'Step 3 of 8, 500 ms after the start: lint ended',
      'Completed 0 · failed 1 · cached 0 · running 1 · waiting 2 · health critical',
      'Running: compile',
      'Critical path so far: compile',
    ]);
  });

  it('ends work before it starts other work, and never ends work that did not start', () => {
    expect(moments.map(({ bar, isEnd }) => `${data.names[bar]} ${isEnd ? 'ends' : 'starts'}`)).toEqual([
      'compile starts',
      'lint starts',
      'lint ends',
      'compile ends',
      'instant starts',
      'instant ends',
      'test starts',
      'test ends',
    ]);
  });
});
