/** Conclusions on a judged series: what is new, and what is already known. */
import { describe, expect, it } from 'vitest';
import { listOpened } from '../../src/detect/conclude/conclude-series.ts';
import type { Build } from '../../src/model/build.ts';
import type { RegressionRule } from '../../src/settings/regression-rules.ts';
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

const past = stepsOf(noisy(40, 10_000));
const later = (durationsMs: readonly number[]): Build[] =>
  durationsMs.map((durationMs, i) => stepOf(40 + i, durationMs));
const story = (durationsMs: readonly number[]): string[] =>
  judgeInTurn(past, later(durationsMs)).map(({ changes }) =>
    listChanges(changes.filter(({ series }) => series.scope === 'build')).join(),
  );

describe('an improvement', () => {
  const better = 'improvement new build duration';

  it('is reported once', () => {
    expect(story(noisy(20, 8_000)).filter((each) => each === better)).toHaveLength(1);
  });

  it('is reported again when it increases', () => {
    const reported = story([...noisy(8, 8_000), ...noisy(8, 6_000)]);
    expect(reported.filter((each) => each === better)).toHaveLength(2);
    expect(reported.lastIndexOf(better)).toBeGreaterThan(8);
  });

  it('restarts the baseline: falling back to the earlier level is a regression', () => {
    const reported = story([...noisy(24, 8_000), ...noisy(5, 10_000)]);
    expect(reported.slice(24)).toContain('confirmed new build duration');
  });

  it('of a pull request is reported on each of its pushes', () => {
    const pulls = noisy(5, 8_000).map((durationMs, i) =>
      stepOf(40 + i, durationMs, { context: { branch: 'topic', pullRequest: 7 } }),
    );
    const reported = judgeInTurn(past, pulls).map(({ changes }) => listChanges(changes).includes(better));
    expect(reported).toEqual([false, false, true, true, true]);
  });
});

describe('a regression of main, on a pull request', () => {
  const slow = later(noisy(6, 15_000));
  const main = [
    ...past,
    ...judgeInTurn(past, slow).map(({ build, changes }) => ({ ...build, opened: listOpened(changes) })),
  ];
  const onPull = (durationMs: number): string[] => {
    const pull = stepOf(60, durationMs, { context: { branch: 'topic', pullRequest: 7 } });
    return listChanges(judgeOne(main, pull).changes);
  };

  it('stays visible as open while it lasts there', () => {
    expect(onPull(15_050)).toEqual(['confirmed open build duration', 'confirmed open compile duration']);
  });

  it('is not listed if the pull request is as fast as before', () => {
    expect(onPull(10_000).filter((each) => each.includes('open'))).toEqual([]);
  });

  it('is new if the pull request adds to it', () => {
    expect(onPull(30_000).filter((each) => each.includes('new'))).toHaveLength(2);
  });
});

describe('a suspect', () => {
  it('is not a regression and is not remembered', () => {
    const [first] = judgeInTurn(past, later([15_000]));
    expect(listChanges(first?.changes ?? [])).toEqual([
      'suspect new build duration',
      'suspect new compile duration',
    ]);
    expect(listOpened(first?.changes ?? [])).toEqual([]);
  });

  it('must lie above everything before it, by a tenth', () => {
    const spiky = stepsOf(noisy(40, 10_000).map((value, i) => (i === 20 ? 16_000 : value)));
    expect(judgeOne(spiky, stepOf(40, 15_900)).changes).toEqual([]);
    expect(judgeOne(spiky, stepOf(40, 16_100)).changes).toHaveLength(2);
    const quiet = stepsOf(noisy(40, 10_000, 0.002));
    expect(judgeOne(quiet, stepOf(40, 10_900)).changes).toEqual([]);
    expect(judgeOne(quiet, stepOf(40, 11_200)).changes).toHaveLength(2);
  });

  it('among many series, warns of a suspect until it is confirmed', () => {
    const usual = Array.from({ length: 80 }, (_, task) => noisy(33, 1000 + task, 0.05, task + 7));
    const steps = Array.from({ length: 33 }, (_, i) =>
      stepOf(i, 60_000, {
        tasks: usual.map((values, task) => ({
          name: `t${task}`,
          durationMs: values[i]! * (task === 3 && i >= 30 ? 1.5 : 1),
        })),
      }),
    );
    const levels = judgeInTurn(steps.slice(0, 30), steps.slice(30)).map(({ changes }) =>
      changes.map(({ series, level }) => [series.task, level]),
    );
    expect(levels).toEqual(Array(3).fill([['t3', 'warning']]));
  });

  it.each([
    ['in no series', 0, 'warning'],
    ['in most series once', 1, null],
    ['in each series in turn, of a quarter the size', 0.25, 'warning'],
  ] as const)('among many series, if values jump %s, warns only beyond that', (_, outlier, level) => {
    const usual = Array.from({ length: 80 }, (_, task) => noisy(31, 1000 + task, 0.03, task + 7));
    const factorAt = (i: number, task: number): number => {
      if (task === 3) return i === 30 ? 3 : 1;
      return (task * 7) % 30 === i ? 1 + 2 * outlier : 1;
    };
    const steps = Array.from({ length: 31 }, (_, i) =>
      stepOf(i, 60_000, {
        tasks: usual.map((values, task) => ({
          name: `t${task}`,
          durationMs: values[i]! * factorAt(i, task),
        })),
      }),
    );
    const [last] = judgeInTurn(steps.slice(0, 30), steps.slice(30));
    expect(last?.changes.map(({ series, verdict, level }) => [series.task, verdict, level])).toEqual([
      ['t3', 'suspect', level],
    ]);
  });

  it('warns at most, however large', () => {
    expect(judgeOne(past, stepOf(40, 900_000)).changes.map(({ level }) => level)).toEqual([
      'warning',
      'warning',
    ]);
  });
});

it('compares the tasks of an open regression with the builds before it', () => {
  const found = judgeInTurn(past, later(noisy(9, 13_000)), onMain).at(-1);
  const change = found?.changes.find(({ series }) => series.task === 'compile');
  expect(change).toMatchObject({ state: 'open' });
  const task = found?.taskBaseline('task', 'compile');
  expect(task?.medianMs).toBeCloseTo(change?.from ?? 0, -1);
  // The noise of one level, not of both.
  const [low, high] = task?.bandMs ?? [0, 0];
  expect(high / low).toBeLessThan(1.2);
});

describe('the rules of the configuration', () => {
  const rule = (change: Partial<RegressionRule>): RegressionRule => ({
    series: 'build',
    measure: null,
    levels: {},
    floor: null,
    ...change,
  });
  const with3 = (rules: readonly RegressionRule[], level = 13_000): readonly (string | null)[] => {
    const builds = later(noisy(3, level));
    const [found] = [...judgeInTurn(past, builds, { ...onMain, rules })].slice(-1);
    return [changeOf(found as NonNullable<typeof found>, 'build').level];
  };

  it('change the levels, or turn them off', () => {
    expect(with3([])).toEqual(['error']);
    expect(with3([rule({ levels: { critical: 0.25 } })])).toEqual(['critical']);
    const off = rule({ levels: { warning: null, error: null, critical: null } });
    expect(with3([off])).toEqual([null]);
  });

  it('leave a regression below its limit known, and report it once if the limit is lowered', () => {
    const raised = { ...onMain, rules: [rule({ levels: { warning: 0.6 } })] };
    const raisedFor = judgeInTurn(past, later(noisy(12, 14_000)), raised);
    const lowered = judgeInTurn(
      [...past, ...raisedFor.map(({ build, changes }) => ({ ...build, opened: listOpened(changes) }))],
      noisy(3, 14_000, 0.02, 9).map((durationMs, i) => stepOf(52 + i, durationMs)),
    );
    const story = [...raisedFor, ...lowered].map((each) => {
      const { verdict, state, level, openedBy } = changeOf(each, 'build');
      return `${verdict} ${state} ${level} ${openedBy}`;
    });
    expect(story).toEqual([
      ...Array(2).fill('suspect new null null'),
      'confirmed new null null',
      ...Array(9).fill('confirmed open null b42'),
      'confirmed open error b42',
      ...Array(2).fill('confirmed open null b42'),
    ]);
  });

  it('allow a warning below 5 %', () => {
    const calm = stepsOf(noisy(40, 100_000, 0.004));
    const builds = noisy(5, 103_500, 0.004, 3).map((durationMs, i) => stepOf(40 + i, durationMs));
    expect(judgeInTurn(calm, builds).at(-1)?.changes).toEqual([]);
    const strict = judgeInTurn(calm, builds, { ...onMain, rules: [rule({ levels: { warning: 0.03 } })] });
    expect(changeOf(strict.at(-1) as NonNullable<(typeof strict)[0]>, 'build').level).toBeNull();
    expect(listChanges(strict.flatMap(({ changes }) => changes))).toContain('confirmed new build duration');
  });

  it('find a step of 1.6% in a calm series with a limit of 1%, and nothing without a step', () => {
    const rules = [rule({ levels: { warning: 0.01 } })];
    const calm = stepsOf(noisy(20, 100_000, 0.002));
    const story = (durationsMs: readonly number[]): string[] =>
      judgeInTurn(
        calm,
        durationsMs.map((durationMs, i) => stepOf(20 + i, durationMs)),
        { ...onMain, rules },
      ).map(({ changes }) => listChanges(changes.filter(({ series }) => series.scope === 'build')).join());
    expect(story(noisy(3, 101_600, 0.002, 3))).toEqual(['', '', 'confirmed new build duration']);
    expect(story(noisy(40, 100_000, 0.002, 5)).filter(Boolean)).toEqual([]);
  });

  it('bound the levels that they do not name', () => {
    expect(with3([rule({ levels: { warning: 0.6 } })])).toEqual([null]);
    expect(with3([rule({ levels: { warning: 0.28 } })])).toEqual(['error']);
    const calm = stepsOf(noisy(40, 100_000, 0.004));
    const builds = noisy(5, 103_500, 0.004, 3).map((durationMs, i) => stepOf(40 + i, durationMs));
    for (const levels of [{ error: 0.03 }, { warning: null, error: 0.03 }, { critical: 0.03 }]) {
      const changes = judgeInTurn(calm, builds, { ...onMain, rules: [rule({ levels })] });
      const reported = listChanges(changes.flatMap((found) => found.changes));
      expect(reported).toContain('confirmed new build duration');
    }
  });

  it('set the floor', () => {
    const rules = [rule({ floor: 4_000 })];
    expect(
      judgeInTurn(past, later(noisy(3, 13_000)), { ...onMain, rules })
        .at(-1)
        ?.changes.map(({ series }) => series.scope),
    ).toEqual(['task']);
  });
});

describe('changes', () => {
  it('are sorted: new before known, confirmed before suspects, the build before its tasks, large before small', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const levels: Readonly<Record<string, number>> = { a: 1, b: 1.3, c: 1.8, d: 0.6 };
    const build = (i: number, slow: boolean, odd = false): Build =>
      stepOf(i, (noisy(60, 60_000)[i] as number) * (slow ? 1.2 : 1), {
        tasks: names.map((name, t) => ({
          name,
          durationMs:
            (noisy(60, 2_000, 0.02, t + 3)[i] as number) *
            (slow ? (levels[name] ?? 1) : 1) *
            (odd && name === 'a' ? 3 : 1),
        })),
      });
    const before = Array.from({ length: 40 }, (_, i) => build(i, false));
    const next = Array.from({ length: 3 }, (_, i) => build(40 + i, true, i === 2));
    expect(listChanges(judgeInTurn(before, next).at(-1)?.changes ?? [])).toEqual([
      'confirmed new build duration',
      'confirmed new c duration',
      'confirmed new b duration',
      'suspect new a duration',
      'improvement new d duration',
    ]);
  });
});
