/** Google Benchmark's JSON. Reference: https://github.com/google/benchmark/blob/main/docs/user_guide.md#output-formats */

import { countNames } from '../../ingest/count-names.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import {
  type Fields,
  readFields,
  readFlag,
  readNumber,
  readText,
  readTime,
} from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { addMeasure, concludeBenchmarks } from './add-measure.ts';

export const googleBenchmark: Format = {
  id: 'google-benchmark',
  title: 'Google Benchmark',
  versions: 'Google Benchmark 1.9',
  family: 'benchmarks',
  reference: 'https://github.com/google/benchmark/blob/main/docs/user_guide.md#output-formats',
  howTo: '`./app_bench --benchmark_out=bench.json --benchmark_out_format=json --benchmark_repetitions=5`',
  claims: ({ shape, keys, records }) =>
    shape === 'object' &&
    keys.includes('context') &&
    keys.includes('benchmarks') &&
    records.some(
      (record) => typeof record['name'] === 'string' && ('real_time' in record || 'run_type' in record),
    ),
  read: async (input, draft) => {
    const series = new Map<string, Series>();
    let runs = 0;
    await readRecords(input, draft, ['benchmarks'], (record, key) => {
      if (key === null) return readContext(readFields(record, 'context'), draft);
      runs += 1;
      if (runs <= draft.limits.tasks) return takeRun(record, series, draft);
      draft.leaveOut('runs');
    });
    const distinguish = countNames(draft);
    for (const each of series.values()) addSeries(distinguish(each.name, [each.label]), each, draft);
    concludeBenchmarks(draft);
  },
};

/** One benchmark's measured columns: single repetitions, or the median over them. */
interface Series {
  readonly name: string;
  readonly label: string | null;
  readonly timeUnit: string;
  readonly samples: Map<string, number[]>;
  readonly medians: Map<string, number>;
  readonly means: Map<string, number>;
}

function readContext(context: Fields, { facts }: Draft): void {
  facts.startTimeMs = readTime(context, 'date', () => {
    facts.zoneless = true;
  });
}

const spread = /_(mean|median|stddev|cv|BigO|RMS|min|max)$/;

function takeRun(run: Fields, series: Map<string, Series>, draft: Draft): void {
  const written = readText(run, 'name');
  if (written === null)
    return draft.report('warning', 'unnamed-task', 'A benchmark without a name is left out.');
  // Before `run_type` an aggregate was known by its name.
  const isOld = readText(run, 'run_type') === null;
  const aggregate = isOld ? (spread.exec(written)?.[1] ?? null) : readText(run, 'aggregate_name');
  const isAggregate = isOld ? aggregate !== null : readText(run, 'run_type') === 'aggregate';
  const name = readText(run, 'run_name') ?? (isOld ? written.replace(spread, '') : written);
  if (failedOrSkipped(run, name, draft)) return;
  if (isAggregate && aggregate !== 'median' && aggregate !== 'mean') return;
  const timeUnit = readText(run, 'time_unit') ?? 'ns';
  // Two benchmarks may have one name: their order of registration, and their unit, distinguish them.
  const key = JSON.stringify([name, run['family_index'], run['per_family_instance_index'], timeUnit]);
  const found = series.get(key) ?? {
    name,
    label: readText(run, 'label'),
    timeUnit,
    samples: new Map(),
    medians: new Map(),
    means: new Map(),
  };
  series.set(key, found);
  for (const [column, value] of columnsOf(run)) {
    if (aggregate === 'median') found.medians.set(column, value);
    else if (aggregate === 'mean') found.means.set(column, value);
    else {
      const samples = found.samples.get(column) ?? [];
      samples.push(value);
      found.samples.set(column, samples);
    }
  }
}

/** Errors and skips have times of 0. */
function failedOrSkipped(run: Fields, name: string, { facts, report }: Draft): boolean {
  if (readFlag(run, 'error_occurred') === true) {
    facts.result = 'failure';
    report('warning', 'failed-benchmark', `\`${name.slice(0, 200)}\` ended with an error.`);
    return true;
  }
  if (readFlag(run, 'skipped') !== true && readText(run, 'skipped') === null) return false;
  report('info', 'skipped-benchmark', `\`${name.slice(0, 200)}\` was skipped.`);
  return true;
}

/** Fields that are not counters: settings of a run, and sums. */
const notCounters = new Set([
  ...[
    'family_index',
    'per_family_instance_index',
    'repetitions',
    'repetition_index',
    'threads',
    'iterations',
  ],
  ...['cpu_coefficient', 'real_coefficient', 'rms'],
]);

function columnsOf(run: Fields): [string, number][] {
  return Object.keys(run).flatMap((key): [string, number][] => {
    const value = typeof run[key] === 'number' && !notCounters.has(key) ? readNumber(run, key) : null;
    return value === null ? [] : [[key, value]];
  });
}

function addSeries(name: string, { timeUnit, samples, medians, means }: Series, draft: Draft): void {
  const columns = new Set([...samples.keys(), ...medians.keys(), ...means.keys()]);
  for (const column of columns) {
    const own = samples.get(column) ?? [];
    const { unit, better, label } = describe(column, timeUnit);
    addMeasure(draft, {
      name: label === null ? name : `${name} › ${label}`,
      unit,
      value: own.length > 0 ? null : (medians.get(column) ?? means.get(column) ?? null),
      samples: own,
      better,
    });
  }
}

function describe(
  column: string,
  timeUnit: string,
): { unit: string; better: 'lower' | 'higher' | null; label: string | null } {
  switch (column) {
    case 'real_time':
      return { unit: timeUnit, better: null, label: null };
    case 'cpu_time':
      return { unit: timeUnit, better: null, label: 'CPU' };
    case 'bytes_per_second':
      return { unit: 'By/s', better: 'higher', label: column };
    case 'max_bytes_used':
    case 'total_allocated_bytes':
    case 'net_heap_growth':
      return { unit: 'By', better: 'lower', label: column };
    default:
      return column.endsWith('_per_second')
        ? { unit: '/s', better: 'higher', label: column }
        : { unit: '1', better: 'lower', label: column };
  }
}
