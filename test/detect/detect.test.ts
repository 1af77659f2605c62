import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect } from '../../src/detect/detect.ts';
import { growBaseline } from '../../src/detect/judge/grow-baseline.ts';
import { judgeSeries } from '../../src/detect/judge/judge-series.ts';
import { makeSeriesKey } from '../../src/detect/series-key.ts';
import type { Build } from '../../src/model/build.ts';
import type { History } from '../../src/model/history.ts';
import type { SeriesKey } from '../../src/model/series.ts';
import { readConfig } from '../../src/settings/config.ts';
import { levelOf, levelsOf, matchPattern } from '../../src/settings/regression-rules.ts';
import { makeBuild, makeContext, makeHistory, makeSeries, makeTask } from '../make.ts';

/** Values around `level` with about 2 % noise, the same on every run. */
const noisy = (count: number, level: number): number[] =>
  Array.from(
    { length: count },
    (_, i) => level * (1 + 0.02 * Math.sin(i * 12.9898 + Math.cos(i * 78.233) * 43)),
  );
/** JSON is YAML. */
const readRegressions = (regressions: unknown) => readConfig(JSON.stringify({ regressions }), 'bt.yml');

const onMain = { baselineBranch: 'main', rules: [], acknowledgements: [] };

function current(durationMs: number, change: Partial<Build> = {}): Build {
  return makeBuild({ durationMs, tasks: [makeTask({ durationMs })], ...change });
}

const verdicts = (build: Build, history: History): string[] =>
  detect(build, history, onMain).changes.map((c) => `${c.verdict} ${c.series.scope}`);

describe('detect', () => {
  it('reports nothing for a build like the previous ones', () => {
    const history = makeHistory(noisy(40, 10_000));
    expect(verdicts(current(10_100), history)).toEqual([]);
    expect(detect(current(10_100), history, onMain)).toMatchObject({
      status: 'ready',
      testing: { series: 2 },
    });
  });

  it('learns below 12 comparable builds', () => {
    expect(detect(current(1), makeHistory([]), onMain).status).toBe('missing');
    const learning = detect(current(99_999), makeHistory(noisy(11, 10_000)), onMain);
    expect(learning).toMatchObject({ status: 'learning', changes: [], testing: { series: 0, learning: 2 } });
  });

  it('suspects one slow build and confirms the third in a row', () => {
    const past = noisy(40, 10_000);
    expect(verdicts(current(15_000), makeHistory(past))).toEqual(['suspect build', 'suspect task']);
    const third = detect(current(15_100), makeHistory([...past, 15_000, 14_900]), onMain);
    expect(third.changes.map((c) => [c.verdict, c.series.scope, c.level])).toEqual([
      ['confirmed', 'build', 'critical'],
      ['confirmed', 'task', 'error'],
    ]);
    const [change] = third.changes;
    expect(change).toMatchObject({ newest: 3, newestAbove: 3, baselineBuilds: 40 });
    expect(change?.ratio).toBeCloseTo(0.5, 1);
    expect(change?.interval?.[0]).toBeGreaterThan(0.4);
    // Builds 41 and 42 and this one are slow; 40 was the last good one.
    expect(change?.since).toMatchObject({
      buildId: 'b41',
      buildsAgo: 2,
      lastGoodCommit: expect.stringMatching(/40$/),
    });
  });

  it('ignores a change below the gate or the floor, however certain', () => {
    const past = noisy(60, 10_000).map((value) => 10_000 + (value - 10_000) / 20);
    expect(verdicts(current(10_400), makeHistory([...past, 10_400, 10_410, 10_390]))).toEqual([]);
    const tiny = noisy(40, 50);
    expect(verdicts(current(100), makeHistory([...tiny, 100, 101, 99]))).toEqual([]);
  });

  it('finds improvements by the mirrored test', () => {
    const past = noisy(40, 10_000);
    expect(verdicts(current(5_000), makeHistory([...past, 5_000, 5_010]))).toEqual([
      'improvement build',
      'improvement task',
    ]);
  });

  it('does not report a level that the history has had for long', () => {
    const past = [...noisy(40, 10_000), ...noisy(30, 15_000)];
    expect(verdicts(current(15_050), makeHistory(past))).toEqual([]);
  });

  it('judges only complete builds, and the build total only if it succeeded', () => {
    const history = makeHistory(noisy(40, 10_000));
    expect(verdicts(current(30_000, { complete: false }), history)).toEqual([]);
    expect(verdicts(current(30_000, { degraded: true }), history)).toEqual([]);
    expect(verdicts(current(30_000, { result: 'failure' }), history)).toEqual(['suspect task']);
  });

  it('leaves incomplete, failed, cached and other branches’ builds out of the baseline', () => {
    const slow = (i: number): boolean => i % 2 === 1;
    const durations = noisy(80, 10_000).map((value, i) => (slow(i) ? value * 3 : value));
    for (const odd of [
      { complete: false },
      { result: 'failure' },
      { branch: 'dev' },
      { pullRequest: 4 },
    ] as const) {
      const history = { ...makeHistory(durations, (i) => (slow(i) ? odd : {})), series: [] };
      const { baseline, changes } = detect(current(30_000), history, onMain);
      expect(baseline.builds).toBe(40);
      expect(changes.map((c) => c.verdict)).toEqual(['suspect']);
    }
    const series = makeSeries('compile', durations);
    series.cached.forEach((_, i) => {
      series.cached[i] = slow(i) ? 1 : 0;
    });
    const found = detect(current(30_000), { ...makeHistory(durations), series: [series] }, onMain);
    expect(found.changes.find((c) => c.series.scope === 'task')?.from).toBeCloseTo(10_000, -3);
  });

  it('counts a re-run once, and never the build itself', () => {
    const history = makeHistory(noisy(41, 10_000), (i) => ({
      runId: String(i >> 1),
      runAttempt: 1 + (i % 2),
    }));
    const found = detect(current(10_000, { context: makeContext({ runId: '20' }) }), history, onMain);
    expect(found.baseline).toMatchObject({ builds: 20, historyBuilds: 20 });
  });

  it('compares a pull request with its base branch, and its own pushes confirm each other', () => {
    const pull = { context: makeContext({ branch: 'topic', pullRequest: 7 }) };
    const past = noisy(40, 10_000);
    const pushes = (count: number): History =>
      makeHistory([...past, ...noisy(count, 15_000)], (i) =>
        i < 40 ? {} : { branch: 'topic', pullRequest: 7 },
      );
    expect(verdicts(current(15_000, pull), pushes(0))).toEqual(['suspect build', 'suspect task']);
    expect(verdicts(current(15_000, pull), pushes(2))).toEqual(['confirmed build', 'confirmed task']);
    expect(verdicts(current(10_000, pull), pushes(2))).toEqual([]);
  });

  it('trusts constant tokens to stay constant, and not constant seconds', () => {
    const tokens = { input: 100, output: 0, cacheRead: 0, cacheCreation: 0 };
    const history = { ...makeHistory(Array(20).fill(10_000), () => ({ tokens: 100 })), series: [] };
    const same = current(10_000, { tasks: [makeTask({ tokens })] });
    expect(verdicts(same, history)).toEqual([]);
    const more = current(10_000, { tasks: [makeTask({ tokens: { ...tokens, input: 120 } })] });
    const [change] = detect(more, history, onMain).changes;
    expect(change).toMatchObject({ verdict: 'confirmed', deterministic: true, level: 'error', p: null });
    const steps = {
      ...makeHistory(Array(20).fill(3_000)),
      series: [{ ...makeSeries('s', Array(20).fill(3_000)), kind: 'step' }],
    };
    const step = current(4_000, { tasks: [makeTask({ name: 's', kind: 'step', durationMs: 4_000 })] });
    expect(detect(step, steps, onMain).changes).toEqual([]);
  });

  it('controls the share of false discoveries over many series', () => {
    const count = 400;
    const random = (i: number): number => Math.abs(Math.sin(i * 127.1 + 311.7) * 43_758.5453) % 1;
    const values = (task: number): number[] =>
      Array.from({ length: 43 }, (_, b) => 10_000 * (1 + 0.2 * (random(task * 100 + b) - 0.5)));
    const all = Array.from({ length: count }, (_, i) => values(i));
    const history = {
      ...makeHistory(noisy(42, 1)),
      series: all.map((v, i) => makeSeries(`t${i}`, v.slice(0, 42))),
    };
    const tasks = all.map((v, i) => makeTask({ id: `t${i}`, name: `t${i}`, durationMs: v[42] as number }));
    const found = detect(makeBuild({ durationMs: 1, tasks }), history, onMain);
    expect(found.testing.series).toBe(count + 1);
    expect(found.changes.filter((c) => c.verdict === 'confirmed').length).toBeLessThanOrEqual(2);
  });
});

describe('growBaseline', () => {
  it('stops at a step and skips one odd block', () => {
    const step = [...noisy(40, 20), ...noisy(30, 10)].map(Math.log);
    expect(growBaseline(step, 70).length).toBeGreaterThanOrEqual(24);
    expect(growBaseline(step, 70).length).toBeLessThanOrEqual(36);
    const bump = [...noisy(40, 10), ...noisy(6, 20), ...noisy(24, 10)].map(Math.log);
    expect(growBaseline(bump, 70)).toHaveLength(70);
  });

  it('is ascending and at most 80 long', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { maxLength: 150 }), (values) => {
        const baseline = Array.from(growBaseline(values, values.length));
        expect(baseline).toEqual([...baseline].sort((a, b) => a - b));
        expect(baseline.length).toBeLessThanOrEqual(80);
        expect(baseline.length).toBeGreaterThanOrEqual(Math.min(12, values.length));
      }),
    );
  });
});

describe('judgeSeries', () => {
  it('does not depend on the unit', () => {
    const values = [...noisy(40, 10), 12, 12.1, 11.9];
    const judge = (factor: number) =>
      judgeSeries({
        scaled: Float64Array.from(values, (v) => Math.log(v * factor)),
        fresh: 0,
        gate: { ratio: 0.05, floor: 0 },
        exact: false,
      });
    expect(judge(1000).slower?.p).toBeCloseTo(judge(1).slower?.p ?? -1, 12);
  });

  it('counts a change of exactly the gate and the floor', () => {
    const missed = Array.from({ length: 1_000 }, (_, i) => 20 * (i + 1)).filter((before) => {
      const after = (before / 20) * 21;
      const scaled = Float64Array.from([...Array<number>(20).fill(before), after, after, after], Math.log);
      const gate = { ratio: 0.05, floor: after - before };
      return judgeSeries({ scaled, fresh: 0, gate, exact: false }).slower === null;
    });
    expect(missed).toEqual([]);
  });

  it('never throws, whatever the values', () => {
    const value = fc.oneof(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), fc.constant(1));
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 120 }),
        fc.nat(12),
        fc.boolean(),
        (values, fresh, exact) => {
          const gate = { ratio: 0.05, floor: 0.1 };
          const judged = judgeSeries({
            scaled: Float64Array.from(values, Math.log),
            fresh: Math.min(fresh, values.length),
            gate,
            exact,
          });
          for (const scan of [judged.slower, judged.faster]) {
            if (scan) expect(scan.p).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });
});

describe('levels', () => {
  const build = makeSeriesKey('duration', null);
  const task = makeSeriesKey('duration', { name: 'e2e login', kind: 'test' });

  it('rise with the change, and stop below critical for a task', () => {
    const names = (series: SeriesKey) =>
      [0.06, 0.2, 0.5, 5].map((ratio) => levelOf('confirmed', ratio, levelsOf(series, null)));
    expect(names(build)).toEqual(['warning', 'error', 'critical', 'critical']);
    expect(names(task)).toEqual(['warning', 'warning', 'error', 'error']);
    expect(levelOf('suspect', 9, levelsOf(build, null))).toBe('warning');
    expect(levelOf('improvement', -0.9, levelsOf(build, null))).toBeNull();
  });

  it('follow the first rule that matches', () => {
    const { config, problems } = readRegressions([
      { series: 'e2e *', warning: '+30%', critical: '+100%' },
      { series: '*', error: 'off' },
    ]);
    expect(problems).toEqual([]);
    const history = makeHistory([...noisy(40, 10_000), 12_000, 12_010]);
    const series = [...history.series].map((s) => ({ ...s, name: 'e2e login' }));
    const slow = current(12_000, { tasks: [makeTask({ name: 'e2e login', durationMs: 12_000 })] });
    const found = detect(slow, { ...history, series }, { ...onMain, rules: config.regressions });
    expect(found.changes.map((c) => [c.series.scope, c.level])).toEqual([
      ['build', 'error'],
      ['task', null],
    ]);
  });

  it('report faults in a rule', () => {
    const { problems } = readRegressions([
      { series: 'a', warn: '5%' },
      { warning: '5%' },
      { series: 'b', error: 0.2 },
    ]);
    expect(problems.map((p) => p.fix)).toEqual([
      'Did you mean `warning`?',
      'Write `series: …`.',
      'Write how much worse, such as `+20%`, also where higher is better, or `off`.',
    ]);
  });

  it('match wildcards as a regular expression would', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab*]{0,6}$/), fc.stringMatching(/^[ab]{0,8}$/), (pattern, name) => {
        expect(matchPattern(pattern, name)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name));
      }),
    );
  });
});
