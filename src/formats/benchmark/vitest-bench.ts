/** Results of `vitest bench`. Reference: https://vitest.dev/config/#benchmark-outputjson */

import { countNames } from '../../ingest/count-names.ts';
import type { Format } from '../../ingest/format.ts';
import { isFields, readList, readNumber, readText } from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { stripRoots } from '../../ingest/strip-roots.ts';
import { addMeasure, concludeBenchmarks, numbersOf } from './add-measure.ts';

export const vitestBench: Format = {
  id: 'vitest-bench',
  title: 'vitest bench',
  versions: 'Vitest, a file of Bencher’s',
  family: 'benchmarks',
  reference: 'https://vitest.dev/config/#benchmark-outputjson',
  howTo:
    '`vitest bench --run --outputJson bench.json` up to Vitest 4; `--reporter=json --outputFile=bench.json` in Vitest 5',
  claims: ({ shape, keys, records }) =>
    shape === 'object' &&
    keys.includes('files') &&
    records.length > 0 &&
    records.every((record) => typeof record['filepath'] === 'string' && Array.isArray(record['groups'])),
  read: async (input, draft) => {
    const distinguish = countNames(draft);
    await readRecords(input, draft, ['files'], (file) => {
      for (const group of readList(file, 'groups').filter(isFields)) {
        for (const benchmark of readList(group, 'benchmarks').filter(isFields)) {
          const place = (readText(group, 'fullName') ?? '').replaceAll(' > ', ' › ');
          const parts = [place, readText(benchmark, 'name') ?? 'benchmark'].filter((part) => part !== '');
          addMeasure(draft, {
            name: distinguish(parts.join(' › '), [stripRoots(readText(file, 'filepath') ?? '')]),
            unit: 'ms',
            value: readNumber(benchmark, 'median') ?? readNumber(benchmark, 'mean'),
            samples: numbersOf(readList(benchmark, 'samples')),
          });
        }
      }
    });
    concludeBenchmarks(draft);
  },
};
