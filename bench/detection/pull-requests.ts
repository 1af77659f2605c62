/**
 * What one, two and three runs of a pull request can decide: each place of a history without a change is treated as a
 * pull request whose runs are the next values, unchanged and made slower.
 */
import { assessSeries } from '../../src/detect/judge/assess-series.ts';
import { confirmP } from '../../src/detect/judge/judge-series.ts';
import { mannWhitneyGreater } from '../../src/stats/mann-whitney.ts';
import type { Row } from './histories.ts';

export const slowdowns = [0.1, 0.2, 0.5, 1, 2] as const;
const firstPlace = 24;

export interface RunsScore {
  readonly runs: number;
  /** Decisions in 1,000 pull requests that changed nothing. */
  readonly falseDecisions: number;
  /** Shares of the slowdowns that were decided. */
  readonly found: readonly number[];
}

type Decide = (values: Float64Array, runs: number) => boolean;

const gate = { ratio: 0.05, floor: 0 };

const ours: Decide = (scaled, fresh) => {
  const { judgement } = assessSeries({ scaled, fresh, gate, exact: true, runners: null, factor: null });
  return (judgement.slower?.p ?? 1) <= confirmP && !judgement.isOnBase();
};

/** The rule of the first round: only the rank test, which needs three runs and 23 values to compare with. */
const byRanks: Decide = (values, runs) => {
  if (runs < 3) return false;
  const end = values.length - runs;
  const baseline = values.slice(Math.max(0, end - 80), end).sort();
  const own = Array.from(values.slice(end)).sort((a, b) => a - b);
  const middle = own[own.length >> 1] as number;
  if (middle - (baseline[baseline.length >> 1] as number) < Math.log1p(gate.ratio)) return false;
  return 5 * mannWhitneyGreater(own, baseline) <= confirmP;
};

const rules = [
  ['**Build Telemetry**', ours],
  ['rank test alone (the first round)', byRanks],
] as const;

/** @param every checks one in this many places */
export function scorePullRequests(
  rows: readonly Row[],
  every: number,
): { readonly name: string; readonly scores: readonly RunsScore[] }[] {
  return rules.map(([name, decide]) => ({
    name,
    scores: [1, 2, 3].map((runs) => ({
      runs,
      falseDecisions: 1000 * share(rows, every, runs, 0, decide),
      found: slowdowns.map((size) => share(rows, every, runs, size, decide)),
    })),
  }));
}

/** Share of the pull requests that were decided by their run of that number, without those decided before. */
function share(rows: readonly Row[], every: number, runs: number, size: number, decide: Decide): number {
  let count = 0;
  let decided = 0;
  rows.forEach(({ values }, row) => {
    const logs = Float64Array.from(values, Math.log);
    for (let place = firstPlace + (row % every); place + runs <= logs.length; place += every) {
      const until = logs
        .slice(0, place + runs)
        .map((value, i) => (i < place ? value : value + Math.log1p(size)));
      count += 1;
      if (decide(until, runs)) decided += 1;
    }
  });
  return decided / count;
}
