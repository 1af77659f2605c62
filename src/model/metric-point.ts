/**
 * Labelled numbers over time, as in Prometheus and OpenTelemetry: of agents and of builds, and their totals.
 */

export type MetricKind = 'counter' | 'gauge' | 'histogram' | 'summary';

/** Names and values of labels, in any order; a series is a name and a set of labels. */
export type Labels = Readonly<Record<string, string>>;

/** The description of a metric, for all of its series. */
export interface MetricSpec {
  /** The name in the documents or in OpenTelemetry's conventions. */
  readonly name: string;
  readonly kind: MetricKind;
  /** One sentence for `# HELP`. */
  readonly help: string;
  /** UCUM: `s`, `{token}`, `1`. */
  readonly unit: string;
  readonly labels: readonly string[];
  /** Upper bounds of a histogram's buckets, ascending, without the infinite one. */
  readonly bounds?: readonly number[];
}

/** Many values of a histogram or a summary, counted by bucket. */
export interface Distribution {
  readonly count: number;
  readonly sum: number;
  /** Upper bounds of the buckets, ascending, without the infinite one; none for a summary. */
  readonly bounds: readonly number[];
  /** Values in each bucket alone; one more than `bounds`. */
  readonly counts: readonly number[];
}

/** One data point of one series. */
export interface MetricPoint {
  readonly name: string;
  readonly kind: MetricKind;
  readonly labels: Labels;
  /** Epoch milliseconds. */
  readonly timeMs: number;
  /**
   * For a counter the running total, for a gauge the current value, for a histogram or a summary the observed
   * value.
   */
  readonly value: number;
  /** For a histogram or a summary: all values of the series up to this point. */
  readonly distribution?: Distribution;
  /**
   * For a counter or a histogram: the total, or the number of values, before this point; absent when not
   * known.
   */
  readonly before?: number;
}

/** A contribution to a counter (a number) or to a histogram. */
export interface MetricAmount {
  readonly name: string;
  readonly labels: Labels;
  readonly amount: number | Distribution;
}

/** One export of data points to one exporter. */
export interface MetricExport {
  /** Epoch milliseconds of its start. */
  readonly timeMs: number;
  readonly exporter: 'prometheus' | 'json' | 'opentelemetry';
  readonly points: number;
  readonly durationMs: number;
  /** The failure, without secrets; null on success. */
  readonly error: string | null;
}
