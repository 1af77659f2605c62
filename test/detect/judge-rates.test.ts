/** How often tasks fail and flake. */
import { describe, expect, it } from 'vitest';
import type { Outcome, Outcomes } from '../../src/detect/collect/outcomes.ts';
import { judgeRate } from '../../src/detect/judge/judge-rates.ts';
import type { Build } from '../../src/model/build.ts';
import type { Task } from '../../src/model/task.ts';
import { betaBinomialTail } from '../../src/stats/beta-binomial.ts';
import {
  changeOf,
  commitOf,
  type DetectedBuild,
  judgeInTurn,
  judgeOne,
  listChanges,
  noisy,
  onMain,
  type Step,
  stepOf,
} from './judge-in-turn.ts';

const durations = noisy(160, 10_000);

/** One letter a build: `.` the test passes, `x` it fails, `r` it fails and its retry passes, `-` it did not run. */
function history(letters: string, change: (index: number) => Step = () => ({}), from = 0): Build[] {
  return [...letters].map((letter, i) => {
    const test = { name: 'login', kind: 'test', durationMs: 900 };
    const tries: (Partial<Task> & { readonly name: string })[] =
      letter === '-'
        ? []
        : letter === 'r'
          ? [
              { ...test, result: 'failure' },
              { ...test, attempt: 2, result: 'success' },
            ]
          : [{ ...test, result: letter === 'x' ? 'failure' : 'success' }];
    const durationMs = durations[from + i] as number;
    const tasks = [{ name: 'compile', durationMs }, ...tries];
    return stepOf(from + i, durationMs, {
      result: letter === 'x' ? 'failure' : 'success',
      tasks,
      ...change(from + i),
    });
  });
}

const often = (letters: string, count: number): string => letters.repeat(count);
const judgeLast = (letters: string, change?: (index: number) => Step): DetectedBuild => {
  const all = history(letters, change);
  return judgeOne(all.slice(0, -1), all.at(-1) as Build);
};
const changesOf = (letters: string): string[] => listChanges(judgeLast(letters).changes);

// Two failures in a hundred builds.
const fine = `${often('.', 30)}x${often('.', 40)}x${often('.', 28)}`;

describe('a success rate', () => {
  it('that falls from 98 % to 75 % is confirmed in the build that fails again', () => {
    const found = judgeLast(`${fine}...x...x....x...x..x`.slice(-120));
    expect(listChanges(found.changes)).toEqual([
      'confirmed new build success_rate',
      'confirmed new login success_rate',
    ]);
    const change = changeOf(found, 'login', 'success_rate');
    expect(change).toMatchObject({ from: 0.98, to: 0.75, newest: 20, newestAbove: 5, baselineBuilds: 100 });
    expect(change.ratio).toBeCloseTo(-0.23, 9);
    expect(change.level).toBe('warning');
    // Wilson: 5 of 20 failures are 11.2 % to 46.9 %.
    expect(change.interval?.[0]).toBeCloseTo(0.98 - 0.469 - 0.98 + 0.02, 2);
    expect(change.p).toBeCloseTo(betaBinomialTail(5, 20, 2.5 / 101, 1.05), 7);
  });

  it('of 80 % after 98 % is not significant yet: p is 0.002', () => {
    expect(changesOf(`${fine}...x...x....x......x`)).toEqual([]);
  });

  it('is reported once: further failures belong to the known regression', () => {
    const past = history(`${fine}...x...x....x...x..`);
    const next = history('x.xx', undefined, past.length);
    const rates = judgeInTurn(past, next).map(({ changes }) =>
      listChanges(changes.filter(({ series }) => series.task === 'login')).join(),
    );
    expect(rates).toEqual([
      'confirmed new login success_rate',
      '',
      'confirmed open login success_rate',
      'confirmed open login success_rate',
    ]);
  });

  it('refers to its builds: baseline, first failure with its commits, newest', () => {
    const change = changeOf(judgeLast(`${fine}...x...x....x...x..x`), 'login', 'success_rate');
    expect(change.baselineSpan).toEqual(['b0', 'b99']);
    expect(change.since).toEqual({
      buildId: 'b103',
      commit: commitOf(103),
      lastGoodCommit: commitOf(102),
      buildsAgo: 16,
      series: 2,
      movedFrom: null,
    });
    expect(change.sparkBuilds.slice(-2)).toEqual(['b118', 'b119']);
    expect(change.spark.slice(-4)).toEqual([1, 0, 0, 1]);
  });

  it('that has been low for long is not new', () => {
    expect(changesOf(often('...x', 30))).toEqual([]);
  });

  it('is not judged by 19 past builds', () => {
    expect(changesOf(`${often('.', 19)}${often('x', 20)}`)).toEqual([]);
    expect(changesOf(`${often('.', 20)}${often('x', 20)}`)).toHaveLength(2);
  });

  it('that failed in one bad week before may do so again', () => {
    const calm = `${often('x.......', 12)}....`;
    const bursts = `${often('.', 44)}${often('x', 12)}${often('.', 44)}`;
    const now = '..x.xx.xxx.x.xx.x.xx';
    expect(changesOf(`${calm}${now}`)).toContain('confirmed new login success_rate');
    const rateOf = (letters: string): Outcomes => ({
      name: 'login',
      kind: 'test',
      list: [...letters].map((letter): Outcome => (letter === 'x' ? 'failed' : 'passed')),
      builds: [],
      rerunMs: [],
      failurePrint: null,
      isCurrent: true,
    });
    const spread = judgeRate(rateOf(`${bursts}${now}`), 'failed')?.overdispersion ?? 0;
    expect(spread).toBeGreaterThan(4);
    expect(judgeRate(rateOf(`${bursts}${now}`), 'failed')?.p).toBeGreaterThan(0.001);
  });

  it('follows the rules of the configuration, and its acknowledgements', () => {
    const all = history(`${fine}...x...x....x...x..x`);
    const [past, build] = [all.slice(0, -1), all.at(-1) as Build];
    const off = { levels: { warning: null }, floor: null, measure: 'success_rate' } as const;
    const rules = [
      { ...off, series: 'login' },
      { ...off, series: 'build' },
    ];
    expect(judgeOne(past, build, { ...onMain, rules }).changes.map(({ level }) => level)).toEqual([
      null,
      null,
    ]);
    const entry = {
      series: 'login',
      reason: 'the new host is flaky',
      owner: '@ops',
      expires: '2026-03-01',
      since: null,
      where: '',
    };
    const expected = judgeOne(past, build, { ...onMain, acknowledgements: [entry] });
    expect(changeOf(expected, 'login', 'success_rate')).toMatchObject({
      state: 'acknowledged',
      level: null,
      acknowledgement: { owner: '@ops' },
    });
  });

  it('is not reported by a build in which the task did not run, or was cancelled', () => {
    const failing = `${fine}...x...x....x...x..x`;
    expect(changesOf(`${failing}-`)).toEqual([]);
    const cancelled = history(`${failing}.`, (i) =>
      i === failing.length
        ? { result: 'cancellation', tasks: [{ name: 'login', kind: 'test', result: 'cancellation' }] }
        : {},
    );
    const last = judgeOne(cancelled.slice(0, -1), cancelled.at(-1) as Build);
    expect(last.changes).toEqual([]);
    expect(last.flaky.filter(({ now }) => now)).toEqual([]);
  });
});

describe('a flaky task', () => {
  it('passes on its retry: the build passes, and the task is listed', () => {
    const found = judgeLast(`${often('.', 30)}r`);
    expect(found.changes).toEqual([]);
    expect(found.flaky).toMatchObject([{ name: 'login', kind: 'test', flakes: 1, builds: 31, now: true }]);
  });

  it('fails, and passes when the job is run again', () => {
    const attempts = (i: number): Step =>
      i >= 30 ? { context: { commit: commitOf(30), runId: 'run30', runAttempt: i - 29 } } : {};
    const found = judgeLast(`${often('.', 30)}x.`, attempts);
    expect(found.flaky).toMatchObject([{ name: 'login', flakes: 1, builds: 31, now: true }]);
    // Seen by later builds as well, although the second attempt counts for the run.
    const later = history(`${often('.', 30)}x....`, (i) => (i === 30 || i === 31 ? attempts(i) : {}));
    const after = judgeOne(later.slice(0, -1), later.at(-1) as Build);
    expect(after.flaky).toMatchObject([{ name: 'login', flakes: 1, builds: 34, now: false }]);
    expect(after.baseline.builds).toBe(33);
  });

  it('passed and failed in two runs of one commit, in either order', () => {
    for (const letters of ['x.', '.x']) {
      const found = judgeLast(`${often('.', 30)}${letters}`, (i) =>
        i >= 30 ? { context: { commit: commitOf(30) } } : {},
      );
      expect(found.flaky).toMatchObject([{ name: 'login', flakes: 1, builds: 31, now: true }]);
    }
  });

  it('of a pull request is detected in the re-run of its own commit', () => {
    const pull = (i: number): Step =>
      i >= 30
        ? {
            context: {
              branch: 'topic',
              pullRequest: 4,
              commit: commitOf(30),
              runId: 'r',
              runAttempt: i - 29,
            },
          }
        : {};
    const found = judgeLast(`${often('.', 30)}x.`, pull);
    expect(found.flaky).toMatchObject([{ name: 'login', flakes: 1, builds: 31, now: true }]);
  });

  it('is not one that failed on one commit and passed on the next', () => {
    expect(judgeLast(`${often('.', 30)}x.`).flaky).toEqual([]);
  });

  it('flakes more often than before: that is reported with advice', () => {
    const found = judgeLast(`${often('.', 50)}r${often('.', 49)}..r...r..r..r..r...r`);
    expect(listChanges(found.changes)).toEqual(['confirmed new login flake_rate']);
    const change = changeOf(found, 'login', 'flake_rate');
    expect(change).toMatchObject({ newest: 20, newestAbove: 6, to: 0.3, level: 'warning' });
    expect(change.series.better).toBe('lower');
  });

  it('is not proved by cached runs', () => {
    const letters = `${often('.', 30)}x...`;
    const cached = (i: number): Step =>
      i > 30 ? { tasks: [{ name: 'login', kind: 'test', durationMs: 1, cache: 'hit' }] } : {};
    const sameCommit = (i: number): Step => ({
      ...cached(i),
      ...(i >= 30 ? { context: { commit: commitOf(30) } } : {}),
    });
    expect(judgeLast(letters, sameCommit).flaky).toEqual([]);
  });
});

it('reports a task that keeps failing once, also after 20 more results', () => {
  const played = judgeInTurn(history('.'.repeat(80)), history('.xxx'.repeat(7), undefined, 80));
  const states = played.flatMap(({ changes }) =>
    changes.flatMap(({ series, state }) =>
      series.task === 'login' && series.measure === 'success_rate' ? [state] : [],
    ),
  );
  expect(states.filter((state) => state === 'new')).toHaveLength(1);
  expect(states.at(-1)).toBe('open');
  // It was fixed in between: a return is new.
  const back = judgeInTurn(
    history('.'.repeat(100)),
    history(`.xxxxx${'.'.repeat(25)}${'x'.repeat(14)}`, undefined, 100),
  );
  const news = back.filter(({ changes }) =>
    changes.some(
      ({ series, state }) => series.task === 'login' && series.measure === 'success_rate' && state === 'new',
    ),
  );
  expect(news).toHaveLength(2);
});
