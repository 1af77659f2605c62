/** Distances between the labels of an axis of times, which `1m 5s` and `2h 5m` can write without rounding. */

const powers = Array.from({ length: 17 }, (_, at) => at - 5);
const decimals = powers.flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)));
const [minute, hour, day] = [60, 3_600, 86_400];
const wholeSeconds = [1, 2, 5, 10, 15, 30];
const wholeMinutes = [1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute);
const wholeHours = [1, 2, 4, 8].map((hours) => hours * hour);
const wholeDays = [1, 10, 100].map((days) => days * day);

/**
 * Whole seconds if the axis goes beyond a minute, whole minutes if it goes beyond an hour.
 * @param unitMs milliseconds of the value 1
 * @param high upper end of the axis
 */
export function listTimeSteps(unitMs: number, high: number): number[] {
  const seconds = (high * unitMs) / 1_000;
  if (seconds < minute) return decimals;
  const longer = [...wholeMinutes, ...wholeHours, ...wholeDays];
  return (seconds < hour ? [...wholeSeconds, ...longer] : longer).map((step) => (step * 1_000) / unitMs);
}
