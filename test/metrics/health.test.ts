import { describe, expect, it } from 'vitest';
import { measureHealth, type TimedTask } from '../../src/metrics/measure-health.ts';
import { thinSamples } from '../../src/metrics/summarize-samples.ts';
import type { MachineSample } from '../../src/model/machine.ts';
import type { Result } from '../../src/model/task.ts';

function sample(timeMs: number, change: Partial<MachineSample> = {}): MachineSample {
  return {
    timeMs,
    cpuRatio: 0.5,
    memoryUsedBytes: 40,
    memoryTotalBytes: 100,
    diskReadBytesPerSecond: null,
    diskWriteBytesPerSecond: 8,
    networkReceivedBytesPerSecond: 0,
    networkSentBytesPerSecond: 0,
    processes: 100,
    load: 1,
    ...change,
  };
}

const task = (startTimeMs: number, durationMs: number, result: Result = 'success'): TimedTask => ({
  startTimeMs,
  durationMs,
  result,
});

describe('the health of a build', () => {
  it('is not known without samples', () => {
    expect(measureHealth([], [task(0, 10)])).toBeNull();
  });

  it('has the machine and the tasks at each moment', () => {
    const health = measureHealth(
      [sample(2000), sample(1000), sample(3000)],
      [task(500, 1000), task(900, 2500), task(1200, 1000, 'failure'), task(2500, 9000)],
    );
    expect(health?.points.map((p) => [p.timeMs, p.workers, p.completedTasks, p.failedTasks])).toEqual([
      [1000, 2, 0, 0],
      [2000, 2, 1, 0],
      [3000, 2, 1, 1],
    ]);
    expect(health?.points[0]).toMatchObject({ cpuRatio: 0.5, memoryUsedBytes: 40, processes: 100 });
    expect(health).toMatchObject({ status: 'DEGRADED', worstStatus: 'DEGRADED', samples: 3 });
  });

  it('does not place tasks with another clock, or without one', () => {
    const elsewhere = [
      task(7_200_000, 500),
      { startTimeMs: null, durationMs: 5, result: 'failure' as const },
    ];
    expect(measureHealth([sample(1000)], elsewhere)?.points[0]).toMatchObject({
      workers: null,
      completedTasks: null,
      failedTasks: null,
      status: 'HEALTHY',
    });
  });

  it('keeps the worst status, and its trend', () => {
    const with40 = (percents: readonly number[]): readonly MachineSample[] =>
      percents.map((memoryUsedBytes, index) => sample(index * 1000, { memoryUsedBytes }));
    expect(measureHealth(with40([40, 40, 98, 98, 40, 40]), [])).toMatchObject({
      status: 'HEALTHY',
      worstStatus: 'CRITICAL',
      trend: 'stable',
    });
    expect(measureHealth(with40([40, 40, 40, 90, 93, 93]), [])).toMatchObject({
      status: 'DEGRADED',
      worstStatus: 'DEGRADED',
      trend: 'degrading',
    });
    expect(measureHealth(with40([90, 90, 40, 40]), [])?.trend).toBe('improving');
    expect(measureHealth(with40([90, 90, 40]), [])?.trend).toBe('unknown');
  });

  it('has 300 points of a day: peaks stay, rates are means', () => {
    const day = Array.from({ length: 86_400 }, (_, index) =>
      sample(index * 1000, {
        cpuRatio: index === 0 ? null : index % 2,
        memoryUsedBytes: index === 40_000 ? 99 : 10,
        diskWriteBytesPerSecond: index % 2 === 0 ? 0 : 10,
      }),
    );
    const health = measureHealth(day, []);
    expect(health?.points).toHaveLength(300);
    expect(health?.samples).toBe(86_400);
    expect(health?.worstStatus).toBe('CRITICAL');
    expect(health?.points[7]).toMatchObject({ cpuRatio: 0.5, diskWriteBytesPerSecond: 5 });
    expect(health?.points.at(-1)?.timeMs).toBe(86_399_000);
    expect(thinSamples(day.slice(0, 301))).toHaveLength(151);
  });
});
