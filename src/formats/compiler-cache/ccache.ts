/** ccache's statistics. Reference: https://ccache.dev/manual/latest.html#_cache_statistics */
import type { Draft } from '../../ingest/draft.ts';
import type { FileRefusal, Format, Sample } from '../../ingest/format.ts';
import { readNumber } from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { readTextLines } from '../../ingest/text-lines.ts';
import { addCacheRates } from './add-cache-rates.ts';

export const ccache: Format = {
  id: 'ccache',
  title: 'ccache statistics',
  versions: 'ccache 4.7 and 4.14',
  family: 'builds',
  reference: 'https://ccache.dev/manual/latest.html#_cache_statistics',
  howTo: '`ccache --zero-stats` before the build, `ccache --print-stats > ccache.txt` after it',
  signs: ['cache_miss\t1', 'direct_cache_hit\t1'],
  claims: ({ shape, keys, text }) =>
    shape === 'text'
      ? /^direct_cache_hit\t\d+\r?$/m.test(text) && /^cache_miss\t\d+\r?$/m.test(text)
      : shape === 'object' && keys.includes('direct_cache_hit') && keys.includes('cache_miss'),
  refuses: refuseSummary,
  read: async (input, draft) => {
    const counts = new Map<string, number>();
    if (input.sample.shape === 'text') {
      for await (const { text, isOpen } of readTextLines(input.chunks(), 1000)) {
        const [, key = '', value] = /^(\w+)\t(\d+)\r?$/.exec(text) ?? [];
        if (isOpen) draft.markTruncated();
        else if (value !== undefined) counts.set(key, Number(value));
      }
    } else
      await readRecords(input, draft, [], (record) => {
        for (const key of Object.keys(record)) counts.set(key, readNumber(record, key) ?? 0);
      });
    if (counts.size > 0) addCounts(counts, draft);
  },
};

function addCounts(counts: ReadonlyMap<string, number>, draft: Draft): void {
  const of = (...keys: readonly string[]): number =>
    keys.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0);
  if (!counts.has('cache_miss') || !counts.has('direct_cache_hit')) draft.facts.complete = false;
  addCacheRates(draft, 'ccache', {
    hits: of('direct_cache_hit', 'preprocessed_cache_hit'),
    misses: of('cache_miss'),
    errors: of('internal_error', 'missing_cache_file', 'remote_storage_error', 'remote_storage_timeout'),
  });
  if (of('stats_zeroed_timestamp') > 0) return;
  draft.facts.complete = false;
  const what = 'The statistics were never reset: they count every build that used this cache.';
  draft.report('warning', 'accumulated', what, 'Run `ccache --zero-stats` before the build.');
}

function refuseSummary({ shape, text }: Sample): FileRefusal | null {
  if (shape !== 'text' || !/^(Cacheable calls: |cache directory {2})/m.test(text)) return null;
  const what = 'This is the human-readable output of `ccache --show-stats`, which differs between versions.';
  return { code: 'unknown-format', what, fix: 'Write `ccache --print-stats > ccache.txt`.' };
}
