/** How much of the history is kept, by the options. */
import { defaultAgeDays, type Options } from './options.ts';

/** Enough builds to judge. */
export const comparableBuilds = 100;

export interface KeptHistory {
  readonly maxBuilds: number;
  readonly maxAgeDays: number;
  readonly leastOfBranch: number;
  readonly maxBytes: number;
}

/** The age limit must not leave weekly or monthly builds without a baseline, unless a shorter time is set. */
export function limitHistory(
  options: Pick<Options, 'historyMaxBuilds' | 'historyMaxAgeDays' | 'historyMaxSizeMb'>,
): KeptHistory {
  return {
    maxBuilds: options.historyMaxBuilds,
    maxAgeDays: options.historyMaxAgeDays,
    leastOfBranch: options.historyMaxAgeDays < defaultAgeDays ? 0 : comparableBuilds,
    maxBytes: options.historyMaxSizeMb * 1e6,
  };
}
