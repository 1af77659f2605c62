/** What is known about the builds behind the values. */
import { describe, expect, it } from 'vitest';
import { collectSeries } from '../../src/detect/collect/collect-series.ts';
import { findComparable } from '../../src/detect/collect/comparable.ts';
import { type Survey, surveyBuilds } from '../../src/detect/collect/survey-builds.ts';
import { shareFactors } from '../../src/detect/judge/share-factors.ts';
import type { Build } from '../../src/model/build.ts';
import { nameRunner } from '../../src/model/name-runner.ts';
import { makeContext } from '../make.ts';
import { commitOf, hourMs, noisy, startMs, stepOf, stepsOf, toHistory } from './judge-in-turn.ts';

function survey(builds: readonly Build[]): {
  survey: Survey;
  series: ReturnType<typeof collectSeries>['series'];
} {
  const build = builds.at(-1) as Build;
  const history = toHistory(builds.slice(0, -1));
  const comparable = findComparable(build, history, 'main');
  const { series } = collectSeries(build, build.tasks, history, comparable);
  return { survey: surveyBuilds(build, history, comparable), series };
}

describe('a value', () => {
  it('has its build, its commit, its time and its runner', () => {
    const builds = stepsOf(noisy(14, 10_000), (i) => ({
      context: { cpuModel: i === 3 ? null : i % 2 === 0 ? 'A' : 'B' },
    }));
    const { survey: found, series } = survey(builds);
    const [total] = series as [(typeof series)[0]];
    expect(found.pointsOf(total).slice(-2)).toEqual([
      { id: 'b12', commit: commitOf(12) },
      { id: 'b13', commit: commitOf(13) },
    ]);
    expect(found.timesOf(total)[5]).toBe(startMs + 5 * hourMs);
    expect(Array.from(found.runnersOf(total) ?? []).slice(0, 6)).toEqual([0, 1, 0, -1, 0, 1]);
  });

  it('has no runner if none is known, and no shared change with fewer than 20 tasks', () => {
    const builds = stepsOf(noisy(14, 10_000), () => ({ context: { cpuModel: null } }));
    const { survey: found, series } = survey(builds);
    expect(
      series.map((each) => [found.runnersOf(each), shareFactors(series, builds.length).of(each)]),
    ).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});

describe('the newest builds', () => {
  it('ran mostly on one class of runners, which is named', () => {
    const builds = stepsOf(noisy(60, 10_000), (i) => ({
      context: { cpuModel: i === 59 ? 'new' : i < 15 ? 'old' : i % 4 === 0 ? 'rare' : 'usual' },
    }));
    const { survey: found } = survey(builds);
    expect(found.runnerBefore).toBe('Linux/X64 · usual');
    expect(found.runnerNow).toBe('Linux/X64 · new');
    expect(found.countRunners([0, 1, 16, 59 - 1])).toEqual([
      { runner: 'Linux/X64 · old', builds: 2 },
      { runner: 'Linux/X64 · rare', builds: 1 },
      { runner: 'Linux/X64 · usual', builds: 1 },
    ]);
  });

  it('show which of them reported a series, only on the baseline branch', () => {
    const id = 'build:duration::';
    const builds = stepsOf(noisy(20, 10_000), (i) =>
      i === 18 ? { context: { branch: 'topic', pullRequest: 2 } } : {},
    ).map((build, i) => ([4, 9, 18].includes(i) ? { ...build, opened: [id] } : build));
    const { survey: found, series } = survey(builds);
    const [total, task] = series as [(typeof series)[0], (typeof series)[0]];
    expect(found.reportsOf(total)).toEqual([4, 9]);
    expect(found.reportedBy(id)?.id).toBe('b9');
    expect(found.reportsOf(task)).toEqual([]);
    expect(found.reportsOf(total, 'drift:')).toEqual([]);
  });
});

describe('nameRunner', () => {
  it('names what is known', () => {
    expect(nameRunner(makeContext())).toBe('Linux/X64 · AMD EPYC 7763');
    expect(nameRunner(makeContext({ cpuModel: null }))).toBe('Linux/X64');
    expect(nameRunner(makeContext({ runnerOs: null, runnerArch: null }))).toBe('AMD EPYC 7763');
    expect(nameRunner(makeContext({ runnerOs: null, runnerArch: null, cpuModel: null }))).toBe('');
  });
});

describe('a build without a clock', () => {
  it('has the time of the build before it', () => {
    const builds = stepsOf(noisy(14, 10_000));
    const { survey: found } = survey([...builds.slice(0, 13), { ...stepOf(13, 10_000), startTimeMs: null }]);
    expect(found.nowMs).toBe(startMs + 12 * hourMs);
  });
});
