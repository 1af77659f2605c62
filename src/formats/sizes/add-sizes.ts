/** Sizes of the files of a bundler, under stable names. */
import type { Draft } from '../../ingest/draft.ts';
import { addMeasure } from '../benchmark/add-measure.ts';

export interface Sizes {
  /** Files with one name after removing the hash are one measurement: their sum. Source maps are left out. */
  readonly add: (name: string, bytes: number | null) => void;
  /**
   * Adds the measurements, and the sum of all files.
   * @param group prefix of each name
   */
  readonly finish: (draft: Draft, group: string) => void;
}

export function collectSizes(): Sizes {
  const sizes = new Map<string, number>();
  return {
    add: (name, bytes) => {
      if (bytes === null || bytes < 0 || name.endsWith('.map')) return;
      sizes.set(name, (sizes.get(name) ?? 0) + bytes);
    },
    finish: (draft, group) => {
      let total = 0;
      for (const [name, value] of sizes) {
        total += value;
        addMeasure(draft, { name: `${group} › ${name}`, unit: 'B', value, samples: [] });
      }
      if (sizes.size > 1)
        addMeasure(draft, { name: `${group} › all files`, unit: 'B', value: total, samples: [] });
    },
  };
}
