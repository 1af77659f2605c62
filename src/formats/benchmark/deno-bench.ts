/** `deno bench --json`. Reference: https://docs.deno.com/runtime/reference/cli/bench/ */
import { countNames } from '../../ingest/count-names.ts';
import type { Format } from '../../ingest/format.ts';
import { isFields, readFields, readList, readNumber, readText } from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { stripRoots } from '../../ingest/strip-roots.ts';
import { addMeasure, concludeBenchmarks, reportFailed } from './add-measure.ts';

export const denoBench: Format = {
  id: 'deno-bench',
  title: 'deno bench',
  versions: 'Deno 2.9',
  family: 'benchmarks',
  reference: 'https://docs.deno.com/runtime/reference/cli/bench/',
  howTo: '`deno bench --json > bench.json`',
  claims: ({ shape, keys, text }) =>
    shape === 'object' &&
    (keys.includes('benches') || keys.includes('runtime')) &&
    /"runtime"\s*:\s*"Deno\//.test(text) &&
    /"benches"\s*:/.test(text),
  read: async (input, draft) => {
    const distinguish = countNames(draft);
    await readRecords(input, draft, ['benches'], (record, key) => {
      if (key === null) return;
      const file = stripRoots((readText(record, 'origin') ?? '').replace(/^file:\/\//, ''));
      const parts = [file, readText(record, 'group'), readText(record, 'name') ?? 'benchmark'];
      const name = distinguish(parts.filter((part) => part !== null && part !== '').join(' › '));
      for (const result of readList(record, 'results').filter(isFields)) {
        const ok = readFields(result, 'ok');
        const failed = readFields(result, 'failed');
        if ('failed' in result) reportFailed(draft, name, readText(failed, 'message'));
        // Deno gives no median, and one slow iteration moves its average.
        else
          addMeasure(draft, {
            name,
            unit: 'ns',
            value: readNumber(ok, 'p75') ?? readNumber(ok, 'avg'),
            samples: [],
          });
      }
    });
    concludeBenchmarks(draft);
  },
};
