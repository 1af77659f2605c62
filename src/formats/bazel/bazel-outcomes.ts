/** The results of builds, targets and tests in Bazel's events. Reference: https://bazel.build/remote/bep-glossary */

import type { Draft } from '../../ingest/draft.ts';
import {
  type Fields,
  isFields,
  readFields,
  readFlag,
  readNumber,
  readText,
} from '../../ingest/read-fields.ts';
import type { Result } from '../../model/task.ts';

/** The result in `finished`. Default values are not written: an absent success is a failure, an absent code is 0. */
export function readExit(finished: Fields): Result {
  const exit = readFields(finished, 'exitCode');
  const code = readNumber(exit, 'code') ?? 0;
  if (code !== 0) return exits.get(code) ?? (code >= 32 ? 'error' : 'failure');
  const isNamed = readText(exit, 'name') !== null;
  return isNamed || readFlag(finished, 'overallSuccess') === true ? 'success' : 'failure';
}

/**
 * Reference: https://bazel.build/run/scripts#exit-codes; from 32 on the machine or Bazel itself caused the failure.
 */
const exits: ReadonlyMap<number, Result> = new Map([
  [2, 'error'],
  [8, 'cancellation'],
]);

/** `failureDetail` has a message, which is not read, and one category with a code. */
export function readFailureCode(completed: Fields): string | null {
  const detail = readFields(completed, 'failureDetail');
  for (const category of Object.keys(detail)) {
    const code = readText(readFields(detail, category), 'code');
    if (code !== null) return code;
  }
  return null;
}

/** `aborted` replaces any event of work that was given up. */
export function readAborted(
  event: Fields,
  draft: Draft,
): { result: Result; errorType: string | null } | null {
  if (!isFields(event['aborted'])) return null;
  const reason = readText(event['aborted'], 'reason') ?? 'UNKNOWN';
  const result = abortions.get(reason) ?? 'error';
  if (result === 'cancellation') draft.facts.complete = false;
  return { result, errorType: result === 'skip' ? null : reason };
}

const abortions: ReadonlyMap<string, Result> = new Map([
  ['USER_INTERRUPTED', 'cancellation'],
  ['TIME_OUT', 'timeout'],
  ['LOADING_FAILURE', 'failure'],
  ['ANALYSIS_FAILURE', 'failure'],
  ['SKIPPED', 'skip'],
  ['NO_ANALYZE', 'skip'],
  ['NO_BUILD', 'skip'],
  // Not started, because other work failed before it; older versions give no reason.
  ['INCOMPLETE', 'skip'],
  ['UNKNOWN', 'skip'],
]);

/** The result of one attempt of a test. */
export const testStatuses: ReadonlyMap<string, Result> = new Map([
  ['PASSED', 'success'],
  ['FLAKY', 'success'],
  ['TIMEOUT', 'timeout'],
  ['FAILED', 'failure'],
  ['INCOMPLETE', 'cancellation'],
  ['REMOTE_FAILURE', 'error'],
  ['FAILED_TO_BUILD', 'error'],
  ['TOOL_HALTED_BEFORE_TESTING', 'skip'],
]);
