/** How many times slower than usual a process may be: 1 unless other programs keep the machine busy. */
import { availableParallelism, loadavg } from 'node:os';

/** Processes for each core while only the tests run. */
const usualLoad = 2;

export function measureSlowness(): number {
  return Math.max(1, (loadavg()[0] ?? 0) / (usualLoad * availableParallelism()));
}
