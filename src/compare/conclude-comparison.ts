/** A comparison in the form of the detector's findings: the same report, comment and gate follow from it. */

import { findAcknowledgement, reviewAcknowledgements } from '../detect/acknowledge.ts';
import { showAcknowledgement } from '../detect/conclude/change-state.ts';
import type { Detection } from '../detect/detect.ts';
import { roundEstimate } from '../detect/round-number.ts';
import type { Build } from '../model/build.ts';
import type { CauseFacts } from '../model/cause.ts';
import type { Change } from '../model/change.ts';
import type { ComparedSeries, Comparison } from '../model/comparison.ts';
import type { StoredBuild } from '../model/history.ts';
import { isTaskTime } from '../model/series.ts';
import { taskKey } from '../model/task-key.ts';
import type { Acknowledgement } from '../settings/acknowledgements.ts';
import { findRule, floorsOf, levelOf, levelsOf, type RegressionRule } from '../settings/regression-rules.ts';
import { quantileOfSorted } from '../stats/quantile.ts';
import { robustSd } from '../stats/robust-sd.ts';
import { errorRate, worseBy } from './judge-pairs.ts';

interface Configured {
  readonly rules: readonly RegressionRule[];
  readonly acknowledgements: readonly Acknowledgement[];
}

/**
 * @param build the run of the head that is reported
 * @param past the runs of the base
 */
export function concludeComparison(
  build: Build,
  past: readonly StoredBuild[],
  comparison: Comparison,
  configured: Configured,
): Detection {
  const { series } = comparison;
  const nowMs = build.startTimeMs ?? 0;
  const ofBuild = series.filter(({ series: { scope } }) => scope === 'build');
  return {
    status: 'ready',
    baseline: {
      builds: past.length,
      historyBuilds: past.length,
      oldestTimeMs: past[0]?.startTimeMs ?? null,
      newestTimeMs: past.at(-1)?.startTimeMs ?? null,
      runners: [],
    },
    changes: series.flatMap((each) => concludePairs(each, comparison, configured, nowMs)).sort(compareSizes),
    environment: null,
    flaky: [],
    testing: { series: series.length, learning: 0, expectedFalseAlarms: 2 * errorRate },
    partial: null,
    unmeasured: null,
    otherUnits: [],
    medians: Object.fromEntries(ofBuild.map(({ series: { measure }, from }) => [measure, from])),
    taskBaseline: openTaskBaselines(series),
    recallFailure: () => noPast,
    reviewed: reviewAcknowledgements(configured.acknowledgements, {
      build,
      history: { builds: past, series: [] },
      series: series.map((each) => each.series),
      needed: new Set(configured.acknowledgements),
      nowMs,
    }),
  };
}

function openTaskBaselines(series: readonly ComparedSeries[]): Detection['taskBaseline'] {
  const tasks = new Map(
    series
      .filter(({ series }) => isTaskTime(series))
      .map((each) => [taskKey({ kind: each.series.kind ?? '', name: each.series.task ?? '' }), each]),
  );
  return (kind, name) => {
    const found = tasks.get(taskKey({ kind, name }));
    return found && { medianMs: found.from, bandMs: bandOf(found), builds: found.base.length };
  };
}

const noPast = {
  state: 'unknown',
  since: null,
  flakes: 0,
  failed: 0,
  builds: 0,
  sameError: null,
} as const;

/** The significant and relevant changes. */
function concludePairs(
  compared: ComparedSeries,
  { pairs }: Comparison,
  { rules, acknowledgements }: Configured,
  nowMs: number,
): Change<CauseFacts>[] {
  const { series, standing, ratio, from, to, base, head, p, interval } = compared;
  const worse = worseBy(compared);
  const matters = Math.abs(worse) >= floorsOf(series, rules).ratio;
  const verdict = standing === 'worse' ? 'confirmed' : standing === 'better' ? 'improvement' : null;
  if (!matters || verdict === null) return [];
  const expected = verdict === 'improvement' ? null : findAcknowledgement(acknowledgements, series, nowMs);
  const spread = [...base].sort((a, b) => a - b);
  const isHigher = (series.better === 'lower') === (verdict === 'confirmed');
  const edge = spread.at(isHigher ? -1 : 0) as number;
  return [
    {
      verdict,
      state: expected === null ? 'new' : 'acknowledged',
      series,
      from,
      to,
      ratio,
      interval,
      p,
      newest: pairs,
      newestAbove: head.filter((value) => (isHigher ? value > edge : value < edge)).length,
      baselineBuilds: base.length,
      band: bandOf(compared),
      noise: roundEstimate(Math.expm1(noiseOf(compared))),
      detectable: interval === null ? 0 : roundEstimate((interval[1] - interval[0]) / 2),
      deterministic: false,
      corrected: null,
      since: null,
      slowBuilds: 0,
      buildsNeeded: null,
      lastingSince: null,
      openedBy: null,
      spark: [...base, ...head].slice(-30),
      sparkBuilds: [],
      baselineSpan: null,
      causes: [],
      acknowledgement: expected && showAcknowledgement(expected),
      level: expected === null ? levelOf(verdict, worse, levelsOf(series, findRule(rules, series))) : null,
      paired: { pairs: base.length, worse: compared.worseIn },
    },
  ];
}

/** Of the pairs' differences, on logarithms; zero values have none. */
function noiseOf({ base, head }: ComparedSeries): number {
  const differences = base.map((value, pair) => Math.log((head[pair] as number) / value));
  const known = differences.filter(Number.isFinite).sort((a, b) => a - b);
  return known.length === 0 ? 0 : robustSd(known);
}

function bandOf({ base }: ComparedSeries): [number, number] {
  const sorted = [...base].sort((a, b) => a - b);
  return [quantileOfSorted(sorted, 0.1) as number, quantileOfSorted(sorted, 0.9) as number];
}

function compareSizes(a: Change<unknown>, b: Change<unknown>): number {
  const place = ({ verdict, series }: Change<unknown>): number =>
    (verdict === 'confirmed' ? 0 : 2) + (series.scope === 'build' ? 0 : 1);
  const size = ({ ratio }: Change<unknown>): number => Math.abs(Math.log1p(ratio));
  return place(a) - place(b) || size(b) - size(a);
}
