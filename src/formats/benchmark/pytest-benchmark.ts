/** pytest-benchmark's `--benchmark-json`. Reference: https://pytest-benchmark.readthedocs.io/en/latest/usage.html */

import { countNames } from '../../ingest/count-names.ts';
import type { Format } from '../../ingest/format.ts';
import { readFields, readList, readNumber, readText, readTime } from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { addMeasure, concludeBenchmarks, numbersOf } from './add-measure.ts';

export const pytestBenchmark: Format = {
  id: 'pytest-benchmark',
  title: 'pytest-benchmark',
  versions: 'pytest-benchmark 5.3',
  family: 'benchmarks',
  reference: 'https://pytest-benchmark.readthedocs.io/en/latest/usage.html',
  howTo: '`pytest --benchmark-json=bench.json`',
  claims: ({ shape, keys, records }) =>
    shape === 'object' &&
    keys.includes('benchmarks') &&
    (keys.includes('machine_info') || records.some((record) => 'fullname' in record && 'stats' in record)) &&
    records.every((record) => 'stats' in record || 'machine_info' in record),
  read: async (input, draft) => {
    const distinguish = countNames(draft);
    await readRecords(input, draft, ['benchmarks'], (record, key) => {
      if (key === null) {
        draft.facts.startTimeMs = readTime(record, 'datetime', () => {
          draft.facts.zoneless = true;
        });
        return;
      }
      const stats = readFields(record, 'stats');
      const name = readText(record, 'fullname') ?? readText(record, 'name');
      if (name === null)
        return draft.report('warning', 'unnamed-task', 'A benchmark without a name is left out.');
      addMeasure(draft, {
        name: distinguish(name, [readText(record, 'group'), readText(record, 'param')]),
        unit: 's',
        value: readNumber(stats, 'median') ?? readNumber(stats, 'mean'),
        samples: numbersOf(readList(stats, 'data')),
      });
    });
    concludeBenchmarks(draft);
  },
};
