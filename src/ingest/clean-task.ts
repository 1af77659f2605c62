/** A task in its stored form: with cleaned texts and checked times and amounts. */
import { hasFailed } from '../metrics/final-tasks.ts';
import type { Task, Tokens } from '../model/task.ts';
import type { Limits } from '../settings/limits.ts';
import { cleanName } from './clean-text.ts';
import type { ReportProblem } from './collect-problems.ts';
import { describeFailure, type FailureDraft, type Privacy } from './describe-failure.ts';
import type { LogPlace } from './distinguish-by-place.ts';
import { maskSecrets } from './mask-secrets.ts';

/** A task from an adapter; missing fields are unknown. */
export type TaskDraft = Pick<Task, 'name' | 'kind'> &
  Partial<Omit<Task, 'name' | 'kind' | 'failure'>> & {
    /** The reason of a failure, from the log; absent for a task that did not fail. */
    readonly failure?: FailureDraft | null;
    /** Its place in the log; then `name` contains only its own part of the name. */
    readonly place?: LogPlace;
  };

interface CleanOptions {
  readonly limits: Limits;
  readonly privacy: Privacy;
  readonly report: ReportProblem;
}

const idLength = 200;
const maxDependencies = 10_000;
const longestRawName = 10_000;

export function cleanId(id: string | null | undefined): string | null {
  return id ? cleanName(id, idLength) : null;
}

export function freeId(isTaken: (id: string) => boolean, wanted: string | undefined, place: number): string {
  const id = cleanId(wanted) ?? `t${place + 1}`;
  if (!isTaken(id)) return id;
  for (let copy = place + 1; ; copy++) {
    if (!isTaken(`${id}#${copy}`)) return `${id}#${copy}`;
  }
}

export function cleanTask(draft: TaskDraft, id: string, { limits, privacy, report }: CleanOptions): Task {
  const name = cleanName(draft.name, limits.nameLength) || id;
  const result = draft.result ?? 'unknown';
  const task: Task = {
    id,
    parentId: cleanId(draft.parentId),
    name,
    kind: cleanName(draft.kind, 100) || 'task',
    attempt: Math.max(1, Math.min(255, Math.trunc(draft.attempt ?? 1) || 1)),
    startTimeMs: validClock(draft.startTimeMs),
    durationMs: checkDuration(draft.durationMs, name, report),
    result,
    cache: draft.cache ?? 'unknown',
    savedMs: checkDuration(draft.savedMs, name, report),
    errorType: draft.errorType
      ? cleanName(maskSecrets(draft.errorType.slice(0, 4096), privacy.masks), 200)
      : null,
    failure: draft.failure && hasFailed({ result }) ? describeFailure(draft.failure, privacy) : null,
    cpuMs: positive(draft.cpuMs),
    memoryBytes: positive(draft.memoryBytes),
    model: draft.model ? cleanName(draft.model, 200) : null,
    tokens: knownTokens(draft.tokens),
    costUsd: positive(draft.costUsd),
  };
  const { rawName } = draft;
  const named = rawName && rawName.length <= longestRawName ? { ...task, rawName } : task;
  return draft.dependsOn || draft.lane ? { ...named, ...cleanOrder(draft) } : named;
}

/** Ids in their stored form, which refer to tasks. */
function cleanOrder({ dependsOn, lane }: TaskDraft): Pick<Task, 'dependsOn' | 'lane'> {
  const ids = dependsOn?.slice(0, maxDependencies).flatMap((id) => cleanId(id) ?? []);
  const name = lane && cleanName(lane, 100);
  return { ...(ids === undefined ? {} : { dependsOn: ids }), ...(name ? { lane: name } : {}) };
}

export function checkDuration(
  value: number | null | undefined,
  of: string,
  report: ReportProblem,
): number | null {
  if (value === null || value === undefined) return null;
  if (Number.isFinite(value) && value >= 0) return value;
  const what = `The duration of \`${cleanName(of, 100)}\` is ${value} ms; it is treated as unknown.`;
  report('warning', 'invalid-duration', what);
  return null;
}

/** Unset clocks begin in the year 1, 1900, 1970 or 1980; dates end at 8.64e15 ms. */
const firstMs = Date.UTC(1990, 0, 1);

export function validClock(value: number | null | undefined): number | null {
  return typeof value === 'number' && value >= firstMs && value <= 8.64e15 ? value : null;
}

/** A negative count is wrong, and with it the sum. */
export function knownTokens(tokens: Tokens | null | undefined): Tokens | null {
  if (!tokens) return null;
  const { input, output, cacheRead, cacheCreation } = tokens;
  return [input, output, cacheRead, cacheCreation].every((count) => positive(count) !== null) ? tokens : null;
}

export function positive(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}
