import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSeriesKey } from '../../src/detect/series-key.ts';
import type { Change } from '../../src/model/change.ts';
import type { Measure } from '../../src/model/series.ts';
import {
  formatAge,
  formatBytes,
  formatChange,
  formatDuration,
  formatInterval,
  formatMeasure,
  formatMoney,
  formatMove,
  formatMoveInterval,
  formatPercent,
  formatStep,
  formatTime,
  formatUcum,
  sparkline,
  tickTime,
} from '../../src/words/numbers.ts';
import { sampleReports } from './sample-reports.ts';

describe('formatDuration', () => {
  it.each([
    [null, '—'],
    [Number.NaN, '—'],
    [0, '0 ms'],
    [0.42, '0.42 ms'],
    [0.000_225_3, '225 ns'],
    [0.000_000_31, '0.31 ns'],
    [0.000_999_6, '1 µs'],
    [0.042_13, '42.1 µs'],
    [0.099_96, '0.1 ms'],
    [842.4, '842 ms'],
    [999.6, '1 s'],
    [1_234, '1.23 s'],
    [12_300, '12.3 s'],
    [59_949, '59.9 s'],
    [59_960, '1m 0s'],
    [83_000, '1m 23s'],
    [3_599_600, '1h 0m'],
    [7_500_000, '2h 5m'],
    [-1_500, '−1.5 s'],
  ])('%s is %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

  it('never prints 60 seconds or 60 minutes, or more than 999 ms', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (ms) => {
        expect(formatDuration(ms)).not.toMatch(/\b60(\.\d+)? [sm]$|\b60 m \d|\d{4} ms/);
      }),
    );
  });
});

describe('formatMoney', () => {
  it.each([
    [null, '—'],
    [0, '$0.00'],
    [0.000_000_1, '<$0.000001'],
    [0.004_2, '$0.0042'],
    [0.012_345, '$0.0123'],
    [1.234, '$1.23'],
    [1_234.5, '$1,234.50'],
    [0.999, '$1.00'],
    [-2, '−$2.00'],
  ])('%s is %s', (usd, text) => expect(formatMoney(usd)).toBe(text));
});

describe('formatPercent', () => {
  it.each([
    [null, '—'],
    [0, '0%'],
    [1, '100%'],
    [0.000_1, '<0.1%'],
    [0.999_9, '>99.9%'],
    [0.996, '99.6%'],
    [0.814, '81%'],
    [0.052, '5.2%'],
    [-0.7, '−70%'],
    [12.5, '1,250%'],
  ])('%s is %s', (ratio, text) => expect(formatPercent(ratio)).toBe(text));

  it('prints 0% and 100% only for exact values', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true, minExcluded: true, maxExcluded: true }),
        (ratio) => {
          expect(['0%', '100%']).not.toContain(formatPercent(ratio));
        },
      ),
    );
  });
});

it.each([
  [0.2209, '+22%'],
  [-0.031, '−3.1%'],
  [0, '0%'],
  [11, '×12'],
  [-0.0004, '±0%'],
  [-0.9996, '−100%'],
  [Number.POSITIVE_INFINITY, '—'],
  [2e17, '>×1,000,000'],
])('a change of %s is %s', (ratio, text) => expect(formatChange(ratio)).toBe(text));

it.each([
  [-0.01, '−1 point'],
  [0.012, '+1.2 points'],
  [0, '0 points'],
])('a share that changes by %s moves %s', (ratio, text) =>
  expect(formatMove({ ratio, series: makeSeriesKey('success_rate', null) })).toBe(text),
);

it.each([
  [4, 5, 'duration', 'ms', '+25%'],
  [0.81, 0.34, 'cache_hit_rate', 'ratio', '−47 points'],
  [0, 5, 'value', '1', '+5'],
  [0, 5_000, 'duration', 'ms', '+5 s'],
  [5, 0, 'value', '1', '−100%'],
  [0, 0, 'value', '1', '0%'],
  [-5, 5, 'value', '1', ''],
])('from %s to %s of %s in %s is %s', (from, to, measure, unit, text) =>
  expect(formatStep(from, to, { measure, unit })).toBe(text),
);

it('shows the amount for a change from zero', () => {
  const moveOf = (measure: Measure, from: number, to: number): string =>
    formatMove({ ratio: 50, from, to, series: makeSeriesKey(measure, null) });
  expect(moveOf('cost', 0, 0.5)).toBe('+$0.50');
  expect(moveOf('tokens', 0, 12_000)).toBe('+12,000');
  expect(moveOf('cost', 0.01, 0.5)).toBe('×51');
  expect(
    formatMoveInterval({ ratio: 50, from: 0, series: makeSeriesKey('cost', null), interval: [28, 50] }),
  ).toBe('');
});

it.each([
  [68_946, 69_061, '68.9 s', '69.1 s'],
  [68_946, 68_949, '68.946 s', '68.949 s'],
  [60_000, 61_000, '1m 0s', '1m 1s'],
  [500.1, 500.3, '500.1 ms', '500.3 ms'],
  [7_200_000, 7_210_000, '7,200 s', '7,210 s'],
  [10_000.000_1, 10_000, '10 s', '10 s'],
  [5_000, 5_000, '5 s', '5 s'],
])('%s ms and %s ms, side by side, are %s and %s', (first, second, ...texts) =>
  expect([formatDuration(first, second), formatDuration(second, first)]).toEqual(texts),
);

it('writes an interval', () => expect(formatInterval([0.18, 0.27])).toBe('+18% to +27%'));

it.each([
  [0.000253, '0 ns'],
  [0.042, '0 µs'],
  [842, '0 ms'],
  [3_000, '0 s'],
  [73_000, '0 s'],
  [7_500_000, '0 s'],
  [0, '0 ms'],
  [null, '0 ms'],
])('zero next to %s ms is %s', (besideMs, text) => {
  const { series } = sampleReports.regression.changes[0] as Change;
  expect(formatDuration(0, besideMs)).toBe(text);
  expect(formatMeasure(0, series, besideMs)).toBe(text);
  expect(formatMeasure(0, { measure: 'value', unit: 's' }, besideMs === null ? null : besideMs / 1000)).toBe(
    text,
  );
});

it.each([
  [512, '512 B'],
  [1_048_575, '1 MiB'],
  [1_023.9, '1 KiB'],
  [1_090_519, '1.04 MiB'],
  [1_148_903, '1.1 MiB'],
  [1_048_000, '1,023 KiB'],
  [1_932_735_283, '1.8 GiB'],
  [1e15, '909 TiB'],
  [2e15, '1,819 TiB'],
  [-2_048, '−2 KiB'],
])('%s bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

it.each([
  [1_500, 'ms', '1.5 s'],
  [0.25, 's', '250 ms'],
  [1_520, 'ns', '1.52 µs'],
  [3, 'us', '3 µs'],
  [1.5, 'min', '1m 30s'],
  [2_048, 'By', '2 KiB'],
  [3, '1', '3'],
  [1.5, '$', '$1.50'],
  [0.0042, 'USD', '$0.0042'],
  [-12.5, 'MW', '−12.5 MW'],
  [1.234567, 'GBy/s', '1.2346 GBy/s'],
  [0.000123456, '1', '0.00012346'],
  [5_038.04, 'req/s', '5,038 req/s'],
  [15_204.4, 'req/s', '15,204 req/s'],
  [3, '{request}', '3 {request}'],
  [3, '10*3/uL', '3 10^3/uL'],
  [3, 'kg.m/s2', '3 kg·m/s2'],
  [3, 'm[H2O]', '3 m(H2O)'],
  [3, '<b>x</b>|`y`[@a](http://www.b.c)<!-- d -->', '3 bx/by(a)(http//www·b·c)-- d --'],
  [3, 'u'.repeat(200), `3 ${'u'.repeat(11)}…${'u'.repeat(18)}`],
])('%s %s is %s', (value, unit, text) => expect(formatUcum(value, unit)).toBe(text));

it('labels each day of an axis once, then with times', () => {
  const times = ['2026-11-20 23:05 UTC', '2026-11-21 03:07 UTC, abc1234', '2026-11-21 09:30 UTC'];
  expect(times.map((time, at) => tickTime(time, times[at - 1] ?? null))).toEqual([
    '2026-11-20',
    '2026-11-21',
    '09:30',
  ]);
});

it.each([
  [0, '0 minutes'],
  [60_000, '1 minute'],
  [3 * 3_600_000, '3 hours'],
  [12 * 86_400_000, '12 days'],
  [-5, '0 minutes'],
])('an age of %s ms is %s', (age, text) =>
  expect(formatAge(1_000_000_000_000 - age, 1_000_000_000_000)).toBe(text),
);

it('writes times in UTC, and nothing for invalid times', () => {
  expect(formatTime(Date.UTC(2026, 10, 21, 3, 7))).toBe('2026-11-21 03:07 UTC');
  expect(formatTime(9e15)).toBe('—');
});

describe('sparkline', () => {
  it.each([
    [[1, 8], '▁█'],
    [[5, 5, 5], '▃▃▃'],
    [[100, 100.5], '▃▃'],
    [[1, Number.NaN, 2], '▁ █'],
    [[], ''],
  ])('%j is %s', (values, text) => expect(sparkline(values)).toBe(text));

  it('has one block per value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e12 })),
        (values) => {
          expect(sparkline(values)).toMatch(new RegExp(`^[▁▂▃▄▅▆▇█]{${values.length}}$`));
        },
      ),
    );
  });
});
