import { describe, expect, it } from 'vitest';
import { TelemetryAnalyzer } from '../../../src/builder/analyze-sessions.ts';
import type { BuildSession, TargetMetrics } from '../../../src/builder/build-session.ts';
import { MetricsAnalyzer } from '../../../src/buildrunner/metrics-analyzer.ts';
import { PerformanceTracker } from '../../../src/buildrunner/performance-tracker.ts';
import { ThresholdMonitor } from '../../../src/buildrunner/threshold-monitor.ts';
import {
  BuildEvent,
  ErrorEvent,
  RecordedEvent as Event,
  PerformanceEvent,
  SecurityEvent,
  TaskEvent,
} from '../../../src/recorder/events.ts';
import { exportEvents } from '../../../src/recorder/events-csv.ts';
import { exportMeasurements } from '../../../src/recorder/measurement.ts';
import { runWatch } from '../../../src/recorder/watch.ts';
import { measureText } from '../../../src/render/terminal/fit-text.ts';
import {
  showAlerts,
  showDashboard,
  showEvents,
  showPerformance,
  showSummary,
} from '../../../src/render/terminal/print-events.ts';
import {
  exportSessionsCsv,
  exportSessionsJson,
  showBuildSummary,
  showRecent,
} from '../../../src/render/terminal/print-sessions.ts';

const now = Date.UTC(2025, 10, 18, 14, 30);
const clock = { now: () => now };

/** 47 tasks, 43 of them good, of three models; 6 errors: the numbers of the guide's `summary`. */
function guideEvents(): Event[] {
  const models = [
    ...Array(35).fill('sonnet'),
    ...Array(8).fill('haiku'),
    ...Array(4).fill('opus'),
  ] as string[];
  const errors = [
    'TimeoutError',
    'TimeoutError',
    'TimeoutError',
    'ValueError',
    'ValueError',
    'ConnectionError',
  ];
  return [
    ...models.map((modelUsed, i) => {
      const success = i >= 4;
      const tokensUsed = i === 0 ? 142_500 - 46 * 3000 : 3000;
      return new TaskEvent({
        eventType: success ? 'TASK_COMPLETED' : 'TASK_FAILED',
        ...{
          modelUsed,
          success,
          tokensUsed,
          durationMs: 1234.5,
          costUsd: 2.154 / 47,
          timestamp: now - 3_600_000 + i * 1000,
        },
      });
    }),
    ...errors.map(
      (errorType) => new ErrorEvent({ eventType: 'ERROR_OCCURRED', errorType, timestamp: now - 1000 }),
    ),
  ];
}

describe('summary', () => {
  it('prints what the guide shows', () => {
    const view = showSummary(new MetricsAnalyzer({ events: guideEvents() }, clock).calculateSummary('day'));
    expect(view.text).toBe(`Telemetry Summary - DAY

Period: 2025-11-17 14:30 to 2025-11-18 14:30

Task Metrics:
  Total Tasks: 47
  Successful: 43
  Failed: 4
  Success Rate: 91.5%

Performance Metrics:
  Avg Duration: 1,234.5ms
  P50 Duration: 1,234.5ms
  P95 Duration: 1,234.5ms
  P99 Duration: 1,234.5ms
  Throughput: 0.01 tasks/second

Cost Metrics:
  Total Cost: $2.1540
  Avg Cost/Task: $0.045830
  Total Tokens: 142,500

Error Metrics:
  Total Errors: 6
  Error Rate: 12.8%
  Top Error Types:
    • TimeoutError: 3
    • ValueError: 2
    • ConnectionError: 1

Model Usage:
  sonnet: 35 tasks (74.5%), $1.6040
  haiku: 8 tasks (17.0%), $0.3666
  opus: 4 tasks (8.5%), $0.1833
  Most Used: sonnet

Security:
  Violations: 0
`);
    expect(JSON.parse(JSON.stringify(view.json))).toMatchObject({ totalTasks: 47, period: 'day' });
  });

  it('prints unknown values as such', () => {
    const { text } = showSummary(new MetricsAnalyzer({ events: [] }, clock).calculateSummary('all'));
    expect(text).toContain('Period: — to 2025-11-18 14:30');
    expect(text).toContain('Success Rate: —');
    expect(text).toContain('Total Cost: —');
    expect(text).not.toMatch(/NaN|null|undefined|Infinity/);
  });
});

describe('events', () => {
  it('prints the table of the guide', () => {
    const at = (time: string, eventId: string) => ({ timestamp: `2025-11-18T${time}`, eventId });
    const view = showEvents([
      new TaskEvent({
        eventType: 'TASK_COMPLETED',
        taskId: 'task-42',
        success: true,
        ...at('14:30:15', 'a3f2e1d9-1'),
      }),
      new Event({
        eventType: 'MODEL_SELECTED',
        metadata: { model: 'sonnet' },
        ...at('14:28:33', 'b4e3f2c1'),
      }),
      new TaskEvent({ eventType: 'TASK_STARTED', taskId: 'task-41', ...at('14:25:12', 'c5d4e3f2') }),
      new BuildEvent({ eventType: 'BUILD_STARTED', buildId: 'build-v3.1', ...at('14:22:45', 'd6e5f4g3') }),
      new TaskEvent({
        eventType: 'TASK_FAILED',
        taskId: 'task-40',
        success: false,
        ...at('14:20:08', 'e7f6g5h4'),
      }),
    ]);
    expect(view.text).toBe(
      `Recent Events

┌─────────────────────┬────────────────┬───────────────────┬──────────┐
│ Timestamp           │ Type           │ Details           │ ID       │
├─────────────────────┼────────────────┼───────────────────┼──────────┤
│ 2025-11-18 14:30:15 │ task_completed │ Task: task-42 ✓   │ a3f2e1d9 │
│ 2025-11-18 14:28:33 │ model_selected │ Task: —           │ b4e3f2c1 │
│ 2025-11-18 14:25:12 │ task_started   │ Task: task-41     │ c5d4e3f2 │
│ 2025-11-18 14:22:45 │ build_started  │ Build: build-v3.1 │ d6e5f4g3 │
│ 2025-11-18 14:20:08 │ task_failed    │ Task: task-40 ✗   │ e7f6g5h4 │
└─────────────────────┴────────────────┴───────────────────┴──────────┘

Showing 5 event(s)
`.replace('Task: —           ', 'Model: sonnet     '),
    );
    expect(view.json).toMatchObject({ events: [{ task_id: 'task-42' }, {}, {}, {}, {}] });
  });

  it('describes each kind of event, and escapes it', () => {
    const details = (event: Event): string =>
      showEvents([event]).text.split('\n')[5]?.split('│')[3]?.trim() ?? '';
    expect(details(new ErrorEvent({ eventType: 'ERROR_OCCURRED', errorType: 'E', errorMessage: 'm' }))).toBe(
      'Error: E: m',
    );
    expect(
      details(new SecurityEvent({ eventType: 'SECRET_DETECTED', violationType: 'key', filePath: 'a.py' })),
    ).toBe('Security: key in a.py');
    expect(
      details(new PerformanceEvent({ eventType: 'LATENCY_RECORDED', operationType: 'op', durationMs: 1500 })),
    ).toBe('Operation: op 1,500.0ms');
    expect(details(new BuildEvent({ eventType: 'BUILD_FAILED', buildName: 'n' }))).toBe('Build: n ✗');
    expect(details(new TaskEvent({ eventType: 'TASK_SKIPPED', taskId: 't' }))).toBe('Task: t skipped');
    expect(details(new TaskEvent({ eventType: 'MODEL_FALLBACK', modelUsed: 'opus' }))).toBe('Model: opus');
    expect(details(new Event({ eventType: 'DEPLOYED', metadata: { environment: 'production' } }))).toBe(
      'environment: production',
    );
    expect(details(new Event({ eventType: 'DEPLOYED' }))).toBe('');
    const hostile = showEvents([
      new TaskEvent({ eventType: 'TASK_STARTED', taskId: '\u001b[2J\n::error::x', eventId: '\u001b]0;x' }),
    ]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be absent
    expect(hostile.text).not.toMatch(/\u001b|\n::/);
    expect(showEvents([]).text).toContain('No events.');
  });
});

describe('a table on a terminal', () => {
  const long = new TaskEvent({ eventType: 'TASK_STARTED', taskId: 't', taskName: 'x'.repeat(80) });
  const linesOf = (width?: number) =>
    showEvents([long], width)
      .text.split('\n')
      .filter((line) => /^[│┌├└]/.test(line));

  it('is as wide as the terminal, and complete without one', () => {
    expect(linesOf(60).map((line) => line.length)).toEqual([60, 60, 60, 60, 60]);
    expect(linesOf()[0]?.length).toBeGreaterThan(100);
  });

  it('becomes a list if columns do not fit', () => {
    const { text } = showEvents([long], 40);
    expect(text).toMatch(/^Type {7}task_started\nDetails {4}Task: x+…$/m);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
  });

  it('measures wide characters', () => {
    const wide = new TaskEvent({ eventType: 'TASK_STARTED', taskId: 't', taskName: '编译🚀'.repeat(9) });
    const table = showEvents([wide], 70)
      .text.split('\n')
      .filter((line) => /^[│┌├└]/.test(line));
    expect(table.map(measureText)).toEqual([70, 70, 70, 70, 70]);
  });
});

describe('alerts', () => {
  it('prints what the guide shows, with advice', () => {
    const events = [
      ...Array.from({ length: 200 }, (_, i) => {
        return new TaskEvent({
          eventType: i < 151 ? 'TASK_COMPLETED' : 'TASK_FAILED',
          timestamp: now - 7_200_000,
          costUsd: 12.45 / 200,
        });
      }),
    ];
    const monitor = new ThresholdMonitor({ events }, clock);
    for (const { name } of monitor.thresholds)
      if (name.includes('error_rate')) monitor.disableThreshold(name);
    const active = monitor.checkThresholds();
    const { text } = showAlerts(active, monitor.getAlertHistory(), monitor.getStatistics());
    expect(text).toBe(`Recent Alerts

⚠️  Active Alerts:

  [WARNING] Success rate below 80%
    success_rate = 75.5 (threshold: 80)
    Triggered: 2025-11-18 14:30:00
    Action: Fix the failed tasks listed in the report.
    period: 2025-11-17T14:30:00.000Z to 2025-11-18T14:30:00.000Z
    tasks: 49 of 200 failed
    top error: failure (49×)

  [WARNING] Cost in 24 hours above $10
    daily_cost = 12.45 (threshold: 10)
    Triggered: 2025-11-18 14:30:00
    Action: Check the cost by model in the report. Move simple tasks to a smaller model, or send less context.
    period: 2025-11-17T14:30:00.000Z to 2025-11-18T14:30:00.000Z
    tasks: 49 of 200 failed
    top error: failure (49×)

┌─────────────────────┬─────────┬────────────────────────────┬───────┐
│ Timestamp           │ Level   │ Message                    │ Value │
├─────────────────────┼─────────┼────────────────────────────┼───────┤
│ 2025-11-18 14:30:00 │ WARNING │ Success rate below 80%     │ 75.50 │
│ 2025-11-18 14:30:00 │ WARNING │ Cost in 24 hours above $10 │ 12.45 │
└─────────────────────┴─────────┴────────────────────────────┴───────┘

Showing 2 alert(s)

Alert Statistics:
  Total Alerts: 2 (last 24h)
  By Level: {'warning': 2}
`);
  });

  it('shows the most severe of several on one metric, and reports if there are none', () => {
    const events = [new TaskEvent({ eventType: 'TASK_FAILED', timestamp: now })];
    const monitor = new ThresholdMonitor({ events }, clock);
    const { text } = showAlerts(monitor.checkThresholds(), [], monitor.getStatistics());
    expect(text).toContain('[CRITICAL] Success rate below 50%');
    expect(text).not.toContain('below 80%');
    const none = new ThresholdMonitor({ events: [] }, clock);
    expect(showAlerts(none.checkThresholds(), [], none.getStatistics()).text).toContain('No active alerts.');
  });
});

describe('performance', () => {
  it('prints what the guide shows', () => {
    const tracker = new PerformanceTracker({ path: null, ...clock });
    const measured: [string, number, string][] = [
      ['task_execution', 8923.5, '2025-11-18T14:12:15'],
      ['code_generation', 7834.2, '2025-11-18T13:45:33'],
      ['task_execution', 234.1, '2025-11-18T12:12:48'],
    ];
    for (const [operationType, durationMs, time] of measured) {
      tracker.recordMeasurement({ operationType, durationMs, timestamp: new Date(`${time}Z`) });
    }
    const { text, json } = showPerformance(tracker.getMetrics({ hours: 24 }), tracker.getSlowestOperations());
    expect(text).toBe(`Performance Metrics - Last 24 Hours

Operations: 3
Throughput: 0.03 ops/minute

Duration Metrics:
  Average: 5,663.9ms
  Min: 234.1ms
  Max: 8,923.5ms
  P50 (median): 7,834.2ms
  P95: 8,923.5ms
  P99: 8,923.5ms

By Operation Type:
  task_execution:
    Count: 2
    Avg: 4,578.8ms
  code_generation:
    Count: 1
    Avg: 7,834.2ms

Slowest Operations:
  8,923.5ms - task_execution (2025-11-18 14:12:15)
  7,834.2ms - code_generation (2025-11-18 13:45:33)
  234.1ms - task_execution (2025-11-18 12:12:48)
`);
    expect(json).toMatchObject({ metrics: { totalOperations: 3 } });
  });

  it('shows resources when they were measured', () => {
    const tracker = new PerformanceTracker({ path: null });
    tracker.track('x', () => 0);
    expect(showPerformance(tracker.getMetrics(), []).text).toMatch(
      /Resource Usage:\n {2}Avg CPU: .*%\n {2}Avg Memory: [\d.,]+MB/,
    );
  });
});

function session(index: number, more: Partial<BuildSession> = {}): BuildSession {
  const target = (name: string, durationMs: number): TargetMetrics => {
    return { name, kind: 'target', startTimeMs: null, durationMs, status: 'built', errorMessage: null };
  };
  return {
    ...{
      id: `s${index}`,
      startTimeMs: Date.UTC(2025, 9, 27, 14, 23, 15) + index * 1000,
      durationMs: 2341,
      totalTargets: 25,
    },
    ...{
      built: 18,
      cached: 7,
      failed: 0,
      cacheHits: 7,
      cacheMisses: 18,
      cacheHitRate: 78.3,
      maxParallelism: 4,
    },
    ...{
      parallelismUtilization: 82.1,
      meanParallelism: 6.57,
      targetsPerSecond: 12.45,
      succeeded: true,
      failureReason: null,
      environment: null,
    },
    targets: [
      target('//shared:proto', 445),
      target('//backend:api-server', 1205),
      target('//frontend:bundle', 892),
    ],
    ...more,
  };
}

describe("Builder's commands", () => {
  it('summary prints what the guide shows', () => {
    const usual = Array.from({ length: 14 }, (_, i) => session(i));
    const sessions = [...usual, session(14, { durationMs: 4916 })];
    expect(
      showBuildSummary(new TelemetryAnalyzer(sessions).analyze()).text,
    ).toBe(`=== Build Telemetry Summary ===

Total Builds: 15
Successful: 15 (100.0%)
Failed: 0

Performance Metrics:
  Average Build Time: 2513 ms
  Fastest Build: 2341 ms
  Slowest Build: 4916 ms
  Standard Deviation: 665 ms

Cache Efficiency:
  Average Hit Rate: 78.3%
  Trend: Stable

Parallelism:
  Average Utilization: 82.1%
  Targets at Work: 6.6 at a time
  Targets/Second: 12.45

Top Bottlenecks:
  1. //backend:api-server (avg: 1.2s)
  2. //frontend:bundle (avg: 0.9s)
  3. //shared:proto (avg: 0.4s)

Build Time Trend: Stable

⚠️  Performance Regressions Detected:
  • 2025-10-27T14:23:29: 2.1x slower than average (expected 2.3s, got 4.9s)
`);
    expect(showBuildSummary(new TelemetryAnalyzer([]).analyze()).text).not.toMatch(/NaN|null|Regressions/);
  });

  it('recent prints what the guide shows', () => {
    const failed = session(0, {
      succeeded: false,
      durationMs: 1523,
      cacheHitRate: 75.1,
      failureReason: 'Compilation failed for //backend:api-server',
    });
    expect(showRecent([session(1), failed]).text).toBe(`Recent 2 Builds:

1. [✓] 2025-10-27T14:23:16 - 2341ms (cache: 78.3%)
   Top bottlenecks:
     • //backend:api-server: 1205ms
     • //frontend:bundle: 892ms
     • //shared:proto: 445ms

2. [✗] 2025-10-27T14:23:15 - 1523ms (cache: 75.1%)
   Error: Compilation failed for //backend:api-server
`);
  });

  it('export has the documented shape', () => {
    expect(JSON.parse(exportSessionsJson([session(0)]))).toEqual({
      sessions: [
        {
          startTime: '2025-10-27T14:23:15',
          durationMs: 2341,
          totalTargets: 25,
          built: 18,
          cached: 7,
          failed: 0,
          cacheHitRate: 78.3,
          parallelismUtilization: 82.1,
          targetsPerSecond: 12.45,
          succeeded: true,
        },
      ],
    });
    expect(exportSessionsCsv([session(0, { cacheHitRate: null })])).toBe(
      'startTime,durationMs,totalTargets,built,cached,failed,cacheHitRate,parallelismUtilization,targetsPerSecond,succeeded\r\n' +
        '2025-10-27T14:23:15,2341,25,18,7,0,,82.1,12.45,true\r\n',
    );
  });
});

describe('export', () => {
  it('gives events that BuildRunner and the collector read again, and measurements', () => {
    const event = new TaskEvent({ eventType: 'TASK_FAILED', taskId: 't', timestamp: now });
    expect(JSON.parse(exportEvents([event], 'json'))).toEqual([event.toDict()]);
    expect(Event.fromDict(JSON.parse(exportEvents([event], 'json'))[0])).toEqual(event);
    expect(exportEvents([event], 'csv').split('\r\n')).toHaveLength(3);
    const tracker = new PerformanceTracker({ path: null, ...clock });
    tracker.recordMeasurement({ operationType: 'x', durationMs: 5, operationId: 'o' });
    expect(JSON.parse(exportMeasurements(tracker.measurements, 'json'))).toMatchObject([
      { operation_id: 'o', duration_ms: 5 },
    ]);
  });
});

describe('watch', () => {
  it('draws the dashboard until it is stopped, whatever goes wrong', async () => {
    const controller = new AbortController();
    const analyzer = new MetricsAnalyzer({ events: guideEvents() }, clock);
    const drawn: string[] = [];
    let turn = 0;
    await runWatch(
      () => {
        turn += 1;
        if (turn === 2) throw new Error('The log is gone.');
        return showDashboard(
          analyzer.calculateSummary('hour'),
          new ThresholdMonitor(analyzer, clock).checkThresholds(),
          guideEvents().slice(0, 1),
        ).text;
      },
      {
        intervalMs: 1,
        clear: true,
        write: (text) => {
          drawn.push(text);
          if (drawn.length === 3) controller.abort();
        },
        signal: controller.signal,
      },
    );
    expect(drawn).toHaveLength(3);
    expect(drawn[0]).toContain('\u001b[2J\u001b[HTelemetry Dashboard - HOUR');
    expect(drawn[0]).toMatch(/│ Success Rate │ 91\.5% +│/);
    expect(drawn[0]).toContain('[WARNING] Error rate above 10%');
    expect(drawn[1]).toContain('The log is gone.');
    expect(drawn[2]).toContain('Cost');
  });
});
