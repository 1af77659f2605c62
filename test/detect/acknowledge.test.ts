/** Changes that the configuration expects. */
import { describe, expect, it } from 'vitest';
import { listOpened } from '../../src/detect/conclude/conclude-series.ts';
import type { Build } from '../../src/model/build.ts';
import type { Problem } from '../../src/model/problem.ts';
import type { Acknowledgement } from '../../src/settings/acknowledgements.ts';
import { readConfig } from '../../src/settings/config.ts';
import { acknowledgementProblem } from '../../src/words/describe-acknowledgement.ts';
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
  stepsOf,
} from './judge-in-turn.ts';

const entry: Acknowledgement = {
  series: 'build',
  reason: 'we test twice as much',
  owner: '@ci-team',
  expires: '2026-06-30',
  since: null,
  where: 'configuration key `acknowledge[0]`',
};
const before = noisy(40, 10_000);
const past = stepsOf(before);
const slow = (durationsMs: readonly number[], change: Step = {}): Build[] =>
  durationsMs.map((durationMs, i) => stepOf(40 + i, durationMs, change));
const follow = (builds: readonly Build[], entries: readonly Acknowledgement[]): DetectedBuild[] =>
  judgeInTurn(past, builds, { ...onMain, gateOn: 'lasting', acknowledgements: entries });
const aboutBuild = ({ changes }: DetectedBuild): string =>
  listChanges(changes.filter(({ series }) => series.scope === 'build')).join();
const problemsOf = ({ reviewed }: DetectedBuild): Problem[] => reviewed.map(acknowledgementProblem);
const problems = (played: DetectedBuild): string[] => problemsOf(played).map(({ code }) => code);

describe('an acknowledged change', () => {
  it('is shown with its reason, raises no alert, and opens nothing', () => {
    const played = follow(slow(noisy(6, 13_000)), [entry]);
    expect(aboutBuild(played[2] as DetectedBuild)).toBe('confirmed acknowledged build duration');
    expect(changeOf(played[2] as DetectedBuild, 'build')).toMatchObject({
      level: null,
      acknowledgement: { reason: 'we test twice as much', owner: '@ci-team', expires: '2026-06-30' },
    });
    // The task is another series: its regression is still reported as new.
    expect(changeOf(played[2] as DetectedBuild, 'compile')).toMatchObject({
      state: 'new',
      acknowledgement: null,
    });
    expect(
      played
        .slice(3)
        .map(aboutBuild)
        .filter((each) => each.includes('open')),
    ).toEqual([]);
  });

  it.each([
    ['half as much again', 8, 19_800],
    ['a quarter', 8, 16_300],
    ['a quarter, the day after', 4, 16_300],
  ])(
    'excuses its own size: a further %s is suspected immediately, and reported two builds later',
    (_, builds, level) => {
      const played = follow(slow([...noisy(builds, 13_000), ...noisy(9, level, 0.02, 2)]), [entry]);
      const stories = played.map(aboutBuild);
      const [suspected, news, open] = ['suspect new', 'confirmed new', 'confirmed open'].map(
        (each) => `${each} build duration`,
      );
      expect(stories.slice(2, builds)).toEqual(
        Array(builds - 2).fill('confirmed acknowledged build duration'),
      );
      // The additional increase is not acknowledged.
      expect(stories.slice(builds)).toEqual([suspected, suspected, news, ...Array(6).fill(open)]);
      for (const at of [builds, builds + 2, builds + 6]) {
        const change = changeOf(played[at] as DetectedBuild, 'build');
        expect(change.since?.buildId).toBe(`b${40 + builds}`);
        expect(change.from).toBeGreaterThan(12_500);
      }
      // The gate of the baseline branch waits until a change lasts.
      const levels = played.slice(builds + 2).map((each) => changeOf(each, 'build').level !== null);
      expect(levels).toEqual([true, false, false, true, false, false, false]);
    },
  );

  it('excuses a further rise once that is acknowledged, from its first build on', () => {
    const steps = [...noisy(6, 13_000), ...noisy(9, 19_800, 0.02, 2)];
    const played = follow(slow(steps), [{ ...entry, since: commitOf(46) }]);
    expect(
      played
        .slice(6)
        .map(aboutBuild)
        .filter((each) => each.includes('new')),
    ).toEqual([]);
  });

  it('is the baseline of limits relative to it', () => {
    const played = follow(slow(noisy(6, 13_000)), [entry]);
    for (const each of played) expect(each.medians.duration).toBe(changeOf(each, 'build').to);
    expect(follow(slow(noisy(3, 13_000)), []).at(-1)?.medians.duration).toBeCloseTo(10_000, -3);
  });

  it('can be acknowledged after it was reported', () => {
    const opened = judgeInTurn(past, slow(noisy(4, 13_000)));
    const stored = [
      ...past,
      ...opened.map(({ build, changes }) => ({ ...build, opened: listOpened(changes) })),
    ];
    const next = stepOf(44, 13_050);
    expect(aboutBuild(judgeOne(stored, next))).toBe('confirmed open build duration');
    const known = judgeOne(stored, next, { ...onMain, acknowledgements: [entry] });
    expect(changeOf(known, 'build')).toMatchObject({ state: 'acknowledged', openedBy: 'b42', level: null });
  });

  it('is new again from the day after its end on', () => {
    // Builds 40 to 42 run on the 2nd of January, from 16:00 on.
    const builds = slow(noisy(3, 13_000));
    const at = (expires: string): DetectedBuild =>
      follow(builds, [{ ...entry, expires }]).at(-1) as DetectedBuild;
    expect(aboutBuild(at('2026-01-02'))).toBe('confirmed acknowledged build duration');
    expect(aboutBuild(at('2026-01-01'))).toBe('confirmed new build duration');
    expect(problems(at('2026-01-01'))).toEqual(['acknowledgement-expired']);
  });

  it('covers all tasks of a pattern, and not the build itself', () => {
    const played = follow(slow(noisy(3, 13_000)), [{ ...entry, series: 'comp*' }]).at(-1) as DetectedBuild;
    expect(listChanges(played.changes)).toEqual([
      'confirmed new build duration',
      'confirmed acknowledged compile duration',
    ]);
  });

  it('leaves an improvement alone', () => {
    const played = follow(slow(noisy(4, 7_000)), [entry]);
    expect(played.map(aboutBuild)).toContain('improvement new build duration');
    for (const { changes } of played)
      expect(changes.every(({ acknowledgement }) => acknowledgement === null)).toBe(true);
  });
});

describe('an acknowledgement that begins at a commit', () => {
  const since = { ...entry, since: commitOf(40).slice(0, 12) };

  it('resets the baseline at the step once 12 builds follow it, and excuses the step until then', () => {
    const levels = [...noisy(14, 13_000), ...noisy(6, 17_000)];
    const played = follow(slow(levels), [since]);
    expect(played.slice(0, 14).map(aboutBuild)).toEqual([
      ...Array(2).fill('suspect acknowledged build duration'),
      ...Array(10).fill('confirmed acknowledged build duration'),
      ...Array(2).fill(''),
    ]);
    const later = played.slice(14).map(aboutBuild);
    expect(later).toContain('confirmed new build duration');
    expect(changeOf(played.at(-1) as DetectedBuild, 'build').from).toBeCloseTo(13_000, -3);
  });

  it('tracks no regression on the new level that the step itself was', () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const played = follow(slow(noisy(25, 13_000, 0.04, seed)), [since]);
      expect(played.slice(12).map(aboutBuild)).toEqual(Array(13).fill(''));
    }
  });

  it('applies from the first value after a failed build of that commit', () => {
    const builds = slow([13_000, ...noisy(6, 13_000)]);
    builds[0] = { ...(builds[0] as Build), result: 'failure' };
    const played = follow(builds, [since]);
    expect(played.map(aboutBuild).filter((each) => each.includes('new'))).toEqual([]);
    expect(played.map(aboutBuild).at(-1)).toBe('confirmed acknowledged build duration');
    expect(played.flatMap(problems)).toEqual([]);
  });

  it('excuses nothing before that commit is built, and reports that no build of it is stored', () => {
    const played = follow(slow(noisy(4, 13_000)), [{ ...entry, since: 'abcdef0123' }]).at(
      -1,
    ) as DetectedBuild;
    expect(aboutBuild(played)).toMatch(/^confirmed (new|open) build duration$/);
    expect(problemsOf(played)).toMatchObject([{ code: 'acknowledgement-unused', level: 'warning' }]);
    expect(problemsOf(played)[0]?.what).toContain('abcdef0123');
  });

  it('is done when 24 builds follow it', () => {
    const builds = slow(noisy(26, 13_000));
    const played = follow(builds, [since]);
    expect(played.slice(12, 24).flatMap(problems)).toEqual([]);
    expect(problems(played.at(-1) as DetectedBuild)).toEqual(['acknowledgement-done']);
  });

  it('does not excuse a rise in the 12 builds that follow it, or take it for the new level', () => {
    const played = follow(slow([...noisy(6, 13_000), ...noisy(20, 20_000)]), [since]);
    expect(played.slice(6).map(aboutBuild)).toEqual([
      ...Array(2).fill('suspect new build duration'),
      'confirmed new build duration',
      ...Array(17).fill('confirmed open build duration'),
    ]);
    for (const each of [played[8], played[25]])
      expect(changeOf(each as DetectedBuild, 'build').from).toBeCloseTo(13_000, -3);
    expect(played.flatMap(problems)).toEqual([]);
  });

  it('resets the baseline also where the step was reported before it was acknowledged', () => {
    const opened = judgeInTurn(past, slow(noisy(4, 13_000)));
    const stored = [
      ...past,
      ...opened.map(({ build, changes }) => ({ ...build, opened: listOpened(changes) })),
    ];
    const next = noisy(12, 13_000).map((durationMs, i) => stepOf(44 + i, durationMs));
    const played = judgeInTurn(stored, next, { ...onMain, acknowledgements: [since] }).map(aboutBuild);
    expect(played).toEqual([...Array(8).fill('confirmed acknowledged build duration'), ...Array(4).fill('')]);
  });

  it('of a pull request’s own commit excuses what it changes', () => {
    const pull = (i: number): Step => ({
      context: { branch: 'topic', pullRequest: 3, commit: commitOf(40 + i) },
    });
    const builds = noisy(5, 13_000).map((durationMs, i) => stepOf(40 + i, durationMs, pull(i)));
    const own = { ...entry, series: '*', since: commitOf(42) };
    const played = follow(builds, [own, { ...own, series: 'build' }]).at(-1) as DetectedBuild;
    expect(listChanges(played.changes)).toEqual([
      'confirmed acknowledged build duration',
      'confirmed acknowledged compile duration',
    ]);
  });
});

describe('an entry', () => {
  const quiet = (entries: readonly Acknowledgement[], change: Step = {}): string[] =>
    problems(judgeOne(past, stepOf(40, 10_000, change), { ...onMain, acknowledgements: entries }));

  it('that matches nothing is reported', () => {
    expect(quiet([{ ...entry, series: 'compil' }])).toEqual(['acknowledgement-unused']);
    expect(quiet([{ ...entry, series: 'comp*' }])).toEqual([]);
  });

  it('is not reported for a build in which its series failed, was skipped or came from a cache', () => {
    const compile = { ...entry, series: 'compile', since: commitOf(3) };
    const build = { ...entry, since: commitOf(3) };
    expect(quiet([compile, build])).toEqual(['acknowledgement-done', 'acknowledgement-done']);
    expect(quiet([compile, build], { result: 'failure', tasks: [] })).toEqual([]);
    expect(quiet([compile], { tasks: [{ name: 'compile', cache: 'hit' }] })).toEqual([]);
    expect(quiet([compile], { complete: false, tasks: [] })).toEqual([]);
  });

  it('warns in its last 14 days', () => {
    const ends = (expires: string): string[] => quiet([{ ...entry, expires }]);
    // The build runs on the 2nd of January.
    expect(ends('2026-01-16')).toEqual([]);
    expect(ends('2026-01-15')).toEqual(['acknowledgement-expires']);
    const last = judgeOne(past, stepOf(40, 10_000), {
      ...onMain,
      acknowledgements: [{ ...entry, expires: '2026-01-02' }],
    });
    expect(problemsOf(last)[0]?.what).toBe(
      'The acknowledgement of `build` expires on 2026-01-02, in 1 day (@ci-team: we test twice as much).',
    );
  });

  it('reports nothing without any history', () => {
    const found = judgeOne([], stepOf(0, 10_000), {
      ...onMain,
      acknowledgements: [{ ...entry, series: 'deploy', since: 'abcdef0' }],
    });
    expect(problemsOf(found)).toEqual([]);
  });
});

describe('the key `acknowledge`', () => {
  const written = { series: 'build', reason: 'r', owner: 'o', expires: '2027-01-31' };
  /** JSON is YAML. */
  const read = (acknowledge: unknown) => {
    const { config, problems } = readConfig(JSON.stringify({ acknowledge }), 'bt.yml');
    return { entries: config.acknowledge, problems };
  };

  it('reads an entry, and a date without quotes', () => {
    expect(read([{ ...written, since: 'ABCDEF0' }])).toEqual({
      entries: [{ ...written, since: 'abcdef0', where: 'bt.yml:1:17: `acknowledge[0]`' }],
      problems: [],
    });
    const yaml = 'acknowledge:\n  - {series: build, reason: r, owner: o, expires: 2027-01-31}\n';
    expect(readConfig(yaml, 'bt.yml').config.acknowledge[0]?.expires).toBe('2027-01-31');
    expect(read(null)).toEqual({ entries: [], problems: [] });
  });

  it.each([
    [{ expires: '2026-02-30' }, 'expires'],
    [{ expires: '31.1.2027' }, 'expires'],
    [{ expires: null }, 'expires'],
    [{ reason: ' ' }, 'reason'],
    [{ owner: 7 }, 'owner'],
    [{ since: 1234567 }, 'since'],
    [{ since: 'abc' }, 'since'],
    [{ until: '2027-01-31' }, 'until'],
  ])('reports the fault in %j', (change, key) => {
    const { entries, problems } = read([{ ...written, ...change }]);
    expect(entries).toEqual([]);
    expect(problems.map(({ where }) => where.replace(/:\d+:\d+:/, ''))).toEqual([
      `bt.yml \`acknowledge[0].${key}\``,
    ]);
  });

  it('reports entries that are not mappings, and a list that is not a list', () => {
    expect(read({ series: 'build' }).problems).toHaveLength(1);
    expect(read(['build'])).toMatchObject({ entries: [], problems: [{ where: expect.any(String) }] });
  });
});
