/** Which builds the current build is compared with. */
import { describe, expect, it } from 'vitest';
import { findComparable } from '../../src/detect/collect/comparable.ts';
import { listOpened } from '../../src/detect/conclude/conclude-series.ts';
import type { Build } from '../../src/model/build.ts';
import { makeContext } from '../make.ts';
import {
  changeOf,
  type DetectedBuild,
  judgeInTurn,
  judgeOne,
  listChanges,
  noisy,
  type Step,
  stepOf,
  stepsOf,
  toHistory,
} from './judge-in-turn.ts';

const before = noisy(40, 10_000);
const past = stepsOf(before);
const pull = (number: number, change: Step['context'] = {}): Step => ({
  context: { branch: 'topic', pullRequest: number, ...change },
});
const later = (durationsMs: readonly number[], step: Step, from = 40): Build[] =>
  durationsMs.map((durationMs, i) => stepOf(from + i, durationMs, step));
const own = (played: readonly DetectedBuild[]): string[] =>
  played.map(({ changes }) => listChanges(changes.filter(({ series }) => series.scope === 'build')).join());

describe('a pull request', () => {
  it('is a suspect with its first run, and confirmed by its second', () => {
    const played = judgeInTurn(past, later([13_000, 13_100, 13_200], pull(7)));
    expect(own(played)).toEqual([
      'suspect new build duration',
      'confirmed new build duration',
      'confirmed new build duration',
    ]);
    expect(changeOf(played[0] as DetectedBuild, 'build')).toMatchObject({ slowBuilds: 1, buildsNeeded: 1 });
  });

  it('is decided by one run that is clearly beyond all others, and by no smaller one', () => {
    expect(own(judgeInTurn(past, later([17_500], pull(7))))).toEqual(['confirmed new build duration']);
    expect(own(judgeInTurn(past, later([15_500], pull(7))))).toEqual(['suspect new build duration']);
  });

  it('is not confirmed if the second run is fast', () => {
    expect(own(judgeInTurn(past, later([14_000, 10_000], pull(7))))[1]).toBe('');
  });

  it('keeps its level when noise moves it around a limit from push to push', () => {
    const played = judgeInTurn(past, later([15_600, 15_500, 14_900, 14_900, 14_900, 15_600], pull(7)));
    const levels = played.slice(1).map((each) => changeOf(each, 'build').level);
    expect(levels).toEqual(Array(5).fill('critical'));
  });

  it('is compared with its base branch and not with another pull request', () => {
    const other = later(noisy(6, 20_000), pull(8));
    const found = judgeOne([...past, ...other], stepOf(50, 13_000, pull(7)));
    expect(changeOf(found, 'build')).toMatchObject({ baselineBuilds: 40, baselineSpan: ['b0', 'b39'] });
  });

  it('names a baseline that ends before its own pushes, also for a suspect', () => {
    const played = judgeInTurn(past, later([10_050, 10_100, 13_000], pull(7)));
    const change = changeOf(played.at(-1) as DetectedBuild, 'build');
    expect(change).toMatchObject({ verdict: 'suspect', baselineSpan: ['b0', 'b39'] });
    expect(change.sparkBuilds.slice(-3)).toEqual(['b40', 'b41', 'b42']);
  });

  it('is no longer reported for the push that fixes it', () => {
    const pushes = later([...noisy(8, 13_000), 10_000], pull(7));
    const verdicts = own(judgeInTurn(past, pushes));
    expect(verdicts[7]).toBe('confirmed new build duration');
    expect(verdicts[8]).toBe('');
  });

  it('has its first slow build among its own builds, never on the base branch', () => {
    // The newest builds of main happen to be slow as well.
    const unlucky = stepsOf([...before.slice(0, 38), 10_900, 10_800]);
    const change = changeOf(
      judgeInTurn(unlucky, later(noisy(5, 12_500), pull(7))).at(-1) as DetectedBuild,
      'build',
    );
    expect(Number(change.since?.buildId.slice(1))).toBeGreaterThanOrEqual(40);
  });

  it('is not blamed for what the newest builds of its base branch have too', () => {
    const slowBase = (builds: number, level: number): Build[] =>
      stepsOf([...before.slice(0, 40 - builds), ...noisy(builds, level)]);
    for (const builds of [1, 2])
      expect(own(judgeInTurn(slowBase(builds, 15_000), later(noisy(3, 15_000), pull(7))))).toEqual([
        '',
        '',
        '',
      ]);
    expect(own(judgeInTurn(slowBase(1, 11_000), later(noisy(3, 15_000), pull(7)))).at(-1)).toBe(
      'confirmed new build duration',
    );
  });

  it('is blamed for what it adds to an open regression of its base branch, and not for its noise', () => {
    const played = judgeInTurn(past, later(noisy(4, 15_000, 0.04), {}));
    const base = [
      ...past,
      ...played.map(({ build, changes }) => ({ ...build, opened: listOpened(changes) })),
    ];
    const pushes = (level: number): Build[] =>
      noisy(3, level, 0.04, 9).map((ms, i) => stepOf(44 + i, ms, pull(7)));
    expect(own(judgeInTurn(base, pushes(15_300)))).toEqual(Array(3).fill('confirmed open build duration'));
    const added = judgeInTurn(base, pushes(19_500)).at(-1) as DetectedBuild;
    expect(own([added])).toEqual(['confirmed new build duration']);
    expect(changeOf(added, 'build').level).toBe('error');
  });

  it('that a queue merges is one more branch compared with the baseline', () => {
    const queue: Step = { context: { branch: 'gh-readonly-queue/main/pr-7-abc', event: 'merge_group' } };
    expect(own(judgeInTurn(past, later([13_000, 13_100], queue)))).toEqual([
      'suspect new build duration',
      'confirmed new build duration',
    ]);
  });
});

describe('the baseline branch', () => {
  it('contains every run once, its last attempt', () => {
    const attempts = stepsOf(noisy(60, 10_000), (i) => ({
      context: { runId: `r${i >> 1}`, runAttempt: 1 + (i % 2) },
    }));
    const history = toHistory(attempts);
    const { past: found, runs } = findComparable(stepOf(99, 1), history, 'main');
    expect(found.map((index) => history.builds[index]?.runAttempt)).toEqual(Array(30).fill(2));
    expect(runs).toHaveLength(60);
  });

  it('uses the later of two records of one attempt, and keeps builds without a run separate', () => {
    const twice = stepsOf([1, 2, 3, 4], (i) => ({ context: { runId: i < 2 ? 'r' : null } }));
    const { past: found } = findComparable(stepOf(99, 1), toHistory(twice), 'main');
    expect(found).toEqual([1, 2, 3]);
  });

  it('leaves out the build itself, its own run, and builds that started later', () => {
    const history = toHistory(past);
    const find = (build: Build): number => findComparable(build, history, 'main').past.length;
    expect(find(past[39] as Build)).toBe(39);
    expect(find(stepOf(99, 1, { context: { runId: 'run39', runAttempt: 2 } }))).toBe(39);
    expect(find({ ...stepOf(99, 1), startTimeMs: past[19]?.startTimeMs ?? 0 })).toBe(20);
    expect(find({ ...stepOf(99, 1), startTimeMs: null })).toBe(40);
  });

  it('of another name is another series', () => {
    expect(findComparable({ ...stepOf(99, 1), name: 'nightly' }, toHistory(past), 'main').past).toEqual([]);
  });

  it('is every branch except pull requests if none is named', () => {
    const mixed = toHistory(
      stepsOf([1, 2, 3], (i) => (i === 1 ? pull(4) : { context: { branch: `b${i}` } })),
    );
    const found = findComparable({ ...stepOf(99, 1), context: makeContext({ branch: 'x' }) }, mixed, null);
    expect(found).toMatchObject({ past: [0, 2], fresh: [], isChange: false });
  });

  it('is not that of a local build without a branch, which is judged against it', () => {
    const local = stepOf(99, 1, { context: { branch: null, runId: null } });
    expect(findComparable(local, toHistory(past), 'main')).toMatchObject({ fresh: [], isChange: true });
  });

  it('does not depend on builds that started at the same time', () => {
    const equal = stepsOf(noisy(40, 10_000), () => ({ startTimeMs: 5 }));
    const found = judgeOne(equal, { ...stepOf(99, 15_000), startTimeMs: 5 });
    expect(found.baseline.builds).toBe(40);
    expect(listChanges(found.changes)).toEqual([
      'suspect new build duration',
      'suspect new compile duration',
    ]);
  });
});
