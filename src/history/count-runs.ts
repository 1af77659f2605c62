/** How many runs some builds belong to: attempts of one run count once. */
import type { StoredBuild } from '../model/history.ts';

/** A build without a run is one of its own. */
export function countRuns(builds: readonly Pick<StoredBuild, 'id' | 'runId'>[]): number {
  return new Set(builds.map(({ id, runId }) => runId ?? id)).size;
}
