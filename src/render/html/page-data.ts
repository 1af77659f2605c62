/** The data that the HTML report gives to its script as JSON: tables as columns, charts as rows of numbers. */
import type { Result } from '../../model/task.ts';

/** How a value is shown; `word` has few different values, `name` many. */
export type CellFormat =
  | 'name'
  | 'word'
  | 'duration'
  | 'money'
  | 'count'
  | 'bytes'
  | 'rate'
  | 'percent'
  | 'change'
  | 'time'
  | 'band';

export type CellValue = string | number | readonly [number, number] | null;

export interface TableColumn {
  readonly title: string;
  readonly format: CellFormat;
  /** One a row; of `word` an index into `words`. */
  readonly values: readonly CellValue[];
  readonly words?: readonly string[];
}

/** A choice of rows and an order to begin with. */
export interface TableView {
  readonly title: string;
  /** null: all. */
  readonly rows: readonly number[] | null;
  /** Index of a column. */
  readonly sortBy: number;
  readonly descending: boolean;
}

export interface TableData {
  /** What a row is. */
  readonly noun: string;
  readonly columns: readonly TableColumn[];
  readonly views: readonly TableView[];
}

/** One number a build. */
export interface TrendSeries {
  readonly key: string;
  readonly title: string;
  readonly format: CellFormat;
  readonly values: readonly (number | null)[];
  readonly band: readonly [number, number] | null;
  /** Index of the first build on a new level. */
  readonly changedAt: number | null;
}

export interface TrendData {
  readonly series: readonly TrendSeries[];
  readonly builds: readonly {
    readonly timeMs: number | null;
    readonly label: string;
    readonly result: Result;
    readonly complete: boolean;
    /** Rows of the comparison of two builds that are text. */
    readonly commit: string;
    readonly runner: string;
  }[];
}

/** Bars of the timeline, as columns. */
export interface TimelineData {
  readonly wallMs: number;
  readonly lanes: number;
  /** The job, worker or thread of each lane; empty when the log names none, '' beside others. */
  readonly laneNames: readonly string[];
  readonly names: readonly string[];
  /** Milliseconds since the first start. */
  readonly starts: readonly number[];
  readonly durations: readonly number[];
  readonly lane: readonly number[];
  /** Index into `tones`. */
  readonly tone: readonly number[];
  /** Bars on the critical path. */
  readonly path: readonly number[];
  readonly parallelism: readonly number[];
}

/** How a bar ended, in the order of `TimelineData.tone`. */
export const tones = ['ran', 'cached', 'failed', 'skipped'] as const;

/** Samples of one measured number, evenly over the time that was sampled. */
export interface HealthSeries {
  readonly title: string;
  readonly format: CellFormat;
  readonly samples: readonly (number | null)[];
}

export interface PageData {
  readonly tables: Readonly<Record<string, TableData>>;
  readonly trend: TrendData | null;
  readonly timeline: TimelineData | null;
  readonly health: readonly HealthSeries[];
}
