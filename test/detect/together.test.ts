/** A build without a time of its own is judged by what all its tasks, or measurements, share. */
import { describe, expect, it } from 'vitest';
import { readStoredTogether } from '../../src/detect/stored-together.ts';
import type { Build } from '../../src/model/build.ts';
import { tuneRegressions } from '../../src/tune/tune.ts';
import { judgeInTurn, listChanges, noisy, onMain, type Step, stepOf, toHistory } from './judge-in-turn.ts';

/** Builds of `count` tests of 1 s, 2 s, …, all of them `factorAt` times as slow. */
function builds(
  length: number,
  count: number,
  factorAt: (build: number) => number,
  step: Step = {},
): Build[] {
  const usual = Array.from({ length: count }, (_, test) =>
    noisy(length, 1_000 * (test + 1), 0.02, test + 11),
  );
  return Array.from({ length }, (_, i) =>
    stepOf(i, 0, {
      durationMs: null,
      ...step,
      tasks: usual.map((values, test) => ({
        name: `t${test}`,
        kind: 'test',
        durationMs: (values[i] as number) * factorAt(i),
      })),
    }),
  );
}

/** The same as measurements in several units of time. */
function measured(length: number, factorAt: (build: number) => number, step: Step = {}): Build[] {
  const units = ['ns', 'us', 'ms', 's'];
  const usual = units.map((_, at) => noisy(length, 10 * (at + 1), 0.02, at + 31));
  return Array.from({ length }, (_, i) =>
    stepOf(i, 60_000, {
      tasks: [],
      metrics: units.map((unit, at) => ({
        ...{ name: `Parse${at}`, unit, better: 'lower' as const, samples: null },
        value: (usual[at]?.[i] as number) * factorAt(i),
      })),
      ...step,
    }),
  );
}

const slowFrom =
  (at: number, factor = 1.3) =>
  (build: number): number =>
    build < at ? 1 : factor;

describe('a slowdown of all tests', () => {
  it('is confirmed by the third build, followed, and lasts', () => {
    const all = builds(46, 5, slowFrom(40));
    const played = judgeInTurn(all.slice(0, 40), all.slice(40), { ...onMain, gateOn: 'lasting' });
    expect(played.map(({ changes }) => listChanges(changes))).toEqual([
      ['suspect new * duration'],
      ['suspect new * duration'],
      ['confirmed new * duration'],
      ['confirmed open * duration'],
      ['confirmed open * duration'],
      ['confirmed open * duration'],
    ]);
    expect(played.map(({ changes: [change] }) => change?.level)).toEqual([
      'warning',
      'warning',
      'error',
      null,
      null,
      'error',
    ]);
    const [change] = played[2]?.changes ?? [];
    expect(change).toMatchObject({
      series: { scope: 'build', measure: 'duration', task: '*', kind: 'test', unit: 'ms' },
      since: { buildId: 'b40' },
      causes: [],
    });
    // 1 s + 2 s + … + 5 s.
    expect((change?.from ?? 0) / 15_000).toBeCloseTo(1, 1);
    expect((change?.to ?? 0) / 15_000).toBeCloseTo(1.3, 1);
  });

  it('is critical from +50% on, as the time of a build is', () => {
    const all = builds(43, 30, slowFrom(40, 1.7));
    const last = judgeInTurn(all.slice(0, 40), all.slice(40)).at(-1);
    expect(last?.changes.map(({ level }) => level)).toEqual(['critical']);
  });

  it('that is open on the base branch is no news in a pull request', () => {
    const main = builds(45, 5, slowFrom(40));
    const pull = builds(48, 5, slowFrom(40), { context: { branch: 'topic', pullRequest: 7 } }).slice(45);
    const played = judgeInTurn(main.slice(0, 40), [...main.slice(40), ...pull]).slice(5);
    for (const { changes } of played) {
      expect(changes.map(({ level }) => level)).toEqual(changes.map(() => null));
      expect(changes.every(({ state }) => state === 'open')).toBe(true);
    }
  });

  it('in a pull request is decided by its runs', () => {
    const main = builds(40, 5, () => 1);
    const context = { branch: 'topic', pullRequest: 7 };
    const pull = builds(43, 5, () => 1.6, { context }).slice(40);
    const last = judgeInTurn(main, pull).at(-1);
    expect(listChanges(last?.changes ?? [])).toEqual(['confirmed new * duration']);
    expect(last?.changes[0]?.level).toBe('critical');
  });

  it('does not hide the regression of a single test', () => {
    const all = builds(46, 5, slowFrom(40)).map((build, i) => ({
      ...build,
      tasks: build.tasks.map((task) =>
        task.name === 't2' && i >= 43 ? { ...task, durationMs: (task.durationMs as number) * 1.6 } : task,
      ),
    }));
    const last = judgeInTurn(all.slice(0, 40), all.slice(40)).at(-1);
    expect(listChanges(last?.changes ?? [])).toEqual([
      'confirmed new t2 duration',
      'confirmed open * duration',
    ]);
  });

  it('is excused by an acknowledgement of the build', () => {
    const all = builds(43, 5, slowFrom(40));
    const entry = {
      series: 'build',
      reason: 'more logging',
      owner: '@ann',
      expires: '2027-01-31',
      since: null,
    };
    const acknowledgements = [{ ...entry, where: '#1' }];
    const last = judgeInTurn(all.slice(0, 40), all.slice(40), { ...onMain, acknowledgements }).at(-1);
    expect(last?.changes.map(({ state, level }) => [state, level])).toEqual([['acknowledged', null]]);
  });
});

it('of most tests makes those that stayed the same no improvements', () => {
  const slow = builds(45, 20, slowFrom(40));
  const same = builds(45, 20, () => 1);
  const all = slow.map((build, i) => ({
    ...build,
    tasks: build.tasks.map((task, at) => (at < 11 ? task : (same[i]?.tasks[at] as typeof task))),
  }));
  for (const { changes } of judgeInTurn(all.slice(0, 40), all.slice(40)))
    expect(changes.map(({ series }) => series.task)).toEqual(['*']);
  const faster = builds(45, 20, slowFrom(40)).map((build, i) => ({
    ...build,
    tasks: build.tasks.map((task, at) =>
      at === 3 && i >= 40 ? { ...task, durationMs: (task.durationMs as number) / 2 } : task,
    ),
  }));
  const played = judgeInTurn(faster.slice(0, 40), faster.slice(40));
  expect(played.flatMap(({ changes }) => listChanges(changes))).toContain('improvement new t3 duration');
});

it('is not judged where the build has a time of its own, also if this build failed', () => {
  for (const result of ['success', 'failure'] as const) {
    const all = builds(43, 5, slowFrom(40), { durationMs: 20_000, result });
    const last = judgeInTurn(all.slice(0, 40), all.slice(40)).at(-1);
    expect(listChanges(last?.changes ?? [])).toEqual([]);
    expect(last?.environment).toMatchObject({ by: 'build' });
  }
});

it('is not judged without three tasks', () => {
  const all = builds(43, 2, slowFrom(40));
  const last = judgeInTurn(all.slice(0, 40), all.slice(40)).at(-1);
  expect(listChanges(last?.changes ?? []).sort()).toEqual([
    'confirmed new t0 duration',
    'confirmed new t1 duration',
  ]);
});

it('is the geometric mean of measurements, whatever time their harness takes', () => {
  const all = measured(43, slowFrom(40, 2));
  const last = judgeInTurn(all.slice(0, 40), all.slice(40)).at(-1);
  expect(listChanges(last?.changes ?? [])).toEqual(['confirmed new * value']);
  const [change] = last?.changes ?? [];
  expect(change?.series).toMatchObject({ scope: 'build', unit: 'ns', kind: 'metric' });
  // 10 ns, 20 µs, 30 ms and 40 s.
  const mean = (10 * 20e3 * 30e6 * 40e9) ** (1 / 4);
  expect((change?.from ?? 0) / mean).toBeCloseTo(1, 1);
  expect(change?.level).toBe('critical');
});

it('of throughputs is a drop of all of them', () => {
  const all = measured(43, () => 1).map((build, i) => ({
    ...build,
    metrics: build.metrics.map((metric) => ({
      ...metric,
      ...{ unit: 'ops/s', better: 'higher' as const, value: metric.value / (i < 40 ? 1 : 2) },
    })),
  }));
  const last = judgeInTurn(all.slice(0, 40), all.slice(40)).at(-1);
  expect(listChanges(last?.changes ?? [])).toEqual(['confirmed new * value']);
  const [change] = last?.changes ?? [];
  expect(change?.series).toMatchObject({ unit: 'ops/s', better: 'higher' });
  expect((change?.from ?? 0) / (10 * 20 * 30 * 40) ** (1 / 4)).toBeCloseTo(1, 1);
  expect(change?.ratio).toBeCloseTo(-0.5, 1);
  expect(change?.level).toBe('critical');
});

it('is of the larger part of measurements that have no mean in common', () => {
  const all = measured(43, slowFrom(40, 2)).map((build) => ({
    ...build,
    metrics: [
      { name: 'a rate', value: 5000, unit: 'req/s', better: 'higher' as const, samples: null },
      ...build.metrics,
    ],
  }));
  const last = judgeInTurn(all.slice(0, 40), all.slice(40)).at(-1);
  expect(last?.changes[0]?.series).toMatchObject({ task: '*', unit: 'ns' });
  const mixed = all.map((build) => ({
    ...build,
    metrics: build.metrics.map((metric, at) => ({ ...metric, unit: `amount${at}/s` })),
  }));
  expect(readStoredTogether(toHistory(mixed), 'main', [])).toBeNull();
});

describe('a stored history', () => {
  it('replays what its builds share', () => {
    const all = builds(46, 5, slowFrom(40));
    const stored = readStoredTogether(toHistory(all), 'main', []);
    expect(stored?.key).toMatchObject({ scope: 'build', task: '*', kind: 'test' });
    expect(stored?.builds.at(-1)?.id).toBe('b45');
    expect((stored?.values.at(-1) ?? 0) / (stored?.values.at(-7) ?? 0)).toBeCloseTo(1.3, 1);
    const { reported } = tuneRegressions(toHistory(all), 'main', []);
    expect(reported.map(({ series, buildId }) => [series.task, buildId])).toEqual([['*', 'b42']]);
  });

  it('with times of its builds has none', () => {
    const all = builds(20, 5, () => 1, { durationMs: 20_000 });
    expect(readStoredTogether(toHistory(all), 'main', [])).toBeNull();
    expect(readStoredTogether(toHistory([]), 'main', [])).toBeNull();
  });

  it('with too few builds has none', () => {
    expect(readStoredTogether(toHistory(builds(3, 5, () => 1)), 'main', [])).toBeNull();
  });
});
