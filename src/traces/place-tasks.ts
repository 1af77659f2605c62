/** Periods of a build and of its tasks, each inside the one around it. */
import type { Build } from '../model/build.ts';
import type { Task } from '../model/task.ts';
import { type Period, periodOf, placeInside, type Times, toNanos } from './span-times.ts';

/** GitHub ends a job that no runner took within a day: a longer wait is one of clocks. Reference: https://docs.github.com/actions/reference/limits */
const longestWait = 86_400_000_000_000n;

/**
 * From the first wait for a runner to the end of the work.
 * @param atMs when the build ran, where no log says it
 */
export function placeBuild(
  { startTimeMs, durationMs, tasks }: Build,
  waits: readonly Times[],
  atMs: number,
): Period {
  const known = tasks.flatMap((task) => periodOf(task) ?? []);
  const first =
    startTimeMs === null ? (leastOf(known.map(({ start }) => start)) ?? toNanos(atMs)) : toNanos(startTimeMs);
  const end =
    durationMs === null
      ? (leastOf(known.map(({ end: each }) => -each)) ?? -first) * -1n
      : placeInside({ startTimeMs: null, durationMs }, { start: first, end: first + longestWait * 3650n })
          .end;
  const starts = waits
    .flatMap((wait) => periodOf(wait)?.start ?? [])
    .filter((start) => first - start <= longestWait);
  return { start: leastOf([first, ...starts]) ?? first, end: end < first ? first : end };
}

function leastOf(values: readonly bigint[]): bigint | null {
  return values.reduce<bigint | null>((least, each) => (least === null || each < least ? each : least), null);
}

/** A task of unknown times sets no limit to what runs in it. */
export function placeTasks(
  tasks: readonly Task[],
  parents: ReadonlyMap<Task, Task>,
  whole: Period,
): ReadonlyMap<Task, Period> {
  const periods = new Map<Task, Period>();
  const rooms = new Map<Task, Period>();
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
    }
  }
  return periods;
}
