/** One build of a benchmark archive: only measurements, with a stable id. */
import { hash } from 'node:crypto';
import type { Build, BuildContext } from '../../model/build.ts';
import { emptyBuild } from '../../model/empty-build.ts';
import type { Metric } from '../../model/metric.ts';

export interface ArchivedBuild {
  /** Id of the archive's format. */
  readonly format: string;
  /** The properties that distinguish it from the archive's other builds. */
  readonly identity: readonly unknown[];
  readonly name: string;
  readonly startTimeMs: number;
  readonly metrics: readonly Metric[];
  readonly context: BuildContext;
}

/** None without a measurement. */
export function makeArchivedBuild(archived: ArchivedBuild): Build[] {
  const { format, identity, name, startTimeMs, metrics, context } = archived;
  if (metrics.length === 0) return [];
  const id = `benchmark-${hash('sha256', JSON.stringify(identity)).slice(0, 16)}`;
  return [{ ...emptyBuild, id, name, startTimeMs, durationMs: null, formats: [format], metrics, context }];
}
