/** Judges one series after subtracting outside effects: of the runner, and of the whole build. */
import { benjaminiHochberg } from '../../stats/benjamini-hochberg.ts';
import { robustSd } from '../../stats/robust-sd.ts';
import { openSlab } from '../../stats/slab.ts';
import { medianOfSorted, sortBriefly, sortStretch } from '../../stats/sorted.ts';
import { leastStep } from '../scale.ts';
import { chanceOf } from './chance.ts';
import { confirmP, type Judgement, judgeSeries, longestWindow, type SeriesInput } from './judge-series.ts';
import { removeClassEffect } from './repeating-class.ts';
import { hasMoved, removeRunnerEffect } from './runner-effect.ts';

/**
 * The values minus the prediction of their siblings, learned from the first `trained` values; null without a
 * prediction.
 */
export type Alone = (values: Float64Array, trained: number) => Float64Array | null;

/** A series and the data about the builds of its values. */
export interface AssessInput extends SeriesInput {
  /** Class of the runner of each value; -1 when not known; null when none is. */
  readonly runners: ArrayLike<number> | null;
  /** The change of the whole build for each value, on the scale; null when it cannot be determined. */
  readonly factor: ArrayLike<number> | null;
  /** Without it a series stands alone. */
  readonly siblings?: Alone | null;
}

export interface Assessment {
  /** Of the values that were judged. */
  readonly judgement: Judgement;
  /** The judged values: cleaned if that made them quieter. */
  readonly scaled: Float64Array;
  /** The same with the values of a recurring class in their place: a reported regression is followed in these. */
  readonly unmoved: Float64Array;
  /** The effects that were subtracted; null: none. */
  readonly corrected: 'runner' | 'build' | null;
  /** The change that would be reported without the environment, and the environment that explains it. */
  readonly explained: Explained | null;
}

interface Explained {
  readonly by: 'runner' | 'build';
  /** The change of the whole build for each value; null if unknown. */
  readonly factor: ArrayLike<number> | null;
  /** From the values that still include the environment. */
  readonly judgement: Judgement;
  readonly scaled: Float64Array;
}

/**
 * Up to this number of series of a build each is tested at that level; above it, the false discovery rate is
 * controlled.
 */
const fewSeries = 50;
/** The runs of a pull request have limits of their own, learned from all its series. */
const fewOfChange = 200;
export const discoveryRate = 0.03;
/** The limit for any report when many other series moved. */
const largestReported = 0.1;

/** A correction applies if it makes the newest values quieter by this factor. */
const quieterBy = 0.85;
const recent = 40;

/** Judges one series from its past alone. */
export function assessSeries(input: AssessInput): Assessment {
  const { scaled: raw, runners, factor } = input;
  const untested = raw.length - (input.fresh > 0 ? input.fresh : longestWindow);
  const ofRunner = runners === null ? null : removeRunnerEffect(raw, runners, untested);
  const onRunner =
    ofRunner !== null && isQuieter(ofRunner, raw, raw.length, quieterBy) ? keep(ofRunner) : raw;
  const without = factor === null ? null : subtract(onRunner, factor);
  const scaled =
    without !== null && isQuieter(without, onRunner, untested, quieterBy) ? keep(without) : onRunner;
  const corrected = scaled === raw ? null : scaled === onRunner ? 'runner' : 'build';
  const joined = joinEvidence(judge(scaled, input), scaled, input);
  const judgement = dropRelative(joined, scaled, onRunner, input);
  const evened = judgeWithoutClass(judgement, scaled, untested, input);
  if (evened !== null) return { ...evened, unmoved: scaled, corrected, explained: null };
  const found: Assessment = { judgement, scaled, unmoved: scaled, corrected, explained: null };
  if (corrected !== null && !isRaised(judgement)) {
    const untouched = judgeSeries(input);
    if (isRaised(untouched))
      return { ...found, explained: { by: corrected, factor, judgement: untouched, scaled: raw } };
  }
  if (!mayBeReported(judgement)) return found;
  // Not quieter in general, but in this build the environment may explain the whole change.
  const { slower, suspect } = judgement;
  const newest = slower === null || (suspect && slower.p > confirmP) ? 1 : slower.newest;
  const split = raw.length - newest;
  const from = Math.max(0, split - recent);
  if (runners !== null && hasMoved(raw, runners, from, split))
    return { ...found, explained: { by: 'runner', factor, judgement, scaled } };
  if (factor === null || corrected === 'build') return found;
  const explained = shiftOf(Float64Array.from(factor), from, split);
  if (explained >= shiftOf(scaled, from, split) / 2)
    return { ...found, explained: { by: 'build', factor, judgement, scaled } };
  // What all share contains the effect of the runner, which is subtracted already.
  if (corrected === 'runner') return found;
  return { ...found, judgement: judgeWithoutOdd(judgement, scaled, untested, input) };
}

/** Judges other values of the series. */
function judge(values: Float64Array, input: AssessInput): Judgement {
  return judgeSeries(values === input.scaled ? input : { ...input, scaled: values });
}

/** What is left of the evidence without the shared change of builds that stand out as a whole. */
function judgeWithoutOdd(
  judgement: Judgement,
  scaled: Float64Array,
  untested: number,
  input: AssessInput,
): Judgement {
  const steps = input.factor && oddStepsOf(input.factor, untested);
  if (steps === null) return judgement;
  const apart = subtract(scaled, steps);
  const without = joinEvidence(judge(apart, input), apart, input);
  return joinWeaker(judgement, without);
}

/** The step of the other builds that recurring slower builds hide; null if it changes nothing. */
function judgeWithoutClass(
  judgement: Judgement,
  scaled: Float64Array,
  untested: number,
  input: AssessInput,
): Pick<Assessment, 'judgement' | 'scaled'> | null {
  if (judgement.slower === null || isRaised(judgement)) return null;
  const even = removeClassEffect(scaled, untested);
  if (even === null) return null;
  const { values, chance } = even;
  // The class has such stretches now and then.
  if (chance > confirmP) return null;
  const found = joinEvidence(judge(values, input), values, input);
  if (found.slower === null) return null;
  // A second test of the same values.
  const p = Math.max(chance, Math.min(1, 2 * found.slower.p));
  const again = { ...found, slower: { ...found.slower, p } };
  return isRaised(again) ? { judgement: again, scaled: values } : null;
}

/**
 * The evidence of a series, combined with that of its residuals after subtracting the prediction of its
 * siblings: the two p are averaged as logarithms. A step that the siblings share then has weaker evidence, a
 * step of the series alone much stronger.
 */
function joinEvidence(judgement: Judgement, scaled: Float64Array, input: AssessInput): Judgement {
  const { slower, deterministic } = judgement;
  if (slower === null || deterministic || !input.siblings) return judgement;
  const trained = input.scaled.length - (input.fresh > 0 ? input.fresh : longestWindow);
  const alone = input.siblings(input.scaled, trained);
  if (alone === null || !isQuieter(alone, scaled, trained, siblingsQuieterBy)) return judgement;
  const own = judgeSeries({ ...input, scaled: alone, exact: false }).slower?.p ?? 1;
  return { ...judgement, slower: { ...slower, p: Math.sqrt(slower.p * own) } };
}

/** Siblings count if they make the earlier values quieter by this factor. */
const siblingsQuieterBy = 0.95;

/** What got slower less than the others, or not at all, did not get faster. */
function dropRelative(
  judgement: Judgement,
  judged: Float64Array,
  uncorrected: Float64Array,
  { gate }: AssessInput,
): Judgement {
  const { faster } = judgement;
  if (faster === null || judged === uncorrected) return judgement;
  const split = uncorrected.length - faster.newest;
  const shift = shiftOf(uncorrected, Math.max(0, split - recent), split);
  return shift <= -leastStep(gate.ratio) ? judgement : { ...judgement, faster: null };
}

const take = openSlab();

/** Most series are judged unchanged: only corrected values need separate memory. */
function keep(values: Float64Array): Float64Array {
  const kept = take(values.length);
  kept.set(values);
  return kept;
}

let left = new Float64Array(0);

/** The result is valid until the next call. */
function subtract(values: Float64Array, factor: ArrayLike<number>): Float64Array {
  if (left.length !== values.length) left = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) left[i] = (values[i] as number) - (factor[i] as number);
  return left;
}

/** What both judgements support: a build that was slow as a whole is no evidence against a single series. */
function joinWeaker(judgement: Judgement, without: Judgement): Judgement {
  const p = without.slower?.p;
  const slower =
    judgement.slower && p !== undefined ? { ...judgement.slower, p: Math.max(judgement.slower.p, p) } : null;
  return { ...judgement, slower, suspect: judgement.suspect && without.suspect };
}

const oddZ = 5;
const minOddStep = Math.log1p(0.1);

/** Series of the same builds have the same factor. */
let odd: {
  readonly factor: ArrayLike<number>;
  readonly end: number;
  readonly steps: Float64Array | null;
} | null = null;

/** By how much tested builds stand out as a whole, 0 for the others; null if none does. */
function oddStepsOf(factor: ArrayLike<number>, end: number): Float64Array | null {
  if (odd === null || odd.factor !== factor || odd.end !== end)
    odd = { factor, end, steps: findOddSteps(factor, end) };
  return odd.steps;
}

function findOddSteps(factor: ArrayLike<number>, end: number): Float64Array | null {
  if (end <= 0) return null;
  const before = sortStretch(Float64Array.from(factor), Math.max(0, end - recent), end);
  const level = medianOfSorted(before);
  const least = Math.max(minOddStep, oddZ * robustSd(before));
  const steps = Float64Array.from(factor, (value, i) =>
    i >= end && Math.abs(value - level) >= least ? value - level : 0,
  );
  return steps.some((step) => step !== 0) ? steps : null;
}

/**
 * Whether the values before `end` are quieter by a factor: the tested ones must not decide what is subtracted from them. By
 * the median deviation alone, runners of a third of the builds would not count as noise.
 */
function isQuieter(cleaned: Float64Array, values: Float64Array, end: number, by: number): boolean {
  if (end <= 0) return false;
  const start = Math.max(0, end - recent);
  const spread = robustSd(sortBriefly(values, start, end));
  return robustSd(sortBriefly(cleaned, start, end)) <= by * spread;
}

function shiftOf(values: Float64Array, from: number, split: number): number {
  return (
    medianOfSorted(sortStretch(values, split, values.length)) -
    medianOfSorted(sortStretch(values, from, split))
  );
}

/** Whether so many series of a build are each tested at one level. */
export function areFew(count: number, isChange: boolean): boolean {
  return count <= (isChange ? fewOfChange : fewSeries);
}

/** A series among those of its build. */
export interface Test extends Pick<Assessment, 'judgement' | 'explained'> {
  /** An earlier build reported it. */
  readonly isKnown: boolean;
}

/**
 * The largest p that confirms one of the series of a build. Changes that the environment explains, or that an
 * earlier build reported, do not count as discoveries.
 */
export function limitOf(tested: readonly Test[], isChange: boolean): number {
  const settled = tested.filter(({ judgement }) => !judgement.learning);
  if (areFew(settled.length, isChange)) return confirmP;
  return benjaminiHochberg(
    settled.map(({ judgement: { slower }, explained, isKnown }) =>
      explained === null && !isKnown && slower !== null ? chanceOf(slower) : 1,
    ),
    discoveryRate,
  );
}

/** Confirmed by itself, or suspect. */
export function isRaised({ slower, suspect }: Judgement): boolean {
  return suspect || (slower !== null && slower.p <= confirmP);
}

/** Suspect, or confirmed if many other series of the build moved as well. */
function mayBeReported({ slower, suspect }: Judgement): boolean {
  return suspect || (slower !== null && slower.p <= largestReported);
}
