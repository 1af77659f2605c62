/** Finds the unit of a log's numbers if it differs from the expected one. */

/** A duration that is known twice: by parts and as a whole, or as a time and by timestamps. */
export interface PartsAndWhole {
  readonly parts: number;
  readonly whole: number;
}

/** Seconds that are milliseconds, microseconds or nanoseconds. */
const factors = [1e3, 1e6, 1e9] as const;

/**
 * The divisor that makes `parts` fit their wholes: 1, a thousand, a million or a billion. Parallel work takes a few
 * times longer than the whole, never hundreds of times.
 */
export function findFactor(sums: readonly PartsAndWhole[]): number {
  const ratios = sums
    .filter(({ parts, whole }) => parts > 0 && whole > 0)
    .map(({ parts, whole }) => parts / whole)
    .sort((a, b) => a - b);
  const [least] = ratios;
  const middle = ratios[ratios.length >> 1];
  if (least === undefined || middle === undefined) return 1;
  return factors.findLast((factor) => middle > factor * 0.4 && least > factor * 0.1) ?? 1;
}

/**
 * The same for wholes that are a thousand times too large: they agree within a fiftieth, because set-up takes time
 * too.
 */
export function findWholeFactor(sums: readonly PartsAndWhole[]): number {
  const known = sums.filter(({ parts, whole }) => parts > 0 && whole > 0);
  const isOff = (factor: number): boolean =>
    known.length > 0 && known.every(({ parts, whole }) => Math.abs(whole / parts / factor - 1) < 0.02);
  return factors.find(isOff) ?? 1;
}
