/**
 * The series of this process: totals without a limit in time, and the newest data points; bounded in series
 * and in points.
 */
import { plural } from '../model/counts.ts';
import type { Distribution, Labels, MetricKind, MetricPoint, MetricSpec } from '../model/metric-point.ts';
import { checkSpec } from './check-spec.ts';
import { addValue, emptyDistribution } from './distribution.ts';
import { overflowLabel, pointKey } from './point-key.ts';
import { sampleNames } from './prometheus-name.ts';

export interface RegistryOptions {
  /** Maximum number of label sets per metric; 1,000 by default. Others are counted together. */
  readonly maxSeries?: number;
  /** Maximum number of data points; 10,000 by default. The newest of each series is always kept. */
  readonly maxPoints?: number;
  /** Called once for each metric that breaks the conventions or has too many label sets. */
  readonly warn?: (message: string) => void;
}

interface Series {
  readonly kind: MetricKind;
  readonly labels: Labels;
  total: number;
  distribution: Distribution | null;
  newest: MetricPoint | null;
}

interface Registered {
  readonly spec: MetricSpec;
  readonly series: Map<string, Series>;
}

const overflowLabels: Labels = { [overflowLabel]: 'true' };

/** Ascending, each once; the last bucket needs no bound. */
function sortBounds(bounds: readonly number[]): number[] {
  return [...new Set(bounds)].filter((bound) => Number.isFinite(bound)).sort((a, b) => a - b);
}

export class MetricRegistry {
  readonly #metrics = new Map<string, Registered>();
  readonly #maxSeries: number;
  readonly #maxPoints: number;
  readonly #warn: (message: string) => void;
  readonly #warned = new Set<string>();
  /** The metric of each name in Prometheus. */
  readonly #owners = new Map<string, string>();
  #points: MetricPoint[] = [];

  constructor({ maxSeries = 1000, maxPoints = 10_000, warn = () => {} }: RegistryOptions = {}) {
    this.#maxSeries = maxSeries;
    this.#maxPoints = maxPoints;
    this.#warn = warn;
  }

  /** Adds a metric; an existing one stays unchanged. */
  define(spec: MetricSpec): void {
    if (this.#metrics.has(spec.name)) return;
    const names = sampleNames(spec);
    const taken = names.find((each) => this.#owners.has(each));
    if (taken !== undefined)
      this.#warn(
        `\`${spec.name}\` and \`${this.#owners.get(taken)}\` are both \`${taken}\` in Prometheus: rename one.`,
      );
    for (const each of names) if (!this.#owners.has(each)) this.#owners.set(each, spec.name);
    const { bounds } = spec;
    const own = bounds === undefined ? spec : { ...spec, bounds: sortBounds(bounds) };
    this.#metrics.set(spec.name, { spec: own, series: new Map() });
    for (const fault of checkSpec(spec)) this.#warn(fault);
  }

  get specs(): readonly MetricSpec[] {
    return [...this.#metrics.values()].map(({ spec }) => spec);
  }

  /**
   * Adds one value: the increase of a counter, the value of a gauge, an observation of a histogram or a
   * summary. A counter rejects negative values, and all reject values that are not finite.
   */
  observe(name: string, labels: Labels, value: number, timeMs: number): void {
    const metric = this.#metrics.get(name);
    if (metric === undefined) return this.#warnOnce(`\`${name}\` is not defined: define it first.`);
    if (!Number.isFinite(value) || (metric.spec.kind === 'counter' && value < 0))
      return this.#warnOnce(`\`${name}\` cannot have the value ${value}.`);
    const series = this.#find(metric, labels);
    const { newest: previous } = series;
    // A clock that was set back: a later total must not be older than an earlier one.
    const isTotal = series.kind !== 'gauge' && previous !== null;
    if (metric.spec.kind === 'gauge') series.total = value;
    else series.total += value;
    if (series.distribution !== null) series.distribution = addValue(series.distribution, value);
    const point: MetricPoint = {
      name,
      kind: series.kind,
      labels: series.labels,
      timeMs: isTotal ? Math.max(timeMs, previous.timeMs) : timeMs,
      ...(isTotal && { before: previous.distribution?.count ?? previous.value }),
      value: series.distribution === null ? series.total : value,
      ...(series.distribution === null ? {} : { distribution: series.distribution }),
    };
    series.newest = point;
    this.#points.push(point);
    if (this.#points.length > this.#maxPoints * 1.5) this.#dropOld();
  }

  #find({ spec, series }: Registered, labels: Labels): Series {
    const key = pointKey('', labels);
    const known = series.get(key);
    if (known !== undefined) return known;
    if (series.size >= this.#maxSeries && labels !== overflowLabels) {
      this.#warnOnce(
        `\`${spec.name}\` has more than ${plural(this.#maxSeries, 'set')} of labels: further ones are counted together. Use labels of few values.`,
      );
      return this.#find({ spec, series }, overflowLabels);
    }
    const { kind, bounds = [] } = spec;
    const isCounted = kind === 'histogram' || kind === 'summary';
    const created: Series = {
      kind,
      labels: { ...labels },
      total: 0,
      distribution: isCounted ? emptyDistribution(kind === 'histogram' ? bounds : []) : null,
      newest: null,
    };
    series.set(key, created);
    return created;
  }

  #dropOld(): void {
    const from = this.#points.length - this.#maxPoints;
    const newest = new Set(this.newest());
    const kept = this.#points.filter((point, at) => at >= from || newest.has(point));
    this.#points = kept;
  }

  #warnOnce(message: string): void {
    if (this.#warned.has(message)) return;
    if (this.#warned.size < 1000) this.#warned.add(message);
    this.#warn(message);
  }

  /** Data points, in the order in which they came. */
  points(): readonly MetricPoint[] {
    return this.#points;
  }

  /** The newest data point of each series. */
  newest(): MetricPoint[] {
    const found: MetricPoint[] = [];
    for (const { series } of this.#metrics.values())
      for (const { newest } of series.values()) if (newest !== null) found.push(newest);
    return found;
  }

  /** Deletes data points and totals, of one metric or of all; definitions stay. */
  clear(name?: string): void {
    for (const [own, { series }] of this.#metrics) if (name === undefined || own === name) series.clear();
    this.#points = name === undefined ? [] : this.#points.filter((point) => point.name !== name);
  }
}
