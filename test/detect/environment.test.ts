/** An effect of the environment on a build is reported once, and for no task. */
import { describe, expect, it } from 'vitest';
import { assessSeries } from '../../src/detect/judge/assess-series.ts';
import { findBuildFactor } from '../../src/detect/judge/build-factor.ts';
import type { Build, BuildContext } from '../../src/model/build.ts';
import type { EnvironmentChange } from '../../src/model/change.ts';
import { alertEnvironment } from '../../src/words/change-alerts.ts';
import { judgeInTurn, listChanges, noisy, type Step, stepOf } from './judge-in-turn.ts';

const gate = { ratio: 0.05, floor: 0 };
const fast = { cpuModel: 'AMD EPYC 9V74' };
const slow = { cpuModel: 'AMD EPYC 7763' };

/** Builds of `tasks` tasks, all times `factorAt(i)` of the usual ones. */
function builds(
  count: number,
  tasks: number,
  factorAt: (build: number, task: number) => number,
  contextAt: (build: number) => Partial<BuildContext> = () => fast,
  noise = 0.02,
): Build[] {
  const usual = Array.from({ length: tasks }, (_, task) =>
    noisy(count, 1_000 * (task + 1), noise, task + 11),
  );
  const totals = noisy(count, 60_000, 0.01, 5);
  return Array.from({ length: count }, (_, i) => {
    const step: Step = {
      context: contextAt(i),
      tasks: usual.map((values, task) => ({
        name: `t${task}`,
        durationMs: (values[i] as number) * factorAt(i, task),
      })),
    };
    return stepOf(i, (totals[i] as number) * factorAt(i, 0), step);
  });
}

describe('a slower runner', () => {
  it('is not a regression of any task: it is reported once, with both runners', () => {
    const all = builds(
      46,
      5,
      (i) => (i < 40 ? 1 : 1.3),
      (i) => (i < 40 ? fast : slow),
    );
    for (const { changes, environment } of judgeInTurn(all.slice(0, 42), all.slice(42))) {
      expect(listChanges(changes)).toEqual([]);
      expect(environment).toMatchObject({
        by: 'runner',
        series: 6,
        fromRunner: 'Linux/X64 · AMD EPYC 9V74',
        toRunner: 'Linux/X64 · AMD EPYC 7763',
      });
      expect(environment?.ratio).toBeCloseTo(0.3, 1);
    }
  });

  it('that too few builds ran on cannot be distinguished from the change', () => {
    const all = builds(
      46,
      5,
      (i) => (i < 40 ? 1 : 1.3),
      (i) => (i < 40 ? fast : slow),
    );
    const unknown = judgeInTurn(all.slice(0, 40), all.slice(40)).map(
      ({ environment }) => environment?.isUnknown,
    );
    expect(unknown).toEqual([true, true, true, true, undefined, undefined]);
  });

  it('names what got slower if the build as a whole did not', () => {
    const steps = builds(
      41,
      30,
      (i, task) => (i === 40 && (task === 7 || task === 9) ? task - 4 : 1),
      (i) => (i < 40 ? fast : slow),
    );
    const [newest] = judgeInTurn(steps.slice(0, 40), steps.slice(40));
    expect(newest?.environment).toMatchObject({ by: 'runner', series: 2, slowest: 't9' });
    const alertOf = (environment: EnvironmentChange) =>
      alertEnvironment(environment, { tasks: [], changes: [] })[0]?.message;
    const environment = newest?.environment as EnvironmentChange;
    const runners = 'on Linux/X64 · AMD EPYC 7763 instead of Linux/X64 · AMD EPYC 9V74';
    expect(alertOf({ ...environment, ratio: 4 })).toBe(
      `Runner change: 2 metrics (\`t9\` most of all) 400% slower ${runners}`,
    );
    expect(alertOf({ ...environment, ratio: 0.5, series: 1 })).toBe(
      `Runner change: \`t9\` 50% slower ${runners}`,
    );
  });

  it('is not derived from one of many tasks that was slow by chance', () => {
    const usual = Array.from({ length: 600 }, (_, task) => noisy(50, 1000 + task, 0.15, 1000 + task));
    const all = noisy(50, 1, 0.2, 78).map((draw, i) => {
      const tasks = usual.map((values, task) => ({ name: `t${task}`, durationMs: values[i]! }));
      return stepOf(i, 60_000, { tasks, context: (draw * 1e6) % 1000 < 500 ? slow : fast });
    });
    const played = judgeInTurn(all.slice(0, 25), all.slice(25));
    expect(played.map(({ environment }) => environment)).toEqual(played.map(() => null));
    for (const { testing } of played) expect(testing.expectedFalseAlarms).toBeGreaterThanOrEqual(0.03);
  });

  it('is shown for a single slow build too', () => {
    const all = builds(
      41,
      3,
      (i) => (i < 40 ? 1 : 1.5),
      (i) => (i < 40 ? fast : slow),
    );
    const [newest] = judgeInTurn(all.slice(0, 40), all.slice(40));
    expect(listChanges(newest?.changes ?? [])).toEqual([]);
    expect(newest?.environment).toMatchObject({ by: 'runner', series: 4 });
  });

  it('hides no regression of a task if builds run on both all the time', () => {
    const all = builds(
      66,
      4,
      (i, task) => (i % 2 === 0 ? 1 : 1.3) * (task === 2 && i >= 60 ? 1.4 : 1),
      (i) => (i % 2 === 0 ? fast : slow),
    );
    const last = judgeInTurn(all.slice(0, 60), all.slice(60)).at(-1);
    expect(listChanges(last?.changes ?? [])).toEqual(['confirmed open t2 duration']);
    expect(last?.changes[0]?.corrected).toBe('runner');
  });

  it('with unknown properties excuses nothing', () => {
    const all = builds(
      43,
      3,
      (i) => (i < 40 ? 1 : 1.3),
      () => ({ cpuModel: null }),
    );
    const last = judgeInTurn(all.slice(0, 40), all.slice(40)).at(-1);
    // What its three tasks share is still reported.
    expect(listChanges(last?.changes ?? [])).toEqual(['confirmed new build duration']);
    expect(last?.environment).toMatchObject({ by: 'build', fromRunner: null, toRunner: null });
  });

  it('in most of the newest builds is reported although the rest was unchanged', () => {
    const all = builds(
      44,
      3,
      (i) => (i < 40 || i === 42 ? 1 : 1.3),
      (i) => (i < 40 || i === 42 ? fast : slow),
    );
    const last = judgeInTurn(all.slice(0, 40), all.slice(40)).at(-1);
    expect(listChanges(last?.changes ?? [])).toEqual([]);
  });
});

describe('a build that is slow as a whole', () => {
  it('is not derived from one of many tasks that was slow by chance', () => {
    // Runners that differ by 5 %: the build with the slowest task was 8 % slower than usual.
    const machine = noisy(34, 1, 0.05, 87);
    const usual = Array.from({ length: 250 }, (_, task) => noisy(34, 1000 + task, 0.15, 10_000 + task));
    const all = machine.map((factor, i) => {
      const tasks = usual.map((values, task) => ({ name: `t${task}`, durationMs: values[i]! * factor }));
      return stepOf(i, 60_000, { tasks });
    });
    const played = judgeInTurn(all.slice(0, 20), all.slice(20));
    expect(played.map(({ environment }) => environment)).toEqual(played.map(() => null));
  });

  it('adds no evidence against a single task in the builds after it', () => {
    const machine = noisy(38, 1, 0.03, 3);
    machine[30] = 1.3;
    const usual = Array.from({ length: 600 }, (_, task) => noisy(38, 1000 + task, 0.12, 20_000 + task));
    const all = machine.map((factor, i) => {
      const tasks = usual.map((values, task) => ({ name: `t${task}`, durationMs: values[i]! * factor }));
      return stepOf(i, 60_000, { tasks });
    });
    const played = judgeInTurn(all.slice(0, 30), all.slice(30));
    expect(played[0]?.environment).toMatchObject({ by: 'build' });
    expect(played.flatMap(({ changes }) => changes.filter(({ level }) => level !== null))).toEqual([]);
  });

  it('states how much slower all were, not how much the slowest was', () => {
    const all = builds(44, 30, (i, task) => (i < 40 ? 1 : task === 3 ? 1.5 : 1.3));
    for (const { environment } of judgeInTurn(all.slice(0, 40), all.slice(40)))
      expect(environment?.ratio).toBeCloseTo(0.3, 1);
  });

  it('reports none of its tasks, and itself once', () => {
    const all = builds(44, 30, (i) => (i < 40 ? 1 : 1.3));
    const played = judgeInTurn(all.slice(0, 40), all.slice(40));
    for (const { changes, environment } of played) {
      expect(changes.filter(({ series }) => series.scope === 'task')).toEqual([]);
      expect(environment).toMatchObject({ by: 'build', fromRunner: null, toRunner: null });
    }
    expect(played.at(-1)?.environment?.series).toBeGreaterThan(25);
  });

  it('still shows the task that is slower than all the others', () => {
    const all = builds(46, 30, (i, task) => (i < 40 ? 1 : 1.2) * (i >= 40 && task === 7 ? 1.5 : 1));
    const last = judgeInTurn(all.slice(0, 40), all.slice(40)).at(-1);
    expect(listChanges(last?.changes.filter(({ series }) => series.scope === 'task') ?? [])).toEqual([
      'confirmed open t7 duration',
    ]);
  });

  it.each([19, 5, 3])('is reported once from three tasks on, of %i', (tasks) => {
    const all = builds(43, tasks, (i) => (i < 40 ? 1 : 1.3));
    const last = judgeInTurn(all.slice(0, 40), all.slice(40)).at(-1);
    expect(last?.environment).toMatchObject({ by: 'build' });
    expect(listChanges(last?.changes ?? [])).toEqual(['confirmed new build duration']);
  });

  it('cannot be detected with two tasks, or if only half of a few moved', () => {
    const both = builds(43, 2, (i) => (i < 40 ? 1 : 1.3));
    const half = builds(43, 4, (i, task) => (i < 40 || task < 2 ? 1 : 1.3));
    for (const all of [both, half]) {
      const last = judgeInTurn(all.slice(0, 40), all.slice(40)).at(-1);
      expect(last?.environment).toBeNull();
      expect(listChanges(last?.changes ?? []).filter((each) => !each.includes('build'))).toHaveLength(2);
    }
  });
});

describe('of many series', () => {
  it('those that moved with the runner do not increase false alarms among the rest', () => {
    // 300 tasks: a slower runner slows half of them, and the others do not change.
    const all = builds(
      44,
      300,
      (i, task) => (i >= 40 && task % 2 === 0 ? 1.4 : 1),
      (i) => (i < 40 ? fast : slow),
      0.05,
    );
    const last = judgeInTurn(all.slice(0, 43), all.slice(43)).at(-1);
    expect(last?.testing.series).toBeGreaterThan(200);
    expect(last?.environment?.series).toBeGreaterThan(100);
    // One of 300 is significant by its own noise; the 150 that moved would let four through.
    const confirmed = last?.changes.filter(({ verdict }) => verdict === 'confirmed') ?? [];
    expect(confirmed.length).toBeLessThanOrEqual(1);
  });
});

describe('regressions that are open', () => {
  it.each([
    ['one by one', (task: number) => `t${task}`],
    ['as a group', (task: number) => `${task % 10 === 3 ? 'slow' : 'other'} › t${task}`],
  ])('do not make others significant: %s', (_, nameOf) => {
    const usual = Array.from({ length: 600 }, (_, task) => noisy(44, 1000 + task, 0.12, 50_000 + task));
    const countOthers = (factor: number): number => {
      const all = Array.from({ length: 44 }, (_, i) => {
        const tasks = usual.map((values, task) => ({
          name: nameOf(task),
          durationMs: values[i]! * (i >= 30 && task % 10 === 3 ? factor : 1),
        }));
        return stepOf(i, 60_000, { tasks });
      });
      // By then all sixty are reported.
      const later = judgeInTurn(all.slice(0, 30), all.slice(30)).slice(5);
      const news = later.flatMap(({ changes }) => changes.filter(({ level }) => level !== null));
      return news.filter(({ series }) => !/3$|^slow/.test(series.task ?? '')).length;
    };
    expect(countOthers(2)).toBeLessThanOrEqual(countOthers(1));
  });
});

describe('findBuildFactor', () => {
  const series = Array.from({ length: 24 }, (_, s) =>
    Float64Array.from(noisy(50, 5 + s, 0.02, s + 1), Math.log),
  );

  it('is the change that most series of a build share, and null with fewer than 3', () => {
    const slow = (s: number): Float64Array =>
      (series[s] as Float64Array).map((value, i) => value + (i === 40 ? 0.25 : 0));
    const factor = findBuildFactor(24, slow) as Float64Array;
    expect(factor[40]).toBeCloseTo(0.25, 1);
    expect(factor[41]).toBeCloseTo(0, 1);
    expect(findBuildFactor(3, slow)?.[40]).toBeCloseTo(0.25, 1);
    expect(findBuildFactor(2, slow)).toBeNull();
  });

  it('keeps a step that all share, build after build', () => {
    const stepped = (s: number): Float64Array =>
      (series[s] as Float64Array).map((value, i) => value + (i >= 30 ? 0.2 : 0));
    const factor = findBuildFactor(24, stepped) as Float64Array;
    expect(factor[30]).toBeCloseTo(0.2, 1);
    expect(factor[49]).toBeCloseTo(0.2, 1);
  });

  it('keeps its last value if hardly any series has one', () => {
    const gap = (s: number): Float64Array =>
      (series[s] as Float64Array).map((value, i) =>
        i === 40 && s > 3 ? Number.NaN : value + (i >= 39 ? 0.2 : 0),
      );
    const factor = findBuildFactor(24, gap) as Float64Array;
    expect(factor[40]).toBe(factor[39]);
    expect(factor.every((value) => Number.isFinite(value))).toBe(true);
  });

  it('does not look ahead', () => {
    const whole = findBuildFactor(24, (s) => series[s] as Float64Array) as Float64Array;
    const early = findBuildFactor(24, (s) => (series[s] as Float64Array).slice(0, 30)) as Float64Array;
    expect(Array.from(whole.slice(0, 30))).toEqual(Array.from(early));
  });
});

describe('assessSeries', () => {
  const scaled = Float64Array.from([...noisy(40, 10), ...noisy(4, 13)], Math.log);

  it('leaves out a correction that does not make the series quieter', () => {
    const runners = Int32Array.from(scaled, (_, i) => i % 2);
    const found = assessSeries({ scaled, fresh: 0, gate, exact: false, runners, factor: null });
    expect(found.corrected).toBeNull();
    expect(found.scaled).toBe(scaled);
    expect(found.judgement.slower).not.toBeNull();
  });

  it('states the environment that explains the change in the raw values', () => {
    const runners = Int32Array.from(scaled, (_, i) => (i < 40 ? 0 : 1));
    const moved = assessSeries({ scaled, fresh: 0, gate, exact: false, runners, factor: null });
    expect(moved.explained?.by).toBe('runner');
    const factor = scaled.map((_, i) => (i < 40 ? 0 : Math.log(1.3)));
    const shared = assessSeries({ scaled, fresh: 0, gate, exact: false, runners: null, factor });
    expect(shared.explained?.by).toBe('build');
  });
});

describe('benchmarks of a slow machine', () => {
  const measured = (factorAt: (build: number) => number): Build[] =>
    builds(46, 1, () => 1).map((build, i) => ({
      ...build,
      metrics: Array.from({ length: 6 }, (_, metric) => ({
        name: `bench ${metric}`,
        unit: 'ns',
        better: 'lower' as const,
        samples: null,
        value: (noisy(46, 500, 0.02, metric + 30)[i] as number) * factorAt(i),
      })),
    }));

  it('are reported once, and none of them separately', () => {
    const all = measured((i) => (i < 42 ? 1 : 1.4));
    const [, , , last] = judgeInTurn(all.slice(0, 42), all.slice(42));
    expect(last?.changes.filter(({ series }) => series.scope === 'metric')).toEqual([]);
    expect(last?.environment).toMatchObject({ by: 'build', series: 6 });
  });
});

it('is not what a known regression of half of the tasks shares', () => {
  const values = Array.from({ length: 40 }, (_, test) => noisy(50, 300 + test * 10, 0.03, test + 1));
  const total = noisy(50, 120_000, 0.02, 77);
  const builds = Array.from({ length: 50 }, (_, i) =>
    stepOf(i, total[i] as number, {
      tasks: values.map((own, test) => ({
        name: `web/${test < 20 ? 'a' : 'b'}.test.ts › t${test}`,
        kind: 'test',
        durationMs: (own[i] as number) * (test < 20 && i >= 30 ? 1.3 : 1) * (i >= 45 ? 1.3 : 1),
      })),
    }),
  );
  const played = judgeInTurn(builds.slice(0, 28), builds.slice(28));
  const open = played.filter(({ changes }) =>
    changes.some(({ series, state }) => series.scope === 'group' && state === 'open'),
  );
  const environments = open.map(({ build, environment }) => (environment === null ? '' : build.id));
  // The others are slower from b45 on.
  expect(environments.filter((id) => id !== '' && id < 'b45')).toEqual([]);
  expect(environments.slice(-5)).toEqual(['b45', 'b46', 'b47', 'b48', 'b49']);
});
