/** The data of the HTML report for its script, as JSON: tables as columns, charts as rows of numbers. */
import type { Result } from '../../model/task.ts';

/** The format of a value; `word` has few different values, `name` many. */
export type CellFormat =
  | 'name'
  | 'word'
  | 'duration'
  | 'money'
  | 'count'
  | 'tokens'
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
  /** One per row; for `word` an index into `words`. */
  readonly values: readonly CellValue[];
  readonly words?: readonly string[];
}

/** A preset filter and order of rows. */
export interface TableView {
  readonly title: string;
  /** null: all. */
  readonly rows: readonly number[] | null;
  /** Index of a column. */
  readonly sortBy: number;
  readonly descending: boolean;
}

export interface TableData {
  /** The noun for a row. */
  readonly noun: string;
  readonly columns: readonly TableColumn[];
  readonly views: readonly TableView[];
}

/** One number per build. */
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
    /** The text rows of the comparison of two builds. */
    readonly commit: string;
    readonly runner: string;
  }[];
}

/** Bars of the timeline, as columns. */
export interface TimelineData {
  readonly wallMs: number;
  readonly lanes: number;
  /** The job, worker or thread of each lane; empty if the log has none, '' for unnamed ones. */
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

/** The result of a bar, in the order of `TimelineData.tone`. */
export const tones = ['ran', 'cached', 'failed', 'skipped'] as const;

/** Samples of one measure, evenly over the sampled time. */
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
