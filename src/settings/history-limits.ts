/** How much of the history is kept, as the options say it. */
import { defaultAgeDays, type Options } from './options.ts';

/** Enough to judge by. */
export const comparableBuilds = 100;

export interface KeptHistory {
  readonly maxBuilds: number;
  readonly maxAgeDays: number;
  readonly leastOfBranch: number;
  readonly maxBytes: number;
}

/** Weekly or monthly builds are not left without a baseline by age, unless a shorter time is wanted. */
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
