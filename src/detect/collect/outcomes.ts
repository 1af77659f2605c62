/** The results of one task in earlier builds: passed, failed, or both on one commit. */

import { hasFailed } from '../../metrics/final-tasks.ts';
import type { Build } from '../../model/build.ts';
import type { History, StoredBuild, TaskSeries } from '../../model/history.ts';
import { allResults } from '../../model/results.ts';
import type { Task } from '../../model/task.ts';
import type { Comparable } from './comparable.ts';

export type Outcome = 'passed' | 'failed' | 'flaked';

export interface Outcomes {
  readonly name: string;
  readonly kind: string;
  /** One per commit, oldest first; builds in which it did not run are left out. */
  readonly list: readonly Outcome[];
  /** Their builds, the newest of each commit. */
  readonly builds: readonly Ran[];
  /** Total milliseconds of attempts that a later one on the same commit replaced; for each result. */
  readonly rerunMs: readonly number[];
  /** Fingerprint of the newest failure before the current build; null when none is stored. */
  readonly failurePrint: string | null;
  /** Whether the last result is from the current build. */
  readonly isCurrent: boolean;
}

/** The required data of such a build. */
type Ran = Pick<StoredBuild, 'id' | 'commit' | 'runId' | 'startTimeMs'>;

/** Builds to look back: 20 newest against 100 before. */
export const newestRuns = 20;
export const olderRuns = 100;
/** Space for their re-runs. */
export const maxRuns = 2 * (newestRuns + olderRuns);

const isFailure = allResults.map((result) => hasFailed({ result }));
const success = allResults.indexOf('success');

/** The result of one build. */
interface Observation extends Ended {
  readonly build: Ran;
}

/** The results of the runs of one build. */
interface Ended {
  readonly outcome: Outcome | null;
  /** The time of the last attempt, and the total time of the attempts before it. */
  readonly finalMs: number;
  readonly rerunMs: number;
  /** Of the last failure. */
  readonly failurePrint: string | null;
}

/**
 * For a task.
 * @param tasks the current build's runs of the task
 */
export function readOutcomes(
  series: TaskSeries,
  tasks: readonly Task[],
  build: Build,
  { builds }: History,
  { runs }: Comparable,
): Outcomes {
  const { name, kind } = series;
  const now = endOf(tasks.filter(({ cache }) => cache !== 'hit').map(runOf));
  const past = observe(series, builds, new Set(runs.slice(-maxRuns)));
  return { name, kind, ...unite(past, build, now) };
}

/** Whether one of the stored runs failed. */
export function hasFailedBefore({ result }: TaskSeries): boolean {
  for (let row = 0; row < result.length; row++) if (isFailure[result[row] as number]) return true;
  return false;
}

/** One observation per build of `wanted` in which the task has rows. */
function observe(
  series: TaskSeries,
  builds: readonly StoredBuild[],
  wanted: ReadonlySet<number>,
): Observation[] {
  const past: Observation[] = [];
  for (let start = 0; start < series.build.length; ) {
    let end = start + 1;
    while (end < series.build.length && series.build[end] === series.build[start]) end++;
    const index = series.build[start] as number;
    if (wanted.has(index))
      past.push(
        end - start === 1
          ? observeRow(series, start, builds[index] as StoredBuild)
          : { build: builds[index] as StoredBuild, ...endOf(rowsOf(series, start, end)) },
      );
    start = end;
  }
  return past;
}

/** For a single run, as for most tasks in most builds. */
function observeRow(series: TaskSeries, row: number, build: StoredBuild): Observation {
  const result = series.result[row] as number;
  const ran = series.cached[row] === 0;
  const ended = isFailure[result] ? 'failed' : result === success ? 'passed' : null;
  return {
    build,
    outcome: ran ? ended : null,
    failurePrint: ran ? (series.failurePrint?.[row] ?? null) : null,
    finalMs: ran ? series.durationMs[row] || 0 : 0,
    rerunMs: 0,
  };
}

/** For the builds as a whole. */
export function readBuildOutcomes(build: Build, { builds }: History, { runs }: Comparable): Outcomes {
  const past = runs.slice(-maxRuns).map((index): Observation => {
    const stored = builds[index] as StoredBuild;
    return { build: stored, ...endOf([runOf({ ...stored, attempt: 1 })]) };
  });
  return { name: '', kind: '', ...unite(past, build, endOf([runOf({ ...build, attempt: 1 })])) };
}

/**
 * From the stored rows of a task alone, without a current build.
 * @param indexes of the relevant builds, oldest first
 */
export function readStoredOutcomes(
  series: TaskSeries,
  { builds }: History,
  indexes: readonly number[],
): Outcomes {
  const wanted = new Set(indexes);
  const past = observe(series, builds, wanted);
  return { name: series.name, kind: series.kind, ...uniteAll(past, null) };
}

function unite(
  past: readonly Observation[],
  { id, startTimeMs, context }: Build,
  now: Ended,
): Omit<Outcomes, 'name' | 'kind'> {
  const ran = { ...context, id, startTimeMs: startTimeMs ?? Number.POSITIVE_INFINITY };
  return uniteAll([...past, { build: ran, ...now }], now.outcome === null ? null : id);
}

/**
 * Builds of one commit, or attempts of one run, are one observation; different results among them are the
 * flake itself.
 */
function uniteAll(all: readonly Observation[], currentId: string | null): Omit<Outcomes, 'name' | 'kind'> {
  const found = new Map<string, Observation & { readonly outcome: Outcome }>();
  let failurePrint: string | null = null;
  for (const { build, outcome, finalMs, rerunMs, failurePrint: print } of all) {
    if (outcome === null) continue;
    if (build.id !== currentId) failurePrint = print ?? failurePrint;
    const key = build.commit ?? build.runId ?? `#${found.size}`;
    const before = found.get(key);
    // Its place is that of its last run.
    if (build.id === currentId) found.delete(key);
    found.set(key, {
      build,
      outcome: before && before.outcome !== outcome ? 'flaked' : outcome,
      failurePrint: print,
      finalMs,
      rerunMs: rerunMs + (before ? before.rerunMs + before.finalMs : 0),
    });
  }
  const united = [...found.values()];
  return {
    list: united.map(({ outcome }) => outcome),
    builds: united.map(({ build }) => build),
    rerunMs: united.map(({ rerunMs }) => rerunMs),
    failurePrint,
    isCurrent: currentId !== null,
  };
}

interface Run {
  /** 0 when not known. */
  readonly durationMs: number;
  readonly failurePrint: string | null;
  readonly attempt: number;
  readonly passed: boolean;
  readonly failed: boolean;
}

function runOf(task: Pick<Task, 'attempt' | 'result' | 'durationMs'>): Run {
  const durationMs = task.durationMs ?? 0;
  return {
    attempt: task.attempt,
    durationMs,
    failurePrint: null,
    passed: task.result === 'success',
    failed: hasFailed(task),
  };
}

/** Cached work did not run. */
function rowsOf(series: TaskSeries, start: number, end: number): Run[] {
  const runs: Run[] = [];
  for (let row = start; row < end; row++) {
    const result = series.result[row] as number;
    if (series.cached[row] === 0)
      runs.push({
        attempt: series.attempt[row] as number,
        durationMs: series.durationMs[row] || 0,
        failurePrint: series.failurePrint?.[row] ?? null,
        passed: result === success,
        failed: isFailure[result] === true,
      });
  }
  return runs;
}

function endOf(runs: readonly Run[]): Ended {
  const last = Math.max(...runs.map((run) => run.attempt));
  const sum = (some: readonly Run[]): number => some.reduce((total, { durationMs }) => total + durationMs, 0);
  return {
    outcome: outcomeOf(runs),
    failurePrint: runs.findLast((run) => run.failurePrint !== null)?.failurePrint ?? null,
    finalMs: sum(runs.filter(({ attempt }) => attempt === last)),
    rerunMs: sum(runs.filter(({ attempt }) => attempt < last)),
  };
}

/** Null: it did not run to a meaningful end. */
function outcomeOf(runs: readonly Run[]): Outcome | null {
  const last = Math.max(...runs.map((run) => run.attempt));
  const final = runs.filter((run) => run.attempt === last);
  if (final.some((run) => run.failed)) return 'failed';
  if (!final.some((run) => run.passed)) return null;
  return runs.some((run) => run.failed && run.attempt < last) ? 'flaked' : 'passed';
}
