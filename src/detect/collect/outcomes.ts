/** How one task ended in the builds before this one: passed, failed, or both on one commit. */

import { hasFailed } from '../../metrics/final-tasks.ts';
import type { Build } from '../../model/build.ts';
import type { History, StoredBuild, TaskSeries } from '../../model/history.ts';
import { results } from '../../model/results.ts';
import type { Task } from '../../model/task.ts';
import type { Comparable } from './comparable.ts';

export type Outcome = 'passed' | 'failed' | 'flaked';

export interface Outcomes {
  readonly name: string;
  readonly kind: string;
  /** One a commit, oldest first; builds in which it did not run are left out. */
  readonly list: readonly Outcome[];
  /** The builds they come from, the newest of each commit. */
  readonly builds: readonly Ran[];
  /** Whether the last one is of the current build. */
  readonly isCurrent: boolean;
}

/** What is to be known of such a build. */
type Ran = Pick<StoredBuild, 'id' | 'commit' | 'runId' | 'startTimeMs'>;

/** Builds that are looked back on: 20 newest against 100 before. */
export const newestRuns = 20;
export const olderRuns = 100;
/** Room for re-runs of them. */
const maxRuns = 2 * (newestRuns + olderRuns);

const failures = new Set((['failure', 'error', 'timeout'] as const).map((result) => results.indexOf(result)));
const success = results.indexOf('success');

/** What one build says. */
interface Observation {
  readonly build: Ran;
  readonly outcome: Outcome | null;
}

/** Of a task. @param tasks the current build's runs of the task */
export function readOutcomes(
  series: TaskSeries,
  tasks: readonly Task[],
  build: Build,
  { builds }: History,
  { runs }: Comparable,
): Outcomes {
  const now = outcomeOf(tasks.filter(({ cache }) => cache !== 'hit').map(runOf));
  // Most tasks never failed: nothing is to be read of them.
  const never = now === 'passed' && !series.result.some((result) => failures.has(result));
  const wanted = new Set(never ? [] : runs.slice(-maxRuns));
  const past: Observation[] = [];
  for (let start = 0; start < series.build.length && !never; ) {
    let end = start + 1;
    while (end < series.build.length && series.build[end] === series.build[start]) end++;
    const index = series.build[start] as number;
    if (wanted.has(index))
      past.push({ build: builds[index] as StoredBuild, outcome: outcomeOf(rowsOf(series, start, end)) });
    start = end;
  }
  return { name: series.name, kind: series.kind, ...unite(past, build, never ? null : now) };
}

/** Of the builds as a whole. */
export function readBuildOutcomes(build: Build, { builds }: History, { runs }: Comparable): Outcomes {
  const past = runs.slice(-maxRuns).map((index): Observation => {
    const stored = builds[index] as StoredBuild;
    return { build: stored, outcome: outcomeOf([runOf({ ...stored, attempt: 1 })]) };
  });
  return { name: '', kind: '', ...unite(past, build, outcomeOf([runOf({ ...build, attempt: 1 })])) };
}

/** Builds of one commit, or attempts of one run, are one observation; that they disagree is the flake itself. */
function unite(
  past: readonly Observation[],
  { id, startTimeMs, context }: Build,
  now: Outcome | null,
): Omit<Outcomes, 'name' | 'kind'> {
  const ran = { ...context, id, startTimeMs: startTimeMs ?? Number.POSITIVE_INFINITY };
  const current = { build: ran, outcome: now };
  const found = new Map<string, { outcome: Outcome; build: Ran }>();
  for (const { build, outcome } of [...past, current]) {
    if (outcome === null) continue;
    const key = build.commit ?? build.runId ?? `#${found.size}`;
    const before = found.get(key);
    // Where it ran last is its place.
    if (build.id === id) found.delete(key);
    found.set(key, { outcome: before && before.outcome !== outcome ? 'flaked' : outcome, build });
  }
  const all = [...found.values()];
  return {
    list: all.map(({ outcome }) => outcome),
    builds: all.map(({ build }) => build),
    isCurrent: now !== null,
  };
}

interface Run {
  readonly attempt: number;
  readonly passed: boolean;
  readonly failed: boolean;
}

function runOf(task: Pick<Task, 'attempt' | 'result'>): Run {
  return { attempt: task.attempt, passed: task.result === 'success', failed: hasFailed(task) };
}

/** What a cache answered did not run. */
function rowsOf(series: TaskSeries, start: number, end: number): Run[] {
  const runs: Run[] = [];
  for (let row = start; row < end; row++) {
    const result = series.result[row] as number;
    if (series.cached[row] === 0)
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
