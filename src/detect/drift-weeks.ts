/** The two weeks that a drift compares: the newest one, and one around 30 days ago. */
import { dayMs } from '../model/time-units.ts';

export const weekMs = 7 * dayMs;
export const anchorMs = 30 * dayMs;
const minValues = 5;

/** Series that ran in the same builds share their times: the result for these times is computed once. */
let last: { readonly timesMs: readonly number[]; readonly may: boolean } = { timesMs: [], may: false };

/** Whether both weeks have enough builds. @param timesMs oldest first, the current build's last; not changed later */
export function mayDrift(timesMs: readonly number[]): boolean {
  if (last.timesMs !== timesMs) last = { timesMs, may: hasBothWeeks(timesMs) };
  return last.may;
}

function hasBothWeeks(timesMs: readonly number[]): boolean {
  const now = timesMs.at(-1) as number;
  const middle = now - anchorMs;
  let older = 0;
  let newest = 0;
  for (const time of timesMs) {
    if (time > now - weekMs && time <= now) newest += 1;
    if (time > middle - weekMs / 2 && time <= middle + weekMs / 2) older += 1;
  }
  return newest >= minValues && older >= minValues;
}
