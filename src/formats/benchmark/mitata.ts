/** mitata's JSON. Reference: https://github.com/evanwashere/mitata#readme */
import { countNames } from '../../ingest/count-names.ts';
import type { Format } from '../../ingest/format.ts';
import { isFields, readFields, readList, readNumber, readText } from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { addMeasure, concludeBenchmarks, numbersOf, reportFailed } from './add-measure.ts';

export const mitata: Format = {
  id: 'mitata',
  title: 'mitata',
  versions: 'mitata 1.0',
  family: 'benchmarks',
  reference: 'https://github.com/evanwashere/mitata#readme',
  howTo: '`await run({ format: { json: { samples: false, debug: false } } })`, and save its output',
  claims: ({ shape, keys, text }) =>
    shape === 'object' &&
    keys.includes('benchmarks') &&
    (keys.includes('layout') || keys.includes('context')) &&
    /"alias"\s*:/.test(text) &&
    /"runs"\s*:/.test(text),
  read: async (input, draft) => {
    const distinguish = countNames(draft);
    const groups: (string | null)[] = [];
    await readRecords(input, draft, ['layout', 'benchmarks'], (record, key) => {
      if (key === 'layout') groups.push(readText(record, 'name'));
      if (key !== 'benchmarks') return;
      const group = groups[readNumber(record, 'group') ?? -1] ?? null;
      for (const run of readList(record, 'runs').filter(isFields)) {
        const own = readText(run, 'name') ?? readText(record, 'alias') ?? 'benchmark';
        const name = distinguish(group === null ? own : `${group} › ${own}`, [
          JSON.stringify(readFields(run, 'args')),
        ]);
        const stats = readFields(run, 'stats');
        if ('error' in run) reportFailed(draft, name, readText(readFields(run, 'error'), 'message'));
        else
          addMeasure(draft, {
            name,
            unit: 'ns',
            value: readNumber(stats, 'p50') ?? readNumber(stats, 'avg'),
            samples: numbersOf(readList(stats, 'samples')),
          });
      }
    });
    concludeBenchmarks(draft);
  },
};
