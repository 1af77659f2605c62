/** Rounds to significant digits, as `toPrecision` does, but without a text in most cases. */

/** Of ten; each positive one is exact. */
const leastPower = -6;
const powers = Float64Array.from({ length: 25 }, (_, at) => Number(`1e${at + leastPower}`));
const [least, limit] = [1e-6, 1e9];

/** @param digits at most 12 */
export function roundDigits(value: number, digits: number): number {
  const size = value < 0 ? -value : value;
  if (!(size >= least && size < limit)) return roundText(value, digits);
  let power = 0;
  while (size < powerOf(power)) power -= 1;
  while (size >= powerOf(power + 1)) power += 1;
  const places = digits - 1 - power;
  if (places < 0) return roundText(value, digits);
  const scaled = size * powerOf(places);
  const whole = Math.floor(scaled);
  const rest = scaled - whole;
  // The product is not exact.
  if (rest > 0.499 && rest < 0.501) return roundText(value, digits);
  // The quotient of two exact numbers is the number nearest to the decimal one.
  const rounded = (rest < 0.5 ? whole : whole + 1) / powerOf(places);
  return value < 0 ? -rounded : rounded;
}

function powerOf(power: number): number {
  return powers[power - leastPower] as number;
}

function roundText(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
