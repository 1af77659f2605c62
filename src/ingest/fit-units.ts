/** Converts times of tests whose unit differs from that of their log's totals and time stamps, for all formats. */

import type { Task } from '../model/task.ts';
import type { ReportProblem } from './collect-problems.ts';
import { findFactor, findWholeFactor, type PartsAndWhole } from './find-unit.ts';

/** A part of the work that its log tells as a whole. */
interface Whole {
  readonly durationMs: number | null;
  /** Ids of the tasks in it. */
  readonly taskIds: readonly string[];
}

/** Fewer lengths may agree by chance with times that are a thousand times shorter. */
const leastAgreeing = 3;
const leastWholeMs = 100;

/**
 * Tests that took a thousand times as long as the whole around them are in a finer unit, which gives them their time
 * back. Those that are shorter by a thousand, as closely as only a unit explains, are in a coarser one.
 * @param periods parts that the log tells as a whole; @param durationMs what it says of all
 */
export function fitUnits(
  tasks: readonly Task[],
  {
    periods,
    durationMs,
    report,
  }: {
    readonly periods: readonly Whole[];
    readonly durationMs: number | null;
    readonly report: ReportProblem;
  },
): readonly Task[] {
  const timed = tasks.filter((task) => task.kind === 'test' && (task.durationMs ?? 0) > 0);
  if (timed.length === 0) return tasks;
  const wholes = compareWholes(timed, periods, durationMs);
  const found = findFactor(wholes);
  const divisor = wholes.every((sums) => isExplained(sums, found)) ? found : 1;
  const agreeing = divisor > 1 ? [] : [...wholes, ...compareGaps(timed)];
  const factor = agreeing.length < leastAgreeing ? 1 : findWholeFactor(agreeing);
  if (divisor === 1 && factor === 1) return tasks;
  const change = divisor > 1 ? `${divisor} times too long` : `${factor} times too short`;
  const what = `The times of its tests are ${change} for its sums and stamps: they are read in that unit.`;
  report('warning', 'odd-unit', what, 'Let the test tool write the unit that its format has.');
  return tasks.map((task) =>
    task.kind === 'test' && task.durationMs !== null
      ? { ...task, durationMs: Math.round(((task.durationMs * factor) / divisor) * 1e6) / 1e6 }
      : task,
  );
}

/** A clock that stood still makes a whole too short, which no unit explains; nor is one of a moment a proof. */
function isExplained({ parts, whole }: PartsAndWhole, divisor: number): boolean {
  const ratio = parts / whole / divisor;
  return whole >= leastWholeMs && ratio > 0.4 && ratio < 1.1;
}

function sumOf(tasks: readonly Task[]): number {
  return tasks.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
}

function compareWholes(
  timed: readonly Task[],
  periods: readonly Whole[],
  durationMs: number | null,
): readonly PartsAndWhole[] {
  const byId = new Map(timed.map((task) => [task.id, task]));
  const sums = periods.flatMap((period): PartsAndWhole[] => {
    const own = period.taskIds.flatMap((id) => byId.get(id) ?? []);
    return period.durationMs === null || own.length === 0
      ? []
      : [{ parts: sumOf(own), whole: period.durationMs }];
  });
  return sums.length > 0 || durationMs === null ? sums : [{ parts: sumOf(timed), whole: durationMs }];
}

/** One test after the other: each took about as long as it was to the start of the next. */
function compareGaps(timed: readonly Task[]): readonly PartsAndWhole[] {
  const starts = timed
    .flatMap(({ startTimeMs, durationMs }) => (startTimeMs === null ? [] : [{ startTimeMs, durationMs }]))
    .sort((a, b) => a.startTimeMs - b.startTimeMs);
  return starts.slice(1).map(({ startTimeMs }, place) => {
    const before = starts[place] as (typeof starts)[number];
    return { parts: before.durationMs ?? 0, whole: startTimeMs - before.startTimeMs };
  });
}
