import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSeries } from '../../src/render/terminal/series-chart.ts';

const unit = { measure: 'duration', unit: 'ms' } as const;
const draw = (
  values: readonly number[],
  width = 30,
  height = 3,
  marks = new Map<number, string>(),
): string[] => drawSeries(values, { width, height, unit, marks });

describe('drawSeries', () => {
  it('draws values between their minimum and maximum, oldest left, with marks below', () => {
    expect(draw([100, 200, 300, 100], 30, 3, new Map([[2, '▲']]))).toEqual([
      '      300 ms ┤  •',
      '             ┤ •',
      '      100 ms ┤•  •',
      '                ▲',
    ]);
  });

  it('shows the newest values that fit, and only their marks', () => {
    expect(draw([1, 2, 3, 4, 5], 16, 2, new Map([[0, '▲']]))).toEqual([
      '        5 ms ┤ •',
      '        4 ms ┤•',
    ]);
  });

  it('draws a constant series on one line', () => {
    expect(draw([7, 7, 7])).toEqual(['        7 ms ┤', '             ┤', '        7 ms ┤•••']);
  });

  it('draws one point for each value that fits, in any size', () => {
    const values = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 0, max: 80 }),
        fc.integer({ min: 1, max: 12 }),
        (all, width, height) => {
          const lines = draw(all, width, height);
          expect(lines).toHaveLength(height);
          const points = lines.join('').split('•').length - 1;
          expect(points).toBe(Math.min(all.length, Math.max(1, width - 14)));
          expect(lines.join('')).not.toMatch(/NaN|Infinity|—/);
        },
      ),
    );
  });
});
