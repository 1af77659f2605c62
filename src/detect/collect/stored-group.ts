/** The tasks of a package, folder, file or suite of a stored history as their combined series. */
import { isPartOf } from '../../metrics/name-path.ts';
import { coarseKinds } from '../../model/coarse-kinds.ts';
import type { History, StoredBuild } from '../../model/history.ts';
import { isTaskTime } from '../../model/series.ts';
import { findRule, floorsOf, levelsOf, type RegressionRule } from '../../settings/regression-rules.ts';
import { lowerIsBetter } from '../scale.ts';
import { isExact } from '../series-key.ts';
import { type Collected, noMonth } from './place-values.ts';
import {
  chooseLargest,
  type GroupPool,
  keyOfGroup,
  leastMembers,
  leastMs,
  makeMember,
  poolMembers,
} from './pool-groups.ts';
import { readStoredSeries, type StoredSeries } from './stored-series.ts';

/** null if no group of this name is judged: it has too few tasks, or takes too little time. */
export function readStoredGroup(
  history: History,
  branch: string | null,
  rules: readonly RegressionRule[],
  name: string,
): StoredSeries | null {
  const tasks = readStoredSeries(
    history,
    branch,
    rules,
    (key) => isTaskTime(key) && !coarseKinds.includes(key.kind ?? '') && isPartOf(key.task, name),
  );
  const members = placeTasks(tasks, history).map(makeMember);
  const usualMs = members.reduce((sum, member) => sum + member.usualMs, 0);
  if (members.length < leastMembers || usualMs < leastMs) return null;
  return toStoredGroup({ name, members, usualMs }, history, rules);
}

/**
 * All groups that are judged, largest first, each with the names of the groups around it.
 * @param stored series of the tasks
 */
export function readStoredGroups(
  history: History,
  stored: readonly StoredSeries[],
  rules: readonly RegressionRule[],
): { readonly series: StoredSeries; readonly around: readonly string[] }[] {
  const tasks = stored.filter(({ key }) => isTaskTime(key));
  return chooseLargest(placeTasks(tasks, history)).map((group) => ({
    around: group.around,
    series: toStoredGroup(group, history, rules),
  }));
}

function placeTasks(tasks: readonly StoredSeries[], history: History): Collected[] {
  const placeOf = new Map(history.builds.map((build, place) => [build, place]));
  return tasks.map(({ key, scale, values, builds }) => ({
    ...{ key, scale, scaled: Float64Array.from(values, scale.to), fresh: 0, month: noMonth },
    places: Int32Array.from(builds, (build) => placeOf.get(build) as number),
  }));
}

function toStoredGroup(
  { name, members, usualMs }: Omit<GroupPool, 'around'>,
  history: History,
  rules: readonly RegressionRule[],
): StoredSeries {
  const { scaled, places } = poolMembers(members, usualMs, history.builds.length);
  const builds = Array.from(places, (place) => history.builds[place] as StoredBuild);
  const key = keyOfGroup(name, members);
  return {
    ...{ name, key, builds, scale: lowerIsBetter, group: 'stored', role: 'other', exact: isExact(key) },
    values: [...scaled].map(Math.exp),
    keys: builds.map(({ id }) => id),
    hardware: builds.map(() => null),
    gate: floorsOf(key, rules),
    levels: levelsOf(key, findRule(rules, key)),
  };
}
