/**
 * The median that decided, next to the value of this build: the same two numbers in headline, table and tile.
 */
import type { Change } from '../model/change.ts';
import { plural } from '../model/counts.ts';
import type { Report } from '../model/report.ts';
import { isBuildTime } from '../model/series.ts';
import { formatMeasure } from './numbers.ts';

/**
 * The new value of a change: this build's value, with the median only if one decided and reads differently.
 */
export function splitNow(change: Change): { readonly own: string; readonly median: string } {
  const { from, to, series, spark } = change;
  const median = formatMeasure(to, series, from);
  const own = formatMeasure(spark.at(-1) ?? null, series, from);
  const isShown = isMedian(change) && own !== median && !isHidden(change);
  return isShown ? { own, median } : { own: median, median: '' };
}

/** A faster runner, or a faster build, hides the change: this build's own value would contradict it. */
function isHidden({ corrected, from, to, spark }: Change): boolean {
  return corrected !== null && ((spark.at(-1) ?? to) - from) * (to - from) <= 0;
}

function isMedian({ series, newest, verdict, paired }: Change): boolean {
  return newest > 1 && paired === undefined && series.unit !== 'ratio' && verdict !== 'drift';
}

/** Nearer to the old value than to the median that decided: a build without the change among those with it. */
function isApart({ from, to, spark }: Change): boolean {
  const own = spark.at(-1) ?? to;
  return (own - from) * Math.sign(to - from) < Math.abs(to - from) / 2;
}

/**
 * `1m 48s`, `1m 49s, median of 2 builds: 1m 48s`, `1m 48s, median of 3 builds; this one: 58 s`,
 * `1m 48s, corrected for the runner's speed`.
 */
export function describeNow(change: Change): string {
  const { own, median } = splitNow(change);
  if (isHidden(change))
    return `${own}, corrected for the ${change.corrected === 'runner' ? "runner's speed" : 'speed of the whole build'}`;
  if (median === '') return own;
  return isApart(change)
    ? `${median}, median of ${plural(change.newest, 'build')}; this one: ${own}`
    : `${own}, ${nameMedian(change)}`;
}

function nameMedian({ newest, from, to, series }: Change): string {
  return `median of ${plural(newest, 'build')}: ${formatMeasure(to, series, from)}`;
}

/**
 * The median that decided on the build's time; '' if there is none, or if it reads like this build's value.
 */
export function describeMedian({ changes }: Pick<Report, 'changes'>): string {
  const change = changes.find(({ series }) => isBuildTime(series));
  return change !== undefined && splitNow(change).median !== '' ? nameMedian(change) : '';
}
