import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import { alertChanges, alertEnvironment } from '../../src/words/change-alerts.ts';
import { describeVerdict } from '../../src/words/headline.ts';
import { listCauses } from '../../src/words/list-causes.ts';
import { changeIcon, otherAlerts, qualifyChange } from '../../src/words/phrases.ts';
import { sampleReports } from '../render/sample-reports.ts';

const { grouped } = sampleReports;
const onPath = (text: string): Change['causes'] => [{ kind: 'critical-path', text, share: null }];
/** Without the change of the build, so that one of the group is the worst. */
const tasksOnly = {
  ...grouped,
  alerts: grouped.alerts.filter(({ id }) => !id.includes('build')),
};

describe('tests that got slower together', () => {
  it('are the headline, once, with their times and the first slow commit', () => {
    const headline = describeVerdict(tasksOnly);
    expect(headline).toMatch(/: 402 of 410 tests ≈ 1\.9× slower \(\S.* → .* in total\) since [0-9a-f]{7}/);
    expect(headline.match(/≈/g)).toHaveLength(1);
    expect(headline).not.toContain('›');
  });

  it('are still slower when they are reported again because it lasts', () => {
    const changes = grouped.changes.map((change): Change => ({ ...change, state: 'open', level: 'warning' }));
    expect(describeVerdict({ ...tasksOnly, changes })).toMatch(/: 402 of 410 tests still ≈ 1\.9× slower \(/);
  });

  it('are one cause, with how many of them are on the critical path', () => {
    const [group] = grouped.groups;
    const members = new Set(group?.changes);
    const changes = grouped.changes.map((change, at) => {
      if (!members.has(at)) return { ...change, causes: [] };
      const own = onPath(
        at % 2 === 0 ? "on the critical path: 2 s of the build's +9 s" : 'not on the critical path',
      );
      return { ...change, causes: [...own, { kind: 'runner' as const, text: 'runner a → b', share: null }] };
    });
    const causes = listCauses({ ...grouped, changes, alerts: [] });
    expect(causes).toHaveLength(2);
    expect(causes[0]?.value).toBe('runner a → b');
    expect(causes[1]?.label).toBe('`packages/billing/src`');
    expect(causes[1]?.value).toMatch(/^20\d of 402 tests on the critical path, so the build waits for them$/);
  });
});

it('a build that got slower comes before the tests that made it slower', () => {
  const alerts = [...tasksOnly.alerts, ...grouped.alerts.filter(({ id }) => id.includes('build'))];
  expect(tasksOnly.alerts.length).toBeGreaterThan(0);
  expect(describeVerdict({ ...grouped, alerts })).toMatch(
    /^Build 22% slower .*402 of 410 tests ≈ 1\.9× slower$/,
  );
});

it('mentions a group of possible regressions with the build that they may slow', () => {
  const unsure = (change: Change): Change => ({ ...change, verdict: 'suspect', level: 'warning' });
  const changes = grouped.changes.map(unsure);
  const headline = describeVerdict({ ...grouped, changes });
  expect(headline).toMatch(/^Possible regression: build 22% slower .*402 of 410 tests ≈ 1\.9× slower$/);
});

it('states that most tasks moved together instead of counting that as another alert', () => {
  const { confirmed } = sampleReports;
  const environment = { by: 'build', ratio: 0.8, series: 20, fromRunner: null, toRunner: null } as const;
  const report = { ...confirmed, alerts: [...confirmed.alerts, ...alertEnvironment(environment, confirmed)] };
  const headline = describeVerdict(report);
  expect(headline).toMatch(/, most tasks 80% slower together$/);
  expect(headline).not.toContain('more alert');
  expect(otherAlerts({ ...report, headline })).toEqual([]);
  // Only if no task has an alert of its own.
  expect(alertEnvironment(environment, { tasks: [], changes: [] })[0]?.message).toBe(
    'Most metrics 80% slower together, no single metric to blame',
  );
});

describe('all tests of a build without a time of its own', () => {
  const { confirmed } = sampleReports;
  const [sample] = confirmed.changes.filter(({ series }) => series.scope === 'build');
  const together = (more: Partial<Change> = {}): Change => {
    const { series, ...change } = sample as Change;
    return {
      ...change,
      ...{
        series: { ...series, task: '*', kind: 'test' },
        since: null,
        newest: 1,
        corrected: null,
        level: 'error',
      },
      ...more,
    };
  };
  const headlineOf = (change: Change): string => {
    const options = { groups: [], isPullRequest: false, waitsForLasting: false };
    const reported = { ...confirmed, changes: [change], failures: [], groups: [] };
    return describeVerdict({ ...reported, alerts: alertChanges([change], options) });
  };

  it('are named as such, with their total time', () => {
    expect(headlineOf(together())).toMatch(/Most tests \d+% slower \(in total ≈ .+ → .+\)$/);
    expect(headlineOf(together({ state: 'open', level: null }))).toMatch(
      /^No new regressions · 1 open on main \(most tests \+\d+%\)$/,
    );
  });

  it('of measurements are the geometric mean', () => {
    const series = {
      ...(sample as Change).series,
      task: '*',
      kind: 'metric',
      measure: 'value',
      unit: 'ns',
    } as const;
    const change = together({ series, from: 216, to: 430, ratio: 0.99, spark: [216, 430] });
    expect(headlineOf(change)).toMatch(/Most metrics 99% slower \(geometric mean ≈ 216 ns → 430 ns\)$/);
  });

  it('are not reported a second time as a change of the environment', () => {
    const environment = { by: 'build', ratio: 0.3, series: 20, fromRunner: null, toRunner: null } as const;
    for (const state of ['new', 'open', 'acknowledged'] as const)
      expect(
        alertEnvironment(environment, { tasks: [], changes: [together({ state, ratio: 0.3 })] }),
      ).toEqual([]);
    const runner = { ...environment, by: 'runner', allTogether: true } as const;
    expect(alertEnvironment(runner, { tasks: [], changes: [] })[0]?.message).toBe(
      'Runner change: most metrics 30% slower',
    );
  });
});

it('does not repeat with each build that most tasks are slower together', () => {
  const environment = { by: 'build', ratio: 0.2, series: 20, fromRunner: null, toRunner: null } as const;
  const { confirmed } = sampleReports;
  const asState = (state: Change['state']) => ({
    ...confirmed,
    changes: confirmed.changes.map((change): Change => ({ ...change, state, level: null })),
  });
  expect(alertEnvironment(environment, asState('open'))).toEqual([]);
  expect(alertEnvironment({ ...environment, ratio: 4 }, asState('open'))).toHaveLength(1);
  expect(alertEnvironment({ ...environment, ratio: 0.02 }, asState('recovered'))[0]?.level).toBe('info');
});

it('states that a known regression that is reported again is still slow', () => {
  const { confirmed } = sampleReports;
  const lasting = (change: Change): Change => ({ ...change, state: 'open', lastingSince: 'b40' });
  const changes = confirmed.changes.map((change) => (change.level === null ? change : lasting(change)));
  expect(describeVerdict({ ...confirmed, changes })).toMatch(/build still \d+% slower/i);
  const [first] = changes.filter(({ level }) => level !== null);
  expect(first && [changeIcon(first), qualifyChange(first)]).toEqual([
    changeIcon({ ...(first as Change), state: 'new' }),
    'lasting',
  ]);
  // After a limit was lowered, a known regression may be reported before it lasts.
  expect(first && qualifyChange({ ...first, lastingSince: null })).toBe('open');
});

it('names no range of commits if the first slow build has the commit of the one before it', () => {
  const { confirmed } = sampleReports;
  const commit = '0123456789012345678901234567890123456789';
  const options = { groups: [], isPullRequest: false, waitsForLasting: false };
  const actionsOf = (lastGoodCommit: string): string[] => {
    const since = { buildId: 'b9', commit, lastGoodCommit, buildsAgo: 2 } as Change['since'];
    const changes = confirmed.changes.map((change): Change => ({ ...change, verdict: 'confirmed', since }));
    return alertChanges(changes, options).map(({ action }) => action);
  };
  const other = 'abcdef0123456789012345678901234567890123';
  expect(new Set(actionsOf(other))).toEqual(new Set(['Check the commits after abcdef0 up to 0123456.']));
  expect(actionsOf(commit).length).toBeGreaterThan(0);
  for (const action of actionsOf(commit))
    expect(action).toMatch(/ has the commit of the build before it: check what/);
});

it('states why no metric was compared', () => {
  const { pass } = sampleReports;
  const nothing = {
    ...pass,
    changes: [],
    measurements: [],
    testing: { ...pass.testing, series: 0, learning: 0 },
  };
  const headlineOf = (change: Partial<(typeof pass.tasks)[number]>): string => {
    const tasks = pass.tasks.map((task) => ({ ...task, kind: 'test', ...change }));
    return describeVerdict({ ...nothing, tasks, build: { ...pass.build, durationMs: null } });
  };
  expect(headlineOf({ result: 'failure' })).toBe('No metric was compared: no test succeeded');
  expect(headlineOf({ result: 'skip' })).toBe('No metric was compared: no test succeeded');
  expect(headlineOf({ durationMs: null })).toBe('No metric was compared: the log has no times');
  expect(headlineOf({})).toBe('No metric was compared');
  const young = { ...nothing, testing: { ...nothing.testing, learning: 9 } };
  expect(describeVerdict(young)).toBe('No metric was compared: 9 metrics without enough builds yet');
});
