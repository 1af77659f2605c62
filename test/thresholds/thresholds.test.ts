import { describe, expect, it } from 'vitest';
import { measureBuild } from '../../src/metrics/measure-build.ts';
import { reportWork } from '../../src/metrics/report-work.ts';
import type { ThresholdOutcome } from '../../src/model/alert.ts';
import type { Build } from '../../src/model/build.ts';
import type { BuildMetrics } from '../../src/model/build-metrics.ts';
import type { Task } from '../../src/model/task.ts';
import { parseLimit } from '../../src/settings/amounts.ts';
import { readConfig } from '../../src/settings/config.ts';
import { builtInRules } from '../../src/settings/threshold-rules.ts';
import {
  type BaselineMedians,
  checkThresholds,
  choosePreset,
} from '../../src/thresholds/check-thresholds.ts';
import { alertThresholds } from '../../src/words/write-alerts.ts';
import { makeBuild, makeEvent, makeTask, noHistory, storeBuild } from '../make.ts';

const noMedians = { duration: null, cost: null, tokens: null };
const tasks = (count: number, change: Partial<Task> = {}): Task[] =>
  Array.from({ length: count }, (_, i) =>
    makeTask({ id: `${JSON.stringify(change)}${i}`, name: `t${i}`, ...change }),
  );

/** The parts of a report from which the alerts of thresholds are made. */
function findingsOf(build: Build, metrics: BuildMetrics, thresholds: readonly ThresholdOutcome[]) {
  const { tasks } = reportWork(build, () => undefined);
  return { metrics, thresholds, tasks, events: build.events, failures: [] };
}

/** JSON is YAML. */
const readThresholds = (thresholds: unknown) => readConfig(JSON.stringify({ thresholds }), 'bt.yml');

function fired(build: Build, written?: unknown, medians: BaselineMedians = noMedians): string[] {
  const { config, problems } = readThresholds(written ?? null);
  const rules = config.thresholds;
  expect(problems).toEqual([]);
  const metrics = measureBuild(build, noHistory);
  const outcomes = checkThresholds(build, metrics, rules, choosePreset('auto', build), medians);
  return alertThresholds(findingsOf(build, metrics, outcomes)).map(
    (alert) => `${alert.level} ${alert.message}`,
  );
}

describe('skipped tasks', () => {
  it('count neither for rates nor for the mean cost', () => {
    const build = makeBuild({
      tasks: [
        ...tasks(20, { result: 'skip' }),
        ...tasks(6, { costUsd: 0.1 }),
        ...tasks(4, { result: 'failure', costUsd: 0.1 }),
      ],
    });
    expect(fired(build, { cost: { metric: 'avg_cost_per_task', above: '$0.09' } })).toEqual([
      'warning Success rate 60% (4 of 10 tasks failed, minimum: 80%)',
      'critical Error rate 40% (4 of 10 tasks failed, limit: 25%)',
      'warning Mean cost per task $0.10 (limit: $0.09)',
    ]);
    const skipped = measureBuild(makeBuild({ tasks: tasks(3, { result: 'skip' }) }), noHistory);
    expect(skipped).toMatchObject({ errorRate: null, successRate: null });
  });
});

it('a model without known tokens or cost has no zeros', () => {
  const build = makeBuild({
    tasks: [
      ...tasks(2, { model: 'paid', costUsd: 0.25 }),
      ...tasks(3, { model: 'local', tokens: { input: 10, output: 5, cacheRead: 0, cacheCreation: 0 } }),
    ],
  });
  expect(measureBuild(build, noHistory).models).toEqual([
    { model: 'local', tasks: 3, costUsd: null, tokens: 45 },
    { model: 'paid', tasks: 2, costUsd: 0.5, tokens: null },
  ]);
});

describe('parseLimit', () => {
  it.each([
    ['80%', 'ratio', { fixed: 0.8 }],
    ['10s', 'ms', { fixed: 10_000 }],
    ['1.5m', 'ms', { fixed: 90_000 }],
    ['1m 13s', 'ms', { fixed: 73_000 }],
    ['1h30m', 'ms', { fixed: 5_400_000 }],
    ['100k', 'tokens', { fixed: 100_000 }],
    ['1.5M tokens', 'tokens', { fixed: 1_500_000 }],
    ['$1,000.50', 'usd', { fixed: 1000.5 }],
    ['0', 'count', { fixed: 0 }],
    ['+10% of baseline', 'ms', { overBaseline: 0.1 }],
  ] as const)('reads %s', (text, unit, limit) => {
    expect(parseLimit(text, unit, true)).toEqual(limit);
  });

  it.each([
    ['0.99', 'ratio', false, 'Write it as a percentage: `99%`.'],
    ['110%', 'ms', true, 'Write `+10% of baseline`.'],
    ['10', 'ms', false, 'Write the unit: `10ms` or `10s`.'],
    ['13s 1m', 'ms', false, 'Write `500ms`, `10s`, `5m` or `1h`.'],
    ['1m 13', 'ms', false, 'Write `500ms`, `10s`, `5m` or `1h`.'],
    ['10', 'usd', false, 'Write it as money: `$10`.'],
    ['120%', 'ratio', false, 'Write `80%`.'],
    [
      '+10% of baseline',
      'ratio',
      false,
      'Relative limits work for `duration`, `cost` and `tokens`; write a fixed limit.',
    ],
  ] as const)('refuses %s and prints the fix', (text, unit, baseline, fix) => {
    expect(parseLimit(text, unit, baseline)).toMatchObject({ fix });
  });
});

describe('built-in thresholds', () => {
  it('fire strictly beyond their limits', () => {
    expect(fired(makeBuild({ tasks: [...tasks(8), ...tasks(2, { result: 'failure' })] }))).toEqual([
      'warning Error rate 20% (2 of 10 tasks failed, limit: 10%)',
    ]);
    expect(fired(makeBuild({ tasks: [...tasks(79), ...tasks(21, { result: 'failure' })] }))).toEqual([
      'warning Success rate 79% (21 of 100 tasks failed, minimum: 80%)',
      'error Error rate 21% (21 of 100 tasks failed, limit: 20%)',
    ]);
    expect(fired(makeBuild({ tasks: [...tasks(4), ...tasks(6, { result: 'error' })] }))).toEqual([
      'critical Success rate 40% (6 of 10 tasks failed, minimum: 50%)',
      'critical Error rate 60% (6 of 10 tasks failed, limit: 25%)',
    ]);
  });

  it('use absolute durations only for agents', () => {
    const slow = tasks(10, { durationMs: 11_000 });
    expect(fired(makeBuild({ tasks: slow }))).toEqual([]);
    const agent = makeBuild({ tasks: slow, formats: ['buildrunner'] });
    expect(fired(agent)).toEqual([
      'warning Mean task duration 11 s (limit: 5 s)',
      'error p95 task duration 11 s (limit: 10 s)',
    ]);
    const mixed = [...tasks(5, { durationMs: 60_000 }), ...tasks(5, { durationMs: 10, model: 'sonnet' })];
    expect(fired(makeBuild({ tasks: mixed, formats: ['junit', 'build-telemetry'] }))).toEqual([]);
  });

  it('count any security violation as critical', () => {
    const build = makeBuild({ tasks: tasks(1), events: [makeEvent({ type: 'SECRET_DETECTED' })] });
    expect(fired(build)).toEqual(['critical 1 security violation (limit: 0)']);
  });

  it('add up the cost of the last day and hour over the history', () => {
    const build = makeBuild({
      tasks: tasks(1, { costUsd: 1.5 }),
      startTimeMs: 100 * 3_600_000,
      durationMs: 0,
    });
    const past = (hoursAgo: number, costUsd: number) =>
      storeBuild({ id: `h${hoursAgo}`, startTimeMs: (100 - hoursAgo) * 3_600_000, costUsd });
    const history = { builds: [past(25, 100), past(23, 8), past(0.5, 1), past(0, 1)], series: [] };
    const metrics = measureBuild(build, history);
    expect(metrics.dailyCostUsd).toBe(11.5);
    expect(metrics.hourlyCostUsd).toBe(3.5);
    const outcomes = checkThresholds(build, metrics, builtInRules, 'all', noMedians);
    const alerts = alertThresholds(findingsOf(build, metrics, outcomes));
    expect(alerts.map((alert) => [alert.id, alert.level])).toEqual([
      ['daily_cost', 'warning'],
      ['hourly_cost', 'error'],
    ]);
    for (const alert of alerts) expect(alert.action).not.toBe('');
  });
});

describe('rules of the configuration', () => {
  it('switch built-in ones off and change them', () => {
    const build = makeBuild({ tasks: [...tasks(4), ...tasks(6, { result: 'error' })] });
    expect(fired(build, { critical_success_rate: 'off', low_success_rate: { level: 'error' } })).toEqual([
      'error Success rate 40% (6 of 10 tasks failed, minimum: 80%)',
      'critical Error rate 60% (6 of 10 tasks failed, limit: 25%)',
    ]);
  });

  it('compare with the baseline, and with nothing while there is none', () => {
    const build = makeBuild({ tasks: tasks(1), durationMs: 1111 });
    const rule = { duration: { above: '+10% of baseline', level: 'critical' } };
    expect(fired(build, rule)).toEqual([]);
    expect(fired(build, rule, { ...noMedians, duration: 1000 })).toEqual([
      'critical Build duration 1.11 s (limit: 1.1 s)',
    ]);
  });

  it.each([
    [20_000, '+10%', 22_000],
    [100, '+15%', 115],
  ])('do not fire for exactly the limit: %d %s', (median, more, durationMs) => {
    const rule = { duration: { above: `${more} of baseline` } };
    const medians = { ...noMedians, duration: Math.exp(Math.log(median)) };
    expect(fired(makeBuild({ tasks: tasks(1), durationMs }), rule, medians)).toEqual([]);
    expect(fired(makeBuild({ tasks: tasks(1), durationMs: durationMs + 1 }), rule, medians)).toHaveLength(1);
  });

  it('are refused with the place and the fix', () => {
    const { problems } = readThresholds({
      sucess_rate: { below: '80%' },
      mine: { metric: 'p95_duration', abov: '1s' },
      hihg_error_rate: 'off',
      success_rate: { below: 0.99 },
      duration: { above: '10s', level: 'fatal' },
    });
    expect(problems.map((p) => `${p.where} ${p.fix}`)).toEqual([
      'bt.yml:1:16: `thresholds.sucess_rate` Did you mean `success_rate`?',
      'bt.yml:1:78: `thresholds.mine.abov` Did you mean `above`?',
      'bt.yml:1:46: `thresholds.mine` Write `above:` or `below:` with a limit.',
      'bt.yml:1:91: `thresholds.hihg_error_rate` Did you mean `high_error_rate`?',
      'bt.yml:1:131: `thresholds.success_rate.below` Write it as a percentage: `99%`.',
      'bt.yml:1:171: `thresholds.duration.level` Use one of: `info`, `warning`, `error`, `critical`.',
    ]);
  });
});
