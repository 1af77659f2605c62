/** Reports measurements of a time or a rate that are suddenly 0, and are left out. */
import { formatCount, listSome, plural } from '../model/counts.ts';
import type { Metric } from '../model/metric.ts';
import type { Problem } from '../model/problem.ts';
import { joinPhrase } from './phrases.ts';

/** At least half of the measurements; if fewer are 0, there is a note alone. */
export const mostZeros = 'zero-measurements';
const mostNamed = 3;

/** @param all number of measurements of the build */
export function describeZeros(zeros: readonly Metric[], all: number): Problem[] {
  if (zeros.length === 0) return [];
  const named = listSome(
    zeros.map(({ name, unit }) => `${joinPhrase([{ name }])} (0 ${unit})`),
    mostNamed,
  );
  const they = zeros.length === 1 ? 'It was never 0 before and is' : 'They were never 0 before and are';
  const what = `${countZeros(zeros.length, all)} suddenly 0: ${named}. ${they} neither compared nor stored: a time or rate of 0 is not a measurement.`;
  const fix = 'Check that the measured code ran, and that its times are written with enough digits.';
  const code = zeros.length * 2 >= all ? mostZeros : 'zero-measurement';
  return [{ level: 'warning', code, where: 'history', what, fix }];
}

function countZeros(zeros: number, all: number): string {
  if (all === 1) return 'The only measurement is';
  if (zeros === all) return `All ${plural(all, 'measurement')} are`;
  return `${formatCount(zeros)} of ${plural(all, 'measurement')} ${zeros === 1 ? 'is' : 'are'}`;
}
