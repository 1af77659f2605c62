/** Chooses the groups to report, and folds the changes of their tasks into them. */
import { isPartOf } from '../../metrics/name-path.ts';
import type { Change } from '../../model/change.ts';
import { isTaskTime } from '../../model/series.ts';

type Moved = Change<unknown>;

/** A part of a group's time that moved makes the whole group the news; less is news of its own. */
const leastShare = 0.5;
/** A task that moved by more than twice what its group did, and the least change that is told, has news of its own. */
const times = 2;
const beyond = Math.log(1.05);

/**
 * The groups that say most in fewest words: none within another, and what is known already before what is new.
 * @param tasks changes of tasks
 * @param around names of the groups that a group is part of, by its name
 */
export function chooseGroups<T extends Moved>(
  groups: readonly T[],
  tasks: readonly Moved[],
  around: ReadonlyMap<string, readonly string[]>,
): T[] {
  const isWithin = (inner: Moved, outer: Moved): boolean =>
    around.get(nameOf(inner))?.includes(nameOf(outer)) === true;
  const known = groups.filter(({ state }) => state !== 'new');
  const isFree = (group: T): boolean =>
    !known.some((other) => isWithin(group, other) || isWithin(other, group));
  const news = groups.filter((group) => group.state === 'new' && isFree(group) && !isReported(group, tasks));
  const depthOf = (group: T): number => around.get(nameOf(group))?.length ?? 0;
  const innermostFirst = news.sort((a, b) => depthOf(b) - depthOf(a));
  return [...known, ...joinGroups(innermostFirst, isWithin)];
}

/** Whether most of its tasks' changes in its direction were reported before. */
function isReported(group: Moved, tasks: readonly Moved[]): boolean {
  const own = tasks.filter((task) => isOf(task, group) && isTaskTime(task.series) && isAlike(task, group));
  return own.filter(({ state }) => state === 'open').length * 2 > own.length;
}

/** A group replaces the groups inside it when those that moved are most of its time; otherwise the inner ones stay. */
function joinGroups<T extends Moved>(
  innermostFirst: readonly T[],
  isWithin: (inner: T, outer: T) => boolean,
): T[] {
  const chosen = new Set<T>();
  for (const group of innermostFirst) {
    const inside = [...chosen].filter((other) => isWithin(other, group) && isAlike(other, group));
    const part = inside.reduce((sum, { from }) => sum + from, 0) / group.from;
    if (inside.length === 1 || (inside.length > 0 && part < leastShare)) continue;
    for (const other of inside) chosen.delete(other);
    chosen.add(group);
  }
  return [...chosen];
}

/**
 * The tasks' changes, where a group's change says the same: those have its state, and no alert of their own.
 * @param groups chosen
 */
export function foldTasks<T extends Moved>(tasks: readonly T[], groups: readonly Moved[]): T[] {
  const goingOn = groups.filter(({ state }) => state !== 'recovered' && state !== 'accepted');
  return tasks.map((task) => {
    if (!isTaskTime(task.series) || task.state !== 'new') return task;
    const group = goingOn.find((each) => isOf(task, each) && isAlike(task, each));
    if (group === undefined) return task;
    if (Math.abs(Math.log1p(task.ratio)) > times * Math.abs(Math.log1p(group.ratio)) + beyond) return task;
    const { state, openedBy, acknowledgement } = group;
    return { ...task, state, openedBy, acknowledgement, level: null };
  });
}

function isOf({ series }: Moved, group: Moved): boolean {
  return isPartOf(series.task, nameOf(group));
}

function isAlike(a: Moved, b: Moved): boolean {
  return Math.sign(a.ratio) === Math.sign(b.ratio);
}

function nameOf({ series }: Moved): string {
  return series.task ?? '';
}
