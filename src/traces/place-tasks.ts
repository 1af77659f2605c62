/** Periods of a build and of its tasks, each inside its parent. */
import type { Build } from '../model/build.ts';
import type { Task } from '../model/task.ts';
import { periodOf, placeInside, type SpanPeriod, type Times, toNanos } from './span-times.ts';

/**
 * GitHub ends a job that no runner took within a day: a longer wait is a clock error. Reference:
 * https://docs.github.com/actions/reference/limits
 */
const longestWait = 86_400_000_000_000n;

/**
 * From the first wait for a runner to the end of the work. If no log contains the duration of the build, it ends with
 * its last task.
 * @param atMs time of the build if no log contains it
 */
export function placeBuild(build: Build, waits: readonly Times[], atMs: number): SpanPeriod {
  const starts = build.tasks.flatMap(({ startTimeMs }) => startTimeMs ?? []);
  const startTimeMs = build.startTimeMs ?? leastOf(starts) ?? atMs;
  const endOf = (times: Times): bigint =>
    endOfWork({ ...times, startTimeMs: times.startTimeMs ?? startTimeMs });
  const start = toNanos(startTimeMs);
  const ends = build.durationMs === null ? build.tasks.map(endOf) : [endOf({ ...build, startTimeMs })];
  const created = waits.flatMap((wait) => periodOf(wait)?.start ?? []);
  const first = leastOf([start, ...created.filter((at) => start - at <= longestWait)]) ?? start;
  const end = -(leastOf([start, ...ends].map((at) => -at)) ?? -start);
  return { start: first, end };
}

function endOfWork({ startTimeMs, durationMs }: Times): bigint {
  return periodOf({ startTimeMs, durationMs: durationMs ?? 0 })?.end ?? 0n;
}

function leastOf<T extends number | bigint>(values: readonly T[]): T | null {
  return values.reduce<T | null>((least, each) => (least === null || each < least ? each : least), null);
}

/** A task with unknown times does not limit its children: it lasts as long as they do. */
export function placeTasks(
  tasks: readonly Task[],
  parents: ReadonlyMap<Task, Task>,
  whole: SpanPeriod,
): ReadonlyMap<Task, SpanPeriod> {
  const periods = new Map<Task, SpanPeriod>();
  const rooms = new Map<Task, SpanPeriod>();
  for (const task of tasks) {
    const path: Task[] = [];
    for (
      let each: Task | undefined = task;
      each !== undefined && !periods.has(each);
      each = parents.get(each)
    )
      path.push(each);
    for (const each of path.reverse()) {
      const parent = parents.get(each);
      const around = (parent && rooms.get(parent)) ?? whole;
      const period = placeInside(each, around);
      periods.set(each, period);
      rooms.set(each, periodOf(each) === null ? around : period);
      stretchAbove(each, parents, periods);
    }
  }
  return periods;
}

/** Stretches the tasks above with unknown times around this one. */
function stretchAbove(task: Task, parents: ReadonlyMap<Task, Task>, periods: Map<Task, SpanPeriod>): void {
  const inside = periods.get(task);
  let above = parents.get(task);
  while (inside !== undefined && above !== undefined && periodOf(above) === null) {
    const { start, end } = periods.get(above) ?? inside;
    const isEarlier = inside.start < start;
    const isLater = inside.end > end;
    if (!isEarlier && !isLater) return;
    periods.set(above, { start: isEarlier ? inside.start : start, end: isLater ? inside.end : end });
    above = parents.get(above);
  }
}
