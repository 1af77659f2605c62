import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RaisedAlert as Alert } from '../../src/buildrunner/alert-record.ts';
import { MetricsAnalyzer } from '../../src/buildrunner/metrics-analyzer.ts';
import { ThresholdMonitor } from '../../src/buildrunner/threshold-monitor.ts';
import { EventCollector } from '../../src/recorder/event-collector.ts';
import {
  ErrorEvent,
  type RecordedEvent as Event,
  SecurityEvent,
  TaskEvent,
} from '../../src/recorder/events.ts';
import { freshFolder } from '../recorder/fresh-folder.ts';

const now = Date.UTC(2025, 10, 18, 14, 30);
const clock = { now: () => now };

function tasks(
  succeeded: number,
  failed: number,
  options: { durationMs?: number; costUsd?: number; ageMs?: number } = {},
): Event[] {
  const { ageMs = 1000, ...rest } = options;
  return Array.from({ length: succeeded + failed }, (_, i) => {
    const success = i < succeeded;
    return new TaskEvent({
      eventType: success ? 'TASK_COMPLETED' : 'TASK_FAILED',
      success,
      timestamp: now - ageMs,
      ...rest,
    });
  });
}

function monitor(...events: readonly Event[]): ThresholdMonitor {
  return new ThresholdMonitor({ events }, clock);
}

const describeAlert = (alert: Alert): string =>
  `[${alert.level}] ${alert.message} (${alert.value} ${alert.operator} ${alert.threshold})`;

describe('the built-in thresholds', () => {
  it('are the eleven of both documents', () => {
    expect(
      monitor().thresholds.map((t) => `${t.name}: ${t.metricName} ${t.operator} ${t.value} ${t.level}`),
    ).toEqual([
      'low_success_rate: success_rate lt 80 WARNING',
      'critical_success_rate: success_rate lt 50 CRITICAL',
      'high_error_rate: error_rate gt 10 WARNING',
      'very_high_error_rate: error_rate gt 20 ERROR',
      'critical_error_rate: error_rate gt 25 CRITICAL',
      'avg_duration: avg_duration gt 5000 WARNING',
      'high_latency: p95_duration gt 5000 WARNING',
      'very_high_latency: p95_duration gt 10000 ERROR',
      'daily_cost: daily_cost gt 10 WARNING',
      'hourly_cost: hourly_cost gt 2 ERROR',
      'security_violations: security_violations gt 0 CRITICAL',
    ]);
  });

  it.each<[string, readonly Event[], readonly string[]]>([
    ['nothing', [], []],
    ['a healthy build', tasks(10, 0, { durationMs: 54.8 }), []],
    ['exactly on the limit', tasks(8, 0, { durationMs: 5000 }), []],
    [
      'failures',
      tasks(4, 6),
      [
        'critical_success_rate',
        'critical_error_rate',
        'very_high_error_rate',
        'low_success_rate',
        'high_error_rate',
      ],
    ],
    [
      'one error in eight',
      [...tasks(8, 0), new ErrorEvent({ eventType: 'ERROR_OCCURRED', timestamp: now })],
      ['high_error_rate'],
    ],
    ['slow tasks', tasks(3, 0, { durationMs: 7000 }), ['avg_duration', 'high_latency']],
    [
      'very slow tasks',
      tasks(3, 0, { durationMs: 11_234 }),
      ['very_high_latency', 'avg_duration', 'high_latency'],
    ],
    ['cost within an hour', tasks(1, 0, { costUsd: 2.5 }), ['hourly_cost']],
    ['cost within a day', tasks(1, 0, { costUsd: 12.45, ageMs: 7_200_000 }), ['daily_cost']],
    [
      'a secret',
      [new SecurityEvent({ eventType: 'SECRET_DETECTED', timestamp: now })],
      ['security_violations'],
    ],
  ])('fire for %s', (_, events, expected) => {
    expect(
      monitor(...events)
        .checkThresholds()
        .map((alert) => alert.name),
    ).toEqual(expected);
  });

  it('show which of several on one metric counts', () => {
    const alerts = monitor(...tasks(4, 6)).checkThresholds();
    expect(alerts.filter((alert) => !alert.superseded).map((alert) => alert.name)).toEqual([
      'critical_success_rate',
      'critical_error_rate',
    ]);
  });

  it('read as the documents print them', () => {
    const alerts = monitor(...tasks(4, 6)).checkThresholds();
    expect(alerts.filter((alert) => alert.metricName === 'success_rate').map(describeAlert)).toEqual([
      '[CRITICAL] Success rate below 50% (40 lt 50)',
      '[WARNING] Success rate below 80% (40 lt 80)',
    ]);
  });

  it('suggest an action and carry context', () => {
    const [alert] = monitor(...tasks(1, 3)).checkThresholds();
    expect(alert?.action).toMatch(/\.$/);
    expect(alert?.context).toMatchObject({ tasks: '3 of 4 failed', 'top error': 'failure (3×)' });
  });

  it('can be switched off and on', () => {
    const watch = monitor(...tasks(7, 3));
    expect(watch.disableThreshold('low_success_rate')).toBe(true);
    expect(watch.checkThresholds().map((alert) => alert.name)).not.toContain('low_success_rate');
    watch.enableThreshold('low_success_rate');
    expect(watch.checkThresholds().map((alert) => alert.name)).toContain('low_success_rate');
    expect(watch.disableThreshold('no_such')).toBe(false);
    expect(watch.removeThreshold('low_success_rate')).toBe(true);
    expect(watch.thresholds).toHaveLength(10);
  });
});

describe('custom thresholds', () => {
  it('are written as the guide does', () => {
    const watch = monitor(...tasks(9, 1));
    watch.addThreshold({
      name: 'custom_success_rate',
      metric: 'success_rate',
      threshold: 95,
      comparison: 'below',
      level: 'WARNING',
    });
    expect(watch.checkThresholds().map(describeAlert)).toEqual([
      '[WARNING] success rate below 95 (90 lt 95)',
    ]);
  });

  it.each(['below', 'Below', 'BELOW'] as const)('mean below with `comparison: %s`', (comparison) => {
    const watch = monitor(...tasks(9, 1));
    watch.addThreshold({ name: 'mine', metric: 'success_rate', threshold: 95, comparison });
    expect(watch.checkThresholds().map(describeAlert)).toEqual([
      '[WARNING] success rate below 95 (90 lt 95)',
    ]);
  });

  it.each([
    [{ comparison: 'under' }, /`under` is not a comparison: write one of `above`, `below`/],
    [{ operator: '<' }, /`<` is not an operator/],
    [{ comparison: 'below', operator: 'gt' }, /has `comparison: below` and `operator: gt`/],
  ])('are refused with %j', (words, message) => {
    const options = { name: 'mine', metric: 'success_rate', threshold: 95, ...words } as never;
    expect(() => monitor().addThreshold(options)).toThrow(message);
  });

  it('are written as the report does, with handlers', () => {
    const analyzer = new MetricsAnalyzer({ events: tasks(4, 0, { costUsd: 0.2 }) }, clock);
    const watch = new ThresholdMonitor(analyzer, { ...clock, onProblem: () => {} });
    const heard: string[] = [];
    watch.addThreshold({
      name: 'high_cost_task',
      metricName: 'avg_cost_per_task',
      operator: 'gt',
      value: 0.1,
      level: 'WARNING',
      description: 'Average task cost exceeds $0.10',
    });
    watch.addAlertHandler(() => {
      throw new Error('handlers may fail');
    });
    watch.addAlertHandler((alert) => heard.push(`ALERT: ${alert.message}`));
    watch.checkThresholds(analyzer.calculateSummary('day'));
    watch.checkThresholds();
    expect(heard).toEqual(['ALERT: Average task cost exceeds $0.10']);
  });

  it.each([
    [{ name: 'x', metric: 'sucess_rate', value: 1 }, /Did you mean `success_rate`/],
    [{ name: 'x', metric: 'success_rate' }, /needs a number/],
    [{ name: 'x', metric: 'tasks', value: 1, level: 'LOUD' as never }, /not an alert level/],
    [{ name: 'x', metric: 'tasks', value: 1, operator: 'about' as never }, /not an operator/],
    [{ name: 'x', metric: 'tasks', value: 1, comparision: 'below' } as never, /Did you mean `comparison`/],
    [{ metric: 'tasks', value: 1 } as never, /needs a `name`/],
    [{ name: 'x', metric: 'tasks', value: 1, threshold: 2 }, /`threshold: 2` and `value: 1`/],
    [
      { name: 'x', metric: 'tasks', metricName: 'errors', value: 1 },
      /`metric: tasks` and `metricName: errors`/,
    ],
    [{ name: 'x', metric: 'tasks', value: 1, enabled: 'false' as never }, /needs true or false/],
  ])('are refused when they are invalid: %j', (options, message) => {
    expect(() => monitor().addThreshold(options)).toThrow(message);
  });

  it.each([
    ['gt', 5, false],
    ['gte', 5, true],
    ['lt', 5, false],
    ['lte', 5, true],
    ['eq', 5, true],
    ['gt', 4, true],
    ['lt', 6, true],
  ] as const)('%s %d of 5 tasks fires: %s', (operator, value, fires) => {
    const watch = monitor(...tasks(5, 0));
    watch.addThreshold({ name: 'own', metricName: 'total_tasks', operator, value, level: 'info' });
    expect(watch.checkThresholds().map((alert) => alert.name)).toEqual(fires ? ['own'] : []);
  });
});

describe('the history of alerts', () => {
  it('takes a level in any case and times as events do, and refuses other filters', () => {
    const watch = monitor(...tasks(1, 9));
    watch.checkThresholds();
    const names = (filter: object): string[] => watch.getAlertHistory(filter).map(({ name }) => name);
    expect(names({ minLevel: 'critical' })).toEqual(names({ minLevel: 'CRITICAL' }));
    expect(names({ minLevel: 'critical' })).toEqual(['critical_success_rate', 'critical_error_rate']);
    expect(names({ since: '2025-11-18T14:30:00' })).toHaveLength(5);
    expect(names({ since: '2025-11-18T14:30:01Z' })).toEqual([]);
    for (const filter of [{ minLevel: 'severe' }, { since: 'today' }, { limit: -1 }, { level: 'ERROR' }])
      expect(() => watch.getAlertHistory(filter as never)).toThrow(TypeError);
    expect(() => watch.addAlertHandler('log' as never)).toThrow('is not a function');
  });

  it('contains an alert once while it lasts, and again when it returns', () => {
    const events = tasks(1, 1);
    const watch = new ThresholdMonitor(
      {
        get events() {
          return events;
        },
      },
      clock,
    );
    watch.checkThresholds();
    watch.checkThresholds();
    expect(watch.getStatistics()).toEqual({
      totalAlerts: 4,
      byLevel: { critical: 1, error: 1, warning: 2 },
      byThreshold: {
        critical_error_rate: 1,
        very_high_error_rate: 1,
        high_error_rate: 1,
        low_success_rate: 1,
      },
    });
    events.push(...tasks(50, 0));
    expect(watch.checkThresholds()).toEqual([]);
    events.push(...tasks(0, 8));
    watch.checkThresholds();
    expect(watch.getStatistics().byThreshold['high_error_rate']).toBe(2);
    expect(watch.getAlertHistory({ minLevel: 'CRITICAL' })).toHaveLength(1);
    expect(watch.getAlertHistory({ limit: 2 })).toHaveLength(2);
    watch.clearHistory();
    expect(watch.getStatistics().totalAlerts).toBe(0);
  });

  it('is kept in a file', () => {
    const path = join(freshFolder(), 'alerts.ndjson');
    const events = tasks(7, 3);
    const first = new ThresholdMonitor({ events }, { ...clock, path });
    const raised = first.checkThresholds();
    expect(raised).not.toHaveLength(0);
    const second = new ThresholdMonitor({ events }, { ...clock, path });
    expect(second.getAlertHistory()).toEqual(first.getAlertHistory());
    second.checkThresholds();
    new ThresholdMonitor({ events: [] }, { ...clock, path }).checkThresholds();
    const third = new ThresholdMonitor({ events }, { ...clock, path });
    expect(third.getStatistics().totalAlerts).toBe(raised.length);
    third.checkThresholds();
    expect(third.getStatistics().totalAlerts).toBe(2 * raised.length);
  });
});

/** The guide's "Threshold Monitoring". */
it('routes alerts of a collector by level', () => {
  const collector = new EventCollector({ path: null });
  const monitor = new ThresholdMonitor(collector);
  collector.collect(new SecurityEvent({ eventType: 'SECURITY_VIOLATION' }));
  const sent = monitor.checkThresholds().map((alert) => {
    if (alert.level === 'CRITICAL') return 'pagerduty';
    return alert.level === 'ERROR' ? 'slack' : 'log';
  });
  expect(sent).toEqual(['pagerduty']);
});
