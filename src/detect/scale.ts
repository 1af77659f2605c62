/** How a measure is looked at: on a scale where worse is more, and equal distances matter equally. */

export interface Scale {
  readonly to: (value: number) => number;
  readonly from: (scaled: number) => number;
}

/** Zero has no logarithm; nothing that is measured here is smaller than this. */
const smallest = 1e-15;

/** Durations, costs, tokens, sizes: ratios. */
export const lowerIsBetter: Scale = {
  to: (value) => Math.log(Math.max(smallest, value)),
  from: (scaled) => Math.exp(scaled),
};

/** Throughput and the like. */
export const higherIsBetter: Scale = {
  to: (value) => -Math.log(Math.max(smallest, value)),
  from: (scaled) => Math.exp(-scaled),
};

/** Shares from 0 to 1 of which more is better, such as cache hits: log-odds. */
export const shareIsBetter: Scale = {
  to: (value) => {
    const share = Math.min(1 - 1e-3, Math.max(1e-3, value));
    return Math.log((1 - share) / share);
  },
  from: (scaled) => 1 / (1 + Math.exp(scaled)),
};
