/** What a build is compared with. */

/** Values that a baseline needs before a series is judged. */
export const minBaseline = 12;

/**
 * The state of the stored history. `ready`: enough comparable builds; `learning`: too few yet; `missing`:
 * none; `unreachable`: the store did not answer; `rate-limited`: it refused because of too many requests;
 * `denied`: no permission; `corrupt`: its content is unreadable; `wrong-scope`: entries exist where this run
 * may not read them.
 */
export type BaselineStatus =
  | 'ready'
  | 'learning'
  | 'missing'
  | 'unreachable'
  | 'rate-limited'
  | 'denied'
  | 'corrupt'
  | 'wrong-scope';

/** What the build was compared with. */
export interface Baseline {
  readonly status: BaselineStatus;
  /** Comparable builds: same series and branch, complete, successful. */
  readonly builds: number;
  /** The trigger of these builds, if its builds are a separate class: `schedule`. */
  readonly trigger?: string;
  /** All builds of the series in the store, re-runs counted once. */
  readonly historyBuilds: number;
  readonly branch: string | null;
  readonly oldestTimeMs: number | null;
  readonly newestTimeMs: number | null;
  /** Runner classes in the baseline, most frequent first, e.g. `Linux/X64 · AMD EPYC 7763`. */
  readonly runners: readonly { readonly runner: string; readonly builds: number }[];
}
