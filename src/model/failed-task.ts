/** A task that failed in this build, and how it ended in the builds before. */

import type { Quarantined } from './change.ts';

/**
 * `new`: it passed, or did not exist, on the baseline branch. `known`: its newest builds there failed too. `flaky`: it
 * failed and passed on one commit lately, or failed anew three times. `unknown`: there is nothing to compare with.
 */
export type FailureState = 'new' | 'known' | 'flaky' | 'unknown';

/** How a task ended in the builds before. */
export interface FailurePast {
  readonly state: FailureState;
  /** First build of the unbroken run of failures up to this one; null unless `known`. */
  readonly since: {
    readonly buildId: string;
    readonly commit: string | null;
    /** Builds of the baseline branch that failed in a row. */
    readonly builds: number;
  } | null;
  /** Of the newest `builds` outcomes, at most 20, so many failed and passed on one commit. */
  readonly flakes: number;
  /** And so many failed throughout. */
  readonly failed: number;
  readonly builds: number;
  /** Whether the newest failure before had the same message, by its first line; null when it is not known. */
  readonly sameError: boolean | null;
}

/** One of the report's failed tasks; a task that failed because work inside of it did is not listed. */
export interface FailedTask extends FailurePast {
  /** Index into `Report.tasks`. */
  readonly task: number;
  /** By CODEOWNERS; empty when not known. */
  readonly owners: readonly string[];
  /** It is listed, and fails no check; null: it is not quarantined. */
  readonly quarantine: Quarantined | null;
}
