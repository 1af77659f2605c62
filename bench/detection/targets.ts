/** Many series of one build, tested together: how many false alarms each build brings. */
import { replaySeries } from '../../src/detect/replay-series.ts';
import type { Row } from './histories.ts';

export const targetCount = 920;
const from = 40;

/**
 * New alarms per build, for a build with 920 targets without changes: the stationary histories forwards, then
 * backwards, then again from their middle on.
 */
export function countTargetAlarms(stationary: readonly Row[]): { perBuild: number; builds: number } {
  const written = Array.from({ length: targetCount }, (_, i) => ({
    name: String(i),
    group: 'build',
    values: turn((stationary[i % stationary.length] as Row).values, Math.floor(i / stationary.length)),
  }));
  const replayed = replaySeries(written, from);
  const opened = replayed.flat().filter(({ state }) => state === 'opened').length;
  const builds = (stationary[0] as Row).values.length - from;
  return { perBuild: opened / builds, builds };
}

function turn(values: readonly number[], round: number): readonly number[] {
  if (round === 0) return values;
  if (round === 1) return values.toReversed();
  const middle = values.length >> 1;
  return [...values.slice(middle), ...values.slice(0, middle)];
}
