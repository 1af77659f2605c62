/** A measured number of a build. */

/** A measured number that is neither a duration of a task nor its cost. */
export interface Metric {
  readonly name: string;
  readonly value: number;
  /** UCUM: `ms`, `By`, `1`, `%`. */
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  /** The single measurements behind `value`, when the log keeps them. */
  readonly samples: readonly number[] | null;
}
