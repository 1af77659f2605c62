/** The stored data of one series, in numbers. */

import type { History } from '../model/history.ts';
import { dayMs } from '../model/time-units.ts';

export interface HistoryFacts {
  readonly builds: number;
  /** Distinct tasks, and distinct measurements. */
  readonly tasks: number;
  readonly measurements: number;
  readonly rows: number;
  /** Epoch milliseconds; null without builds. */
  readonly oldestMs: number | null;
  readonly newestMs: number | null;
  /** Stretches without a build, longest first, at most 5. */
  readonly gaps: readonly Gap[];
}

interface Gap {
  /** Id of the last build before it. */
  readonly after: string;
  readonly startMs: number;
  readonly durationMs: number;
}

/** A gap is longer than this, and longer than this many times the median distance between two builds. */
const leastGapMs = 3 * dayMs;
const timesUsual = 5;

export function describeHistory({ builds, series }: History): HistoryFacts {
  const facts = { tasks: 0, measurements: 0, rows: 0 };
  for (const { value, build } of series) {
    facts[value === null ? 'tasks' : 'measurements']++;
    facts.rows += build.length;
  }
  return {
    builds: builds.length,
    ...facts,
    oldestMs: builds[0]?.startTimeMs ?? null,
    newestMs: builds.at(-1)?.startTimeMs ?? null,
    gaps: findGaps(builds),
  };
}

function findGaps(builds: History['builds']): Gap[] {
  const steps = builds.slice(1).map(({ startTimeMs }, at): Gap => {
    const before = builds[at]!;
    const startMs = before.startTimeMs;
    return { after: before.id, startMs, durationMs: startTimeMs - startMs };
  });
  const sorted = steps.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const usualMs = sorted[sorted.length >> 1] ?? 0;
  return steps
    .filter(({ durationMs }) => durationMs > Math.max(leastGapMs, timesUsual * usualMs))
    .sort((a, b) => b.durationMs - a.durationMs)
    .slice(0, 5);
}
