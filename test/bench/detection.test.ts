import { describe, expect, it } from 'vitest';
import { equalize } from '../../bench/detection/equalize.ts';
import type { Histories } from '../../bench/detection/histories.ts';
import { findChangePoints } from '../../bench/detection/otava.ts';
import { confirmed, orSuspect } from '../../bench/detection/ours.ts';
import { perfherder } from '../../bench/detection/perfherder.ts';
import { pointRules } from '../../bench/detection/point-rules.ts';
import type { Rule } from '../../bench/detection/rule.ts';
import { isRealInHindsight, rateFalseAlarms, scoreRule } from '../../bench/detection/score.ts';
import { upperTailOfT } from '../../bench/detection/student-t.ts';
import { makeTeam } from '../../bench/detection/team-builds.ts';

/** 90 values of about 105; from the 41st on 12 higher, from the 71st on 8 lower again. */
const stepped = Array.from(
  { length: 90 },
  (_, i) => 100 + ((i * 37) % 11) + (i >= 40 ? 12 : 0) - (i >= 70 ? 8 : 0),
);
const flat = Array.from({ length: 100 }, (_, i) => 100 + ((i * 37) % 11));
const slowFrom = (at: number, factor: number): number[] =>
  flat.map((value, i) => (i >= at ? value * factor : value));

const rule = (name: string): Rule => pointRules.find((each) => each.name.includes(name)) as Rule;
const newAlarms = ({ judge, threshold }: Rule, values: readonly number[]): number[] =>
  judge(values, threshold ?? 0).flatMap((alarm, i) => (alarm === 'new' ? [i] : []));

describe('Student’s t', () => {
  // scipy.stats.t.sf
  it.each([
    [0, 5, 0.5],
    [1.5, 3, 0.11529193262241141],
    [-2, 10, 0.9633059826146297],
    [2.39, 63, 0.009925792241930506],
    [7, 24, 1.5404637235263483e-7],
    [12, 40, 3.912085652127985e-15],
  ])('beyond %f with %i degrees of freedom', (t, df, expected) => {
    expect(upperTailOfT(t, df) / expected).toBeCloseTo(1, 9);
  });
});

describe('the rules of others', () => {
  it('Otava finds what apache-otava 0.8.0 finds', () => {
    const found = findChangePoints(stepped, 90, 0.001, 0);
    expect(found.map(({ index }) => index)).toEqual([40, 69]);
    expect(found[0]?.p).toBeCloseTo(2.3862863226170913e-24, 30);
    expect(found[1]).toMatchObject({ from: 117.10344827586206, to: 109.23809523809524 });
    expect(findChangePoints(stepped, 90, 0.001, 0.1).map(({ index }) => index)).toEqual([40]);
  });

  it('Perfherder reports the peak that treeherder finds, when 12 builds are there', () => {
    expect(newAlarms(perfherder, stepped)).toEqual([51]);
    expect(newAlarms({ ...perfherder, threshold: 10.9 }, stepped)).toEqual([51]);
    expect(newAlarms({ ...perfherder, threshold: 11 }, stepped)).toEqual([]);
  });

  it.each([
    ['github-action-benchmark', 2.5, [60]],
    ['github-action-benchmark', 1.5, []],
    ['average × 1.5 (Builder)', 1.7, [60]],
    ['average × 2 (Builder)', 1.7, []],
    ['mean + 2 sd', 1.2, [60]],
    ['z-score', 1.2, [60]],
    ['IQR', 1.3, [60]],
    ['Bencher', 1.2, [60]],
    // The third slow build.
    ['.NET', 1.2, [62]],
    ['.NET', 1.04, []],
  ])('%s with a step of × %f', (name, factor, expected) => {
    // What is reported later depends on how fast the step fills the average.
    const alarms = newAlarms(rule(name), slowFrom(60, factor).slice(0, 65));
    expect(alarms.filter((at) => at >= 12)).toEqual(expected);
  });
});

describe('scoring', () => {
  const histories: Histories = {
    suites: [],
    stationary: [{ repository: 'a', series: 'a', values: flat }],
    unfiltered: [
      { repository: 'a', series: 'lasting', values: slowFrom(50, 1.5) },
      {
        repository: 'a',
        series: 'passing',
        values: flat.map((value, i) => (i >= 50 && i < 54 ? value * 1.5 : value)),
      },
    ],
    natural: [{ repository: 'a', series: 'a', values: slowFrom(45, 1.5), changeAt: 45 }],
  };

  it('scores our rule: no false alarm, reported at the third slow build, or immediately as a suspicion', () => {
    expect(scoreRule(confirmed, 0, histories)).toMatchObject({
      falseAlarms: 0,
      recall: [1, 1, 1, 1],
      natural: [1, 1],
      medianDelay: 3,
      // A stretch of four is confirmed, and ends soon after.
      real: 0.5,
      alarms: 2,
    });
    expect(scoreRule(orSuspect, 0, histories)).toMatchObject({ medianDelay: 1 });
  });

  it('counts starts of alarms, not builds during an alarm', () => {
    const always: Rule = {
      ...confirmed,
      judge: (values) => values.map((_, i) => (i === 50 ? 'new' : i > 50 ? 'on' : 'none')),
    };
    expect(scoreRule(always, 0, histories)).toMatchObject({
      falseAlarms: 1000 / 88,
      falseAlarmsShort: 0,
      falseAlarmsLong: 1000 / 60,
      // It was already there long before the steps.
      recall: [0, 0, 0, 0],
      natural: [0, 1],
    });
  });

  it('distinguishes a lasting rise from one that ended, and from one too recent to decide', () => {
    expect(isRealInHindsight(slowFrom(50, 1.1), 52)).toBe(true);
    expect(isRealInHindsight(flat, 52)).toBe(false);
    expect(isRealInHindsight(slowFrom(97, 2).slice(0, 99), 99)).toBe(null);
  });

  it('makes another rule as quiet as requested, or reports that none is quiet enough', () => {
    const noisy = [
      { repository: 'a', series: 'a', values: flat.map((value, i) => value + (i % 9 === 0 ? 30 : 0)) },
    ];
    const twoDeviations = { ...rule('z-score'), threshold: 2 };
    expect(rateFalseAlarms(twoDeviations, 2, noisy)).toBeGreaterThan(50);
    const threshold = equalize(twoDeviations, 1, noisy) as number;
    expect(threshold).toBeGreaterThan(2);
    expect(rateFalseAlarms(twoDeviations, threshold, noisy)).toBeLessThanOrEqual(1);
    const still = [
      { repository: 'a', series: 'a', values: [...new Array(30).fill(1), 2, ...new Array(30).fill(1)] },
    ];
    expect(equalize(twoDeviations, 0, still)).toBe(null);
  });
});

describe('the simulated team', () => {
  const stationary = [{ repository: 'a', series: 'a', values: flat }];

  it('is the same on every run, and contains the listed steps', () => {
    const { builds, steps } = makeTeam(stationary, 5, 1);
    expect(builds).toHaveLength(250);
    expect(makeTeam(stationary, 5, 1).builds[249]).toEqual(builds[249]);
    const [step] = steps;
    const main = builds.filter(({ context }) => context.pullRequest === null);
    const log = (push: number): number =>
      Math.log(main[push]?.tasks[step?.task as number]?.durationMs as number);
    const mean = (from: number, to: number): number => {
      let sum = 0;
      for (let push = from; push < to; push++) sum += log(push);
      return sum / (to - from);
    };
    const from = (step?.from as number) - 1;
    const others = Math.log1p(step?.size as number);
    // Runners and shared noise are not removed from the mean of 30 builds.
    expect(mean(from, from + 30) - mean(from - 30, from)).toBeGreaterThan(others - 0.1);
  });
});
