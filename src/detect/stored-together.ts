/** What all tasks, or measurements of time, of the builds of a stored history share, for a replay. */

import type { History, StoredBuild } from '../model/history.ts';
import { findRule, floorsOf, levelsOf, type RegressionRule } from '../settings/regression-rules.ts';
import { noMonth } from './collect/place-values.ts';
import { originOf, readStoredSeries, type StoredSeries } from './collect/stored-series.ts';
import { findTogether } from './judge/find-together.ts';
import { shareFactors } from './judge/share-factors.ts';
import { isMachineSpeed } from './series-key.ts';

/** Null if the builds have a time of their own, too few tasks or too few builds. @param branch null: all, except pull requests */
export function readStoredTogether(
  history: History,
  branch: string | null,
  rules: readonly RegressionRule[],
): StoredSeries | null {
  const stored = readStoredSeries(history, branch, rules, isMachineSpeed);
  const ran = new Set(stored.flatMap((each) => each.builds));
  const builds = history.builds.filter((build) => ran.has(build));
  const newest = builds.at(-1);
  const [first] = stored;
  if (newest === undefined || first === undefined) return null;
  const placeOf = new Map(builds.map((build, place) => [build, place]));
  const series = stored.flatMap((each) => {
    const places = Int32Array.from(each.builds, (build) => placeOf.get(build) as number);
    // As in the report of the newest build: what it ran.
    if (places.at(-1) !== builds.length - 1) return [];
    const { key, scale } = each;
    return [
      { key, scale, scaled: Float64Array.from(each.values, scale.to), places, fresh: 0, month: noMonth },
    ];
  });
  const { all } = shareFactors(series, builds.length);
  const found = findTogether(series, all, newest, { past: [], isChange: false });
  if (found === null || found.places.length === 0) return null;
  const { key, scale, scaled, places } = found;
  const own = Array.from(places, (place) => builds[place] as StoredBuild);
  return {
    ...first,
    ...{ name: 'build', key, scale, values: Array.from(scaled, scale.from), ...originOf(own) },
    ...{
      role: 'total',
      exact: false,
      gate: floorsOf(key, rules),
      levels: levelsOf(key, findRule(rules, key)),
    },
  };
}
