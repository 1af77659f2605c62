/** JMH's JSON results (`-rf json`). Reference: https://github.com/openjdk/jmh */

import { countNames } from '../../ingest/count-names.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import {
  type Fields,
  isFields,
  readFields,
  readList,
  readNumber,
  readText,
} from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { addMeasure, concludeBenchmarks, numbersOf } from './add-measure.ts';

export const jmh: Format = {
  id: 'jmh',
  title: 'JMH',
  versions: 'JMH 1.36',
  family: 'benchmarks',
  reference: 'https://github.com/openjdk/jmh',
  howTo: '`java -jar benchmarks.jar -rf json -rff bench.json`',
  claims: ({ shape, records }) =>
    shape === 'array' &&
    records.length > 0 &&
    records.every(
      (record) =>
        typeof record['benchmark'] === 'string' &&
        typeof record['mode'] === 'string' &&
        isFields(record['primaryMetric']),
    ),
  read: async (input, draft) => {
    const distinguish = countNames(draft);
    await readRecords(input, draft, [], (record) => {
      const benchmark = readText(record, 'benchmark');
      if (benchmark === null)
        return draft.report('warning', 'unnamed-task', 'A benchmark without a name is left out.');
      const params = Object.entries(readFields(record, 'params')).map(([key, value]) => `${key}=${value}`);
      const parts = [benchmark, ...(params.length > 0 ? [`(${params.join(', ')})`] : [])];
      // One run may measure a benchmark in several modes.
      const name = distinguish(`${parts.join(' ')} [${readText(record, 'mode') ?? 'unknown mode'}]`, [
        `${readNumber(record, 'threads')} threads`,
        `${readText(record, 'vmName')} ${readText(record, 'jdkVersion')}`,
      ]);
      addScore(draft, name, readFields(record, 'primaryMetric'), null);
      for (const [key, metric] of Object.entries(readFields(record, 'secondaryMetrics'))) {
        // Profilers mark theirs: older ones `·gc.alloc.rate`, newer ones `gc.alloc.rate`.
        const label = key.replace(/^[·+]/, '');
        const isCost = /^(gc|mem|async|perf|stack|safepoint|comp|cl|rt)\b/.test(label) || key !== label;
        if (isFields(metric)) addScore(draft, `${name} › ${label}`, metric, isCost ? 'lower' : null);
      }
    });
    concludeBenchmarks(draft);
  },
};

/** A time of 0 next to the score is a profiler's: no collection took place. */
function addScore(draft: Draft, name: string, metric: Fields, better: 'lower' | null): void {
  addMeasure(draft, {
    name,
    unit: readText(metric, 'scoreUnit') ?? '1',
    value: readNumber(metric, 'score'),
    samples: readList(metric, 'rawData').flatMap((fork) => (Array.isArray(fork) ? numbersOf(fork) : [])),
    better,
    mayBeZero: better !== null,
  });
}
