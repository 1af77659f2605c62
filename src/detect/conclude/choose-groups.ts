/** Chooses the groups to report, and folds the changes of their tasks into them. */
import { isPartOf } from '../../metrics/name-path.ts';
import type { Change } from '../../model/change.ts';
import { isTaskTime } from '../../model/series.ts';

type AnyChange = Pick<Change, 'series' | 'state' | 'from' | 'ratio'>;

/** If at least this share of a group's time changed, the whole group is reported; otherwise the part. */
const leastShare = 0.5;
/**
 * A task that changed by more than twice as much as its group, and by at least this much, is reported
 * separately.
 */
const times = 2;
const beyond = Math.log(1.05);

/**
 * The smallest set of groups that covers the changes: none within another, and known ones before new ones.
 * @param tasks changes of tasks
 * @param around names of the groups around a group, by its name
 */
export function chooseGroups<T extends AnyChange>(
  groups: readonly T[],
  tasks: readonly AnyChange[],
  around: ReadonlyMap<string, readonly string[]>,
): T[] {
  const isWithin = (inner: AnyChange, outer: AnyChange): boolean =>
    around.get(nameOf(inner))?.includes(nameOf(outer)) === true;
  const known = groups.filter(({ state }) => state !== 'new');
  const isFree = (group: T): boolean =>
    !known.some((other) => isWithin(group, other) || isWithin(other, group));
  const news = groups.filter((group) => group.state === 'new' && isFree(group) && !isReported(group, tasks));
  const depthOf = (group: T): number => around.get(nameOf(group))?.length ?? 0;
  const innermostFirst = news.sort((a, b) => depthOf(b) - depthOf(a));
  return [...known, ...joinGroups(innermostFirst, isWithin)];
}

/** Whether most of its tasks' changes in the same direction were reported before. */
function isReported(group: AnyChange, tasks: readonly AnyChange[]): boolean {
  const own = tasks.filter((task) => isOf(task, group) && isTaskTime(task.series) && isAlike(task, group));
  return own.filter(({ state }) => state === 'open').length * 2 > own.length;
}

/**
 * A group replaces the groups inside it if the changed ones are most of its time; otherwise the inner ones
 * stay.
 */
function joinGroups<T extends AnyChange>(
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
 * The tasks' changes; those covered by a group's change have its state, and no separate alert.
 * @param groups chosen
 */
export function foldTasks<T extends Change<unknown>>(tasks: readonly T[], groups: readonly T[]): T[] {
  const goingOn = groups.filter(({ state }) => state !== 'recovered' && state !== 'accepted');
  return tasks.map((task) => {
    const group = task.state === 'new' ? findGroup(task, goingOn) : null;
    if (group === null) return task;
    const { state, openedBy, acknowledgement } = group;
    return { ...task, state, openedBy, acknowledgement, level: null };
  });
}

/** The change of a group that covers the one of its task; null: it is reported separately. */
export function findGroup<T extends AnyChange>(task: AnyChange, groups: readonly T[]): T | null {
  if (!isTaskTime(task.series)) return null;
  const group = groups.find((each) => isOf(task, each) && isAlike(task, each));
  if (group === undefined) return null;
  const size = (change: AnyChange): number => Math.abs(Math.log1p(change.ratio));
  return size(task) > times * size(group) + beyond ? null : group;
}

function isOf({ series }: AnyChange, group: AnyChange): boolean {
  return isPartOf(series.task, nameOf(group));
}

function isAlike(a: AnyChange, b: AnyChange): boolean {
  return Math.sign(a.ratio) === Math.sign(b.ratio);
}

function nameOf({ series }: AnyChange): string {
  return series.task ?? '';
}
