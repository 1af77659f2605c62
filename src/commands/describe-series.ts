/** One stored series in sentences, with a chart. */

import type { StoredSeries } from '../detect/collect/stored-series.ts';
import { smallestChange } from '../detect/conclude/describe-change.ts';
import type { ReportedSeries } from '../detect/judge/episode.ts';
import { leaveLast, leaveLastStep } from '../detect/judge/further-rise.ts';
import { growBaseline } from '../detect/judge/grow-baseline.ts';
import { findRepeatingClass } from '../detect/judge/repeating-class.ts';
import type { ReplayedValue } from '../detect/replay-series.ts';
import { roundEstimate, roundMeasured } from '../detect/round-number.ts';
import { minBaseline } from '../model/baseline.ts';
import { formatCount, plural } from '../model/counts.ts';
import { isTogether } from '../model/series.ts';
import { escapeTerminal } from '../render/escape.ts';
import { drawSeries } from '../render/terminal/series-chart.ts';
import type { Config } from '../settings/config.ts';
import { robustSd } from '../stats/robust-sd.ts';
import { medianOfSorted } from '../stats/sorted.ts';
import { listReported, type ReportedRegression } from '../tune/tune.ts';
import {
  formatMeasure,
  formatMove,
  formatTime,
  formatUnit,
  isCommit,
  shortCommit,
} from '../words/numbers.ts';
import { nameSeries, plainPhrase } from '../words/phrases.ts';

const chartHeight = 9;

const togetherWords = {
  duration: 'The sum of their usual times, times the change that they share in each build.',
  value: 'The geometric mean of their usual values, times the change that they share in each build.',
} as const;

const verdictWords: Readonly<Record<ReplayedValue['verdict'], string>> = {
  none: 'no significant change',
  learning: 'not enough builds yet',
  suspect: 'possible regression',
  confirmed: 'confirmed regression',
  improvement: 'improvement',
  environment: 'runner change',
};

export function describeSeries(series: StoredSeries, verdicts: readonly ReplayedValue[], config: Config) {
  const { key, builds, scale } = series;
  const values = [...series.values];
  const scaled = Float64Array.from(values, scale.to);
  const reported = listReported(series, verdicts, config.regressions);
  const last = verdicts.at(-1);
  const baseline = findBaseline({ ...series, scaled }, verdicts);
  const level = describeLevel(baseline, series);
  const repeating = findRepeating(scaled, series);
  const sentences = [
    `${plainPhrase(nameSeries(key))}: ${plural(values.length, 'build')}, from ${formatTime(builds[0]?.startTimeMs ?? null)} to ${formatTime(builds.at(-1)?.startTimeMs ?? null)}.`,
    isTogether(key) ? togetherWords[key.measure === 'value' ? 'value' : 'duration'] : '',
    level.sentence,
    repeating === null ? '' : describeRepeating(repeating, key),
    last ? describeNewest(values.at(-1) ?? null, last, key) : '',
    ...reported.map((each) => describeRegression(each)),
    reported.length === 0 && level.level !== null ? 'No confirmed regression.' : '',
  ].filter((line) => line !== '');
  const lines = sentences.map((line) => escapeTerminal(line, 400));
  return {
    text: `${[...lines, '', ...drawChart(values, verdicts, key)].join('\n')}\n`,
    json: {
      series: key,
      level: level.level,
      noise: level.noise,
      detectable: level.detectable,
      baselineBuilds: baseline.length,
      repeating,
      verdict: last?.verdict ?? 'learning',
      regressions: reported,
      points: listPoints(series),
    },
  };
}

/** Ascending. An open regression is compared with the builds before it, moved as in its report. */
function findBaseline(series: ReportedSeries, verdicts: readonly ReplayedValue[]): Float64Array {
  const last = verdicts.at(-1);
  const reports = verdicts.flatMap(({ index, state }) => (state === 'opened' ? [index] : []));
  const { length } = series.scaled;
  return last?.state === 'opened' || last?.state === 'open'
    ? growBaseline(leaveLastStep(series, reports).scaled, last.since ?? length)
    : growBaseline(leaveLast(series, reports), length);
}

function listPoints({ builds, values }: StoredSeries) {
  return Array.from(values, (value, i) => ({
    build: builds[i]?.id,
    commit: builds[i]?.commit,
    timeMs: builds[i]?.startTimeMs,
    value,
  }));
}

interface Repeating {
  readonly builds: number;
  /** In the unit of the series. */
  readonly level: number;
  /**
   * The property that distinguishes them from the others, such as `on schedule` or `on Sundays`; empty without one.
   */
  readonly when: string;
}

/** The values over the builds, with marks where a regression was confirmed or ended. */
function drawChart(
  values: readonly number[],
  verdicts: readonly ReplayedValue[],
  unit: StoredSeries['key'],
): string[] {
  const marks = new Map(
    verdicts.flatMap((each): [number, string][] =>
      each.state === 'opened' ? [[each.index, '▲']] : each.state === 'recovered' ? [[each.index, '▽']] : [],
    ),
  );
  const width = process.stdout.columns || 100;
  const chart = drawSeries(values, { width, height: chartHeight, unit, marks });
  return marks.size > 0 ? [...chart, '', '▲ confirmed here  ▽ recovered here'] : [...chart];
}

function describeRepeating({ builds, level, when }: Repeating, key: StoredSeries['key']): string {
  return `${plural(builds, 'build')} of about ${formatMeasure(level, key)} recur${when && `, ${when}`}: they have their own baseline.`;
}

function describeNewest(
  value: number | null,
  { verdict, state }: ReplayedValue,
  key: StoredSeries['key'],
): string {
  const known =
    state !== 'open'
      ? ''
      : verdict === 'confirmed'
        ? ' (reported before)'
        : ' (reported before; three builds in a row like this one end it)';
  return `Newest build: ${formatMeasure(value, key)}, ${verdictWords[verdict]}${known}.`;
}

/** Recurring slower builds among the newest. */
function findRepeating(scaled: Float64Array, { scale, builds }: StoredSeries): Repeating | null {
  const found = findRepeatingClass(scaled, scaled.length);
  if (found === null) return null;
  const newest = builds.slice(-found.of);
  const isOfClass = newest.map((_, i) => (scaled[scaled.length - newest.length + i] as number) > found.above);
  return {
    builds: found.values.length,
    level: roundMeasured(scale.from(medianOfSorted(found.values))),
    when:
      findClassMark(
        newest.map(({ event }) => event && `on ${event}`),
        isOfClass,
      ) ??
      findClassMark(
        newest.map(({ startTimeMs }) => `on ${weekdays[new Date(startTimeMs).getUTCDay()]}s`),
        isOfClass,
      ) ??
      '',
  };
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
/** The number of builds of the class with the mark, and of builds with the mark in the class. */
const mostlyShare = 0.8;

/** The mark of the builds of the class, which the others do not have. */
function findClassMark(marks: readonly (string | null)[], isOfClass: readonly boolean[]): string | null {
  const count = (mark: string, of: boolean): number =>
    marks.filter((each, i) => each === mark && isOfClass[i] === of).length;
  const size = isOfClass.filter(Boolean).length;
  return (
    [...new Set(marks)].find((mark) => {
      if (mark === null) return false;
      const own = count(mark, true);
      return own >= mostlyShare * size && own >= mostlyShare * (own + count(mark, false));
    }) ?? null
  );
}

interface CurrentLevel {
  readonly sentence: string;
  /** In the unit of the series. */
  readonly level: number | null;
  /** Robust standard deviation, as a ratio of the level. */
  readonly noise: number | null;
  /** The smallest ratio that five builds would confirm. */
  readonly detectable: number | null;
}

/** Data of the baseline, all null while there are too few builds. */
function describeLevel(baseline: Float64Array, { key, scale, gate }: StoredSeries): CurrentLevel {
  if (baseline.length < minBaseline) {
    const sentence = `No baseline yet: ${formatCount(baseline.length)} of ${plural(minBaseline, 'comparable build')}.`;
    return { sentence, level: null, noise: null, detectable: null };
  }
  const deviation = robustSd(baseline);
  const level = roundMeasured(scale.from(medianOfSorted(baseline)));
  const noise = roundEstimate(Math.expm1(deviation));
  const detectable = smallestChange(deviation, baseline.length, gate.ratio);
  const sentence = `Baseline (median): ${formatMeasure(level, key)} of ${plural(baseline.length, 'build')}, noise ±${percent(noise)}. Minimum detectable change: ${percent(detectable)}, with 5 builds.`;
  return { sentence, level, noise, detectable };
}

function percent(ratio: number | null): string {
  return formatUnit(ratio, 'ratio');
}

/** `+140% since c255eb2 (2026-11-08 17:00 UTC), confirmed in ada7853 (2026-11-09 00:00 UTC), error: still open.` */
function describeRegression(reported: ReportedRegression): string {
  const { series, effect, since, end, level } = reported;
  const became = { recovered: 'recovered', accepted: 'now the baseline', open: 'still open' }[end];
  const start = since === null ? '' : ` since ${describePlace(since)}`;
  return `${formatMove({ ratio: effect, series })}${start}, confirmed in ${describePlace(reported)}, ${level ?? 'no alert'}: ${became}.`;
}

function describePlace({ buildId, commit, timeMs }: NonNullable<ReportedRegression['since']>): string {
  return `${isCommit(commit) ? shortCommit(commit) : `build ${buildId}`} (${formatTime(timeMs)})`;
}
