/** sccache's statistics. Reference: https://github.com/mozilla/sccache#usage */
import type { FileRefusal, Format, Sample } from '../../ingest/format.ts';
import { type Fields, readFields, readNumber } from '../../ingest/read-fields.ts';
import { readLastDocument } from '../../ingest/read-records.ts';
import { addMeasure } from '../benchmark/add-measure.ts';
import { addCacheRates } from './add-cache-rates.ts';

export const sccache: Format = {
  id: 'sccache',
  title: 'sccache statistics',
  versions: 'sccache 0.4',
  family: 'builds',
  reference: 'https://github.com/mozilla/sccache#usage',
  howTo: '`sccache --show-stats --stats-format=json > sccache.json` after the build',
  claims: ({ shape, keys, text }) =>
    shape === 'object' &&
    keys.includes('stats') &&
    keys.includes('cache_location') &&
    /"compile_requests"\s*:/.test(text),
  refuses: refuseSummary,
  read: async (input, draft) => {
    const visit = (record: Fields): void => {
      const stats = readFields(record, 'stats');
      if (!('compile_requests' in stats)) return;
      addCacheRates(draft, 'sccache', {
        hits: sum(stats, 'cache_hits'),
        misses: sum(stats, 'cache_misses'),
        errors:
          sum(stats, 'cache_errors') +
          of(stats, 'cache_timeouts') +
          of(stats, 'cache_read_errors') +
          of(stats, 'cache_write_errors'),
      });
      const writes = of(stats, 'cache_writes');
      const compiling = readFields(stats, 'compiler_write_duration');
      const totalMs = of(compiling, 'secs') * 1000 + of(compiling, 'nanos') / 1e6;
      if (writes > 0 && totalMs > 0)
        addMeasure(draft, {
          name: 'sccache › average compilation',
          unit: 'ms',
          value: totalMs / writes,
          samples: [],
        });
    };
    await readLastDocument(input, draft, [], { visit });
  },
};

function of(fields: Fields, key: string): number {
  return readNumber(fields, key) ?? 0;
}

/** Counted for each language. */
function sum(stats: Fields, key: string): number {
  const counts = readFields(readFields(stats, key), 'counts');
  return Object.keys(counts).reduce((total, language) => total + of(counts, language), 0);
}

function refuseSummary({ shape, text }: Sample): FileRefusal | null {
  if (shape !== 'text' || !/^Compile requests +\d/m.test(text)) return null;
  const what = 'This is the human-readable output of `sccache --show-stats`.';
  return {
    code: 'unknown-format',
    what,
    fix: 'Write `sccache --show-stats --stats-format=json > sccache.json`.',
  };
}
