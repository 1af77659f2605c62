/** Labelled numbers over time, as Prometheus and OpenTelemetry know them: of agents, of builds, of what they add up to. */

export type MetricKind = 'counter' | 'gauge' | 'histogram' | 'summary';

/** Names and values of labels, in any order; a series is a name and a set of labels. */
export type Labels = Readonly<Record<string, string>>;

/** What a metric is, for all of its series. */
export interface MetricSpec {
  /** As the documents or OpenTelemetry's conventions write it. */
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
  /** Of a counter the running total, of a gauge what holds now, of a histogram or a summary the value that was observed. */
  readonly value: number;
  /** Of a histogram or a summary: all values of the series up to this point. */
  readonly distribution?: Distribution;
  /** Of a counter or a histogram: the total, or the number of values, before this point; absent when not known. */
  readonly before?: number;
}

/** What something adds to a counter, as a number, or to a histogram. */
export interface MetricAmount {
  readonly name: string;
  readonly labels: Labels;
  readonly amount: number | Distribution;
}

/** One export of data points to one exporter. */
export interface MetricExport {
  /** Epoch milliseconds: when it began. */
  readonly timeMs: number;
  readonly exporter: 'prometheus' | 'json' | 'opentelemetry';
  readonly points: number;
  readonly durationMs: number;
  /** What failed, without secrets; null when nothing did. */
  readonly error: string | null;
}
