/** Tells equal names of one file apart by their occurrence. */
import type { Draft } from './draft.ts';

/** @returns gives `name`, `name #2`, `name #3` … for the same name, never one that was given before */
export function countNames(draft: Draft): (name: string) => string {
  const seen = new Map<string, number>();
  return (name) => {
    // Tasks that are summed up lose their names anyway, and more metrics than that are not kept.
    if (draft.isSummedUp() || seen.size > draft.limits.tasks) {
      seen.clear();
      return name;
    }
    for (let count = (seen.get(name) ?? 0) + 1; ; count++) {
      const distinct = count === 1 ? name : `${name} #${count}`;
      seen.set(name, count);
      if (count === 1 || !seen.has(distinct)) {
        if (count > 1) seen.set(distinct, 1);
        return distinct;
      }
    }
  };
}
