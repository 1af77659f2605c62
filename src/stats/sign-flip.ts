/**
 * A sequential sign-flip test, valid after every pair: are paired differences above or below a value?
 *
 * Unchanged code makes each difference as likely positive as negative, whatever its size. The test bets on
 * the sign of the next one and accumulates its winnings: without an effect they reach 1/α with a probability
 * of at most α (Ville 1939), so a run may stop at any pair. Bets grow with the distance in units of the
 * spread of earlier pairs, three bet sizes are averaged, and no bet risks more than nine tenths, so a single
 * outlier cannot ruin the result.
 * Source: Ramdas and others, "Testing exchangeability" and "Admissible anytime-valid inference" (2020, 2022);
 * the level and the power are simulated in test/stats/sign-flip.test.ts.
 */
import { madOfSorted } from './sorted.ts';

/** Multiplier of the distance in standard deviations. */
const betSizes = [0.3, 0.8, 2];
const mostRisked = 0.9;
/** Pairs before a spread is estimated; until then only the sign counts. */
const firstPairs = 2;

/** The winnings of the bets on one side; without an effect 1 is expected. */
interface Winnings {
  /** The highest winnings after any pair: at least 1; 100 by chance once in 100. */
  readonly most: number;
  /** After the last pair: an e-value, as `eBenjaminiHochberg` takes it. */
  readonly now: number;
}

/** Evidence that the differences are above and below the value. */
export interface SignFlipEvidence {
  readonly above: Winnings;
  readonly below: Winnings;
}

/** @param differences in the order in which they were measured */
export function signFlipTest(differences: readonly number[], value = 0): SignFlipEvidence {
  const spreads = findSpreads(differences);
  return {
    above: bet(differences, spreads, value, 1),
    below: bet(differences, spreads, value, -1),
  };
}

/**
 * The values that the test does not reject: correct for every pair at the same time with a probability of
 * `confidence`. null when there are too few pairs for a bound.
 */
export function signFlipInterval(
  differences: readonly number[],
  confidence: number,
): readonly [number, number] | null {
  const needed = 2 / (1 - confidence);
  const spreads = findSpreads(differences);
  const least = Math.min(...differences);
  const greatest = Math.max(...differences);
  // At this distance every bet is at its limit.
  const far = 100 * Math.max(greatest - least, Math.abs(greatest), Math.abs(least), ...spreads) || 1;
  const isBelow = (value: number): boolean => bet(differences, spreads, value, 1).most >= needed;
  const isAbove = (value: number): boolean => bet(differences, spreads, value, -1).most >= needed;
  if (!isBelow(least - far) || !isAbove(greatest + far)) return null;
  return [bisect(isBelow, least - far, greatest), bisect(isAbove, greatest + far, least)];
}

/** The edge between `outside`, where the test rejects, and `inside`. */
function bisect(rejects: (value: number) => boolean, outside: number, inside: number): number {
  let [bad, good] = [outside, inside];
  for (let step = 0; step < 60; step++) {
    const middle = (bad + good) / 2;
    if (rejects(middle)) bad = middle;
    else good = middle;
  }
  return good;
}

/** For each pair the spread of the earlier pairs; 0 when there are too few, or no spread. */
function findSpreads(differences: readonly number[]): number[] {
  const sorted: number[] = [];
  return differences.map((difference, index) => {
    const spread = index < firstPairs ? 0 : 1.4826 * madOfSorted(sorted);
    const at = sorted.findIndex((each) => each > difference);
    sorted.splice(at < 0 ? sorted.length : at, 0, difference);
    return spread;
  });
}

function bet(
  differences: readonly number[],
  spreads: readonly number[],
  value: number,
  direction: 1 | -1,
): Winnings {
  const winnings = betSizes.map(() => 1);
  let [most, now] = [1, 1];
  for (const [index, difference] of differences.entries()) {
    const distance = direction * (difference - value);
    const spread = spreads[index] as number;
    let sum = 0;
    for (const [at, size] of betSizes.entries()) {
      const risked =
        spread > 0 ? Math.tanh((size * distance) / spread) : Math.sign(distance) * Math.min(1, size);
      winnings[at] = (winnings[at] as number) * (1 + mostRisked * risked);
      sum += winnings[at] as number;
    }
    now = sum / betSizes.length;
    most = Math.max(most, now);
  }
  return { most, now };
}
