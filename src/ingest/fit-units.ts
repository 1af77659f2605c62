/** Converts times of tests if their unit differs from that of their log's totals and timestamps, for all formats. */

import { formatCount } from '../model/counts.ts';
import type { Task } from '../model/task.ts';
import type { ReportProblem } from './collect-problems.ts';
import { findFactor, findWholeFactor, type PartsAndWhole } from './find-unit.ts';

/** A part of the work with a total in its log. */
interface Whole {
  readonly durationMs: number | null;
  /** Ids of the tasks in it. */
  readonly taskIds: readonly string[];
}

/** With fewer values, times that are a thousand times shorter may agree by chance. */
const leastAgreeing = 3;
const leastWholeMs = 100;

/**
 * Tests that took a thousand times as long as the whole around them have a finer unit and are converted. Tests that
 * are shorter by almost exactly a thousand have a coarser unit.
 * @param periods parts with totals in the log @param durationMs total of the whole log
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
  const change =
    divisor > 1 ? `${formatCount(divisor)} times too long` : `${formatCount(factor)} times too short`;
  const what = `The times of its tests are ${change} for its sums and timestamps: they are corrected by that factor.`;
  report('warning', 'odd-unit', what, 'Let the test tool write the unit that its format requires.');
  return tasks.map((task) =>
    task.kind === 'test' && task.durationMs !== null
      ? { ...task, durationMs: Math.round(((task.durationMs * factor) / divisor) * 1e6) / 1e6 }
      : task,
  );
}

/**
 * A stopped clock makes a whole too short, which is not a matter of units; a very short whole proves nothing either.
 */
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
  const byId = new Map(periods.length === 0 ? [] : timed.map((task) => [task.id, task]));
  const sums = periods.flatMap((period): PartsAndWhole[] => {
    const own = period.taskIds.flatMap((id) => byId.get(id) ?? []);
    return period.durationMs === null || own.length === 0
      ? []
      : [{ parts: sumOf(own), whole: period.durationMs }];
  });
  return sums.length > 0 || durationMs === null ? sums : [{ parts: sumOf(timed), whole: durationMs }];
}

/** One test after the other: each took about as long as the time to the start of the next. */
function compareGaps(timed: readonly Task[]): readonly PartsAndWhole[] {
  const starts = timed
    .flatMap(({ startTimeMs, durationMs }) => (startTimeMs === null ? [] : [{ startTimeMs, durationMs }]))
    .sort((a, b) => a.startTimeMs - b.startTimeMs);
  return starts.slice(1).map(({ startTimeMs }, place) => {
    const before = starts[place] as (typeof starts)[number];
    return { parts: before.durationMs ?? 0, whole: startTimeMs - before.startTimeMs };
  });
}
