/** Finds the stored build for a user's argument: by its id, its commit or its branch, or by a prefix of these. */
import { plural } from '../model/counts.ts';
import type { StoredBuild } from '../model/history.ts';
import { formatTime } from '../words/numbers.ts';
import { refuse } from './view.ts';

/** Of a commit or branch with several builds the newest. */
export function matchBuild(
  builds: readonly StoredBuild[],
  wanted: string,
): StoredBuild | readonly StoredBuild[] {
  const exact = builds.find(({ id }) => id === wanted);
  if (exact) return exact;
  const newest = builds.findLast(({ commit, branch, runId }) => [commit, branch, runId].includes(wanted));
  if (newest) return newest;
  if (wanted.length < 4) return [];
  const matching = builds.filter(({ id, commit }) => id.startsWith(wanted) || commit?.startsWith(wanted));
  const commits = new Set(matching.map(({ id, commit }) => (commit?.startsWith(wanted) ? commit : id)));
  return commits.size === 1 ? (matching.at(-1) as StoredBuild) : matching;
}

/** Ends the command if none, or more than one, matches. */
export function findBuild(builds: readonly StoredBuild[], wanted: string, where: string): StoredBuild {
  const found = matchBuild(builds, wanted);
  if (!Array.isArray(found)) return found as StoredBuild;
  const shown = (found.length > 0 ? found : builds).slice(-5).reverse();
  const listed = shown.map(({ id, startTimeMs }) => `${id} (${formatTime(startTimeMs)})`).join(', ');
  const what =
    found.length > 0
      ? `\`${wanted}\` is the start of ${plural(found.length, 'build')}.`
      : `No stored build is \`${wanted}\`.`;
  return refuse(where, what, `Write an id, commit, branch or run; the newest are ${listed}.`);
}
