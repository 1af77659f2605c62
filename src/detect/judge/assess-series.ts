/** Judges one series after taking out what is not its own: the runner's effect, and what the whole build shares. */
import { benjaminiHochberg } from '../../stats/benjamini-hochberg.ts';
import { robustSd } from '../../stats/robust-sd.ts';
import { openSlab } from '../../stats/slab.ts';
import { medianOfSorted, sortBriefly, sortStretch } from '../../stats/sorted.ts';
import { confirmP, type Judgement, judgeSeries, longestWindow, type SeriesInput } from './judge-series.ts';
import { evenOutClass } from './repeating-class.ts';
import { hasMoved, removeRunnerEffect } from './runner-effect.ts';

/** The values without what their siblings predict, learned from the first `trained` of them; null when they predict nothing. */
export type Alone = (values: Float64Array, trained: number) => Float64Array | null;

/** A series and what is known of the builds that its values come from. */
export interface AssessInput extends SeriesInput {
  /** Class of the runner of each value; -1 when not known; null when none is. */
  readonly runners: ArrayLike<number> | null;
  /** What the whole build shares, on the scale, for each value; null when it cannot be told. */
  readonly factor: ArrayLike<number> | null;
  /** Without it a series stands alone. */
  readonly siblings?: Alone | null;
}

export interface Assessment {
  /** Of the values that were judged. */
  readonly judgement: Judgement;
  /** The values that were judged: cleaned where that made them quieter. */
  readonly scaled: Float64Array;
  /** What was taken out of them; null: nothing. */
  readonly corrected: 'runner' | 'build' | null;
  /** What the series would be blamed for were it judged otherwise, and what explains it. */
  readonly explained: Explained | null;
}

interface Explained {
  readonly by: 'runner' | 'build';
  /** Of the values with the surroundings still in them. */
  readonly judgement: Judgement;
  readonly scaled: Float64Array;
}

/** Up to so many series of a build each is tested at that level; above, the false discovery rate is held. */
export const fewSeries = 200;
export const discoveryRate = 0.03;
/** What may be reported at all, where many other series moved. */
const largestReported = 0.1;

/** A correction counts where it makes the newest values so much quieter. */
const quieterBy = 0.85;
const recent = 40;

/** Judges one series from its past alone. */
export function assessSeries(input: AssessInput): Assessment {
  const { scaled: raw, runners, factor } = input;
  const untested = raw.length - (input.fresh > 0 ? input.fresh : longestWindow);
  const ofRunner = runners === null ? null : removeRunnerEffect(raw, runners, untested);
  const onRunner = ofRunner !== null && isQuieter(ofRunner, raw) ? keep(ofRunner) : raw;
  const without = factor === null ? null : subtract(onRunner, factor);
  const scaled =
    without !== null && isQuieterBefore(without, onRunner, untested, quieterBy) ? keep(without) : onRunner;
  const judge = (values: Float64Array): Judgement => judgeSeries({ ...input, scaled: values });
  const judgement = joinEvidence(judge(scaled), scaled, input);
  const corrected = scaled === raw ? null : scaled === onRunner ? 'runner' : 'build';
  const evened = judgeWithoutClass(judgement, scaled, untested, input);
  if (evened !== null) return { ...evened, corrected, explained: null };
  const done = (explained: Explained | null): Assessment => ({
    judgement,
    scaled,
    corrected,
    explained,
  });
  if (corrected !== null && !isRaised(judgement)) {
    const untouched = judge(raw);
    if (isRaised(untouched)) return done({ by: corrected, judgement: untouched, scaled: raw });
  }
  if (!mayBeReported(judgement)) return done(null);
  // Not quieter in general, but just now the surroundings may be all that moved.
  const { slower, suspect } = judgement;
  const newest = slower === null || (suspect && slower.p > confirmP) ? 1 : slower.newest;
  const split = raw.length - newest;
  const from = Math.max(0, split - recent);
  if (runners !== null && hasMoved(raw, runners, from, split))
    return done({ by: 'runner', judgement, scaled });
  if (factor !== null && corrected !== 'build') {
    const explained = shiftOf(Float64Array.from(factor), from, split);
    if (explained >= shiftOf(scaled, from, split) / 2) return done({ by: 'build', judgement, scaled });
  }
  return done(null);
}

/** What slower builds that keep coming back hide of a step of the others; null where that changes nothing. */
function judgeWithoutClass(
  judgement: Judgement,
  scaled: Float64Array,
  untested: number,
  input: AssessInput,
): Pick<Assessment, 'judgement' | 'scaled'> | null {
  if (judgement.slower === null || isRaised(judgement)) return null;
  const even = evenOutClass(scaled, untested);
  if (even === null) return null;
  const found = joinEvidence(judgeSeries({ ...input, scaled: even }), even, input);
  if (found.slower === null) return null;
  // A second look at the same values.
  const again = { ...found, slower: { ...found.slower, p: Math.min(1, 2 * found.slower.p) } };
  return isRaised(again) ? { judgement: again, scaled: even } : null;
}

/**
 * The evidence of a series, joined with that of the same series without what its siblings predict: their p is averaged, as a
 * logarithm. A step that the siblings share is then weaker, one of the series alone much stronger.
 */
function joinEvidence(judgement: Judgement, scaled: Float64Array, input: AssessInput): Judgement {
  const { slower, deterministic } = judgement;
  if (slower === null || deterministic || !input.siblings) return judgement;
  const trained = input.scaled.length - (input.fresh > 0 ? input.fresh : longestWindow);
  const alone = input.siblings(input.scaled, trained);
  if (alone === null || !isQuieterBefore(alone, scaled, trained, siblingsQuieterBy)) return judgement;
  const own = judgeSeries({ ...input, scaled: alone, exact: false }).slower?.p ?? 1;
  return { ...judgement, slower: { ...slower, p: Math.sqrt(slower.p * own) } };
}

/** Siblings count where they make the values before the newest this much quieter. */
const siblingsQuieterBy = 0.95;

const take = openSlab();

/** Most series are judged as they are: only what is judged needs a place of its own. */
function keep(values: Float64Array): Float64Array {
  const kept = take(values.length);
  kept.set(values);
  return kept;
}

let left = new Float64Array(0);

/** It holds until the next call. */
function subtract(values: Float64Array, factor: ArrayLike<number>): Float64Array {
  if (left.length !== values.length) left = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) left[i] = (values[i] as number) - (factor[i] as number);
  return left;
}

/** What is tested must not decide what is taken out of it. */
function isQuieterBefore(cleaned: Float64Array, scaled: Float64Array, end: number, by: number): boolean {
  const spread = (values: Float64Array): number =>
    robustSd(sortBriefly(values, Math.max(0, end - recent), end));
  return end > 0 && spread(cleaned) <= by * spread(scaled);
}

function shiftOf(values: Float64Array, from: number, split: number): number {
  return (
    medianOfSorted(sortStretch(values, split, values.length)) -
    medianOfSorted(sortStretch(values, from, split))
  );
}

/** The largest p that confirms one of the series of a build. What the surroundings explain does not count as a discovery. */
export function limitOf(tested: readonly Pick<Assessment, 'judgement' | 'explained'>[]): number {
  const settled = tested.filter(({ judgement }) => !judgement.learning);
  if (settled.length <= fewSeries) return confirmP;
  return benjaminiHochberg(
    settled.map(({ judgement, explained }) => (explained === null ? (judgement.slower?.p ?? 1) : 1)),
    discoveryRate,
  );
}

/** Confirmed by itself, or suspect. */
export function isRaised({ slower, suspect }: Judgement): boolean {
  return suspect || (slower !== null && slower.p <= confirmP);
}

/** Suspect, or confirmed where many other series of the build moved as well. */
function mayBeReported({ slower, suspect }: Judgement): boolean {
  return suspect || (slower !== null && slower.p <= largestReported);
}

/** By the median deviation alone, runners that a third of the builds ran on would not be noise. */
function isQuieter(cleaned: Float64Array, raw: Float64Array): boolean {
  return spreadOf(cleaned) <= quieterBy * spreadOf(raw);
}

function spreadOf(values: Float64Array): number {
  return robustSd(sortBriefly(values, Math.max(0, values.length - recent), values.length));
}
