/** How a build ran, beyond its tasks: stored with the history, to compare builds. */

/** The environment of a build, without secrets. */
export interface EnvironmentSnapshot {
  readonly os: string;
  readonly osRelease: string;
  readonly arch: string;
  readonly cpuModel: string | null;
  readonly cpuCount: number;
  readonly totalMemoryBytes: number;
  readonly nodeVersion: string;
  /** Toolchain versions from the caller, by tool. */
  readonly tools: Readonly<Record<string, string>>;
  /** Names and values of harmless variables only. */
  readonly variables: Readonly<Record<string, string>>;
}

/** null: the build did not record it. */
export interface SessionFacts {
  /** Workers that could run at the same time. */
  readonly maxParallelism: number | null;
  readonly environment: EnvironmentSnapshot | null;
}
