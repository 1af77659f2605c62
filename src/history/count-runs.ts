/** The number of runs of some builds: attempts of one run count once. */
import type { StoredBuild } from '../model/history.ts';

/** A build without a run counts as a separate run. */
export function countRuns(builds: readonly Pick<StoredBuild, 'id' | 'runId'>[]): number {
  return new Set(builds.map(({ id, runId }) => runId ?? id)).size;
}
