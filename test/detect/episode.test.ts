/** What happens to a regression after it was reported. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listOpened } from '../../src/detect/conclude/conclude-series.ts';
import { type Episode, followEpisode, openEpisode } from '../../src/detect/judge/episode.ts';
import { lowerIsBetter } from '../../src/detect/scale.ts';
import type { Build } from '../../src/model/build.ts';
import {
  changeOf,
  judgeInTurn,
  judgeOne,
  listChanges,
  noisy,
  onMain,
  stepOf,
  stepsOf,
} from './judge-in-turn.ts';

const before = noisy(40, 10_000);
const past = stepsOf(before);
const later = (durationsMs: readonly number[]): Build[] =>
  durationsMs.map((durationMs, i) => stepOf(40 + i, durationMs));
/** What is reported of the build's duration, build after build. */
const story = (durationsMs: readonly number[]): string[] =>
  judgeInTurn(past, later(durationsMs)).map(({ changes }) =>
    listChanges(changes.filter(({ series }) => series.scope === 'build')).join(', '),
  );

const news = 'confirmed new build duration';
const known = 'confirmed open build duration';
const suspected = 'suspect new build duration';

describe('a regression', () => {
  it('is reported once, is known in later builds, and is accepted after 22 builds on its level', () => {
    const reported = story(noisy(26, 13_000));
    // The second is not slower than all before it.
    expect(reported.slice(0, 3)).toEqual([suspected, suspected, news]);
    expect(reported.slice(3, 22)).toEqual(Array(19).fill(known));
    expect(reported[22]).toBe('confirmed accepted build duration');
    expect(reported.slice(23)).toEqual(['', '', '']);
  });

  it('recovers with the third consecutive build below the midpoint, and is then silent', () => {
    const reported = story([...noisy(6, 13_000), ...noisy(5, 10_000, 0.02, 2)]);
    expect(reported.slice(6)).toEqual([known, '', 'confirmed recovered build duration', '', '']);
  });

  it.each([3, 6, 11])('is reported again if it returns %i builds after it was fixed', (fast) => {
    const slow = noisy(10, 16_000);
    const reported = story([...slow, ...noisy(fast, 10_000, 0.02, 2), ...noisy(8, 16_000, 0.02, 3)]);
    expect(reported[10 + 2]).toBe('confirmed recovered build duration');
    expect(reported.slice(10 + fast)).toEqual([suspected, suspected, news, ...Array(5).fill(known)]);
  });

  it.each([4, 8])(
    'is reported again, and once, if it returns %i builds after its fix on top of another',
    (back) => {
      const levels = [
        ...[...noisy(10, 13_000, 0.02, 2), ...noisy(8, 20_000, 0.02, 3)],
        ...[...noisy(back, 13_000, 0.02, 4), ...noisy(9, 20_000, 0.02, 5)],
      ];
      const reported = story(levels).slice(18 + back);
      expect(reported.filter((each) => each === news)).toHaveLength(1);
      expect(reported.slice(-5)).toEqual(Array(5).fill(known));
    },
  );

  it('does not return with a fix that leaves a part of it', () => {
    const slow = [...noisy(10, 21_000, 0.01), ...noisy(11, 13_000, 0.01, 2)];
    const own = judgeInTurn(past, later(slow)).flatMap(({ changes }) =>
      changes.filter(({ series, state }) => series.scope === 'build' && state === 'new'),
    );
    expect(own.map(({ since }) => since?.buildId)).not.toContain('b50');
  });

  it('counts against a pull request that brings it back soon after it was fixed', () => {
    const next = later([...noisy(10, 16_000), ...noisy(6, 10_000, 0.02, 2)]);
    const judged = judgeInTurn(past, next);
    const stored = [
      ...past,
      ...judged.map(({ build, changes }) => ({ ...build, opened: listOpened(changes) })),
    ];
    const runs = noisy(2, 16_000, 0.02, 3).map((durationMs, i) =>
      stepOf(56 + i, durationMs, { context: { branch: 'topic', pullRequest: 7 } }),
    );
    const [first, second] = judgeInTurn(stored, runs).map(({ changes }) => changes);
    expect(listChanges(first ?? [])).toContain(suspected);
    expect(listChanges(second ?? [])).toContain(news);
    expect(second?.find(({ series }) => series.scope === 'build')?.causes).toMatchObject([
      { kind: 'slower-task', task: 'compile' },
    ]);
  });

  it.each([
    [16_000, 'acknowledged'],
    [24_000, 'new'],
  ])('is excused by its acknowledgement if it returns at its level: at %i ms it is %s', (level, state) => {
    const next = later([...noisy(10, 16_000), ...noisy(6, 10_000, 0.02, 2), ...noisy(3, level, 0.02, 3)]);
    const acknowledgements = [
      { series: 'build', reason: 'r', owner: '@o', expires: '2099-01-31', since: null, where: '' },
    ];
    const last = judgeInTurn(past, next, { ...onMain, acknowledgements }).at(-1);
    expect(listChanges(last?.changes ?? [])).toContain(`confirmed ${state} build duration`);
  });

  it('is not over after two fast builds, and not listed while they show no effect', () => {
    const reported = story([...noisy(6, 13_000), 10_000, 10_050, 13_000, 10_000, 10_020, 13_100]);
    expect(reported.slice(6)).toEqual([known, '', '', '', '', '']);
  });

  it('is not listed in a pull request whose runs are back at the old level, by chance a little above', () => {
    const open = judgeInTurn(stepsOf(noisy(40, 10_000, 0.1)), later(noisy(5, 30_000, 0.1)));
    const stored = [
      ...stepsOf(noisy(40, 10_000, 0.1)),
      ...open.map(({ build, changes }) => ({ ...build, opened: listOpened(changes) })),
    ];
    const context = { branch: 'topic', pullRequest: 7 };
    const ofPullRequest = (durationMs: number): string[] =>
      listChanges(judgeOne(stored, stepOf(50, durationMs, { context })).changes).filter((each) =>
        each.includes('build'),
      );
    expect(ofPullRequest(30_000)).toEqual([known]);
    expect(ofPullRequest(10_800)).toEqual([]);
  });

  it('is reported again when it returns after it recovered', () => {
    const reported = story([...noisy(5, 13_000), ...noisy(8, 10_000, 0.02, 2), ...noisy(5, 13_000, 0.02, 3)]);
    expect(reported.filter((each) => each === news)).toHaveLength(2);
    expect(reported.slice(13)).toContain(news);
  });

  it('is reported again when it reaches a higher level, and by no build in between', () => {
    const played = judgeInTurn(past, later([...noisy(6, 11_000), ...noisy(8, 15_500)]));
    const own = played.slice(2).map((each) => changeOf(each, 'build'));
    const reported = own.filter(({ state }) => state === 'new');
    expect(reported.map(({ verdict }) => verdict)).toEqual(['confirmed', 'suspect', 'suspect', 'confirmed']);
    const sure = reported.filter(({ verdict }) => verdict === 'confirmed');
    // As severe as both steps together, and dated by its own step.
    expect(sure.map(({ level }) => level)).toEqual(['warning', 'critical']);
    expect(sure.map(({ since }) => since?.buildId)).toEqual(['b40', 'b46']);
  });

  it('refers to the build that reported it, its first build and its baseline as long as it is known', () => {
    const played = judgeInTurn(past, later(noisy(12, 13_000)));
    const opened = changeOf(played[2] as (typeof played)[0], 'build');
    expect(opened).toMatchObject({ openedBy: null, since: { buildId: 'b40', buildsAgo: 2 } });
    expect(opened.baselineSpan).toEqual(['b0', 'b39']);
    for (const each of played.slice(3)) {
      const change = changeOf(each, 'build');
      expect(change).toMatchObject({ openedBy: 'b42', since: { buildId: 'b40' } });
      expect(change.baselineSpan).toEqual(['b0', 'b39']);
      expect(change.sparkBuilds.at(-1)).toBe(each.build.id);
    }
  });

  it('becomes lasting when it is still slow three builds after it was confirmed', () => {
    const own = judgeInTurn(past, later(noisy(12, 13_000))).map((each) => changeOf(each, 'build'));
    expect(own.slice(2).map(({ lastingSince }) => lastingSince)).toEqual([
      ...[null, null, null],
      ...Array(7).fill('b45'),
    ]);
  });

  it.each([
    ['fixes it', [...noisy(5, 15_000), ...noisy(5, 10_000)], null],
    ['is fast by chance', [...noisy(5, 15_000), 10_000, ...noisy(5, 15_000)], 'b46'],
  ])('does not become lasting with a build that %s', (_, levels, lastingAt) => {
    const own = judgeInTurn(past, later(levels)).flatMap(({ changes }) =>
      changes.filter(({ series, lastingSince }) => series.scope === 'build' && lastingSince !== null),
    );
    expect(new Set(own.map(({ lastingSince }) => lastingSince))).toEqual(
      new Set(lastingAt === null ? [] : [lastingAt]),
    );
  });

  it('that fades within three builds never becomes lasting', () => {
    const played = judgeInTurn(past, later([...noisy(4, 13_000), ...noisy(8, 10_000)]));
    const own = played.flatMap(({ changes }) => changes.filter(({ series }) => series.scope === 'build'));
    expect(own.length).toBeGreaterThan(2);
    expect(own.filter(({ lastingSince }) => lastingSince !== null)).toEqual([]);
  });

  it.each([
    ['confirmed', ['b42']],
    ['lasting', ['b42', 'b45']],
  ] as const)('with a gate on %s has a level in %j', (gateOn, builds) => {
    const played = judgeInTurn(past, later(noisy(8, 13_000)), { ...onMain, gateOn });
    const reported = played.filter(({ changes }) =>
      changes.some(
        ({ series, level, verdict }) => series.scope === 'build' && verdict === 'confirmed' && level !== null,
      ),
    );
    expect(reported.map(({ build }) => build.id)).toEqual(builds);
  });

  it('of the base branch is known on a pull request, which only reports its addition', () => {
    const slow = stepsOf([...before, ...noisy(8, 13_000)]);
    slow[42] = { ...(slow[42] as Build), opened: ['build:duration::', 'task:duration:task:compile'] };
    const pulls = (level: number): Build[] =>
      noisy(5, level, 0.02, 5).map((durationMs, i) =>
        stepOf(50 + i, durationMs, { context: { branch: 'topic', pullRequest: 7 } }),
      );
    const verdicts = (level: number): string[] =>
      judgeInTurn(slow, pulls(level)).map(({ changes }) =>
        listChanges(changes.filter(({ series }) => series.scope === 'build')).join(),
      );
    expect(verdicts(13_000).filter((each) => each.includes('new'))).toEqual([]);
    expect(verdicts(19_000).at(-1)).toBe(news);
  });
});

describe('a pull request on top of builds that are slower again', () => {
  const judge = (levels: readonly number[], pull: number): string[] => {
    const next = later(levels);
    const judged = judgeInTurn(past, next);
    const stored = [
      ...past,
      ...judged.map(({ build, changes }) => ({ ...build, opened: listOpened(changes) })),
    ];
    const runs = noisy(3, pull, 0.02, 3).map((durationMs, i) =>
      stepOf(40 + levels.length + i, durationMs, { context: { branch: 'topic', pullRequest: 7 } }),
    );
    const { changes } = judgeInTurn(stored, runs).at(-1) ?? { changes: [] };
    return listChanges(changes.filter(({ series }) => series.scope === 'build'));
  };
  const accepted = noisy(26, 13_000, 0.02, 2);
  const fixed = [...noisy(10, 16_000), ...noisy(6, 10_000, 0.02, 2)];

  it('is not blamed for them, after an accepted regression and after a fixed one', () => {
    expect(judge([...accepted, ...noisy(2, 18_000, 0.02, 4)], 18_000)).toEqual([]);
    expect(judge([...fixed, ...noisy(2, 16_000, 0.02, 4)], 16_000)).toEqual([]);
  });

  it('is blamed for its own', () => {
    expect(judge(accepted, 18_000)).toContain(news);
    expect(judge(fixed, 16_000)).toContain(news);
  });
});

describe('followEpisode', () => {
  const episode: Episode = { openedAt: 2, changeAt: 0, from: 0, to: 1, reported: null };
  const follow = (values: readonly number[]): string => followEpisode(Float64Array.from(values), episode);

  it('counts three consecutive values below the midpoint, not at the midpoint', () => {
    expect(follow([1, 1, 1, 0, 0])).toBe('open');
    expect(follow([1, 1, 1, 0, 0, 0])).toBe('recovered');
    expect(follow([1, 1, 1, 0.5, 0.5, 0.5])).toBe('open');
    expect(follow([1, 1, 1, 0, 1, 0, 0])).toBe('open');
    expect(follow([1, 1, 1, 0, 0, 0, 0])).toBe('closed');
  });

  it('accepts with the 23rd value on the level, not before', () => {
    expect(follow(Array(22).fill(1))).toBe('open');
    expect(follow(Array(23).fill(1))).toBe('accepted');
    expect(follow(Array(24).fill(1))).toBe('closed');
  });

  it('ends an episode once: afterwards it stays closed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1, 0.4, 0.6), { minLength: 4, maxLength: 40 }), (values) => {
        const states = values.map((_, i) => follow(values.slice(0, i + 1)));
        const end = states.findIndex((state) => state !== 'open');
        if (end < 0) return;
        expect(['recovered', 'accepted']).toContain(states[end]);
        expect(states.slice(end + 1).every((state) => state === 'closed')).toBe(true);
      }),
    );
  });
});

describe('openEpisode', () => {
  it('reads nothing that came after the build that reported it', () => {
    const scaled = Float64Array.from([...before, ...noisy(10, 13_000)], Math.log);
    const of = (values: Float64Array) => ({
      scaled: values,
      scale: lowerIsBetter,
      gate: { ratio: 0.05, floor: 0 },
      exact: false,
    });
    const early = openEpisode(of(scaled.subarray(0, 43)), 42);
    expect(openEpisode(of(scaled), 42)).toEqual(early);
    expect(early.changeAt).toBe(40);
    expect(Math.exp(early.from)).toBeCloseTo(10_000, -3);
    expect(Math.exp(early.to)).toBeCloseTo(13_000, -3);
  });
});
