/**
 * Perfherder's rule: a weighted t of the 12 builds from a point on against 12 to 24 before it, where it peaks.
 * Rewritten from https://github.com/mozilla/treeherder/blob/dc3080dd746d4732d5e06c0272471834d4639da0/treeherder/perfalert/perfalert/__init__.py
 */
import { mean } from 'simple-statistics';
import { markOnsets, type Rule } from './rule.ts';

const forward = 12;
const minBack = 12;
const maxBack = 24;
/** `PERFHERDER_REGRESSION_THRESHOLD`: smaller changes are not reported. */
const minChange = 0.02;

export const perfherder: Rule = {
  name: 't ≥ 7, 12 builds on (Perfherder)',
  source: 'https://github.com/mozilla/treeherder/tree/master/treeherder/perfalert',
  threshold: 7,
  write: (threshold) => `t ≥ ${threshold.toFixed(1)}`,
  search: [0.5, 1000],
  judge: (values, threshold) => markOnsets(findAlarms(values, threshold)),
};

/** A point is judged when its 12th value is available; its right neighbour has 11 then. */
function findAlarms(values: readonly number[], threshold: number): boolean[] {
  const alarms = values.map(() => false);
  let since = 0;
  let left = 0;
  for (let at = 1; at + forward <= values.length; at++) {
    const back = countBack(at, since);
    const t = weightedT(values.slice(at - back, at).reverse(), values.slice(at, at + forward));
    since = Math.abs(t) > threshold ? 0 : since + 1;
    const nextBack = countBack(at + 1, since);
    const right = weightedT(
      values.slice(at + 1 - nextBack, at + 1).reverse(),
      values.slice(at + 1, at + forward),
    );
    const isPeak = Math.abs(left) <= Math.abs(t) && Math.abs(right) <= Math.abs(t);
    const change = mean(values.slice(at, at + forward)) / mean(values.slice(at - back, at)) - 1;
    alarms[at + forward - 1] = back >= minBack && t > threshold && isPeak && change >= minChange;
    left = t;
  }
  return alarms;
}

/** How far a point looks back depends on how long ago the last high t was. */
function countBack(at: number, since: number): number {
  return Math.min(at, Math.max(since, minBack), maxBack);
}

/** Both sides nearest value first, which has the most weight. */
function weightedT(before: readonly number[], after: readonly number[]): number {
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
