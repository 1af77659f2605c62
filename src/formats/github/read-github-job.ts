/** One job of a workflow run, from GitHub's API or from `gh run view --json jobs`. */
import { max, min } from 'simple-statistics';
import { type Fields, isFields, readList, readNumber, readText, readTime } from '../../ingest/read-fields.ts';
import type { Result, Task } from '../../model/task.ts';

interface Timed {
  readonly startMs: number | null;
  readonly endMs: number | null;
}

export interface GithubStep extends Timed {
  readonly name: string;
  readonly number: number | null;
  readonly result: Result;
  readonly isDone: boolean;
}

export interface GithubJob extends Timed {
  readonly id: string | null;
  /** Null in the command line's list. */
  readonly runId: string | null;
  readonly name: string;
  readonly runAttempt: number;
  /** Ids of the jobs that it waited for; null when not known. */
  readonly needs: readonly string[] | null;
  readonly createdMs: number | null;
  readonly result: Result;
  /** Running work, such as the current job, has no duration yet. */
  readonly isDone: boolean;
  /** It ended before it was created: an attempt that reruns failed jobs lists the others unchanged. */
  readonly isCarriedOver: boolean;
  /** No runner took it: it was cancelled or rejected in the queue, or no runner could be found. */
  readonly hasNotRun: boolean;
  readonly steps: readonly GithubStep[];
}

/** Names of a field in the API and in the command line. */
const keys = {
  id: ['id', 'databaseId'],
  attempt: ['run_attempt', 'attempt'],
  created: ['created_at', 'createdAt'],
  started: ['started_at', 'startedAt'],
  completed: ['completed_at', 'completedAt'],
} as const;

/** A job, by fields that both writers always set. */
export function isGitHubJob(record: Fields): boolean {
  const has = (names: readonly string[]): boolean => names.some((name) => Object.hasOwn(record, name));
  return (
    Array.isArray(record['steps']) &&
    ['name', 'status', 'conclusion'].every((key) => Object.hasOwn(record, key)) &&
    has(keys.id) &&
    has(keys.started) &&
    // An event of BuildRunner, whatever else it holds.
    !has(['event_type'])
  );
}

export function readGithubJob(fields: Fields): GithubJob {
  const startMs = firstTime(fields, keys.started);
  const endMs = firstTime(fields, keys.completed);
  const createdMs = firstTime(fields, keys.created);
  const result = readResult(fields);
  const steps = readList(fields, 'steps').filter(isFields);
  // A runner's first step is to set itself up.
  const isTaken = steps.length > 0 || Boolean(fields['runner_id'] || fields['runner_name']);
  const isKnown = 'steps' in fields || 'runner_id' in fields;
  const id = readNumber(fields, keys.id[0]) ?? readNumber(fields, keys.id[1]);
  const attempt = readNumber(fields, keys.attempt[0]) ?? readNumber(fields, keys.attempt[1]) ?? 1;
  return {
    // Larger numbers are rounded: several ids become one.
    id: Number.isSafeInteger(id) ? String(id) : null,
    runId: fields['run_id'] === undefined ? null : String(fields['run_id']),
    name: readText(fields, 'name') ?? 'job',
    runAttempt: Math.max(1, Math.min(255, Math.trunc(attempt))),
    needs: Array.isArray(fields['needs']) ? fields['needs'].map(String) : null,
    createdMs,
    startMs,
    endMs,
    result,
    isDone: isDone(fields),
    isCarriedOver:
      isDone(fields) && createdMs !== null && endMs !== null && endMs < createdMs && result !== 'skip',
    hasNotRun: result !== 'success' && !isTaken && isKnown,
    steps: setClock(steps.map(readStep), startMs, endMs),
  };
}

function firstTime(fields: Fields, names: readonly string[]): number | null {
  for (const name of names) {
    const timeMs = readTime(fields, name);
    if (timeMs !== null) return timeMs;
  }
  return null;
}

function isDone(fields: Fields): boolean {
  return readText(fields, 'status')?.toLowerCase() === 'completed';
}

function readStep(fields: Fields): GithubStep {
  return {
    name: readText(fields, 'name') ?? 'step',
    number: readNumber(fields, 'number'),
    startMs: firstTime(fields, keys.started),
    endMs: firstTime(fields, keys.completed),
    result: readResult(fields),
    isDone: isDone(fields),
  };
}

const conclusions: ReadonlyMap<string, Result> = new Map([
  ['success', 'success'],
  ['neutral', 'success'],
  ['failure', 'failure'],
  ['startup_failure', 'error'],
  ['timed_out', 'timeout'],
  ['cancelled', 'cancellation'],
  ['skipped', 'skip'],
]);

function readResult(fields: Fields): Result {
  return conclusions.get(readText(fields, 'conclusion')?.toLowerCase() ?? '') ?? 'unknown';
}

/** GitHub's clock has whole seconds, and the runner's clock differs a little. */
const toleranceMs = 5_000;

/**
 * The runner sets the times of steps, GitHub those of their job. If the clocks differ, the steps are shifted to the
 * start of the job; steps that are still outside the job have no time.
 */
function setClock(
  steps: readonly GithubStep[],
  jobStartMs: number | null,
  jobEndMs: number | null,
): readonly GithubStep[] {
  const starts = steps.flatMap(({ startMs }) => startMs ?? []);
  const ends = steps.flatMap(({ endMs }) => endMs ?? []);
  if (jobStartMs === null || starts.length === 0) return steps;
  const first = min(starts);
  const last = ends.length > 0 ? max(ends) : Number.NEGATIVE_INFINITY;
  const isBefore = first < jobStartMs - toleranceMs;
  const isAfter = jobEndMs !== null && last > jobEndMs + toleranceMs && first > jobStartMs;
  const shiftMs = isBefore || isAfter ? jobStartMs - first : 0;
  return steps.map((step) => {
    const startMs = step.startMs === null ? null : step.startMs + shiftMs;
    const endMs = step.endMs === null ? null : step.endMs + shiftMs;
    const isOutside = jobEndMs !== null && endMs !== null && endMs > jobEndMs + toleranceMs;
    return { ...step, startMs: isOutside ? null : startMs, endMs: isOutside ? null : endMs };
  });
}

/** A job works from its first step on; GitHub starts its clock while the runner is still being prepared. */
export function startOfWork({ steps, startMs }: GithubJob): number | null {
  const starts = steps.flatMap((step) => step.startMs ?? []);
  // Without the first step the offset is unknown.
  const isFirstLeftOut =
    steps.some(({ number }) => number === 2) && !steps.some(({ number }) => number === 1);
  return starts.length > 0 && !isFirstLeftOut ? min(starts) : startMs;
}

/** Skipped work has equal times, or an end before its start. */
export function timeWork(
  { endMs, result }: GithubStep | GithubJob,
  startMs: number | null,
): Pick<Task, 'startTimeMs' | 'durationMs'> {
  const ran = result !== 'skip' && startMs !== null && endMs !== null;
  return ran
    ? { startTimeMs: startMs, durationMs: endMs - startMs }
    : { startTimeMs: null, durationMs: null };
}
