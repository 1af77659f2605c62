import { expect, it } from 'vitest';
import { describeNow, splitNow } from '../../src/words/describe-median.ts';
import { judgeInTurn, noisy, stepOf } from '../detect/judge-in-turn.ts';

/** 20 tasks, of which one gets slower by 40% while the machine changes. */
function judge(machine: number) {
  const usual = Array.from({ length: 20 }, (_, at) => noisy(43, 1000, 0.02, at + 3));
  // The speed of the machines varies, as otherwise nothing is corrected.
  const factors = noisy(43, 1, 0.1, 99).map((factor, i) => (i < 40 ? factor : machine));
  const steps = factors.map((factor, i) => {
    const slower = i < 40 ? 1 : 1.4;
    const tasks = usual.map((values, at) => ({
      name: `t${at}`,
      durationMs: values[i]! * factor * (at === 3 ? slower : 1),
    }));
    return stepOf(i, 60_000, { tasks });
  });
  const last = judgeInTurn(steps.slice(0, 40), steps.slice(40)).at(-1);
  return { ...last!.changes.find(({ series }) => series.task === 't3')!, causes: [] };
}

it('is the own value with the median that decided, if both show the change', () => {
  const change = judge(1);
  expect(change.corrected).toBe('build');
  expect(describeNow(change)).toMatch(/^1\.\d+ s, median of 3 builds: 1\.\d+ s$/);
});

it('is the corrected value alone, if a faster machine hides the change', () => {
  const change = judge(0.6);
  expect(change.spark.at(-1)).toBeLessThan(900);
  expect(describeNow(change)).toMatch(/^1\.\d+ s, corrected for the speed of the whole build$/);
  expect(splitNow(change)).toMatchObject({ own: expect.stringMatching(/^1\.\d+ s$/), median: '' });
});

it('is the median first, if this build alone is back at the old value', () => {
  const change = { ...judge(1), from: 1000, to: 1400, newest: 3, corrected: null };
  // Also an improvement.
  const slowAgain = { ...change, from: 1400, to: 1000, spark: [1350] };
  expect(describeNow(slowAgain)).toBe('1 s, median of 3 builds; this one: 1.35 s');
  const nowOf = (own: number): string => describeNow({ ...change, spark: [1000, 1400, own] });
  expect(nowOf(1000)).toBe('1.4 s, median of 3 builds; this one: 1 s');
  expect(nowOf(1150)).toBe('1.4 s, median of 3 builds; this one: 1.15 s');
  expect(nowOf(1250)).toBe('1.25 s, median of 3 builds: 1.4 s');
});
