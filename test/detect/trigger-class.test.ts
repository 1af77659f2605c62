/** Nightly full builds that a schedule starts are compared with their own kind. */
import { describe, expect, it } from 'vitest';
import type { Build } from '../../src/model/build.ts';
import { judgeInTurn, judgeOne, listChanges, noisy, stepOf } from './judge-in-turn.ts';

/** Every third build is a nightly one of `times` the work; `slower` changes the value of each build. */
const builds = (
  count: number,
  times: number,
  slower: (index: number, isNightly: boolean) => number = () => 1,
): Build[] =>
  noisy(count, 100_000, 0.02, 4).map((value, i) => {
    const isNightly = i % 3 === 2;
    const durationMs = value * (isNightly ? times : 1) * slower(i, isNightly);
    return stepOf(i, durationMs, { context: { event: isNightly ? 'schedule' : 'push' } });
  });
const news = (all: readonly Build[], from: number): string[][] =>
  judgeInTurn(all.slice(0, from), all.slice(from)).map(({ changes }) => listChanges(changes));

describe('builds of a schedule', () => {
  it('with more work are compared with each other, and the report states it', () => {
    const all = builds(60, 2);
    const { baseline } = judgeOne(all.slice(0, 59), all[59] as Build);
    expect(baseline).toMatchObject({ builds: 19, trigger: 'schedule' });
    const ofPush = judgeOne(all.slice(0, 58), all[58] as Build).baseline;
    expect(ofPush.builds).toBe(39);
    expect(ofPush).not.toHaveProperty('trigger');
  });

  it('report their own regression, which the pushes do not have', () => {
    const all = builds(93, 2, (i, isNightly) => (isNightly && i >= 75 ? 1.3 : 1));
    const reported = news(all, 75).flatMap((each, i) => (each.length > 0 ? [[75 + i, each] as const] : []));
    expect(reported.length).toBeGreaterThan(0);
    expect(reported.every(([index]) => index % 3 === 2)).toBe(true);
    expect(JSON.stringify(reported)).toContain('confirmed');
  });

  it('hide no regression of pushes', () => {
    const all = builds(84, 2, (i, isNightly) => (!isNightly && i >= 78 ? 1.1 : 1));
    expect(JSON.stringify(news(all, 78))).toContain('confirmed');
  });

  it('with the same work are compared with all', () => {
    const all = builds(60, 1);
    expect(judgeOne(all.slice(0, 59), all[59] as Build).baseline.builds).toBe(59);
  });

  it('that were imported are compared with those that ran since, also after a step', () => {
    const all = noisy(36, 100_000, 0.02, 4).map((value, i) =>
      stepOf(i, value * (i < 30 ? 1 : 1.5), { context: { event: i < 30 ? 'import' : 'local' } }),
    );
    const { baseline, changes } = judgeOne(all.slice(0, 35), all[35] as Build);
    expect(baseline).toMatchObject({ builds: 35 });
    expect(JSON.stringify(listChanges(changes))).toContain('confirmed');
  });

  it('that are few are compared with all, because they would have no baseline', () => {
    const all = builds(30, 2);
    expect(judgeOne(all.slice(0, 29), all[29] as Build).baseline.builds).toBe(29);
  });
});
