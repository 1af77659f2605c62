/** How exactly the first slow build is named, when a step is reported: ours, and the first round's rank split. */
import { replaySeries } from '../../src/detect/replay-series.ts';
import { judgeFirstRound } from './first-round.ts';
import type { Row } from './histories.ts';

const stepAt = 60;
const soon = 5;
const judgedFrom = 55;
export const datedSteps = [0.1, 0.2, 0.5, 1] as const;

export interface DateScore {
  readonly name: string;
  /** Share of the steps that were reported within five builds whose first slow build was named exactly, by size. */
  readonly exact: readonly number[];
}

type Since = (values: readonly number[]) => number | null;

const ours: Since = (values) => {
  const replayed = replaySeries([{ name: '', values }], judgedFrom)[0] ?? [];
  return replayed.find(({ index, state }) => state === 'opened' && index >= stepAt)?.since ?? null;
};

const firstRound: Since = (values) => {
  const judged = judgeFirstRound([Float64Array.from(values, Math.log)], null, 0, judgedFrom);
  return judged.find(({ alarm }, index) => alarm === 'new' && index >= stepAt)?.since ?? null;
};

export function scoreFirstBuilds(rows: readonly Row[]): DateScore[] {
  const score = (since: Since): number[] =>
    datedSteps.map((size) => {
      const named = rows.flatMap(
        ({ values }) =>
          since(
            values.slice(0, stepAt + soon).map((value, i) => (i >= stepAt ? value * (1 + size) : value)),
          ) ?? [],
      );
      return named.filter((index) => index === stepAt).length / named.length;
    });
  return [
    { name: '**Build Telemetry**', exact: score(ours) },
    { name: 'rank split (first round)', exact: score(firstRound) },
  ];
}
