import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MetricsAnalyzer, MetricType, type Period } from '../../src/buildrunner/metrics-analyzer.ts';
import { EventCollector } from '../../src/recorder/event-collector.ts';
import {
  ErrorEvent,
  RecordedEvent as Event,
  PerformanceEvent,
  SecurityEvent,
  TaskEvent,
} from '../../src/recorder/events.ts';
import { showEvents } from '../../src/render/terminal/print-events.ts';
import { freshFolder } from '../recorder/fresh-folder.ts';

const now = Date.UTC(2025, 10, 18, 14, 30);
const clock = { now: () => now };
const hour = 3_600_000;

function analyze(...events: readonly Event[]): MetricsAnalyzer {
  return new MetricsAnalyzer({ events }, clock);
}

/** The test from the report: 20 tasks of 500 to 1,450 ms, 2 failed, $1.15, 3 errors. */
function reportEvents(): Event[] {
  const events: Event[] = Array.from({ length: 20 }, (_, i) => {
    return new TaskEvent({
      eventType: i < 18 ? 'TASK_COMPLETED' : 'TASK_FAILED',
      timestamp: now - hour + i * 1000,
      durationMs: 500 + 50 * i,
      modelUsed: i % 3 === 0 ? 'haiku' : 'sonnet',
      costUsd: 0.0575,
      tokensUsed: 1000,
      success: i < 18,
    });
  });
  for (const [i, errorType] of ['Error0', 'Error1', 'Error0'].entries()) {
    events.push(
      new ErrorEvent({
        eventType: 'ERROR_OCCURRED',
        timestamp: now - 1000 + i,
        errorType,
        errorMessage: `message ${i}`,
        taskId: 't',
      }),
    );
  }
  return events;
}

describe('calculateSummary', () => {
  it("gives the report's results", () => {
    const summary = analyze(...reportEvents()).calculateSummary('day');
    expect(summary.totalTasks).toBe(20);
    expect(summary.successRate).toBeCloseTo(90);
    expect(summary.avgDurationMs).toBe(975);
    expect(summary.p95DurationMs).toBe(1450);
    expect(summary.totalCostUsd?.toFixed(4)).toBe('1.1500');
    expect(summary.avgCostPerTask?.toFixed(4)).toBe('0.0575');
    expect(summary.errorRate).toBeCloseTo(15);
    expect(summary.mostUsedModel).toBe('sonnet');
    expect(summary.errorTypes).toEqual([
      ['Error0', 2],
      ['Error1', 1],
    ]);
    expect(summary.totalTokens).toBe(20_000);
    expect(summary.throughput).toBeCloseTo(20 / (hour / 1000), 4);
  });

  it('has both documents’ names', () => {
    const summary = analyze(...reportEvents()).calculateSummary({ period: 'day' });
    expect([summary.totalCost, summary.avgDuration, summary.p95Duration, summary.p99Duration]).toEqual([
      summary.totalCostUsd,
      summary.avgDurationMs,
      summary.p95DurationMs,
      summary.p99DurationMs,
    ]);
  });

  it('breaks models down by use, cost and success', () => {
    const { modelUsage } = analyze(...reportEvents()).calculateSummary();
    expect(modelUsage.map((usage) => [usage.model, usage.tasks, usage.share])).toEqual([
      ['sonnet', 13, 65],
      ['haiku', 7, 35],
    ]);
    expect(modelUsage[0]?.avgCostUsd).toBeCloseTo(0.0575);
    expect(modelUsage[1]?.successRate).toBeCloseTo((100 * 6) / 7);
  });

  it.each<[Period, number]>([
    ['hour', 1],
    ['day', 3],
    ['week', 5],
    ['month', 7],
    ['all', 9],
  ])('takes the last %s', (period, tasks) => {
    const day = 24;
    const ages = [1, 1.01, day, day + 1, 7 * day, 7 * day + 1, 30 * day, 30 * day + 1, 1000 * day];
    const events = ages.map(
      (age) => new TaskEvent({ eventType: 'TASK_COMPLETED', timestamp: now - age * hour }),
    );
    expect(analyze(...events).calculateSummary(period).totalTasks).toBe(tasks);
  });

  it('takes any range', () => {
    const events = [1, 5, 7].map(
      (age) => new TaskEvent({ eventType: 'TASK_COMPLETED', timestamp: now - age * hour }),
    );
    const range = { startTime: new Date(now - 6 * hour), endTime: new Date(now - 2 * hour) };
    expect(analyze(...events).calculateSummary(range)).toMatchObject({ totalTasks: 1, ...range });
    expect(() => analyze().calculateSummary('fortnight' as never)).toThrow(/hour, day, week, month, all/);
  });

  it('leaves unknown values null', () => {
    expect(analyze().calculateSummary()).toMatchObject({
      totalTasks: 0,
      successRate: null,
      errorRate: null,
      avgDurationMs: null,
      totalCostUsd: null,
      throughput: null,
      mostUsedModel: null,
      securityViolations: 0,
    });
  });

  it('has a throughput from the first start to the last end, also of one task', () => {
    const ended = (durationMs: number): TaskEvent =>
      new TaskEvent({ eventType: 'TASK_COMPLETED', timestamp: now, durationMs });
    expect(analyze(ended(10_000)).calculateSummary('hour').throughput).toBeCloseTo(0.1);
    const summary = analyze(ended(10_000), ended(4_000)).calculateSummary('all');
    expect(summary.throughput).toBeCloseTo(0.2);
    expect(summary.startTime).toEqual(new Date(Number(now) - 10_000));
  });

  it('counts failures without an event, violations, skips and resources, and leaves cache hits out of speed', () => {
    const summary = analyze(
      new TaskEvent({ eventType: 'TASK_FAILED', timestamp: now, errorType: 'Boom', durationMs: 10 }),
      new TaskEvent({ eventType: 'TASK_COMPLETED', timestamp: now, success: false, durationMs: 30 }),
      new TaskEvent({ eventType: 'TASK_COMPLETED', timestamp: now, cache: 'hit', durationMs: 1 }),
      new TaskEvent({ eventType: 'TASK_SKIPPED', timestamp: now }),
      new TaskEvent({ eventType: 'TASK_CANCELLED', timestamp: now, costUsd: 1 }),
      new SecurityEvent({ eventType: 'SECRET_DETECTED', timestamp: now }),
      new PerformanceEvent({
        eventType: 'PERFORMANCE_MEASURED',
        timestamp: now,
        cpuPercent: 40,
        memoryMb: 100,
      }),
      new PerformanceEvent({
        eventType: 'PERFORMANCE_MEASURED',
        timestamp: now,
        cpuPercent: 65,
        memoryMb: 190,
      }),
    ).calculateSummary('hour');
    expect(summary).toMatchObject({
      totalTasks: 3,
      failedTasks: 2,
      skippedTasks: 1,
      cancelledTasks: 1,
      avgCostPerTask: 1 / 3,
      totalErrors: 2,
      errorRate: 100 * (2 / 3),
      errorTypes: [
        ['Boom', 1],
        ['failure', 1],
      ],
      avgDurationMs: 20,
      totalCostUsd: 1,
      securityViolations: 1,
      avgCpuPercent: 52.5,
      avgMemoryMb: 145,
      peakMemoryMb: 190,
    });
  });

  it('accepts plain events of known types', () => {
    const types = ['TASK_COMPLETED', 'ERROR_OCCURRED', 'PERFORMANCE_MEASURED', 'SECURITY_VIOLATION'];
    const plain = types.map((eventType) => new Event({ eventType, timestamp: now }));
    expect(analyze(...plain).calculateSummary()).toMatchObject({
      totalTasks: 1,
      errorTypes: [['ERROR_OCCURRED', 1]],
      avgDurationMs: null,
      totalCostUsd: null,
      avgCpuPercent: null,
      mostUsedModel: null,
    });
    expect(showEvents(plain).text).not.toMatch(/undefined|NaN/);
  });

  it('computes the cost of the last day and hour for any period', () => {
    const events = [0.5, 3, 30].map(
      (age) => new TaskEvent({ eventType: 'TASK_COMPLETED', timestamp: now - age * hour, costUsd: 2 }),
    );
    for (const period of ['hour', 'all'] as const) {
      expect(analyze(...events).calculateSummary(period)).toMatchObject({
        dailyCostUsd: 4,
        hourlyCostUsd: 2,
      });
    }
  });
});

describe('calculateMetric', () => {
  const measure = (metricType: MetricType, more: object = {}): number | null => {
    const options = {
      metricName: 'm',
      metricType,
      eventType: 'TASK_COMPLETED',
      attribute: 'duration_ms',
      ...more,
    };
    return analyze(...reportEvents()).calculateMetric(options).value;
  };

  it('has every metric type', () => {
    // 18 completed tasks: 500, 550, … 1350.
    expect(measure('COUNT')).toBe(18);
    expect(measure('AVERAGE')).toBe(925);
    expect(measure('MEDIAN')).toBe(925);
    expect(measure('MIN')).toBe(500);
    expect(measure('MAX')).toBe(1350);
    expect(measure('P50')).toBe(950);
    expect(measure(MetricType.PERCENTILE_95)).toBe(1350);
    expect(measure('P99')).toBe(1350);
    const all = { eventType: undefined };
    expect(measure('SUCCESS_RATE', all)).toBeCloseTo(90);
    expect(measure('FAILURE_RATE', all)).toBeCloseTo(10);
    expect(measure('ERROR_RATE', all)).toBeCloseTo(15);
    expect(measure('RATE', { per: 'hour' })).toBeCloseTo(18 / 24);
    expect(measure('RATE', { per: 'minute', period: 'hour' })).toBeCloseTo(18 / 60);
  });

  it('has a median that one long task does not move', () => {
    const tasks = [100, 200, 9000].map(
      (durationMs) => new TaskEvent({ eventType: 'TASK_COMPLETED', timestamp: now - 1000, durationMs }),
    );
    const metric = { metricName: 'm', metricType: MetricType.MEDIAN } as const;
    expect(analyze(...tasks).calculateMetric(metric).value).toBe(200);
  });

  it('states the number of values behind it, and null for none', () => {
    const metric = analyze(...reportEvents()).calculateMetric({
      metricName: 'p95_latency',
      metricType: MetricType.PERCENTILE_95,
      eventType: 'TASK_COMPLETED',
      attribute: 'duration_ms',
      period: 'day',
    });
    expect(metric).toMatchObject({ name: 'p95_latency', type: 'P95', value: 1350, count: 18, period: 'day' });
    expect(measure('AVERAGE', { attribute: 'nothing' })).toBeNull();
    expect(measure('MEDIAN', { eventType: 'NEVER' })).toBeNull();
    expect(measure('COUNT', { eventType: 'NEVER' })).toBe(0);
  });

  it('measures metadata too', () => {
    const events = [3, 5].map(
      (retry) =>
        new TaskEvent({ eventType: 'TASK_FAILED', timestamp: now, metadata: { retry_count: retry } }),
    );
    expect(
      analyze(...events).calculateMetric({
        metricName: 'retries',
        metricType: 'MAX',
        attribute: 'retry_count',
      }).value,
    ).toBe(5);
  });
});

describe('getTopErrors', () => {
  it('has each error’s count and newest example', () => {
    const errors = analyze(...reportEvents()).getTopErrors({ limit: 5 });
    expect(
      errors.map((error) => `${error.errorType}: ${error.count} times, ${error.example.message}`),
    ).toEqual(['Error0: 2 times, message 2', 'Error1: 1 times, message 1']);
    expect(analyze(...reportEvents()).getTopErrors({ limit: 1 })).toHaveLength(1);
  });
});

describe('errors of failed tasks', () => {
  const failed = (taskId: string, errorType: string | null) =>
    new TaskEvent({
      eventType: 'TASK_FAILED',
      timestamp: now,
      taskId,
      errorType,
      errorMessage: `in ${taskId}`,
    });
  const reported = (errorType: string, taskId: string | null = null) =>
    new ErrorEvent({ eventType: 'ERROR_OCCURRED', timestamp: now - 1, errorType, taskId });

  it('are listed next to those of error events', () => {
    const analyzer = analyze(failed('a', 'TypeError'), failed('b', 'TypeError'), reported('DiskFull'));
    expect(analyzer.calculateSummary().totalErrors).toBe(3);
    expect(analyzer.calculateSummary().errorTypes).toEqual([
      ['TypeError', 2],
      ['DiskFull', 1],
    ]);
    expect(
      analyzer.getTopErrors().map(({ errorType, count, example }) => [errorType, count, example.message]),
    ).toEqual([
      ['TypeError', 2, 'in b'],
      ['DiskFull', 1, null],
    ]);
  });

  it('and the event that reports one are one error', () => {
    const summary = analyze(
      failed('a', 'TypeError'),
      failed('b', null),
      reported('TypeError'),
      reported('DiskFull', 'b'),
    );
    expect(summary.calculateSummary().errorTypes).toEqual([
      ['DiskFull', 1],
      ['TypeError', 1],
    ]);
  });
});

describe('getPerformanceTrends', () => {
  it('has the values of each day, oldest first', () => {
    const events = [0, 0, 2, 9].map(
      (age, i) =>
        new TaskEvent({ eventType: 'TASK_COMPLETED', timestamp: now - age * 24 * hour, durationMs: i }),
    );
    const trends = analyze(...events).getPerformanceTrends({ days: 3, metric: 'duration_ms' });
    expect(Object.entries(trends)).toEqual([
      ['2025-11-16', [2]],
      ['2025-11-17', []],
      ['2025-11-18', [0, 1]],
    ]);
  });
});

describe('wrong arguments', () => {
  const analyzer = analyze(new TaskEvent({ eventType: 'TASK_COMPLETED', timestamp: now, durationMs: 5 }));
  const metric = { metricName: 'x', metricType: 'COUNT' };

  it.each<[string, () => unknown]>([
    ['`perioud`', () => analyzer.calculateSummary({ perioud: 'week' } as never)],
    ['not `7`', () => analyzer.calculateSummary(7 as never)],
    ['endTime: `null`', () => analyzer.calculateSummary({ endTime: null } as never)],
    ['metricType: `MEDAIN`', () => analyzer.calculateMetric({ ...metric, metricType: 'MEDAIN' } as never)],
    ['metricType: `undefined`', () => analyzer.calculateMetric({ metricName: 'x' } as never)],
    ['per: `fortnight`', () => analyzer.calculateMetric({ ...metric, per: 'fortnight' } as never)],
    ['`eventtype`', () => analyzer.calculateMetric({ ...metric, eventtype: 'TASK_FAILED' } as never)],
    ['limit: `-1`', () => analyzer.getTopErrors({ limit: -1 })],
    ['`days` is 2.5', () => analyzer.getPerformanceTrends({ days: 2.5 })],
    ['`days` is Infinity', () => analyzer.getPerformanceTrends({ days: Number.POSITIVE_INFINITY })],
  ])('are named: %s', (words, call) => {
    expect(call).toThrow(TypeError);
    expect(call).toThrow(words);
  });
});

it('has the same numbers before and after events are written', () => {
  const path = join(freshFolder(), 'events.ndjson');
  const given = { timestamp: now, durationMs: '100', costUsd: '0.5', tokensUsed: Number.NaN, taskId: 42 };
  const memory = new EventCollector({ path: null });
  const file = new EventCollector({ path, enabled: true });
  for (const collector of [memory, file])
    for (let count = 0; count < 3; count++)
      collector.collect(new TaskEvent({ eventType: 'TASK_COMPLETED', ...given } as never));
  file.close();
  const clock = { now: () => now };
  const summary = new MetricsAnalyzer(new EventCollector({ path }), clock).calculateSummary();
  expect(summary).toMatchObject({ totalTasks: 3, totalCostUsd: 1.5, avgDurationMs: 100, totalTokens: null });
  expect(new MetricsAnalyzer(memory, clock).calculateSummary()).toEqual(summary);
});

/** The guide's "Custom Metrics Analysis". */
it('analyses the last six hours of a collector', () => {
  const collector = new EventCollector({ path: null });
  for (const event of reportEvents()) collector.collect(event);
  const summary = new MetricsAnalyzer(collector).calculateSummary({
    startTime: now - 6 * hour,
    endTime: now,
  });
  const lines =
    (summary.errorRate ?? 0) > 10
      ? summary.errorTypes.slice(0, 3).map(([type, count]) => `${type}: ${count}`)
      : [];
  expect(lines).toEqual(['Error0: 2', 'Error1: 1']);
});
