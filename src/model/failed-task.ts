/** A task that failed in this build, and its results in earlier builds. */

import type { Quarantined } from './change.ts';

/**
 * `new`: it passed, or did not exist, on the baseline branch. `known`: its newest builds there failed too.
 * `flaky`: it recently failed and passed on one commit, or started to fail three times. `unknown`: no earlier
 * results.
 */
export type FailureState = 'new' | 'known' | 'flaky' | 'unknown';

/** The results of a task in earlier builds. */
export interface FailurePast {
  readonly state: FailureState;
  /** First build of the current series of failures; null unless `known`. */
  readonly since: {
    readonly buildId: string;
    readonly commit: string | null;
    /** Consecutive failed builds of the baseline branch. */
    readonly builds: number;
  } | null;
  /** Builds in which it failed and passed on one commit, of the newest `builds` results (at most 20). */
  readonly flakes: number;
  /** Builds in which it only failed. */
  readonly failed: number;
  readonly builds: number;
  /** Whether the previous failure had the same first line of the message; null when not known. */
  readonly sameError: boolean | null;
}

/**
 * One of the report's failed tasks; a task that failed only because of failed work inside it is not listed.
 */
export interface FailedTask extends FailurePast {
  /** Index into `Report.tasks`. */
  readonly task: number;
  /** By CODEOWNERS; empty when not known. */
  readonly owners: readonly string[];
  /** It is listed but does not fail the check; null: it is not quarantined. */
  readonly quarantine: Quarantined | null;
}
