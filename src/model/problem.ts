/** What users should know about their data, configuration or surroundings. */

/** Something about the user's data, configuration or surroundings that they should know. */
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
