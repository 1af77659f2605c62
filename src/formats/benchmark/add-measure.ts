/** Adds one benchmark's value for all benchmark formats: times in ms, sizes in bytes, rates unchanged. */
import { median } from 'simple-statistics';
import type { Draft } from '../../ingest/draft.ts';
import type { Metric } from '../../model/metric.ts';

export interface BenchmarkMeasure {
  readonly name: string;
  /** The tool's unit: `ns/op`, `us`, `ops/s`, `B/op`. */
  readonly unit: string;
  /** The tool's own value; null: the median of the samples. */
  readonly value: number | null;
  readonly samples: readonly number[];
  /** Null: lower is better for times and sizes, higher for rates. */
  readonly better?: Metric['better'] | null;
  /** A time of 0 is valid: nothing of this kind happened. */
  readonly mayBeZero?: boolean;
}

/** More samples give no more information; evenly spaced ones are kept. */
const maxSamples = 1000;

/**
 * Adds a metric. A time of zero is the rest after the tool subtracted its overhead: it is unknown, and left out with
 * a remark.
 */
export function addMeasure(draft: Draft, measure: BenchmarkMeasure): void {
  const { name, unit, value, samples, better = null, mayBeZero = false } = measure;
  const scale = readUnit(unit);
  const convert = (number: number): number =>
    // 5 / 1,000,000 has fewer digits than 5 × 0.000001.
    scale.factor < 1 ? number / Math.round(1 / scale.factor) : number * scale.factor;
  const finite = samples.filter(Number.isFinite);
  const isKnown = (number: number): boolean => !scale.isTime || number > 0 || (number === 0 && mayBeZero);
  const figure = value ?? (finite.length > 0 ? median([...finite]) : Number.NaN);
  if (!Number.isFinite(figure)) {
    return draft.report('warning', 'no-value', `\`${name}\` has no number; it is left out.`);
  }
  if (!isKnown(figure)) {
    const what = `\`${name}\` took ${convert(figure)} ms, less than its tool can measure; it is left out.`;
    return draft.report('warning', 'zero-time', what, 'Let each measurement take longer.');
  }
  const known = finite.filter(isKnown).map(convert);
  draft.addMetric({
    name,
    value: convert(figure),
    unit: scale.unit,
    better: better ?? (scale.isRate ? 'higher' : 'lower'),
    samples: known.length > 1 ? thin(known) : null,
  });
}

/** A benchmark that failed has no time; it fails the build. */
export function reportFailed({ facts, report }: Draft, name: string, why: string | null): void {
  facts.result = 'failure';
  const what = `\`${name.slice(0, 200)}\` failed${why ? `: ${why.slice(0, 200)}` : ''}.`;
  report('warning', 'failed-benchmark', what);
}

/**
 * Ends a report of benchmarks without a result: a complete report with a measurement comes from a tool that finished.
 */
export function concludeBenchmarks({ facts, hasMetrics }: Draft): void {
  if (facts.complete && hasMetrics()) facts.result ??= 'success';
}

function thin(samples: readonly number[]): readonly number[] {
  const step = Math.ceil(samples.length / maxSamples);
  return step === 1 ? samples : samples.filter((_, place) => place % step === 0);
}

/** Numbers of a list; other values are dropped. */
export function numbersOf(list: readonly unknown[]): number[] {
  return list.filter((item): item is number => typeof item === 'number' && Number.isFinite(item));
}

interface Scale {
  /** UCUM if it has a unit, else the tool's. */
  readonly unit: string;
  readonly factor: number;
  readonly isTime: boolean;
  readonly isRate: boolean;
}

const times: ReadonlyMap<string, number> = new Map([
  ...['ns', 'nsec', 'nanosecond', 'nanoseconds'].map((word) => [word, 1e-6] as const),
  ...['us', 'µs', 'μs', 'usec', 'microsecond', 'microseconds'].map((word) => [word, 1e-3] as const),
  ...['ms', 'msec', 'millis', 'millisecond', 'milliseconds'].map((word) => [word, 1] as const),
  ...['s', 'sec', 'secs', 'second', 'seconds'].map((word) => [word, 1e3] as const),
  ...['min', 'minute', 'minutes'].map((word) => [word, 6e4] as const),
  ...['h', 'hr', 'hour', 'hours'].map((word) => [word, 3.6e6] as const),
]);

const sizes: ReadonlyMap<string, number> = new Map([
  ...['b', 'by', 'byte', 'bytes'].map((word) => [word, 1] as const),
  ...['kb', 'mb', 'gb', 'tb'].map((word, place) => [word, 1000 ** (place + 1)] as const),
  ...['kib', 'mib', 'gib', 'tib'].map((word, place) => [word, 1024 ** (place + 1)] as const),
]);

const counts = new Set(['', '1', '---', 'count', 'counts', 'allocs', '#']);

/** A count per operation is the unit itself: `ns/op` is a time, `B/op` a size. */
const perOperation = /\/(op|ops|iter|iteration|run|call)$/i;
const perTime = /\/\s*(ns|us|µs|ms|s|sec|second|min|minute|h|hour)$/i;

function readUnit(written: string): Scale {
  const word = written.trim();
  const plain = { isTime: false, isRate: false, factor: 1 };
  if (perTime.test(word) || /^(hz|khz|mhz|ghz|fps|qps|rps)$/i.test(word)) {
    const unit = word.replace(/^(ops|op|iterations|items)(?=\/)/i, '').replace(/\/\s*(sec|second)$/i, '/s');
    return { ...plain, unit, isRate: true };
  }
  const thing = word.replace(perOperation, '').toLowerCase();
  const ms = times.get(thing);
  if (ms !== undefined) return { ...plain, unit: 'ms', factor: ms, isTime: true };
  const bytes = sizes.get(thing);
  if (bytes !== undefined) return { ...plain, unit: 'By', factor: bytes };
  return { ...plain, unit: counts.has(thing) ? '1' : word.slice(0, 40) };
}
