/** Two jobs or steps of one run that report under one name and therefore share a history. */
import type { Build } from '../model/build.ts';
import type { StoredBuild } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';

/**
 * The warning when another job or step of the same attempt has stored a build under this build's name;
 * otherwise nothing.
 */
export function describeSharing(
  { id, name, context: { runId, runAttempt } }: Pick<Build, 'id' | 'name' | 'context'>,
  builds: readonly StoredBuild[],
): readonly Problem[] {
  const isSibling = (stored: StoredBuild): boolean =>
    stored.name === name && stored.id !== id && stored.runId === runId && stored.runAttempt === runAttempt;
  return runId !== null && builds.some(isSibling) ? [seriesShared(name)] : [];
}

export function seriesShared(name: string): Problem {
  return {
    level: 'warning',
    code: 'series-shared',
    where: 'input `name`',
    what: `Two jobs or steps of this run report as ${name}: they share one history, so neither comparison is reliable.`,
    fix: 'Give each its own `name`.',
  };
}
