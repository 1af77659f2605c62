/**
 * Builds with a separate trigger, such as nightly full ones: if their durations differ clearly from the
 * others, each kind is compared only with itself.
 */
import { minBaseline } from '../../model/baseline.ts';
import type { StoredBuild } from '../../model/history.ts';
import { medianOfSorted } from '../../stats/sorted.ts';

/** Triggers of builds of changes, which are all compared with each other; of an imported log it is not known. */
const ofChanges: readonly (string | null)[] = [
  null,
  'local',
  'import',
  'push',
  'pull_request',
  'pull_request_target',
  'merge_group',
];
/** A class needs at least this many builds among the newest 80. */
const leastBuilds = 4;
const newest = 80;
/** Minimum ratio of the medians, and maximum share of either kind on the wrong side of the middle. */
const leastApart = Math.log(1.2);
const mostMixed = 0.1;

/** The trigger of a build, if it may define a class; null: a change. */
function triggerOf(event: string | null): string | null {
  return ofChanges.includes(event) ? null : event;
}

/**
 * The builds of the same kind as the current one.
 * @param past comparable builds, oldest first
 * @returns their common trigger (null: not a separate class) and their indexes, ascending. A class with fewer
 * than 12 builds is compared with all builds, because otherwise it would have no baseline.
 */
export function keepTriggerClass(
  past: readonly StoredBuild[],
  event: string | null,
): { readonly trigger: string | null; readonly places: readonly number[] } {
  const all = past.map((_, place) => place);
  const triggers = past.map((build) => triggerOf(build.event));
  const apart = new Set(
    [...new Set(triggers)].filter((trigger) => trigger !== null && isApart(past, trigger)),
  );
  const own = triggerOf(event);
  const ofOwn = all.filter((place) => triggers[place] === own);
  if (own !== null && apart.has(own))
    return ofOwn.length < minBaseline ? { trigger: null, places: all } : { trigger: own, places: ofOwn };
  return { trigger: null, places: all.filter((place) => !apart.has(triggers[place] ?? null)) };
}

function isApart(past: readonly StoredBuild[], trigger: string): boolean {
  const read = (isOwn: boolean): Float64Array =>
    Float64Array.from(
      past.flatMap(({ event, result, durationMs }) =>
        result === 'success' && durationMs !== null && durationMs > 0 && (event === trigger) === isOwn
          ? Math.log(durationMs)
          : [],
      ),
    )
      .slice(-newest)
      .sort();
  const [own, others] = [read(true), read(false)];
  if (own.length < leastBuilds || others.length < leastBuilds) return false;
  const [level, usual] = [medianOfSorted(own), medianOfSorted(others)];
  if (Math.abs(level - usual) < leastApart) return false;
  const middle = (level + usual) / 2;
  const mixed = (values: Float64Array, isAbove: boolean): number =>
    values.filter((value) => value > middle !== isAbove).length;
  return (
    mixed(own, level > usual) <= mostMixed * own.length &&
    mixed(others, level < usual) <= mostMixed * others.length
  );
}
