/** Groups changes that happened together, so that they are reported once. */
import type { Change } from '../model/change.ts';
import type { ChangeGroup } from '../model/change-group.ts';
import { isTaskTime } from '../model/series.ts';
import { taskKey } from '../model/task-key.ts';
import type { TaskReport } from '../model/work.ts';
import { commonKind } from './common-kind.ts';
import { findGroups } from './find-groups.ts';
import { isPartOf, namePath } from './name-path.ts';

/**
 * Groups of at least three changes of the time, cost or tokens of tasks: by measure, the largest first; no change is
 * in two of them.
 */
export function groupChanges(changes: readonly Change[], tasks: readonly TaskReport[]): ChangeGroup[] {
  const compared = tasks.filter(isCompared);
  const allMs = compared.reduce((sum, task) => sum + task.durationMs - task.baselineMs, 0);
  const judged = listJudged(changes, compared, allMs);
  const judgedChanges = new Set(judged.flatMap((group) => group.changes));
  const ofMeasure = (measure: GroupedMeasure, all: number | null, among: readonly TaskReport[]) =>
    sortChanges(changes, measure)
      .map((indexes) => indexes.filter((index) => !judgedChanges.has(index)))
      .flatMap((indexes) => groupSort(indexes, changes, { unit: units[measure], all, compared: among }));
  const known = tasks.filter(({ baselineBuilds }) => baselineBuilds > 0);
  return [
    [...judged, ...ofMeasure('duration', allMs, compared)],
    ofMeasure(
      'cost',
      addedToBuild(changes, 'cost'),
      known.filter(({ costUsd }) => costUsd !== null),
    ),
    ofMeasure(
      'tokens',
      addedToBuild(changes, 'tokens'),
      known.filter(({ tokens }) => tokens !== null),
    ),
  ].flatMap((groups) => groups.sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from)));
}

type GroupedMeasure = 'duration' | 'cost' | 'tokens';

const units = { duration: 'ms', cost: 'usd', tokens: 'tokens' } as const;

function addedToBuild(changes: readonly Change[], measure: GroupedMeasure): number | null {
  const change = changes.find(({ series }) => series.scope === 'build' && series.measure === measure);
  return change === undefined ? null : change.to - change.from;
}

/** The groups that were judged as one, each with the changes of its tasks that have no separate alert. */
function listJudged(changes: readonly Change[], compared: readonly Compared[], allMs: number): ChangeGroup[] {
  const groups = [...changes.entries()].filter(([, { series }]) => series.scope === 'group');
  if (groups.length === 0) return [];
  const paths = compared.map(({ name }) => namePath(name));
  return groups.map(([at, group]) => {
    const name = group.series.task ?? '';
    const own = [...changes.entries()].filter(([, change]) => {
      const isPart = isTaskTime(change.series) && isPartOf(change.series.task, name);
      return isPart && change.level === null && change.ratio > 0 === group.ratio > 0;
    });
    return {
      ...{ name, by: 'place', kind: group.series.kind, asOne: true },
      changes: [at, ...own.map(([index]) => index)],
      tasks: paths.filter((path) => path.includes(name)).length,
      ...{ unit: 'ms', from: group.from, to: group.to, all: allMs },
    };
  });
}

type Compared = TaskReport & { readonly durationMs: number; readonly baselineMs: number };

function isCompared(task: TaskReport): task is Compared {
  return task.durationMs !== null && task.baselineMs !== null && task.cache !== 'hit';
}

/**
 * Indexes of changes that belong together: same direction, and equally new. Changes that began together some
 * builds ago are confirmed test by test, and stay together.
 */
function sortChanges(changes: readonly Change[], measure: GroupedMeasure): number[][] {
  const moved = [...changes.entries()].filter(
    ([, { series, state }]) =>
      series.scope === 'task' && series.measure === measure && state !== 'recovered' && state !== 'accepted',
  );
  const startOf = ({ ratio, since }: Change): string => `${ratio > 0} ${since?.buildId}`;
  const news = new Set(moved.flatMap(([, change]) => (change.state === 'new' ? startOf(change) : [])));
  const sorts = Map.groupBy(moved, ([, change]) => {
    const isNews = change.state === 'open' && news.has(startOf(change));
    return `${isNews ? 'new' : change.state} ${change.ratio > 0}`;
  });
  return [...sorts.values()].map((sort) => sort.map(([index]) => index));
}

/** The most certain first: it represents the group. */
function rank({ state, verdict }: Change): number {
  return verdict === 'suspect' ? 2 : state === 'new' ? 0 : 1;
}

function groupSort(
  indexes: readonly number[],
  changes: readonly Change[],
  { unit, all, compared }: Pick<ChangeGroup, 'unit' | 'all'> & { readonly compared: readonly TaskReport[] },
): ChangeGroup[] {
  const byTask = new Map(
    indexes.map((index) => [
      taskKey({ kind: changes[index]?.series.kind ?? '', name: changes[index]?.series.task ?? '' }),
      index,
    ]),
  );
  const changeOf = compared.map((task) => byTask.get(taskKey(task)) ?? null);
  const places = findGroups(compared.map(({ name }, at) => ({ name, moved: changeOf[at] !== null })));
  const grouped = new Set(places.flatMap(({ moved }) => moved));
  const left = changeOf.flatMap((index, at) => (index !== null && !grouped.has(at) ? [at] : []));
  const make = (name: string, by: ChangeGroup['by'], moved: readonly number[], size: number): ChangeGroup => {
    const own = moved
      .map((at) => changeOf[at] as number)
      .sort((a, b) => rank(changes[a] as Change) - rank(changes[b] as Change));
    return {
      name,
      by,
      asOne: false,
      kind: commonKind(moved.map((at) => compared[at]?.kind ?? '')),
      changes: own,
      tasks: size,
      unit,
      from: own.reduce((sum, index) => sum + (changes[index]?.from ?? 0), 0),
      to: own.reduce((sum, index) => sum + (changes[index]?.to ?? 0), 0),
      all,
    };
  };
  return [
    ...places.map(({ name, moved, size }) => make(name, 'place', moved, size)),
    ...groupByModel(left, compared).map(([model, moved]) => {
      const size = compared.filter((task) => task.model === model).length;
      return make(model, 'model', moved, size);
    }),
  ];
}

/** Tasks of one model, if at least three changed. */
function groupByModel(places: readonly number[], compared: readonly TaskReport[]): [string, number[]][] {
  const byModel = new Map<string, number[]>();
  for (const at of places) {
    const model = compared[at]?.model;
    if (model) byModel.set(model, [...(byModel.get(model) ?? []), at]);
  }
  return [...byModel].filter(([, moved]) => moved.length >= 3);
}
