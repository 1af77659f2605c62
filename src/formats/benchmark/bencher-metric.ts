/** Bencher Metric Format. Reference: https://bencher.dev/docs/reference/bencher-metric-format/ */
import { countNames } from '../../ingest/count-names.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import { type Fields, isFields, lookUp, readFields, readNumber } from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { addMeasure, concludeBenchmarks } from './add-measure.ts';

export const bencherMetric: Format = {
  id: 'bencher-metric',
  title: 'Bencher Metric Format',
  versions: 'its documentation',
  family: 'benchmarks',
  reference: 'https://bencher.dev/docs/reference/bencher-metric-format/',
  howTo: '`{"sort": {"latency": {"value": 88.0}}}`, from an adapter of Bencher or a script of your own',
  claims: ({ shape, keys, records }) =>
    shape === 'object' && keys.length > 0 && records.length === 1 && isReport(records[0] as Fields),
  read: async (input, draft) => {
    const distinguish = countNames(draft);
    await readRecords(input, draft, [], (report) => {
      for (const benchmark of Object.keys(report)) {
        const measures = readFields(report, benchmark);
        const name = distinguish(benchmark);
        for (const measure of Object.keys(measures))
          addBencherMeasure(name, measure, readNumber(readFields(measures, measure), 'value'), null, draft);
      }
    });
    concludeBenchmarks(draft);
  },
};

const bounds = new Set(['value', 'lower_value', 'upper_value']);

/** Benchmarks with measures of numbers, and nothing else. */
function isReport(report: Fields): boolean {
  const benchmarks = Object.values(report);
  return benchmarks.length > 0 && benchmarks.every(isBenchmark);
}

function isBenchmark(benchmark: unknown): boolean {
  if (!isFields(benchmark)) return false;
  const measures = Object.values(benchmark);
  return (
    measures.length > 0 &&
    measures.every(
      (measure) =>
        isFields(measure) &&
        typeof measure['value'] === 'number' &&
        Object.keys(measure).every((key) => bounds.has(key)),
    )
  );
}

/** Bencher's own measures; custom ones have neither a unit nor a direction. */
const known: Readonly<Record<string, { readonly unit: string; readonly better: 'lower' | 'higher' }>> = {
  latency: { unit: 'ns', better: 'lower' },
  throughput: { unit: 'ops/s', better: 'higher' },
  'build-time': { unit: 's', better: 'lower' },
  'file-size': { unit: 'B', better: 'lower' },
};

/** @param written unit of a custom measure; null: not known */
export function addBencherMeasure(
  name: string,
  measure: string,
  value: number | null,
  written: string | null,
  draft: Draft,
): void {
  const { unit, better } = lookUp(known, measure) ?? { unit: written ?? '1', better: null };
  if (better === null && /throughput|rate|per[-_]sec|hits|score|coverage/i.test(measure)) {
    const what = `\`${measure.slice(0, 100)}\` is a custom measure: lower is assumed to be better.`;
    draft.report('warning', 'direction', what, 'Name it `throughput` if higher is better.');
  }
  addMeasure(draft, {
    name: measure === 'latency' ? name : `${name} › ${measure}`,
    unit,
    value,
    samples: [],
    better: better ?? 'lower',
    mayBeZero: true,
  });
}
