/** Numbers as text: the same everywhere, independent of locale and clock. Unknown is `—`. */

import type { MetricUnit } from '../model/alert.ts';
import type { Change } from '../model/change.ts';
import { formatCount, plural, unknownText } from '../model/counts.ts';
import type { SeriesKey } from '../model/series.ts';
import { isTimeUnit, msPerUnit } from '../model/time-units.ts';
import { cutMiddle } from './cut-middle.ts';

function isKnown(value: number | null): value is number {
  return value !== null && Number.isFinite(value);
}

/**
 * `225 ns`, `42.1 µs`, `0.42 ms`, `842 ms`, `12.3 s`, `1m 23s`, `2h 5m`.
 * @param besideMs the time that it is compared with: zero is written in its unit, and two times that differ
 * do not read the same
 */
export function formatDuration(durationMs: number | null, besideMs: number | null = null): string {
  if (!isKnown(durationMs)) return unknownText;
  if (durationMs === 0 && besideMs) return `0 ${/ ([nµm]?s)$/.exec(writeDuration(besideMs))?.[1] ?? 's'}`;
  const text = writeDuration(durationMs);
  const isAlike = isKnown(besideMs) && besideMs !== durationMs && writeDuration(besideMs) === text;
  return isAlike ? (tellApart(durationMs, besideMs) ?? text) : text;
}

/** `68.9 s` beside `69.1 s`, both `1m 9s`; null if three decimals do not show the difference. */
function tellApart(durationMs: number, besideMs: number): string | null {
  const [unit, unitMs] = Math.abs(durationMs) < 999.5 ? ['ms', 1] : ['s', 1000];
  for (const digits of [1, 2, 3]) {
    const [own, beside] = [durationMs, besideMs].map((ms) => Number((ms / unitMs).toFixed(digits)));
    if (own !== undefined && own !== beside) return `${formatCount(own, digits)} ${unit}`;
  }
  return null;
}

function writeDuration(durationMs: number): string {
  if (durationMs < 0) return `−${writeDuration(-durationMs)}`;
  if (durationMs > 0 && durationMs < 0.000_999_5) return `${Number((durationMs * 1e6).toPrecision(3))} ns`;
  if (durationMs > 0 && durationMs < 0.099_95) return `${Number((durationMs * 1e3).toPrecision(3))} µs`;
  if (durationMs < 9.995) return `${trimZeros(durationMs.toFixed(2))} ms`;
  if (durationMs < 999.5) return `${Math.round(durationMs)} ms`;
  if (durationMs < 9_995) return `${trimZeros((durationMs / 1000).toFixed(2))} s`;
  if (durationMs < 59_950) return `${trimZeros((durationMs / 1000).toFixed(1))} s`;
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${seconds % 60}s`;
  const minutes = Math.round(durationMs / 60_000);
  return `${formatCount(Math.floor(minutes / 60))}h ${minutes % 60}m`;
}

/** `$0.0042`, `$1.23`, `$1,234.50`; three significant digits below a dollar. */
export function formatMoney(usd: number | null): string {
  if (!isKnown(usd)) return unknownText;
  if (usd < 0) return `−${formatMoney(-usd)}`;
  if (usd > 0 && usd < 0.000_001) return '<$0.000001';
  if (usd > 0 && usd < 0.0995) return `$${trimZeros(Number(usd.toPrecision(3)).toFixed(8))}`;
  const cents = usd.toFixed(2);
  return `$${formatCount(Math.trunc(Number(cents)))}${cents.slice(cents.indexOf('.'))}`;
}

/** A ratio as percent: 0.814 is `81%`. Never rounds a part to 0% or 100%. */
export function formatPercent(ratio: number | null): string {
  if (!isKnown(ratio)) return unknownText;
  if (ratio < 0) return `−${formatPercent(-ratio)}`;
  const percent = ratio * 100;
  if (percent > 0 && percent < 0.05) return '<0.1%';
  if (percent > 99.949 && percent < 100) return '>99.9%';
  const decimals = percent < 9.95 || (percent >= 99.5 && percent < 100) ? 1 : 0;
  return `${formatCount(Number(percent.toFixed(decimals)))}%`;
}

/**
 * A relative change with its sign: `+22%`, `−3.1%`, `±0%` if it rounds to zero, from tenfold on `×12`, from
 * near zero `>×1,000,000`.
 */
export function formatChange(ratio: number | null): string {
  if (!isKnown(ratio)) return unknownText;
  // A change from zero, or nearly zero, has no ratio.
  if (ratio >= 999_999) return '>×1,000,000';
  if (ratio !== 0 && Math.abs(ratio) < 0.0005) return '±0%';
  if (ratio >= 9) return `×${formatCount(Number((ratio + 1).toFixed(ratio < 99 ? 1 : 0)))}`;
  // A share is never rounded to 100%; a change is.
  if (Math.abs(Math.abs(ratio) - 1) < 0.0005) return ratio > 0 ? '+100%' : '−100%';
  return ratio > 0 ? `+${formatPercent(ratio)}` : formatPercent(ratio);
}

/** `+18% to +27%`; '' without an interval, or if both ends round to zero. */
export function formatInterval(interval: readonly [number, number] | null): string {
  if (interval === null) return '';
  const [low, high] = [formatChange(interval[0]), formatChange(interval[1])];
  return low === high ? '' : `${low} to ${high}`;
}

/** `p < 0.0001`, `p = 0.0021`; '' when not known. */
export function formatProbability(p: number | null): string {
  if (!isKnown(p)) return '';
  return p < 0.0001 ? 'p < 0.0001' : `p = ${p.toPrecision(2)}`;
}

/** `9,050`, `863k`, `1.25M`: integers; large ones with three digits. */
function formatTokens(tokens: number | null): string {
  if (!isKnown(tokens)) return unknownText;
  if (tokens < 0) return `−${formatTokens(-tokens)}`;
  if (tokens < 9_999.5) return formatCount(Math.round(tokens));
  const [size, unit] = tokens < 999_500 ? [1_000, 'k'] : [1_000_000, 'M'];
  return `${formatCount(Number((tokens / size).toPrecision(3)))}${unit}`;
}

/** `1.52 GiB`: three digits, from a thousand on whole. */
export function formatBytes(bytes: number | null): string {
  if (!isKnown(bytes)) return unknownText;
  if (bytes < 0) return `−${formatBytes(-bytes)}`;
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let size = bytes;
  let index = 0;
  while (size >= 1023.5 && index < units.length - 1) {
    size /= 1024;
    index++;
  }
  const isWhole = index === 0 || size >= 999.5;
  return `${formatCount(isWhole ? Math.round(size) : Number(size.toPrecision(3)))} ${units[index]}`;
}

/** A number in the unit of its threshold. */
export function formatUnit(value: number | null, unit: MetricUnit): string {
  switch (unit) {
    case 'ms':
      return formatDuration(value);
    case 'usd':
      return formatMoney(value);
    case 'ratio':
      return formatPercent(value);
    case 'bytes':
      return formatBytes(value);
    case 'count':
      return formatCount(value);
    case 'tokens':
      return formatTokens(value);
  }
}

/** A number of a followed series. @param beside the one that it is compared with */
export function formatMeasure(
  value: number | null,
  { measure, unit }: Measured,
  beside: number | null = null,
): string {
  if (value === null || measure !== 'value')
    return unit === 'ms' ? formatDuration(value, beside) : formatUnit(value, unit as MetricUnit);
  return formatUcum(value, unit, beside);
}

/** A series whose numbers are written. */
type Measured = Pick<SeriesKey, 'unit'> & { readonly measure: string };

/** The change of a series: `+22%`, of a share `−12 points`, from zero `+$0.50`. */
export function formatMove(
  change: Pick<Change, 'ratio'> & { readonly series: Measured } & Partial<Pick<Change, 'from' | 'to'>>,
): string {
  const { ratio, series, to } = change;
  if (series.unit === 'ratio') return formatPoints(ratio);
  if (!isFromNothing(change) || to === undefined) return formatChange(ratio);
  return `+${series.measure === 'tokens' ? formatCount(to) : formatMeasure(to, series)}`;
}

/** The same of two values; '' if one is negative, which has no multiples either. */
export function formatStep(from: number, to: number, series: Measured): string {
  if (from < 0 || to < 0) return '';
  const ratio = series.unit === 'ratio' ? to - from : from === 0 ? to : to / from - 1;
  return formatMove({ ratio, series, from, to });
}

/** Zero has no multiples. */
function isFromNothing({
  from,
  ratio,
  series,
}: Pick<Change, 'ratio'> & { readonly series: Measured; from?: number }): boolean {
  return from === 0 && ratio > 0 && series.unit !== 'ratio';
}

/**
 * Its interval: `+18% to +27%`, or of a share `−20 to −5 points`; '' without one, or if both ends round to
 * zero.
 */
export function formatMoveInterval(
  change: Pick<Change, 'interval' | 'series' | 'ratio'> & Partial<Pick<Change, 'from'>>,
): string {
  const { interval, series } = change;
  if (isFromNothing(change)) return '';
  if (interval === null || series.unit !== 'ratio') return formatInterval(interval);
  const [low, high] = [formatPoints(interval[0]), formatPoints(interval[1])];
  return low === high ? '' : `${low.replace(/ points?$/, '')} to ${high}`;
}

function formatPoints(difference: number): string {
  if (!isKnown(difference)) return unknownText;
  const points = Number((difference * 100).toFixed(Math.abs(difference) < 0.0995 ? 1 : 0));
  return `${points > 0 ? '+' : points < 0 ? '−' : ''}${plural(Math.abs(points), 'point')}`;
}

/** A measured number with its UCUM unit. @param beside the one that it is compared with */
export function formatUcum(value: number, unit: string, beside: number | null = null): string {
  if (!isKnown(value)) return unknownText;
  if (isTimeUnit(unit))
    return formatDuration(value * msPerUnit(unit), beside === null ? null : beside * msPerUnit(unit));
  if (unit === 'By') return formatBytes(value);
  if (/^(?:\$|usd)$/i.test(unit)) return formatMoney(value);
  const number = formatDigits(value);
  const shown = unit === '1' ? '' : nameUnit(unit);
  return shown === '' || shown === '%' ? `${number}${shown}` : `${number} ${shown}`;
}

/** A unit comes from the log, and numbers are written as they are: without signs that any output could take for markup. */
function nameUnit(unit: string): string {
  const signs: Readonly<Record<string, string>> = { '.': '·', '*': '^', '[': '(', ']': ')' };
  const clean = unit
    .replace(/[.*[\]]/g, (sign) => signs[sign] ?? '')
    .replace(/[^\p{L}\p{M}\p{N}\p{Sc} %‰°·^(){}/+_-]/gu, '');
  return cutMiddle(clean.trim(), 30);
}

/** At most five digits, with separators. */
function formatDigits(value: number): string {
  if (value < 0) return `−${formatDigits(-value)}`;
  if (Number.isInteger(value)) return formatCount(value);
  const rounded = Number(value.toPrecision(5));
  return rounded < 1000 ? String(rounded) : formatCount(rounded);
}

/** The time between an earlier and a later moment: `5 minutes`, `3 hours`, `12 days`. */
export function formatAge(thenMs: number, nowMs: number): string {
  const minutes = Math.max(0, nowMs - thenMs) / 60_000;
  if (minutes < 90) return plural(Math.round(minutes), 'minute');
  if (minutes < 36 * 60) return plural(Math.round(minutes / 60), 'hour');
  return plural(Math.round(minutes / (24 * 60)), 'day');
}

/** `2026-11-21 03:07 UTC`. */
export function formatTime(timeMs: number | null): string {
  if (!isKnown(timeMs) || Math.abs(timeMs) > 8.64e15) return unknownText;
  return `${new Date(timeMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

const blocks = '▁▂▃▄▅▆▇█';

/** One block per value, lowest to highest; a series that moves less than 1% is flat. */
export function sparkline(values: readonly number[]): string {
  const known = values.filter((value) => Number.isFinite(value));
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const flat = span <= Math.abs(low) * 0.01;
  return values
    .map((value) => {
      if (!Number.isFinite(value)) return ' ';
      return blocks[flat ? 2 : Math.round(((value - low) / span) * (blocks.length - 1))];
    })
    .join('');
}

/** The day of a build, or its time if the label before it is of the same day. `time` is `2026-11-21 03:07 UTC`. */
export function tickTime(time: string, before: string | null): string {
  const day = time.slice(0, 10);
  return before?.startsWith(day) ? time.slice(11, 16) : day;
}

/** The first seven digits of a commit. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}

/** True for text that can only be a commit's hash. */
export function isCommit(commit: string | null): commit is string {
  return commit !== null && /^[0-9a-f]{7,64}$/.test(commit);
}

function trimZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}
