/** Adds the counts of a compiler cache, for all of these formats. */
import type { Draft } from '../../ingest/draft.ts';
import type { Metric } from '../../model/metric.ts';

export interface CacheCounts {
  readonly hits: number;
  readonly misses: number;
  /** Of the cache itself: entries that could not be read or written. */
  readonly errors: number;
}

/** @param name prefix of each measurement */
export function addCacheRates(draft: Draft, name: string, { hits, misses, errors }: CacheCounts): void {
  const add = (label: string, value: number, unit: string, better: Metric['better']): void =>
    draft.addMetric({ name: `${name} › ${label}`, value, unit, better, samples: null });
  if (hits + misses > 0) add('hit rate', Math.round((hits / (hits + misses)) * 1e4) / 100, '%', 'higher');
  add('misses', misses, '1', 'lower');
  add('errors', errors, '1', 'lower');
  // It contains no result of the build.
  draft.facts.result = 'unknown';
}
