/** BenchmarkDotNet's JSON. Reference: https://benchmarkdotnet.org/articles/configs/exporters.html */
import { countNames, type Distinguish } from '../../ingest/count-names.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import {
  type Fields,
  isFields,
  readFields,
  readFlag,
  readList,
  readNumber,
  readText,
} from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { addMeasure, concludeBenchmarks, numbersOf, reportFailed } from './add-measure.ts';

export const benchmarkDotNet: Format = {
  id: 'benchmark-dotnet',
  title: 'BenchmarkDotNet',
  versions: 'BenchmarkDotNet 0.14 and 0.15',
  family: 'benchmarks',
  reference: 'https://benchmarkdotnet.org/articles/configs/exporters.html',
  howTo:
    '`dotnet run -c Release -- --exporters json`, which writes `BenchmarkDotNet.Artifacts/results/*.json`',
  claims: ({ shape, keys }) =>
    shape === 'object' && keys.includes('HostEnvironmentInfo') && keys.includes('Benchmarks'),
  read: async (input, draft) => {
    const distinguish = countNames(draft);
    await readRecords(input, draft, ['Benchmarks'], (record, key) => {
      if (key !== null) addBenchmark(record, draft, distinguish);
    });
    concludeBenchmarks(draft);
  },
};

/** The job in which it ran, such as a runtime: `Cart.Sort: .NET 8.0(Runtime=.NET 8.0) [N=100]`. */
function readJob(record: Fields): string | null {
  const text = readText(record, 'DisplayInfo') ?? '';
  const start = text.indexOf(': ', 1);
  if (start < 0) return null;
  const job = text.slice(start + 2);
  return (job.endsWith(']') ? job.replace(/ \[.*/s, '') : job) || null;
}

/** A benchmark that failed has no statistics. */
function addBenchmark(record: Fields, draft: Draft, distinguish: Distinguish): void {
  const type = [readText(record, 'Namespace'), readText(record, 'Type')]
    .filter((part) => part !== null)
    .join('.');
  const parameters = readText(record, 'Parameters');
  const method = readText(record, 'MethodTitle') ?? readText(record, 'Method') ?? 'benchmark';
  const full = parameters === null ? method : `${method} (${parameters.replaceAll('&', ', ')})`;
  const name = distinguish(type === '' ? full : `${type} › ${full}`, [readJob(record)]);
  const statistics = readFields(record, 'Statistics');
  if (readNumber(statistics, 'Mean') === null && readNumber(statistics, 'Median') === null)
    return reportFailed(draft, name, 'it has no results');
  addMeasure(draft, {
    name,
    unit: 'ns',
    value: readNumber(statistics, 'Median') ?? readNumber(statistics, 'Mean'),
    samples: numbersOf(readList(statistics, 'OriginalValues')),
  });
  const bytes = readNumber(readFields(record, 'Memory'), 'BytesAllocatedPerOperation');
  if (bytes !== null)
    addMeasure(draft, { name: `${name} › allocated`, unit: 'B', value: bytes, samples: [] });
  for (const metric of readList(record, 'Metrics').filter(isFields)) addColumn(metric, name, draft);
}

/** Columns of diagnosers, which state whether more is better; memory is already covered. */
function addColumn(metric: Fields, name: string, draft: Draft): void {
  const descriptor = readFields(metric, 'Descriptor');
  const label = readText(descriptor, 'DisplayName') ?? readText(descriptor, 'Id');
  if (label === null || /^Allocated/.test(label)) return;
  addMeasure(draft, {
    name: `${name} › ${label}`,
    unit: readText(descriptor, 'Unit') ?? '1',
    value: readNumber(metric, 'Value'),
    samples: [],
    better: readFlag(descriptor, 'TheGreaterIsBetter') === true ? 'higher' : 'lower',
    mayBeZero: true,
  });
}
