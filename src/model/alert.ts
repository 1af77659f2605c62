/** Alerts, and thresholds after checking. */
import type { Level } from './level.ts';

/** Why the check may fail. */
export interface Alert {
  /** Threshold id, or `regression:<scope>:<measure>:<task>`, or `baseline`, `incomplete`, … */
  readonly id: string;
  readonly level: Level;
  readonly source:
    | 'threshold'
    | 'regression'
    | 'suspect'
    | 'environment'
    | 'baseline'
    | 'build'
    /** Failed tasks that `fail-on-tests` names, and incomplete logs if it names any. */
    | 'tests';
  /** One sentence in plain text. */
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly action: string;
  readonly value: number | null;
  readonly limit: number | null;
  /** `ms`, `usd`, `ratio`, `count`, `tokens`. */
  readonly unit: MetricUnit;
  /** Facts that help to debug it, in the order to show them. */
  readonly context: Readonly<Record<string, string>>;
}

export type MetricUnit = 'ms' | 'usd' | 'ratio' | 'count' | 'tokens' | 'bytes';

/** One threshold after checking. */
export interface ThresholdOutcome {
  readonly id: string;
  readonly metric: string;
  readonly comparison: 'above' | 'below';
  /** null when it refers to a baseline that does not exist yet. */
  readonly limit: number | null;
  readonly unit: MetricUnit;
  readonly level: Level;
  /** null when the build has no such number. */
  readonly value: number | null;
  readonly fired: boolean;
  /** Fired, but a more severe threshold on the same metric is shown in its place. */
  readonly superseded: boolean;
  /**
   * Beyond its limit, but no alert: the newest builds of the baseline exceed it too, or there are too few of
   * them.
   */
  readonly waived: 'baseline' | 'learning' | null;
  readonly preset: string;
}
