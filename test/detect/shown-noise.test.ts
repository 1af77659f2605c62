/** The likelihood ratio of shifts in the noise that a series has shown. */
import { describe, expect, it } from 'vitest';
import { openRandom } from '../../bench/builds.ts';
import { compareShifts, describeNoise, readDensities } from '../../src/detect/judge/shown-noise.ts';
import { replaySeries } from '../../src/detect/replay-series.ts';
import { student3, student4 } from '../../src/stats/student.ts';

const random = openRandom(11);
const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
/** Two humps 30% apart, 2% wide, a fifth of the values on the upper one. */
const humps = (count: number, level = 100): number[] =>
  Array.from({ length: count }, () => level * (random() < 0.2 ? 1.3 : 1) * Math.exp(0.02 * normal()));

const measure = (values: number[], baseline: Float64Array, past: Float64Array | null = null): number => {
  const noise = describeNoise(baseline, 0.05, 1);
  const returned = past && readDensities(values, describeNoise(past, 0.05, 1));
  return compareShifts(values, noise, readDensities(values, noise), returned);
};

it('has the kernels of scipy.stats.t.pdf', () => {
  expect(student3(0)).toBeCloseTo(0.367_552_596_947_861_4, 15);
  expect(student3(1.5)).toBeCloseTo(0.120_017_174_513_587_4, 15);
  expect(student4(1.5)).toBeCloseTo(0.1228_8, 12);
});

describe('of two humps', () => {
  const baseline = Float64Array.from(humps(80), Math.log).sort();
  const [low, high] = [Math.log(100), Math.log(130)];
  const evidence = (...values: number[]): number => measure(values, baseline);

  it('the upper one is not surprising, values between them are', () => {
    expect(evidence(high, high + 0.01, high - 0.01)).toBeLessThan(4);
    expect(evidence(low + 0.12, low + 0.13, low + 0.11)).toBeGreaterThan(6);
  });

  it('a shift of both is evidence, no shift is none', () => {
    expect(evidence(low + 0.1, high + 0.1, low + 0.11)).toBeGreaterThan(5);
    expect(evidence(low, high, low)).toBeLessThan(0);
  });

  it('does not depend on the level of the series', () => {
    const moved = baseline.map((value) => value + 3);
    const values = [low + 0.12, low + 0.13, high];
    expect(
      measure(
        values.map((value) => value + 3),
        moved,
      ),
    ).toBeCloseTo(evidence(...values), 9);
  });
});

it('treats a recurring level as less surprising, and a new one as before', () => {
  const logs = Float64Array.from(humps(120), Math.log);
  const past = logs.toSorted();
  const calm = logs.filter((value) => value < Math.log(115)).sort();
  const [high, higher] = [Math.log(130), Math.log(160)];
  const surprise = (level: number, of: Float64Array | null): number =>
    measure([level, level + 0.01, level - 0.01], calm, of);
  expect(surprise(high, past)).toBeLessThan(surprise(high, null) - 3);
  expect(surprise(higher, past)).toBeGreaterThan(surprise(higher, null) - 1.5);
});

it('finds a step of a tenth in most single series with two humps and an unknown runner', () => {
  const opens = (values: number[]): number =>
    (replaySeries([{ name: '', values }], 40)[0] ?? []).filter(({ state }) => state === 'opened').length;
  const rows = Array.from({ length: 40 }, () => humps(65));
  const found = rows.filter((row) => opens(row.map((value, i) => (i < 60 ? value : 1.1 * value))) > 0);
  expect(found.length).toBeGreaterThan(30);
  // For 40 series of 25 builds: 2.0 false alarms in 1,000 builds are measured on such series.
  expect(rows.reduce((sum, row) => sum + opens(row), 0)).toBeLessThanOrEqual(5);
});
