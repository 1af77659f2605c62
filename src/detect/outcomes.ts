/** How one task ended in the builds before this one: passed, failed, or both on one commit. */
import { RESULTS } from '../history/schema.ts';
import { hasFailed } from '../metrics/final-tasks.ts';
import type { StoredBuild, Task, TaskSeries } from '../model.ts';
import type { Comparable } from './comparable.ts';

export type Outcome = 'passed' | 'failed' | 'flaked';

export interface Outcomes {
  readonly name: string;
  readonly kind: string;
  /** One a commit, oldest first, the current one last; builds in which it did not run are left out. */
  readonly list: readonly Outcome[];
  /** Ids of the builds they come from; the current build's is null. */
  readonly builds: readonly (string | null)[];
}

/** Builds that are looked back on: 20 newest against 100 before. */
export const newestRuns = 20;
export const olderRuns = 100;

const failures = new Set((['failure', 'error', 'timeout'] as const).map((result) => RESULTS.indexOf(result)));
const success = RESULTS.indexOf('success');

/** Reads them. @param tasks the current build's runs of the task */
export function readOutcomes(
  series: TaskSeries,
  tasks: readonly Task[],
  builds: readonly StoredBuild[],
  { past }: Comparable,
): Outcomes {
  const list: Outcome[] = [];
  const ids: (string | null)[] = [];
  const now = outcomeOf(
    tasks.map((task) => ({
      attempt: task.attempt,
      passed: task.result === 'success',
      failed: hasFailed(task),
    })),
  );
  // Most tasks never failed: nothing is to be read of them.
  if (now === 'passed' && !series.result.some((result) => failures.has(result)))
    return { name: series.name, kind: series.kind, list: [], builds: [] };
  const wanted = new Set(past.slice(-(newestRuns + olderRuns)));
  let commit: string | null = null;
  for (let start = 0; start < series.build.length; ) {
    let end = start + 1;
    while (end < series.build.length && series.build[end] === series.build[start]) end++;
    const index = series.build[start] as number;
    const outcome = wanted.has(index) ? outcomeOf(rowsOf(series, start, end)) : null;
    start = end;
    if (outcome === null) continue;
    const build = builds[index] as StoredBuild;
    // Builds of one commit are one observation; that they disagree is the flake itself.
    if (commit !== null && build.commit === commit && list.length > 0) {
      const before = list.pop() as Outcome;
      ids.pop();
      list.push(before === outcome ? outcome : 'flaked');
    } else list.push(outcome);
    ids.push(build.id);
    commit = build.commit;
  }
  if (now !== null) {
    list.push(now);
    ids.push(null);
  }
  return { name: series.name, kind: series.kind, list, builds: ids };
}

interface Run {
  readonly attempt: number;
  readonly passed: boolean;
  readonly failed: boolean;
}

function rowsOf(series: TaskSeries, start: number, end: number): Run[] {
  const runs: Run[] = [];
  for (let row = start; row < end; row++) {
    const result = series.result[row] as number;
    runs.push({
      attempt: series.attempt[row] as number,
      passed: result === success,
      failed: failures.has(result),
    });
  }
  return runs;
}

/** Null: it did not run to an end that says anything. */
function outcomeOf(runs: readonly Run[]): Outcome | null {
  const last = Math.max(...runs.map((run) => run.attempt));
  const final = runs.filter((run) => run.attempt === last);
  if (final.some((run) => run.failed)) return 'failed';
  if (!final.some((run) => run.passed)) return null;
  return runs.some((run) => run.failed && run.attempt < last) ? 'flaked' : 'passed';
}
