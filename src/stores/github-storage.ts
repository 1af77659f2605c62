/** The calls to GitHub that the stores make, and the data of their run; `src/github/` implements it. */

import type { CallOutcome } from '../io/call-outcome.ts';

/** The run that loads and saves the history. */
export interface StoringRun {
  readonly seriesName: string;
  /** Unique for run, attempt, job, leg and step: `gh-<run>-<attempt>-<8 hex digits>`. */
  readonly buildId: string;
  /** Set if the build belongs to a pull request. */
  readonly pullRequest: number | null;
  /** Full ref, e.g. `refs/pull/7/merge`. */
  readonly ref: string;
  /** Refs whose cache entries this run may restore, in the service's order. */
  readonly readableRefs: readonly string[];
  /** The ref persists: later runs start from its cache entries. */
  readonly isTrunk: boolean;
  /** The default token is read-only. */
  readonly isReadOnly: boolean;
  readonly defaultBranch: string | null;
  /** The branch to compare with; null: all. */
  readonly baselineBranch?: string | null;
}

/** A cache entry in the list of REST (https://docs.github.com/rest/actions/cache). */
export interface CacheRow {
  readonly id?: number;
  readonly key?: string;
  readonly ref?: string;
  readonly version?: string;
  readonly created_at?: string;
}

/** An artifact and the run that uploaded it (https://docs.github.com/rest/actions/artifacts). */
export interface StoredArtifact {
  readonly id: number;
  readonly runId: number;
  /** `sha256:<hex>` of the archive; null for uploads of older toolkits. */
  readonly digest: string | null;
  /** Branch of the run's commit; null when not known. */
  readonly headBranch: string | null;
  /** The commit is in another repository. */
  readonly isFork: boolean;
}

/** Calls with a common deadline. */
export interface GitHubStorage {
  /** One page of the entries with a key that starts with `key`, newest first; `ref` null: of any ref. */
  readonly listCaches: (query: {
    readonly key: string;
    readonly ref: string | null;
    readonly page: number;
    readonly per_page: number;
  }) => Promise<CallOutcome<readonly CacheRow[]>>;
  readonly deleteCache: (id: number) => Promise<CallOutcome<unknown>>;
  /** The newest 100 unexpired artifacts with a name. */
  readonly listArtifacts: (name: string) => Promise<CallOutcome<readonly StoredArtifact[]>>;
  /** Whether a run certainly built this branch of this repository; null when not known. */
  readonly isRunOf: (runId: number, branch: string) => Promise<boolean | null>;
  /**
   * Unpacks an artifact into an existing folder.
   * @throws if it does not arrive, or differs from the upload.
   */
  readonly downloadArtifact: (artifact: StoredArtifact, folder: string) => Promise<void>;
}
