/** What one run of a pull request decides across many series. */
import { describe, expect, it } from 'vitest';
import { openFirstRuns } from '../../src/detect/judge/first-run.ts';
import { judgeOne, listChanges, noisy, startMs, stepOf } from './judge-in-turn.ts';

const count = 300;
const builds = 60;
/** Logarithms of `count` tasks of 2 to 10% noise, in every task `spikes` values 3 to 8 times as high. */
const makeTasks = (spikes: number): number[][] =>
  Array.from({ length: count }, (_, task) => {
    const values = noisy(builds + 1, 100, 0.02 + (0.08 * task) / count, task + 1).map(Math.log);
    for (let i = 0; i < spikes; i++)
      values[(task * 31 + i * 17) % builds] = Math.log(100 * (3 + ((task + i) % 6)));
    return values;
  });
const decide = (tasks: readonly number[][], slower: number): number => {
  const series = tasks.map((values) => ({ scaled: Float64Array.from(values), fresh: 1 }));
  const runs = openFirstRuns(series);
  return tasks.filter((values, place) => {
    const excess = (values[builds] as number) + Math.log(slower) - Math.max(...values.slice(0, builds));
    return excess > 0 && runs[place]?.(excess) != null;
  }).length;
};

describe('one run of many tasks', () => {
  it('that is three times as slow decides if tasks are never that slow without a change', () => {
    const quiet = makeTasks(0);
    expect(decide(quiet, 3)).toBeGreaterThan(0.9 * count);
    expect(decide(quiet, 1)).toBe(0);
  });

  it('decides nothing if one in three tasks was once as far off', () => {
    const wild = makeTasks(1);
    const spiky = makeTasks(0).map((values, i) => (i % 3 === 0 ? (wild[i] as number[]) : values));
    expect(decide(spiky, 3)).toBe(0);
  });

  it('is decided by equally noisy tasks: a few noisy ones do not hide the quiet ones', () => {
    const wild = Array.from({ length: 40 }, (_, i) =>
      noisy(builds + 1, 100, 0.6, i + 900).map((v) => Math.log(Math.abs(v) + 1)),
    );
    expect(decide([...makeTasks(0), ...wild], 3)).toBeGreaterThan(0.8 * count);
  });

  it('needs a dozen series, each of a dozen builds', () => {
    const few = makeTasks(0).slice(0, 11);
    expect(decide(few, 10)).toBe(0);
    expect(
      decide(
        makeTasks(0).map((values) => values.slice(-8)),
        10,
      ),
    ).toBe(0);
  });
});

it('confirms the pull request of a build with 250 tasks, and reports only that task', () => {
  const slow = 200;
  const tasksOf = (build: number): { name: string; durationMs: number }[] =>
    Array.from({ length: 250 }, (_, task) => ({
      name: `t${task}`,
      durationMs:
        (noisy(40, 10_000, 0.03, task + 1)[build] as number) * (build === 39 && task === slow ? 3.2 : 1),
    }));
  const past = Array.from({ length: 39 }, (_, i) =>
    stepOf(i, 600_000 + 100 * (i % 7), { tasks: tasksOf(i) }),
  );
  const context = { pullRequest: 7, branch: 'fix' };
  const pull = stepOf(39, 600_500, { tasks: tasksOf(39), context, startTimeMs: startMs + 40 * 3_600_000 });
  expect(listChanges(judgeOne(past, pull).changes)).toEqual([`confirmed new t${slow} duration`]);
});
