/**
 * Whole builds of several series: windows of 100 builds of `siblings.json`. Series in which robust tests find no
 * change are scored, the others are unfiltered siblings; one series at a time is made slower.
 */
import { findBuildFactor } from '../../src/detect/judge/build-factor.ts';
import { type ReplayedValue, replaySeries, type WrittenSeries } from '../../src/detect/replay-series.ts';
import { mannWhitneyGreater } from '../../src/stats/mann-whitney.ts';
import { robustSd } from '../../src/stats/robust-sd.ts';
import { medianOfSorted } from '../../src/stats/sorted.ts';
import { judgeFirstRound } from './first-round.ts';
import type { Suite } from './histories.ts';

const windowLength = 100;
const windowStep = 50;
const judgedFrom = 40;
const stepAt = 60;
const soon = 5;
export const wholeSteps = [0.1, 0.2] as const;

export interface WholeScore {
  readonly name: string;
  readonly series: number;
  /** In 1,000 builds and series without a change, and in one build of as many series as there are. */
  readonly falseAlarms: number;
  readonly perBuild: number;
  readonly found: readonly number[];
}

interface Window {
  readonly rows: readonly (readonly number[])[];
  readonly hardware: readonly (string | null)[];
  readonly isStationary: readonly boolean[];
}

type Judge = (rows: Window['rows'], hardware: Window['hardware'] | null, place: number) => boolean[];

const ours: Judge = (rows, hardware, place) => {
  const written = rows.map(
    (values, i): WrittenSeries => ({
      name: String(i),
      values,
      group: 'build',
      ...(hardware ? { hardware } : {}),
    }),
  );
  const replayed = replaySeries(written, judgedFrom, ({ name }) => name === String(place))[place] ?? [];
  return [...Array(judgedFrom).fill(false), ...replayed.map(({ state }) => state === 'opened')];
};

const before: Judge = (rows, hardware, place) => {
  const classes = [...new Set(hardware ?? [])];
  const runners =
    hardware && Int32Array.from(hardware, (text) => (text === null ? -1 : classes.indexOf(text)));
  const logs = rows.map((values) => Float64Array.from(values, Math.log));
  return judgeFirstRound(logs, runners, place, judgedFrom).map(({ alarm }) => alarm === 'new');
};

/** @param every checks one in this many of the series */
export function scoreWholeBuilds(suites: readonly Suite[], every: number): WholeScore[] {
  const windows = suites.flatMap(cutWindows);
  return (['with the runner', 'without'] as const).flatMap((runners) =>
    (
      [
        ['**Build Telemetry**', ours],
        ['first round', before],
      ] as const
    ).map(([name, judge]) =>
      scoreJudge(`${name}, ${runners}`, judge, windows, runners === 'with the runner', every),
    ),
  );
}

function scoreJudge(
  name: string,
  judge: Judge,
  windows: readonly Window[],
  knows: boolean,
  every: number,
): WholeScore {
  let [series, alarms, builds] = [0, 0, 0];
  const found = wholeSteps.map(() => 0);
  let count = 0;
  for (const { rows, hardware, isStationary } of windows) {
    const runners = knows && hardware.some((each) => each !== null) ? hardware : null;
    let own = 0;
    rows.forEach((_, place) => {
      if (!isStationary[place] || count++ % every !== 0) return;
      own += 1;
      alarms += judge(rows, runners, place).filter((each) => each).length;
      wholeSteps.forEach((size, i) => {
        const stepped = cutAndSlow(rows, place, size);
        const isFound = judge(stepped, runners?.slice(0, stepAt + soon) ?? null, place).includes(
          true,
          stepAt,
        );
        if (isFound) found[i] = (found[i] as number) + 1;
      });
    });
    series += own;
    builds += own > 0 ? 1 : 0;
  }
  const judged = series * (windowLength - judgedFrom);
  const perSeries = alarms / judged;
  return {
    name,
    series,
    falseAlarms: 1000 * perSeries,
    perBuild: (perSeries * series * every) / Math.max(1, builds),
    found: found.map((hits) => hits / series),
  };
}

/** What all series of a build share, as the build's own series. */
export interface TogetherScore {
  readonly name: string;
  /** Builds of whole suites that were judged. */
  readonly builds: number;
  readonly confirmed: number;
  readonly suspects: number;
  /** Windows in which all series were made slower, and the shares of them that were found. */
  readonly windows: number;
  readonly found: readonly number[];
}

export function scoreTogether(suites: readonly Suite[]): TogetherScore[] {
  return (['with the runner', 'without'] as const).map((name) => {
    const replay = ({ rows, hardware }: Pick<Window, 'rows' | 'hardware'>): ReplayedValue[] =>
      replayTogether(rows, name === 'without' ? null : hardware);
    const whole = suites.flatMap(({ series, builds }) =>
      replay({
        rows: series.map(({ values }) => values.map((value) => value ?? Number.NaN)),
        hardware: builds.map(({ hardware }) => hardware),
      }).filter(({ verdict }) => verdict !== 'learning'),
    );
    const windows = suites.flatMap(cutWindows).filter(({ rows }) => rows.length >= 3);
    return {
      name,
      builds: whole.length,
      confirmed: whole.filter(({ state }) => state === 'opened').length,
      suspects: whole.filter(({ verdict }) => verdict === 'suspect').length,
      windows: windows.length,
      found: wholeSteps.map((size) => {
        const hits = windows.filter(({ rows, hardware }) => {
          const slowed = rows.map((_, place) => cutAndSlow(rows, place, size)[place] as number[]);
          const replayed = replay({ rows: slowed, hardware: hardware.slice(0, stepAt + soon) });
          return replayed.some(({ state }, i) => state === 'opened' && replayed.length - i <= soon);
        });
        return hits.length / windows.length;
      }),
    };
  });
}

function replayTogether(rows: Window['rows'], hardware: Window['hardware'] | null): ReplayedValue[] {
  const factor = findBuildFactor(rows.length, (i) => Float64Array.from(rows[i] as number[], Math.log));
  const first = factor?.findIndex((share) => share !== 0) ?? -1;
  if (factor === null || first < 0) return [];
  const values = Array.from(factor.subarray(first), Math.exp);
  const runners = hardware === null ? {} : { hardware: hardware.slice(first) };
  const together = { name: 'together', values, ...runners, role: 'total' as const, exact: false };
  return replaySeries([together], 0)[0] ?? [];
}

function cutAndSlow(rows: Window['rows'], place: number, size: number): number[][] {
  return rows.map((values, row) =>
    values
      .slice(0, stepAt + soon)
      .map((value, i) => (row === place && i >= stepAt ? value * (1 + size) : value)),
  );
}

function cutWindows({ builds, series }: Suite): Window[] {
  const starts = Array.from(
    { length: Math.floor((builds.length - windowLength) / windowStep) + 1 },
    (_, i) => i * windowStep,
  );
  return starts.map((start) => {
    const rows = series
      .map(({ values }) => values.slice(start, start + windowLength))
      .filter((values): values is number[] => values.every((value) => value !== null && value > 0));
    const hardware = builds.slice(start, start + windowLength).map((build) => build.hardware);
    return { rows, hardware, isStationary: rows.map((values) => isStationary(values.map(Math.log))) };
  });
}

const around = 25;
const minSide = 12;

/** No split with a rank test at 0.002 and 3%, and no fifth of it off by 0.8 robust standard deviations. */
function isStationary(logs: readonly number[]): boolean {
  const ascending = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();
  const whole = ascending(logs);
  const sd = Math.max(0.005, robustSd(whole));
  for (let at = 0; at + 20 <= logs.length; at += 20)
    if (Math.abs(medianOfSorted(ascending(logs.slice(at, at + 20))) - medianOfSorted(whole)) > 0.8 * sd)
      return false;
  for (let split = minSide; split <= logs.length - minSide; split += 4) {
    const older = logs.slice(0, split);
    const newer = logs.slice(split);
    if (Math.abs(medianOfSorted(ascending(newer)) - medianOfSorted(ascending(older))) <= 0.03) continue;
    const fresh = newer.slice(0, around);
    const up = mannWhitneyGreater(fresh, ascending(older));
    const down = mannWhitneyGreater(
      fresh.map((value) => -value),
      ascending(older.map((value) => -value)),
    );
    if (Math.min(up, down) < 0.002) return false;
  }
  return true;
}
