import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  higherIsBetter,
  lowerIsBetter,
  type Scale,
  scaleWithZeros,
  shareIsBetter,
} from '../../src/detect/scale.ts';

const positive = fc.double({ min: 1e-9, max: 1e15, noNaN: true });
const share = fc.double({ min: 0.002, max: 0.998, noNaN: true });
const all: readonly [string, Scale, fc.Arbitrary<number>, 1 | -1][] = [
  ['lowerIsBetter', lowerIsBetter, positive, 1],
  ['higherIsBetter', higherIsBetter, positive, -1],
  ['shareIsBetter', shareIsBetter, share, -1],
];

describe.each(all)('%s', (_, scale, value, direction) => {
  it('converts back to the measured value', () => {
    fc.assert(
      fc.property(value, (v) => {
        expect(scale.from(scale.to(v)) / v).toBeCloseTo(1, 9);
      }),
    );
  });

  it('gives a worse value a higher number', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const order = Math.sign(scale.to(a) - scale.to(b)) * direction;
        expect(order === 0 || order === Math.sign(a - b)).toBe(true);
      }),
    );
  });

  it('gives a finite number for zero, and zero back', () => {
    expect(Number.isFinite(scale.to(0))).toBe(true);
    expect(scale.from(scale.to(0))).toBe(0);
  });
});

describe('values that are often zero', () => {
  const scale = scaleWithZeros(lowerIsBetter, 'usd', [0, 0.02, 0.5]);

  it('are converted back exactly, including zero', () => {
    expect([0, 0.02, 0.5].map((value) => scale.from(scale.to(value)))).toEqual([0, 0.02, 0.5]);
  });

  it('are a finite ratio above zero', () => {
    expect(scale.relate(scale.to(0), scale.to(0.5) - scale.to(0))).toBeCloseTo(50, 6);
    const counts = scaleWithZeros(lowerIsBetter, '1', [0, 0, 4]);
    expect(counts.relate(counts.to(0), counts.to(4) - counts.to(0))).toBeCloseTo(2, 6);
  });

  it('have the same ratios as the values themselves, away from zero', () => {
    expect(scale.relate(scale.to(0.02), scale.to(0.5) - scale.to(0.02))).toBeCloseTo(24, 6);
    expect(scale.relate(scale.to(0.5), scale.to(0) - scale.to(0.5))).toBeCloseTo(-1, 9);
  });

  it('are compared as ratios if none is zero', () => {
    expect(scaleWithZeros(lowerIsBetter, 'usd', [0.1, 0.2])).toBe(lowerIsBetter);
  });
});

describe('relate', () => {
  it('returns +20 % for a 20 % longer time, −20 % for a 20 % lower rate, −20 points for a share', () => {
    const relate = (scale: Scale, from: number, to: number): number =>
      scale.relate(scale.to(from), scale.to(to) - scale.to(from));
    expect(relate(lowerIsBetter, 10, 12)).toBeCloseTo(0.2, 12);
    expect(relate(higherIsBetter, 10, 8)).toBeCloseTo(-0.2, 12);
    expect(relate(shareIsBetter, 0.8, 0.6)).toBeCloseTo(-0.2, 12);
    expect(relate(shareIsBetter, 1, 0.6)).toBeCloseTo(-0.4, 12);
    expect(relate(lowerIsBetter, 10, 0)).toBeCloseTo(-1, 12);
    expect(Number.isFinite(relate(lowerIsBetter, 0, 10))).toBe(true);
  });
});

describe('shareIsBetter', () => {
  it('converts 0% and 100% back exactly', () => {
    expect([0, 1].map((v) => shareIsBetter.from(shareIsBetter.to(v)))).toEqual([0, 1]);
  });
});
