/** Reports that a build of another commit is stored under the id of this one: its logs may be those of that build. */
import { isMachineSpeed, keyOfMetric } from '../detect/series-key.ts';
import type { Build } from '../model/build.ts';
import type { StoredBuild } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import { shortCommit } from './numbers.ts';

export function describeRepeated(
  build: Pick<Build, 'id' | 'startTimeMs' | 'durationMs' | 'tasks' | 'metrics' | 'context'>,
  builds: readonly StoredBuild[],
): Problem[] {
  const { id } = build;
  const { commit } = build.context;
  const stored = builds.find((each) => each.id === id);
  if (stored === undefined) return [];
  if (commit === null && canRecur(build))
    return [
      describe(
        'info',
        'The same logs were checked before: they count as one build.',
        'If these are of another build, name its commit with `--commit SHA`.',
      ),
    ];
  if (stored.commit === null || commit === null || stored.commit === commit) return [];
  const ofCommit = `for commit ${shortCommit(stored.commit)}`;
  const [what, fix] = isHashOfLogs(id)
    ? [
        `The same logs were checked before, ${ofCommit}.`,
        'Check that the build has run since then, and writes its logs to these paths.',
      ]
    : [`This build id was used before, ${ofCommit}.`, 'Give each build its own `--build-id`.'];
  return [describe('warning', what, fix)];
}

/** Whether other builds may write the same logs, such as sizes: logs without a time, a duration or a speed. */
export function canRecur({
  id,
  startTimeMs,
  durationMs,
  tasks,
  metrics,
}: Pick<Build, 'id' | 'startTimeMs' | 'durationMs' | 'tasks' | 'metrics'>): boolean {
  const isTimed =
    startTimeMs !== null ||
    durationMs !== null ||
    tasks.some((task) => task.durationMs !== null) ||
    metrics.some((metric) => isMachineSpeed(keyOfMetric(metric)));
  return isHashOfLogs(id) && !isTimed;
}

function isHashOfLogs(id: string): boolean {
  return id.startsWith('local-');
}

function describe(level: Problem['level'], what: string, fix: string): Problem {
  return { level, code: 'build-repeated', where: 'history', what, fix };
}
