/** Every code example of the source systems' documents, translated, in the order of the documents. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TelemetryAnalyzer } from '../../src/builder/analyze-sessions.ts';
import { TelemetryCollector } from '../../src/builder/telemetry-collector.ts';
import { MetricsAnalyzer, MetricType } from '../../src/buildrunner/metrics-analyzer.ts';
import { PerformanceTracker } from '../../src/buildrunner/performance-tracker.ts';
import { ThresholdMonitor } from '../../src/buildrunner/threshold-monitor.ts';
import { Timer } from '../../src/buildrunner/timer.ts';
import { EventCollector } from '../../src/recorder/event-collector.ts';
import { AlertLevel, EventType, Severity } from '../../src/recorder/event-type.ts';
import { BuildEvent, RecordedEvent as Event, SecurityEvent, TaskEvent } from '../../src/recorder/events.ts';
import { HealthMonitor } from '../../src/recorder/health-monitor.ts';
import { showDashboard, showEvents } from '../../src/render/terminal/print-events.ts';
import { freshFolder } from '../recorder/fresh-folder.ts';

const inMemory = { path: null };

describe("BuildRunner's guide", () => {
  it('Custom Thresholds', () => {
    const collector = new EventCollector(inMemory);
    const monitor = new ThresholdMonitor(collector);
    monitor.addThreshold({
      name: 'custom_success_rate',
      metric: 'success_rate',
      threshold: 95.0,
      comparison: 'below',
      level: 'WARNING',
    });
    collector.collect(new TaskEvent({ eventType: EventType.TASK_FAILED, taskId: 'task-1', success: false }));
    const printed = monitor.checkThresholds().map((alert) => `[${alert.level}] ${alert.message}`);
    expect(printed).toContain('[WARNING] success rate below 95');
  });

  it('Basic Example', () => {
    const collector = new EventCollector({ path: join(freshFolder(), 'events.ndjson') });
    const event = new TaskEvent({
      eventType: EventType.TASK_COMPLETED,
      taskId: 'task-123',
      taskName: 'Build feature',
      durationMs: 1500,
      modelUsed: 'sonnet',
      costUsd: 0.015,
      tokensUsed: 1000,
      success: true,
    });
    collector.collect(event);
    const analyzer = new MetricsAnalyzer(collector);
    const summary = analyzer.calculateSummary({ period: 'day' });
    expect(`Total tasks: ${summary.totalTasks}`).toBe('Total tasks: 1');
    expect(`Success rate: ${summary.successRate?.toFixed(1)}%`).toBe('Success rate: 100.0%');
    expect(`Total cost: $${summary.totalCost?.toFixed(4)}`).toBe('Total cost: $0.0150');
  });

  it('Advanced Event Collection', () => {
    const collector = new EventCollector(inMemory);
    collector.collect(
      new BuildEvent({
        eventType: EventType.BUILD_STARTED,
        buildId: 'build-456',
        totalTasks: 50,
        sessionId: 'session-789',
      }),
    );
    collector.collect(
      new SecurityEvent({
        eventType: EventType.SECURITY_VIOLATION,
        violationType: 'secret_detected',
        filePath: 'src/config.py',
        severity: Severity.CRITICAL,
        details: { pattern: 'anthropic_api_key' },
      }),
    );
    const events = collector.getEvents({ limit: 10 });
    expect(events.map((event) => `${event.eventType} - ${event.severity}`)).toEqual([
      'SECURITY_VIOLATION - CRITICAL',
      'BUILD_STARTED - INFO',
    ]);
  });

  it('Custom Metrics Analysis', () => {
    const collector = new EventCollector(inMemory);
    const analyzer = new MetricsAnalyzer(collector);
    collector.collect(new TaskEvent({ eventType: EventType.TASK_COMPLETED, durationMs: 1200, costUsd: 0.5 }));
    collector.collect(
      new TaskEvent({ eventType: EventType.TASK_FAILED, durationMs: 800, errorType: 'ValueError' }),
    );
    const endTime = new Date(Date.now() + 1);
    const startTime = new Date(endTime.getTime() - 6 * 3_600_000);
    const summary = analyzer.calculateSummary({ startTime, endTime });
    expect(summary).toMatchObject({
      totalTasks: 2,
      successRate: 50,
      avgDuration: 1000,
      p95Duration: 1200,
      totalCost: 0.5,
    });
    const lines: string[] = [];
    if ((summary.errorRate ?? 0) > 10) {
      for (const [errorType, count] of summary.errorTypes.slice(0, 3)) lines.push(`${errorType}: ${count}`);
    }
    expect(lines).toEqual(['ValueError: 1']);
  });

  it('Threshold Monitoring', () => {
    const collector = new EventCollector(inMemory);
    const monitor = new ThresholdMonitor(collector);
    collector.collect(new SecurityEvent({ eventType: EventType.SECRET_DETECTED }));
    const sent: string[] = [];
    for (const alert of monitor.checkThresholds()) {
      if (alert.level === 'CRITICAL') sent.push(`pagerduty: ${alert.value} over ${alert.threshold}`);
      else if (alert.level === 'ERROR') sent.push('slack');
    }
    expect(sent).toEqual(['pagerduty: 1 over 0']);
  });

  it('Performance Tracking', () => {
    const tracker = new PerformanceTracker(inMemory);
    const operationId = tracker.startOperation({
      operationType: 'task_execution',
      metadata: { task_id: 'task-123' },
    });
    tracker.endOperation(operationId, { success: true });
    const metrics = tracker.getMetrics({ hours: 24 });
    expect(metrics.totalOperations).toBe(1);
    expect(metrics.avgDuration).toBeGreaterThanOrEqual(0);
    expect(metrics.p95Duration).toBe(metrics.avgDuration);
    expect(metrics.throughput).toBeGreaterThan(0);
    const [slowest] = tracker.getSlowestOperations({ limit: 10 });
    expect(slowest).toMatchObject({ operationType: 'task_execution', metadata: { task_id: 'task-123' } });
    expect(slowest?.timestamp).toBeInstanceOf(Date);
  });

  it('Best Practices: Include Context', () => {
    const error = new TypeError('no such thing');
    const event = new TaskEvent({
      eventType: EventType.TASK_FAILED,
      taskId: 'task-1',
      errorType: error.name,
      errorMessage: error.message,
      metadata: { retry_count: 3, model: 'sonnet' },
    });
    expect(Event.fromDict(event.toDict())).toEqual(event);
  });

  it('Best Practices: Track Critical Paths', () => {
    const tracker = new PerformanceTracker(inMemory);
    expect(tracker.track('critical_operation', () => 42)).toBe(42);
    expect(tracker.getMetrics().byOperation[0]).toMatchObject({
      operationType: 'critical_operation',
      count: 1,
    });
  });

  it('Troubleshooting', () => {
    const collector = new EventCollector(inMemory);
    expect(`Events: ${collector.events.length}`).toBe('Events: 0');
    expect(new ThresholdMonitor(collector).thresholds).toHaveLength(11);
    expect(collector.cleanupOldEvents(7)).toBe(0);
  });

  it('Metrics Dashboard', () => {
    const collector = new EventCollector(inMemory);
    const analyzer = new MetricsAnalyzer(collector);
    collector.collect(
      new TaskEvent({ eventType: EventType.TASK_COMPLETED, durationMs: 1234, costUsd: 0.25 }),
    );
    const { text } = showDashboard(analyzer.calculateSummary({ period: 'hour' }), [], collector.getRecent(3));
    for (const row of [
      /Tasks +│ 1/,
      /Success Rate +│ 100\.0%/,
      /Avg Duration +│ 1,234ms/,
      /Cost +│ \$0\.2500/,
    ]) {
      expect(text).toMatch(row);
    }
  });

  it('With Task Orchestrator', () => {
    class Orchestrator {
      executeTask(task: { id: string; run: () => number }): number {
        return task.run();
      }
    }
    class TelemetryOrchestrator extends Orchestrator {
      readonly collector = new EventCollector(inMemory);

      override executeTask(task: { id: string; run: () => number }): number {
        const start = performance.now();
        const taskId = task.id;
        this.collector.collect(new TaskEvent({ eventType: EventType.TASK_STARTED, taskId }));
        try {
          const result = super.executeTask(task);
          const durationMs = performance.now() - start;
          this.collector.collect(
            new TaskEvent({ eventType: EventType.TASK_COMPLETED, taskId, durationMs, success: true }),
          );
          return result;
        } catch (error) {
          const durationMs = performance.now() - start;
          const errorType = (error as Error).name;
          this.collector.collect(
            new TaskEvent({
              eventType: EventType.TASK_FAILED,
              taskId,
              durationMs,
              success: false,
              errorType,
            }),
          );
          throw error;
        }
      }
    }
    const orchestrator = new TelemetryOrchestrator();
    expect(orchestrator.executeTask({ id: 'a', run: () => 7 })).toBe(7);
    const fail = (): number => {
      throw new RangeError('too far');
    };
    expect(() => orchestrator.executeTask({ id: 'b', run: fail })).toThrow(RangeError);
    const reported = orchestrator.collector.events as readonly TaskEvent[];
    expect(reported.map((event) => [event.eventType, event.taskId, event.errorType])).toEqual([
      ['TASK_STARTED', 'a', null],
      ['TASK_COMPLETED', 'a', null],
      ['TASK_STARTED', 'b', null],
      ['TASK_FAILED', 'b', 'RangeError'],
    ]);
  });

  it('With Parallel Orchestration', () => {
    const collector = new EventCollector(inMemory);
    const session = { sessionId: 'session-1', totalTasks: 10, completedTasks: 10 };
    collector.collect(
      new BuildEvent({
        eventType: EventType.BUILD_STARTED,
        buildId: session.sessionId,
        totalTasks: session.totalTasks,
      }),
    );
    collector.collect(
      new BuildEvent({
        eventType: EventType.BUILD_COMPLETED,
        buildId: session.sessionId,
        totalTasks: session.completedTasks,
      }),
    );
    expect(showEvents(collector.getRecent()).text).toContain('Build: session-1 ✓');
  });
});

describe("BuildRunner's build report", () => {
  const collectTask = (collector: EventCollector): void => {
    collector.collect(
      new TaskEvent({
        eventType: EventType.TASK_COMPLETED,
        taskId: 'task-123',
        taskType: 'new_feature',
        modelUsed: 'sonnet',
        durationMs: 1500,
        tokensUsed: 5000,
        costUsd: 0.045,
        success: true,
      }),
    );
  };

  it('Basic Event Tracking', () => {
    const collector = new EventCollector(inMemory);
    const analyzer = new MetricsAnalyzer(collector);
    const monitor = new ThresholdMonitor(analyzer);
    collectTask(collector);
    const summary = analyzer.calculateSummary('day');
    expect(`Success rate: ${summary.successRate?.toFixed(1)}%`).toBe('Success rate: 100.0%');
    expect(`Total cost: $${summary.totalCostUsd?.toFixed(4)}`).toBe('Total cost: $0.0450');
    expect(monitor.checkThresholds(summary)).toEqual([]);
  });

  it('Performance Tracking', () => {
    const tracker = new PerformanceTracker(inMemory);
    tracker.startTimer('operation-1');
    expect(tracker.stopTimer('operation-1', { operationType: 'task_execution' })).toBeGreaterThanOrEqual(0);
    let last: Timer;
    {
      using timer = new Timer(tracker, 'task_execution');
      last = timer;
    }
    expect(`Duration: ${last.durationMs?.toFixed(1)}ms`).toMatch(/^Duration: \d+\.\dms$/);
    const metrics = tracker.getMetrics({ hours: 24 });
    expect(metrics.p95DurationMs).toBeGreaterThanOrEqual(0);
    expect(metrics.operationsPerSecond).toBeGreaterThan(0);
  });

  it('Event Filtering and Queries', () => {
    const collector = new EventCollector(inMemory);
    const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);
    collector.collect(
      new TaskEvent({ eventType: EventType.TASK_FAILED, taskId: 'new', timestamp: hoursAgo(0.5) }),
    );
    collector.collect(
      new TaskEvent({ eventType: EventType.TASK_FAILED, taskId: 'old', timestamp: hoursAgo(3) }),
    );
    collector.collect(new Event({ eventType: EventType.ERROR_OCCURRED, timestamp: hoursAgo(30) }));
    const failed = collector.query({ eventTypes: [EventType.TASK_FAILED], startTime: hoursAgo(1) });
    expect(failed.map((event) => (event as TaskEvent).taskId)).toEqual(['new']);
    expect(collector.getRecent(10)).toHaveLength(3);
    expect(collector.getCount({ eventType: EventType.ERROR_OCCURRED, since: hoursAgo(24) })).toBe(0);
  });

  it('Custom Thresholds', () => {
    const collector = new EventCollector(inMemory);
    const monitor = new ThresholdMonitor(collector);
    monitor.addThreshold({
      name: 'high_cost_task',
      metricName: 'avg_cost_per_task',
      operator: 'gt',
      value: 0.01,
      level: AlertLevel.WARNING,
      description: 'Average task cost exceeds $0.01',
    });
    const printed: string[] = [];
    monitor.addAlertHandler((alert) => printed.push(`ALERT: ${alert.message}`));
    collectTask(collector);
    monitor.checkThresholds();
    expect(printed).toEqual(['ALERT: Average task cost exceeds $0.01']);
  });

  it('Metrics Analysis', () => {
    const collector = new EventCollector(inMemory);
    const analyzer = new MetricsAnalyzer(collector);
    collectTask(collector);
    const metric = analyzer.calculateMetric({
      metricName: 'p95_latency',
      metricType: MetricType.PERCENTILE_95,
      eventType: EventType.TASK_COMPLETED,
      attribute: 'duration_ms',
      period: 'day',
    });
    expect(`${metric.name}: ${metric.value?.toFixed(1)}ms`).toBe('p95_latency: 1500.0ms');
    expect(analyzer.getTopErrors({ limit: 5 })).toEqual([]);
    const averages = Object.entries(analyzer.getPerformanceTrends({ days: 7, metric: 'duration_ms' }))
      .filter(([, values]) => values.length > 0)
      .map(([, values]) => values.reduce((sum, value) => sum + value, 0) / values.length);
    expect(averages).toEqual([1500]);
  });

  it('Test Results: five tasks in a healthy system', () => {
    const collector = new EventCollector(inMemory);
    const tracker = new PerformanceTracker(inMemory);
    for (let i = 0; i < 5; i++) {
      tracker.track('task_execution', () => collectTask(collector));
    }
    const analyzer = new MetricsAnalyzer(collector);
    expect(analyzer.calculateSummary('day').successRate).toBe(100);
    expect(tracker.getMetrics().totalOperations).toBe(5);
    expect(new ThresholdMonitor(analyzer).checkThresholds()).toEqual([]);
  });
});

describe("Builder's documents", () => {
  it('Basic Telemetry Collection, Analytics and Reporting', () => {
    const publisher = new EventCollector(inMemory);
    const collector = new TelemetryCollector();
    publisher.addListener(collector.onEvent);
    publisher.collect(new BuildEvent({ eventType: EventType.BUILD_STARTED, buildId: 'b' }));
    publisher.collect(
      new TaskEvent({ eventType: EventType.TASK_COMPLETED, taskName: 'app', durationMs: 5, cache: 'hit' }),
    );
    publisher.collect(new BuildEvent({ eventType: EventType.BUILD_COMPLETED, buildId: 'b' }));
    const session = collector.getSession();
    const report = new TelemetryAnalyzer(session === null ? [] : [session]).analyze();
    expect(report.successRate).toBe(100);
    expect(report.avgBuildTimeMs).toBeGreaterThanOrEqual(0);
    expect(report.avgCacheHitRate).toBe(100);
  });

  it('Health Monitoring', () => {
    const monitor = new HealthMonitor(5000);
    monitor.start();
    monitor.checkpoint({
      completedTasks: 10,
      failedTasks: 0,
      activeTasks: 3,
      pendingTasks: 15,
      workerCount: 4,
      activeWorkers: 3,
    });
    expect(monitor.stop().toString()).toContain(
      '10 of 28 tasks completed, 0 failed, 3 active, 15 pending; workers 3 of 4',
    );
  });
});
