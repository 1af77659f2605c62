import { describe, expect, it } from 'vitest';
import { type HealthCheckpoint, HealthMonitor } from '../../src/recorder/health-monitor.ts';
import { startSampler } from '../../src/recorder/sampler.ts';

function open(memory = (): number | null => 40): {
  monitor: HealthMonitor;
  pass: (durationMs: number) => void;
} {
  let time = 1_700_000_000_000;
  const monitor = new HealthMonitor(5000, { now: () => time, readMemoryPercent: memory });
  return { monitor, pass: (durationMs) => (time += durationMs) };
}

describe('HealthMonitor', () => {
  it('takes checkpoints as the document shows', () => {
    const { monitor, pass } = open();
    monitor.start();
    pass(2000);
    const checkpoint = monitor.checkpoint({
      completedTasks: 10,
      failedTasks: 0,
      activeTasks: 3,
      pendingTasks: 15,
      workerCount: 4,
      activeWorkers: 3,
    });
    expect(checkpoint).toMatchObject({
      status: 'HEALTHY',
      workerUtilization: 75,
      velocity: null,
      averageVelocity: 5,
      estimatedRemainingMs: 3600,
      uptimeMs: 2000,
    });
    pass(1000);
    expect(monitor.checkpoint({ completedTasks: 12 })).toMatchObject({
      velocity: 2,
      averageVelocity: 4,
      pendingTasks: 15,
    });
    const last = monitor.stop();
    expect(last.toString()).toMatch(
      /^HEALTHY after 3\.0 s; 12 of 30 tasks completed, 0 failed, 3 active, 15 pending; workers 3 of 4 \(75\.0%\); memory \d+\.\d MB, 40\.0% of the machine in use; 4\.00 tasks\/s$/,
    );
    expect(monitor.checkpoints).toHaveLength(3);
  });

  it.each([
    [{ completedTasks: 10, failedTasks: 0 }, 40, 'HEALTHY'],
    [{ completedTasks: 8, failedTasks: 2 }, 40, 'DEGRADED'],
    [{ completedTasks: 99, failedTasks: 1 }, 40, 'WARNING'],
    [{ completedTasks: 1, failedTasks: 2 }, 40, 'CRITICAL'],
    [{}, 86, 'WARNING'],
    [{}, 93, 'DEGRADED'],
    [{}, 98, 'CRITICAL'],
    [{}, null, 'HEALTHY'],
    [{ pendingTasks: 3, workerCount: 2, activeWorkers: 0 }, 40, 'DEGRADED'],
    [{ pendingTasks: 3, workerCount: 2, activeWorkers: 1 }, 40, 'HEALTHY'],
  ] as const)('judges %j at %s %% memory as %s', (counts, memory, status) => {
    const { monitor } = open(() => memory);
    monitor.checkpoint(counts);
    expect(monitor.getStatus()).toBe(status);
  });

  it('keeps the previous value of what is no count, and an uptime of 0 when the clock is set back', () => {
    const { monitor, pass } = open();
    monitor.start();
    monitor.checkpoint({ completedTasks: 3, workerCount: 2, activeWorkers: 1 });
    pass(-5000);
    const wrong = { completedTasks: -1, failedTasks: Number.NaN, workerCount: undefined };
    const checkpoint = monitor.checkpoint(wrong as never);
    expect(checkpoint).toMatchObject({ completedTasks: 3, failedTasks: 0, workerCount: 2, uptimeMs: 0 });
    expect(String(checkpoint)).not.toMatch(/-\d|NaN/);
  });

  it('shows the trend of velocity and health', () => {
    const run = (done: readonly number[], memory: (index: number) => number = () => 40): string => {
      let index = 0;
      const { monitor, pass } = open(() => memory(index));
      monitor.start();
      for (const completedTasks of done) {
        pass(1000);
        monitor.checkpoint({ completedTasks });
        index += 1;
      }
      return monitor.getTrend();
    };
    expect(run([1, 2])).toBe('unknown');
    expect(run([10, 20, 30, 40, 50, 60])).toBe('stable');
    expect(run([10, 20, 30, 33, 36, 39])).toBe('degrading');
    expect(run([1, 2, 3, 13, 23, 33])).toBe('improving');
    expect(run([10, 20, 30, 40, 50, 60], (i) => (i < 3 ? 40 : 95))).toBe('degrading');
    expect(run([10, 20, 30, 40, 50, 60], (i) => (i < 3 ? 95 : 40))).toBe('improving');
  });

  it.each([Number.NaN, 0, -1, '5000', 1e12])('refuses an interval of %j', (intervalMs) => {
    expect(() => new HealthMonitor(intervalMs as never)).toThrow('`intervalMs` is');
    expect(() => startSampler({ intervalMs: intervalMs as never })).toThrow('`intervalMs` is');
  });

  it('survives asynchronous listeners that reject', async () => {
    const reject = (): Promise<never> => Promise.reject(new Error('no connection'));
    const monitor = new HealthMonitor(5000, { onCheckpoint: reject });
    monitor.checkpoint();
    const sampler = startSampler({ onSample: reject });
    sampler.stop();
    // Node.js reports an unhandled rejection, which fails the run, before the next timer.
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(sampler.samples).toHaveLength(1);
  });

  it('takes checkpoints automatically, and continues when a listener throws', async () => {
    const heard: HealthCheckpoint[] = [];
    using monitor = new HealthMonitor(2, {
      onCheckpoint: (checkpoint) => {
        heard.push(checkpoint);
        throw new Error('listener');
      },
    });
    monitor.start();
    await expect.poll(() => heard.length).toBeGreaterThan(2);
    monitor.stop();
    const count = heard.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard).toHaveLength(count);
  });
});
