import { expect, it } from 'vitest';
import { openRandom } from '../../bench/builds.ts';
import { roundDigits } from '../../src/stats/round-digits.ts';

const isWrong = (value: number, digits: number): boolean =>
  !Object.is(roundDigits(value, digits), Number(value.toPrecision(digits)));

it('rounds to significant digits as texts do', () => {
  const random = openRandom(1);
  const wrong: number[] = [];
  for (let i = 0; i < 20_000; i++) {
    const size = Math.exp((random() - 0.4) * 50);
    const whole = Math.round(size * 1000) / 1000;
    for (const value of [size, -size, whole, whole * (1 + Number.EPSILON), whole / 2])
      for (const digits of [4, 9, 12]) if (isWrong(value, digits)) wrong.push(value);
  }
  expect(wrong).toEqual([]);
});

it('rounds halves, powers of ten and the numbers beside them as texts do', () => {
  const wrong: number[] = [];
  const powers = Array.from({ length: 40 }, (_, at) => Number(`1e${at - 20}`));
  const beside = powers.flatMap((power) => [
    power,
    power * (1 + Number.EPSILON),
    power * (1 - Number.EPSILON),
  ]);
  const halves = [
    0.5,
    1.5,
    12_345_678.5,
    1_234_567_890.5,
    0.125,
    99_999.5,
    999_999_999_999.5,
    0,
    Number.MAX_VALUE,
  ];
  for (const value of [...beside, ...halves, Number.NaN, Number.POSITIVE_INFINITY])
    for (const digits of [1, 2, 4, 9, 12]) if (isWrong(value, digits)) wrong.push(value);
  expect(wrong).toEqual([]);
});
