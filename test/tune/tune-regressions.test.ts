/** What a configuration would have reported over a stored history. */
import { describe, expect, it } from 'vitest';
import { readStoredSeries } from '../../src/detect/collect/stored-series.ts';
import { listOpened } from '../../src/detect/conclude/conclude-series.ts';
import type { Build } from '../../src/model/build.ts';
import { seriesId } from '../../src/model/series.ts';
import type { RegressionRule } from '../../src/settings/regression-rules.ts';
import { suggestLimits, tuneRegressions } from '../../src/tune/tune.ts';
import {
  judgeInTurn,
  listChanges,
  noisy,
  type Step,
  stepOf,
  stepsOf,
  toHistory,
} from '../detect/judge-in-turn.ts';
import { makeTask } from '../make.ts';

const steps = (levels: readonly number[]): number[] =>
  levels.flatMap((level, i) => noisy(i === 0 ? 40 : 8, level, 0.02, i + 1));
const toldOf = (builds: readonly Build[], rules: readonly RegressionRule[] = []): string[] =>
  tuneRegressions(toHistory(builds), 'main', rules).reported.map(
    ({ series, buildId, end }) => `${series.scope} ${buildId} ${end}`,
  );

describe('tuning', () => {
  it('lists each regression once, where it was reported, and its outcome', () => {
    const recovers = stepsOf(steps([10_000, 13_000, 10_000]), () => ({ tasks: [] }));
    expect(toldOf(recovers)).toEqual(['build b42 recovered']);
    const stays = stepsOf([...noisy(40, 10_000), ...noisy(30, 13_000)], () => ({ tasks: [] }));
    expect(toldOf(stays)).toEqual(['build b42 accepted']);
    expect(toldOf(stays.slice(0, 50))).toEqual(['build b42 open']);
  });

  it('counts the builds that could be judged, those with a suspect, and those in another environment', () => {
    const builds = stepsOf(
      noisy(60, 10_000).map((value, i) => (i === 30 ? 20_000 : i >= 50 ? value * 1.3 : value)),
      (i) => (i >= 50 ? { context: { cpuModel: 'another' } } : {}),
    );
    const tuning = tuneRegressions(toHistory(builds), 'main', []);
    expect(tuning).toMatchObject({ builds: 48, series: 2, suspects: 1, reported: [] });
    expect(tuning.environments).toBeGreaterThan(5);
  });

  it('counts no slower tasks of a build that is known to be slower', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const builds = stepsOf(
      noisy(40, 10_000).map((value, i) => (i >= 20 ? value * 1.6 : value)),
      (i) => ({
        tasks: names.map((name, s) => ({
          name,
          durationMs: (noisy(40, 2_000, 0.02, s + 2)[i] as number) * (i >= 20 ? 1.6 : 1),
        })),
      }),
    );
    const { reported, environments } = tuneRegressions(toHistory(builds), 'main', []);
    expect(reported).toMatchObject([{ series: { scope: 'build' }, end: 'open' }]);
    // The builds up to the one that reported it.
    expect(environments).toBeLessThanOrEqual(4);
  });

  it('suggests nothing for an empty history, for one build, and for other branches', () => {
    const none = { builds: 0, reported: [], suspects: 0, environments: 0 };
    expect(tuneRegressions(toHistory([]), 'main', [])).toMatchObject({ ...none, series: 0 });
    expect(tuneRegressions(toHistory(stepsOf([5])), 'main', [])).toMatchObject(none);
    expect(tuneRegressions(toHistory(stepsOf(steps([10_000, 13_000]))), 'release', [])).toMatchObject(none);
  });

  it('matches the reports of the builds', () => {
    const noise = (s: number): number[] => noisy(90, 2_000, 0.03, s + 2);
    const names = ['a', 'b', 'c'];
    const values = names.map((_, s) => noise(s));
    const totals = noisy(90, 60_000, 0.02, 40);
    const step = (i: number): Step => ({
      tasks: names.map((name, s) => ({
        name,
        durationMs:
          ((values[s] as number[])[i] as number) *
          (s === 1 && i >= 50 && i < 60 ? 1.5 : s === 2 && i >= 70 ? 1.3 : 1),
      })),
      metrics: [{ name: 'size', value: i < 80 ? 1_000 : 1_200, unit: 'By', better: 'lower', samples: null }],
    });
    const builds = Array.from({ length: 90 }, (_, i) => stepOf(i, totals[i] as number, step(i)));
    const checked = judgeInTurn(builds.slice(0, 12), builds.slice(12)).flatMap(({ build, changes }) =>
      listOpened(changes.filter(({ verdict }) => verdict === 'confirmed')).map((id) => `${build.id} ${id}`),
    );
    const { reported } = tuneRegressions(toHistory(builds), 'main', []);
    const tuned = reported.map(
      ({ buildId, series }) =>
        `${buildId} ${series.scope}:${series.measure}:${series.kind ?? ''}:${series.task ?? ''}`,
    );
    expect(tuned).toEqual(checked);
    expect(tuned).toContain('b80 metric:value:metric:size');
  });

  it('reports a group as one, as the report does', () => {
    const names = Array.from(
      { length: 60 },
      (_, test) => `web/${test % 2 === 0 ? 'a' : 'b'}.test.ts › t${test}`,
    );
    const values = names.map((_, test) => noisy(70, test < 2 ? 3_000 : 200, 0.03, test + 1));
    const builds = Array.from({ length: 70 }, (_, i) =>
      stepOf(i, 60_000, {
        tasks: names.map((name, test) => ({
          name,
          kind: 'test',
          durationMs: (values[test]?.[i] ?? 0) * (test % 2 === 0 && i >= 50 && i < 60 ? 1.3 : 1),
        })),
      }),
    );
    const checked = judgeInTurn(builds.slice(0, 12), builds.slice(12)).flatMap(({ build, changes }) =>
      listOpened(changes.filter(({ verdict }) => verdict === 'confirmed')).map((id) => `${build.id} ${id}`),
    );
    const { reported } = tuneRegressions(toHistory(builds), 'main', []);
    expect(reported.map(({ buildId, series }) => `${buildId} ${seriesId(series)}`)).toEqual(checked);
    expect(checked).toContain('b52 group:duration:test:web/a.test.ts');
    expect(reported[0]).toMatchObject({ level: 'warning', end: 'recovered' });
    // The first series of these builds is their rate of cache hits.
    const untimed = builds.map((build, i) => ({
      ...build,
      durationMs: null,
      tasks: [...build.tasks, makeTask({ name: 'lint', cache: i % 3 === 0 ? 'miss' : 'hit' })],
    }));
    const ofUntimed = tuneRegressions(toHistory(untimed), 'main', []).reported;
    expect(ofUntimed.map(({ series }) => seriesId(series))).toContain('group:duration:test:web/a.test.ts');
  });

  it('gives a rise on top of an open regression the severity of both, as the report does', () => {
    const builds = stepsOf(
      [...noisy(40, 10_000, 0.01), ...noisy(10, 13_000, 0.01, 2), ...noisy(10, 16_250, 0.01, 3)],
      () => ({ tasks: [] }),
    );
    const checked = judgeInTurn(builds.slice(0, 12), builds.slice(12)).flatMap(({ build, changes }) =>
      changes.flatMap(({ state, verdict, level }) =>
        state === 'new' && verdict === 'confirmed' ? [`${build.id} ${level}`] : [],
      ),
    );
    const { reported } = tuneRegressions(toHistory(builds), 'main', []);
    expect(reported.map(({ buildId, level }) => `${buildId} ${level}`)).toEqual(checked);
    expect(checked.at(-1)).toBe('b52 critical');
    // Alone it is 25%.
    expect(reported.at(-1)).toMatchObject({ level: 'critical', effect: expect.closeTo(0.25, 1) });
  });

  it('limits 300 measurements to a share of false discoveries, as a report does', () => {
    const all = Array.from({ length: 300 }, (_, s) => noisy(60, 100, 0.1, s + 1));
    const builds = Array.from({ length: 60 }, (_, i) =>
      stepOf(i, 10_000, {
        tasks: [],
        metrics: all.map((each, s) => ({
          name: `m${s}`,
          value: each[i] as number,
          unit: '1',
          better: 'lower',
          samples: null,
        })),
      }),
    );
    const { reported } = tuneRegressions(toHistory(builds), 'main', []);
    // One build in ten may have an alert: about 5 of 48.
    expect(reported.length).toBeLessThanOrEqual(8);
    const last = judgeInTurn(builds.slice(0, 59), builds.slice(59))[0];
    expect(
      listChanges(last?.changes ?? []).filter((each) => each.startsWith('confirmed')).length,
    ).toBeLessThanOrEqual(1);
  });
});

describe('suggestLimits', () => {
  const jumpy = steps([
    10_000, 11_500, 10_000, 13_500, 10_000, 17_000, 10_000, 14_500, 10_000, 12_000, 10_000, 10_800,
  ]);
  const history = toHistory(stepsOf(jumpy, () => ({ tasks: [] })));
  const tuning = tuneRegressions(history, 'main', []);

  it.each([0, 1, 2, 3, 4, 5, 6])(
    'suggests limits that leave at most %d alerts in 100 builds, at any level',
    (rate) => {
      expect(tuning.reported.length).toBeGreaterThanOrEqual(4);
      const limits = suggestLimits(tuning, 'build', rate);
      const levels = Object.fromEntries(limits.map(({ level, limit }) => [level, limit]));
      const rules = [{ series: 'build', measure: null, levels, floor: null }];
      const after = tuneRegressions(history, 'main', rules);
      const alerts = after.reported.filter(({ level }) => level !== null).length;
      expect(alerts).toBeLessThanOrEqual((rate * tuning.builds) / 100);
      // Nothing else is read in that case.
      expect(suggestLimits(after, 'build', rate)).toEqual([]);
    },
  );

  it('suggests none if no more are reported, or none of that kind', () => {
    expect(suggestLimits(tuning, 'build', 100)).toEqual([]);
    expect(suggestLimits(tuning, 'metric', 0)).toEqual([]);
    expect(suggestLimits(tuneRegressions(toHistory([]), 'main', []), 'build', 1)).toEqual([]);
  });
});

describe('readStoredSeries', () => {
  it('reads every number that a report follows, with the builds of its values', () => {
    const builds = stepsOf(noisy(20, 10_000), (i) => ({
      result: i === 5 ? 'failure' : 'success',
      tasks: [
        { name: 'compile', durationMs: 900, cache: i === 6 ? 'hit' : 'miss', costUsd: 0.1 },
        { name: 'flaky', durationMs: 10, result: i === 7 ? 'failure' : 'success' },
      ],
      metrics: [{ name: 'rate', value: i, unit: '1/s', better: 'higher', samples: null }],
      context: i === 8 ? { branch: 'topic', pullRequest: 3 } : i === 9 ? { cpuModel: null } : {},
    }));
    const found = readStoredSeries(toHistory(builds), 'main', []);
    const shown = found.map(
      ({ key, values, role }) => `${key.scope} ${key.measure} ${key.task ?? ''} ${values.length} ${role}`,
    );
    expect(shown).toEqual([
      'build duration  18 total',
      'build cost  18 total',
      'build cache_hit_rate  18 total',
      'task duration compile 18 task',
      'task cost compile 18 other',
      'task duration flaky 18 task',
      'metric value rate 19 task',
    ]);
    const rate = found.at(-1);
    expect(rate?.builds.map(({ id }) => id)).not.toContain('b8');
    expect(rate?.hardware?.[8]).toBeNull();
    for (const { values, keys, builds: of } of found) {
      expect(keys).toEqual(of.map(({ id }) => id));
      expect(values).toHaveLength(of.length);
    }
  });

  it('reads only requested series', () => {
    const wanted = readStoredSeries(toHistory(stepsOf([5, 6])), null, [], ({ scope }) => scope === 'task');
    expect(wanted.map(({ name }) => name)).toEqual(['compile']);
  });
});
