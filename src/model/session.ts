/** How a build ran, beyond its tasks: kept with the history, to compare builds. */

/** The surroundings of a build; it holds no secrets. */
export interface EnvironmentSnapshot {
  readonly os: string;
  readonly osRelease: string;
  readonly arch: string;
  readonly cpuModel: string | null;
  readonly cpuCount: number;
  readonly totalMemoryBytes: number;
  readonly nodeVersion: string;
  /** Toolchain versions that the caller gave, by tool. */
  readonly tools: Readonly<Record<string, string>>;
  /** Names and values of harmless variables only. */
  readonly variables: Readonly<Record<string, string>>;
}

/** null: the build did not say. */
export interface SessionFacts {
  /** Workers that could run at once. */
  readonly maxParallelism: number | null;
  readonly environment: EnvironmentSnapshot | null;
}
