/** Steps through a build: counts, running tasks, the critical path so far, health. */
import { describe, expect, it } from 'vitest';
import { BuildSteps } from '../../src/recording/build-steps.ts';
import { makeBuild, makeEvent, makeTask } from '../make.ts';

const build = makeBuild({
  tasks: [
    makeTask({ id: 'a', name: 'compile', startTimeMs: 1000, durationMs: 2000 }),
    makeTask({ id: 'b', name: 'lint', startTimeMs: 1000, durationMs: 500, result: 'failure' }),
    makeTask({ id: 'c', name: 'test', startTimeMs: 3000, durationMs: 1000, cache: 'hit' }),
    makeTask({ id: 'd', name: 'no time', startTimeMs: null }),
    makeTask({ id: 'e', name: 'instant', startTimeMs: 3000, durationMs: 0 }),
  ],
  events: [makeEvent({ timeMs: 1200, type: 'RATE_LIMIT', message: 'slow down' })],
});

describe('BuildSteps', () => {
  const steps = new BuildSteps(build);

  it('lists starts, ends and events in order', () => {
    expect(steps.moments.map(({ what, name }) => `${what} ${name}`)).toEqual([
      'start compile',
      'start lint',
      'event RATE_LIMIT',
      'end lint',
      'end compile',
      'start instant',
      'end instant',
      'start test',
      'end test',
    ]);
  });

  it('begins before the first, steps forwards and back, and stays within the ends', () => {
    expect(steps.stepTo(0)).toMatchObject({ step: 0, steps: 9, moment: null, waiting: 4, running: [] });
    expect(steps.previous().step).toBe(0);
    expect(steps.next()).toMatchObject({ step: 1, running: [{ name: 'compile', sinceMs: 0 }] });
    expect(steps.stepTo(99).step).toBe(9);
    expect(steps.next().step).toBe(9);
    expect(() => steps.stepTo(1.5)).toThrow(TypeError);
  });

  it('shows ended and running tasks, and the critical path so far', () => {
    expect(steps.stepTo(4)).toMatchObject({
      elapsedMs: 500,
      completed: 0,
      failed: 1,
      waiting: 2,
      running: [{ name: 'compile', sinceMs: 500 }],
      health: 'CRITICAL',
    });
    expect(steps.stepTo(9)).toMatchObject({
      elapsedMs: 3000,
      completed: 3,
      failed: 1,
      cached: 1,
      running: [],
      health: 'DEGRADED',
      criticalPath: [
        { name: 'compile', durationMs: 2000 },
        { name: 'test', durationMs: 1000 },
      ],
    });
  });

  it('is the same from either direction', () => {
    const there = [...steps.moments.keys()].map((at) => new BuildSteps(build).stepTo(at + 1));
    steps.stepTo(9);
    const back = [...steps.moments.keys()].map((at) => steps.stepTo(9 - at)).reverse();
    expect(back).toEqual(there);
  });

  it('has no moments without times', () => {
    const none = new BuildSteps(makeBuild());
    expect(none.stepTo(3)).toMatchObject({ step: 0, steps: 0, moment: null, elapsedMs: 0 });
  });

  it('includes memory in the health', () => {
    const sample = {
      ...{
        timeMs: 900,
        cpuRatio: null,
        memoryUsedBytes: 99,
        memoryTotalBytes: 100,
        diskReadBytesPerSecond: null,
      },
      ...{
        diskWriteBytesPerSecond: null,
        networkReceivedBytesPerSecond: null,
        networkSentBytesPerSecond: null,
      },
      ...{ processes: null, load: null },
    };
    expect(new BuildSteps({ ...build, machine: [sample] }).stepTo(1).health).toBe('CRITICAL');
  });
});
