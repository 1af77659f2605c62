/** The report of a build does not depend on builds after it, on other branches, or on other pull requests. */
import { describe, expect, it } from 'vitest';
import { detect } from '../../src/detect/detect.ts';
import type { Build } from '../../src/model/build.ts';
import { type DetectedBuild, noisy, onMain, type Step, stepOf, toHistory } from './judge-in-turn.ts';

const totals = noisy(80, 60_000, 0.01, 3);
const times = noisy(80, 20_000, 0.02, 4);
const odd = { name: 'unrelated', durationMs: 900_000, cpuMs: 1, memoryBytes: 5e9, costUsd: 9 };
const task = (i: number, isSlow: boolean): NonNullable<Step['tasks']>[number] => ({
  name: 'test',
  durationMs: (times[i] as number) * (isSlow ? 2 : 1),
  cpuMs: isSlow ? 20_000 : 10_000,
  memoryBytes: isSlow ? 3e9 : 1e9,
  costUsd: isSlow ? 0.4 : 0.1,
  model: isSlow ? 'opus' : 'sonnet',
  cache: 'miss',
  result: i % 9 === 4 ? 'failure' : 'success',
});

/** Sixty builds of which the newest twenty are slow. */
const all = Array.from({ length: 60 }, (_, i): Build => {
  const isSlow = i >= 40;
  const step = { tasks: [task(i, isSlow), { name: `new ${i >= 42}`, durationMs: 500 }] };
  return stepOf(i, (totals[i] as number) + (isSlow ? 20_000 : 0), step);
});

/** The whole report, except how many builds are stored. */
function reportOf(
  build: Build,
  stored: readonly Build[],
): Omit<DetectedBuild, 'build' | 'taskBaseline' | 'recallFailure'> {
  const { taskBaseline: _, recallFailure: __, ...found } = detect(build, toHistory(stored), onMain);
  return { ...found, baseline: { ...found.baseline, historyBuilds: 0 } };
}

describe('a build', () => {
  const build = all[42] as Build;
  const alone = reportOf(build, all.slice(0, 42));

  it('has the same report when it is judged again later', () => {
    expect(alone.changes.length).toBeGreaterThan(2);
    expect(alone.changes.flatMap(({ causes }) => causes).length).toBeGreaterThan(2);
    expect(reportOf(build, all)).toEqual(alone);
  });

  it('has the same report whatever other branches and pull requests do', () => {
    const others = Array.from({ length: 30 }, (_, i) =>
      stepOf(200 + i, 900_000, {
        startTimeMs: (build.startTimeMs ?? 0) - 1_000 * (i + 1),
        tasks: [{ ...task(0, true), durationMs: 900_000, cpuMs: 7, model: 'other', cache: 'hit' }, odd],
        context: i % 2 === 0 ? { branch: 'release' } : { branch: `t${i}`, pullRequest: i },
      }),
    );
    expect(reportOf(build, [...all.slice(0, 42), ...others])).toEqual(alone);
  });
});
