/**
 * The rule of the first round, kept as a peer: no siblings, the build's share only from 20 series on, first slow
 * build by the rank split. The test of one series is today's: only what is named here differs.
 */
import { assessSeries } from '../../src/detect/judge/assess-series.ts';
import { findBuildFactor } from '../../src/detect/judge/build-factor.ts';
import { type Episode, followEpisode } from '../../src/detect/judge/episode.ts';
import { growBaseline } from '../../src/detect/judge/grow-baseline.ts';
import { confirmP } from '../../src/detect/judge/judge-series.ts';
import { longestPast } from '../../src/detect/longest-past.ts';
import { medianOfSorted } from '../../src/stats/sorted.ts';
import type { Alarm, Rule } from './rule.ts';

const gate = { ratio: 0.05, floor: 0 };
const minSiblings = 20;

export interface FirstRound {
  readonly alarm: Alarm;
  /** Index of the first slow build; null without an alarm. */
  readonly since: number | null;
}

/**
 * @param rows logarithms of the series of the same builds
 * @param runners class of each build; null: not known
 * @param place of the row to judge
 */
export function judgeFirstRound(
  rows: readonly Float64Array[],
  runners: Int32Array | null,
  place: number,
  from = 0,
): FirstRound[] {
  const values = rows[place] as Float64Array;
  const factor =
    rows.length < minSiblings ? null : findBuildFactor(rows.length, (i) => rows[i] as Float64Array);
  let episode: Episode | null = null;
  return Array.from(values, (_, index): FirstRound => {
    if (index < from) return quiet;
    const start = Math.max(0, index + 1 - longestPast);
    const { judgement, explained, scaled } = assessSeries({
      scaled: values.subarray(start, index + 1),
      runners: runners?.subarray(start, index + 1) ?? null,
      factor: factor?.subarray(start, index + 1) ?? null,
      fresh: 0,
      gate,
      exact: true,
    });
    if (episode !== null) {
      const moved = {
        ...episode,
        openedAt: episode.openedAt - start,
        changeAt: Math.max(0, episode.changeAt - start),
      };
      if (followEpisode(scaled, moved) === 'open') return { alarm: 'on', since: episode.changeAt };
      episode = null;
    }
    if (explained !== null || (judgement.slower?.p ?? 1) > confirmP) return quiet;
    const opened = openByRanks(scaled);
    episode = { ...opened, openedAt: opened.openedAt + start, changeAt: opened.changeAt + start };
    return { alarm: 'new', since: episode.changeAt };
  });
}

const quiet: FirstRound = { alarm: 'none', since: null };

function openByRanks(known: Float64Array): Episode {
  const changeAt = splitByRanks(known);
  const before = growBaseline(known, changeAt);
  const to = medianOfSorted(known.slice(changeAt).sort());
  return {
    openedAt: known.length - 1,
    changeAt,
    from: before.length > 0 ? medianOfSorted(before) : to,
    to,
    reported: null,
  };
}

const reach = 15;
const around = 30;

/** Source: Pettitt (1979), standardised as for Mann-Whitney. */
function splitByRanks(all: Float64Array): number {
  const values = all.slice(-(reach + around));
  const n = values.length;
  const ranks = Array.from(values, (value) => values.filter((other) => other < value).length + 1);
  let best = all.length - 1;
  let bestScore = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let k = 1; k <= Math.min(reach, n - 1); k++) {
    sum += ranks[n - k] as number;
    const score = (sum - (k * (n + 1)) / 2) / Math.sqrt((k * (n - k) * (n + 1)) / 12);
    if (score <= bestScore) continue;
    bestScore = score;
    best = all.length - k;
  }
  return best;
}

export const firstRound: Rule = {
  name: 'Build Telemetry, first round',
  source: 'docs/decisions/detection.md',
  threshold: null,
  write: () => '',
  search: null,
  judge: (values) =>
    judgeFirstRound([Float64Array.from(values, Math.log)], null, 0).map(({ alarm }) => alarm),
};
