import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PerformanceTracker } from '../../src/buildrunner/performance-tracker.ts';
import { Timer } from '../../src/buildrunner/timer.ts';
import { EventCollector } from '../../src/recorder/event-collector.ts';
import { PerformanceEvent, TaskEvent } from '../../src/recorder/events.ts';
import { freshFolder } from '../recorder/fresh-folder.ts';

const now = Date.UTC(2025, 10, 18, 14, 30);
const hour = 3_600_000;

/** The test from the report: ten operations of 500 to 1,400 ms. */
function reportTracker(path: string | null = null): PerformanceTracker {
  const tracker = new PerformanceTracker({ path, now: () => now });
  // Later writes would create the removed folder again.
  onTestFinished(() => tracker.flush());
  for (let i = 0; i < 10; i++) {
    tracker.recordMeasurement({
      operationType: 'task_execution',
      durationMs: 500 + 100 * i,
      timestamp: new Date(now - 20_000 + 1000 * i),
      cpuPercent: 30 + 5 * i,
      memoryMb: 100 + 10 * i,
    });
  }
  return tracker;
}

describe.each(['memory', 'file'])('PerformanceTracker in %s', (where) => {
  const path = (): string | null => (where === 'memory' ? null : join(freshFolder(), 'performance.ndjson'));

  it("gives the report's results", () => {
    const metrics = reportTracker(path()).getMetrics({ hours: 24 });
    expect(metrics).toMatchObject({
      totalOperations: 10,
      avgDurationMs: 950,
      minDurationMs: 500,
      maxDurationMs: 1400,
      p50DurationMs: 1000,
      p95DurationMs: 1400,
      avgCpuPercent: 52.5,
      avgMemoryMb: 145,
      peakMemoryMb: 190,
      avgDuration: 950,
      p95Duration: 1400,
    });
    // From the first start to the last end: 9 s + 1.4 s.
    expect(metrics.operationsPerSecond).toBeCloseTo(10 / 10.4);
    expect(metrics.operationsPerMinute).toBeCloseTo(600 / 10.4);
    expect(metrics.throughput).toBe(metrics.operationsPerSecond);
  });

  it('stores the others when one measurement cannot be written', () => {
    const problems: string[] = [];
    const onProblem = ({ message }: Error): number => problems.push(message);
    const place = path();
    const tracker = new PerformanceTracker({ path: place, onProblem });
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    tracker.track('a', () => 1, cycle);
    tracker.track('b', () => 1);
    tracker.flush();
    expect(problems).toHaveLength(place === null ? 0 : 1);
    if (place !== null)
      expect(new PerformanceTracker({ path: place }).getMetrics().byOperation).toMatchObject([
        { operationType: 'b', count: 1 },
      ]);
  });

  it('refuses wrong measurements and filters', () => {
    const tracker = reportTracker(path());
    const given = { operationType: 'x', durationMs: 1 };
    for (const wrong of [
      { durationMs: Number.NaN },
      { durationMs: -1 },
      { timestamp: new Date(Number.NaN) },
      { timestamp: 'soon' },
      { operationType: '' },
    ])
      expect(() => tracker.recordMeasurement({ ...given, ...wrong } as never)).toThrow(TypeError);
    expect(() => tracker.startOperation({} as never)).toThrow('An operation needs an `operationType`.');
    for (const filter of [{ hours: Number.NaN }, { hours: -1 }, { hours: '1' }, { operation: 'x' }])
      expect(() => tracker.getMetrics(filter as never)).toThrow(TypeError);
    expect(() => tracker.getSlowestOperations({ limit: -1 })).toThrow('limit: `-1`');
    for (const days of [-1, 1.5, 1e9]) expect(() => tracker.getTrends({ days })).toThrow('`days` is');
    expect(tracker.getMetrics().totalOperations).toBe(10);
  });

  it('lists the slowest operations', () => {
    const slowest = reportTracker(path()).getSlowestOperations({ limit: 3 });
    expect(slowest.map((each, i) => `${i + 1}. ${each.operationType}: ${each.durationMs}ms`)).toEqual([
      '1. task_execution: 1400ms',
      '2. task_execution: 1300ms',
      '3. task_execution: 1200ms',
    ]);
  });

  it('breaks down by operation, and filters by operation and hours', () => {
    const tracker = reportTracker(path());
    tracker.recordMeasurement({
      operationType: 'file_analysis',
      durationMs: 5,
      timestamp: new Date(now - 30 * hour),
    });
    expect(tracker.getMetrics().byOperation.map((each) => [each.operationType, each.count])).toEqual([
      ['task_execution', 10],
    ]);
    expect(tracker.getMetrics({ hours: 48 }).byOperation.map((each) => each.avgDurationMs)).toEqual([950, 5]);
    expect(tracker.getMetrics({ hours: 48, operationType: 'file_analysis' }).totalOperations).toBe(1);
  });

  it('keeps seven days', () => {
    const tracker = reportTracker(path());
    tracker.recordMeasurement({
      operationType: 'old',
      durationMs: 1,
      timestamp: new Date(now - 8 * 24 * hour),
    });
    expect(tracker.measurements).toHaveLength(10);
    tracker.recordMeasurement({
      operationType: 'older',
      durationMs: 1,
      timestamp: new Date(now - 2 * 24 * hour),
    });
    expect(tracker.cleanupOldMeasurements(1)).toBeGreaterThan(0);
    expect(tracker.measurements).toHaveLength(10);
    tracker.clear();
    expect(tracker.measurements).toHaveLength(0);
  });

  it('shows trends by day', () => {
    const tracker = reportTracker(path());
    tracker.recordMeasurement({ operationType: 'x', durationMs: 7, timestamp: new Date(now - 24 * hour) });
    expect(Object.entries(tracker.getTrends({ days: 2, operationType: 'x' }))).toEqual([
      ['2025-11-17', [7]],
      ['2025-11-18', []],
    ]);
  });
});

it('keeps the events of a log that it is given', () => {
  const path = join(freshFolder(), 'events.ndjson');
  const collector = new EventCollector({ path, enabled: true });
  collector.collect(new TaskEvent({ eventType: 'TASK_COMPLETED', taskId: 'a' }));
  collector.close();
  const tracker = new PerformanceTracker({ path, enabled: true });
  tracker.recordMeasurement({ operationType: 'x', durationMs: 1, timestamp: new Date(0) });
  tracker.flush();
  expect(tracker.clear()).toBe(0);
  tracker.track('y', () => 1);
  expect(tracker.clear()).toBe(1);
  expect(new EventCollector({ path }).events).toHaveLength(1);
});

describe('measuring', () => {
  const open = (): PerformanceTracker => new PerformanceTracker({ path: null });

  it('starts and ends operations', () => {
    const tracker = open();
    const id = tracker.startOperation({ operationType: 'task_execution', metadata: { task_id: 'task-123' } });
    const until = performance.now() + 20;
    while (performance.now() < until);
    const measured = tracker.endOperation(id, { success: false, metadata: { tries: 2 } });
    expect(measured).toMatchObject({
      operationType: 'task_execution',
      success: false,
      metadata: { task_id: 'task-123', tries: 2 },
    });
    expect(measured?.durationMs).toBeGreaterThanOrEqual(20);
    expect(measured?.cpuPercent).toBeGreaterThan(0);
    expect(measured?.memoryMb).toBeGreaterThan(10);
    expect(tracker.endOperation(id)).toBeNull();
    expect(tracker.measurements).toHaveLength(1);
  });

  it('starts and stops timers', () => {
    const tracker = open();
    tracker.startTimer('operation-1');
    expect(tracker.stopTimer('operation-1', { operationType: 'task_execution' })).toBeGreaterThanOrEqual(0);
    expect(tracker.stopTimer('operation-1')).toBeNull();
    expect(tracker.measurements[0]?.operationType).toBe('task_execution');
  });

  it('tracks functions, and passes on what they give and throw', async () => {
    const tracker = open();
    expect(tracker.track('critical_operation', () => 5)).toBe(5);
    expect(await tracker.track('async', async () => 6)).toBe(6);
    const fail = (): never => {
      throw new Error('no');
    };
    expect(() => tracker.track('sync failure', fail)).toThrow('no');
    await expect(tracker.track('async failure', async () => fail())).rejects.toThrow('no');
    expect(tracker.measurements.map((each) => [each.operationType, each.success])).toEqual([
      ['critical_operation', true],
      ['async', true],
      ['sync failure', false],
      ['async failure', false],
    ]);
  });

  it('times a block, like a context manager', () => {
    const tracker = open();
    let timer: Timer;
    {
      using block = new Timer(tracker, 'task_execution');
      timer = block;
      expect(block.durationMs).toBeNull();
    }
    expect(timer.durationMs).toBeGreaterThanOrEqual(0);
    expect(timer.stop()).toBe(timer.durationMs);
    expect(tracker.measurements).toHaveLength(1);
  });
});

it('reads the operations of events while none was measured', () => {
  const at = { timestamp: now };
  const events = [
    new TaskEvent({ ...at, eventType: 'TASK_STARTED', taskId: 'a' }),
    new TaskEvent({
      ...at,
      eventType: 'TASK_COMPLETED',
      taskId: 'a',
      durationMs: 2000,
      cpuMs: 1000,
      memoryBytes: 5 << 20,
    }),
    new TaskEvent({ ...at, eventType: 'TASK_FAILED', taskId: 'b', taskType: 'command', durationMs: 10 }),
    new TaskEvent({ ...at, eventType: 'TASK_COMPLETED', taskId: 'c', durationMs: 1, cache: 'hit' }),
    new PerformanceEvent({
      ...at,
      eventType: 'LATENCY_RECORDED',
      operationType: 'parse',
      durationMs: 7,
      cpuPercent: 30,
    }),
  ];
  const tracker = new PerformanceTracker({ path: null, now: () => now, fallback: { events } });
  expect(tracker.getSlowestOperations()).toMatchObject([
    { operationType: 'task_execution', durationMs: 2000, cpuPercent: 50, memoryMb: 5, success: true },
    { operationType: 'command', durationMs: 10, success: false, cpuPercent: null },
    { operationType: 'parse', durationMs: 7, cpuPercent: 30 },
  ]);
  tracker.recordMeasurement({ operationType: 'own', durationMs: 3 });
  expect(tracker.measurements.map((each) => each.operationType)).toEqual(['own']);
});

it('shares a file of canonical spans between processes, and exports CSV', () => {
  const folder = freshFolder();
  const path = join(folder, 'performance.ndjson');
  const tracker = reportTracker(path);
  tracker.flush();
  expect(JSON.parse(readFileSync(path, 'utf8').split('\n')[0] ?? '')).toMatchObject({
    v: 1,
    type: 'span',
    name: 'task_execution',
    duration_ms: 500,
    result: 'success',
  });
  const other = new PerformanceTracker({ path, now: () => now });
  expect(other.measurements).toEqual(tracker.measurements);
  expect(other.exportCsv(join(folder, 'perf.csv'))).toBe(10);
  const lines = readFileSync(join(folder, 'perf.csv'), 'utf8').split('\r\n');
  expect(lines[0]).toBe(
    'operation_id,timestamp,operation_type,duration_ms,success,cpu_percent,memory_mb,metadata',
  );
  expect(lines).toHaveLength(12);
});
