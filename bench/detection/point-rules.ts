/** Rules of other tools that compare the newest builds with a summary of those before. */
import { mean, quantileSorted, sampleStandardDeviation, standardDeviation } from 'simple-statistics';
import { eachPrefix, type Rule } from './rule.ts';
import { upperTailOfT } from './student-t.ts';

const times = (threshold: number): string => `×${threshold.toFixed(2)}`;
const deviations = (threshold: number): string => `${threshold.toFixed(1)} sd`;

/** As many builds as the rules without a window of their own look back. */
const window = 100;

function meanAndDeviations(name: string, threshold: number, search: Rule['search']): Rule {
  return {
    name,
    source: 'https://en.wikipedia.org/wiki/Standard_score',
    threshold,
    write: deviations,
    search,
    judge: eachPrefix((past, newest, limit) => {
      const before = past.slice(-window);
      return newest > mean(before) + limit * sampleStandardDeviation(before);
    }),
  };
}

/** The newest three builds, each compared with the mean of all before them. */
function builder(threshold: number, search: Rule['search']): Rule {
  return {
    name: `average × ${threshold} (Builder)`,
    // `TelemetryAnalyzer.detectRegressions`; its command asks for 1.5.
    source:
      'https://github.com/GriffinCanCode/Builder/blob/60b617592b4682a600e928a47b2a72696e5809c9/source/infrastructure/telemetry/analytics/analysis.d',
    threshold,
    write: times,
    search,
    judge: eachPrefix((past, newest, limit) => {
      const recent = past.length + 1 >= 10 ? 2 : 0;
      const level = mean(past.slice(0, past.length - recent));
      return [...past.slice(past.length - recent), newest].some((value) => value / level >= limit);
    }),
  };
}

export const pointRules: readonly Rule[] = [
  {
    name: 'previous × 2 (github-action-benchmark)',
    // `findAlerts` of src/write.ts: the ratio to the previous benchmark, `alert-threshold` 200%.
    source: 'https://github.com/benchmark-action/github-action-benchmark/blob/v1/src/write.ts',
    threshold: 2,
    write: times,
    search: [1, 100],
    judge: eachPrefix((past, newest, limit) => newest / (past.at(-1) as number) > limit),
  },
  builder(1.5, null),
  builder(2, [1, 100]),
  meanAndDeviations('mean + 2 sd', 2, null),
  meanAndDeviations('mean + 3 sd (z-score)', 3, [0.5, 200]),
  {
    name: 'upper quartile + 1.5 IQR',
    source: 'https://en.wikipedia.org/wiki/Interquartile_range#Outliers',
    threshold: 1.5,
    write: (threshold) => `${threshold.toFixed(1)} IQR`,
    search: [0.1, 1000],
    judge: eachPrefix((past, newest, limit) => {
      const sorted = past.slice(-window).sort((a, b) => a - b);
      const [lower, upper] = [quantileSorted(sorted, 0.25), quantileSorted(sorted, 0.75)];
      return newest > upper + limit * (upper - lower);
    }),
  },
  {
    name: 't-test 0.99 (Bencher)',
    // The quantile of a t distribution with the mean and the population deviation of up to 64 values
    // (the sample size in its documentation): lib/bencher_boundary.
    source:
      'https://github.com/bencherdev/bencher/blob/05a7b26ee467a22324e278b37849f40e0a8ead78/lib/bencher_boundary/src/limits/mod.rs',
    // 1 − boundary, so that small is strict.
    threshold: 0.01,
    write: (threshold) => (1 - threshold).toFixed(Math.max(2, Math.ceil(-Math.log10(threshold)) + 1)),
    search: [0.2, 1e-12],
    judge: eachPrefix((past, newest, tail) => {
      const before = past.slice(-64);
      const deviation = standardDeviation(before);
      if (deviation === 0) return false;
      const t = (newest - mean(before)) / deviation;
      return t > 0 && upperTailOfT(t, before.length - 1) < tail;
    }),
  },
  {
    name: 'three builds 5% over (.NET)',
    // As in its reports: the newest three over the build before them (IsRegressionBase, IsRegressionChecked), the
    // newest over the window (IsRegressionWindowed), the means apart (IsRegressionStdDev). Its t compares a mean with
    // 0, so it decides nothing; its change point test is not published.
    source: 'https://github.com/dotnet/runtime/issues/76886',
    threshold: 0.05,
    write: (threshold) => `${(100 * threshold).toFixed(1)} %`,
    search: [0.001, 20],
    judge: eachPrefix((past, newest, limit) => {
      if (past.length < 5) return false;
      const three = [...past.slice(-2), newest];
      const before = past.slice(0, -2);
      const level = mean(before.slice(-30));
      return (
        three.every((value) => value > (1 + limit) * (before.at(-1) as number)) &&
        newest > (1 + limit) * level &&
        mean(three) > (1 + limit) * level
      );
    }),
  },
];
