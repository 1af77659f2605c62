/** Changes that moved together. */

/** Tasks of one package, folder, file, suite or model whose time, cost or tokens moved together. */
export interface ChangeGroup {
  /** The common part of their names, e.g. `packages/billing`; a model's name if they share a model. */
  readonly name: string;
  readonly by: 'place' | 'model';
  /** The kind of work; null for mixed kinds. */
  readonly kind: string | null;
  /**
   * Judged as one series: its first change is that of the group. Otherwise its tasks were judged one by one.
   */
  readonly asOne: boolean;
  /** Indexes into `Report.changes`. */
  readonly changes: readonly number[];
  /** Tasks with a baseline in it, including unchanged ones. */
  readonly tasks: number;
  /** Time, cost or tokens. */
  readonly unit: 'ms' | 'usd' | 'tokens';
  /** Medians of the baselines and of the newest builds: of the group series, or the sums over its changes. */
  readonly from: number;
  readonly to: number;
  /** The extra amount of all tasks of the build together; negative: less. null: the build did not change. */
  readonly all: number | null;
}
