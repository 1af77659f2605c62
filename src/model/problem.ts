/** Facts that users should know about their data, configuration or environment. */

/** The code of a history whose baseline only other runs can read. */
export const baselineUnreadable = 'baseline-unreadable';

/** A fact about the user's data, configuration or environment. */
export interface Problem {
  readonly level: 'info' | 'warning' | 'error';
  /** Stable kebab-case id, e.g. `truncated`, `unknown-input`. */
  readonly code: string;
  /** File and position, option name, or service call. */
  readonly where: string;
  readonly what: string;
  /** What the reader can do; empty when nothing needs doing. */
  readonly fix: string;
}
