/**
 * Perfherder's rule: a weighted t of the 12 builds from a point on against 12 to 24 before it, where it peaks.
 * Written anew from https://github.com/mozilla/treeherder/blob/dc3080dd746d4732d5e06c0272471834d4639da0/treeherder/perfalert/perfalert/__init__.py
 */
import { mean } from 'simple-statistics';
import { markOnsets, type Rule } from './rule.ts';

const forward = 12;
const minBack = 12;
const maxBack = 24;
/** `PERFHERDER_REGRESSION_THRESHOLD`: smaller changes are not told of. */
const minChange = 0.02;

export const perfherder: Rule = {
  name: 't ≥ 7, 12 builds on (Perfherder)',
  source: 'https://github.com/mozilla/treeherder/tree/master/treeherder/perfalert',
  threshold: 7,
  write: (threshold) => `t ≥ ${threshold.toFixed(1)}`,
  search: [0.5, 1000],
  judge: (values, threshold) =>
    markOnsets(values.map((_, end) => isAlarm(values.slice(0, end + 1), threshold))),
};

/** Whether the newest value completes the window of a rise: earlier points had theirs before. */
function isAlarm(values: readonly number[], threshold: number): boolean {
  const at = values.length - forward;
  if (at < minBack) return false;
  const { scores, backs } = scoreAll(values, threshold);
  const score = scores[at] as number;
  if (Math.abs(score) <= threshold || score < 0) return false;
  if ([at - 1, at + 1].some((i) => Math.abs(scores[i] as number) > Math.abs(score))) return false;
  const before = mean(values.slice(at - (backs[at] as number), at));
  return mean(values.slice(at)) / before - 1 >= minChange;
}

/** How far a point looks back depends on how long ago the last high t was. */
function scoreAll(
  values: readonly number[],
  threshold: number,
): { scores: readonly number[]; backs: readonly number[] } {
  const scores = [0];
  const backs = [0];
  let since = 0;
  const last = Math.min(values.length - 1, values.length - forward + 1);
  for (let i = 1; i <= last; i++) {
    const back = Math.min(i, Math.max(since, minBack), maxBack);
    const t = weightedT(values.slice(i - back, i).reverse(), values.slice(i, i + forward));
    scores.push(t);
    backs.push(back);
    since = Math.abs(t) > threshold ? 0 : since + 1;
  }
  return { scores, backs };
}

/** Both sides nearest value first, which weighs most. */
export function weightedT(before: readonly number[], after: readonly number[]): number {
  const [a, b] = [summarize(before), summarize(after)];
  if (a.mean === b.mean) return 0;
  const variance = a.variance / before.length + b.variance / after.length;
  return variance === 0
    ? Math.sign(b.mean - a.mean) * Number.POSITIVE_INFINITY
    : (b.mean - a.mean) / Math.sqrt(variance);
}

function summarize(values: readonly number[]): { mean: number; variance: number } {
  const n = values.length;
  const weighted = values.reduce((sum, value, i) => sum + (value * (n - i)) / n, 0) / ((n + 1) / 2);
  const squares = values.reduce((sum, value) => sum + (value - weighted) ** 2, 0);
  return { mean: weighted, variance: n > 1 ? squares / (n - 1) : 0 };
}
