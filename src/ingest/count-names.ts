/** Numbers equal names in one file, until all are known and other properties can distinguish them. */

import type { SameName } from './distinguish-by-label.ts';
import type { Draft } from './draft.ts';

/** @param properties other properties in the log, the most distinctive first; null: absent */
export type Distinguish = (name: string, properties?: readonly (string | null)[]) => string;

/**
 * @param isOrdered the log itself numbers its entries, so their order distinguishes them
 * @returns a function that returns `name`, `name #2`, `name #3` … for the same name, never the same result twice; at
 * the end of the file other properties replace these numbers, if they distinguish the entries
 */
export function countNames(draft: Draft, { isOrdered = false } = {}): Distinguish {
  const seen = new Map<string, number>();
  const sameNames = new Map<string, SameName[]>();
  if (!isOrdered) draft.addSameNames(sameNames);
  return (name, properties = []) => {
    // Tasks that are summed up lose their names anyway, and no more metrics than this are kept.
    if (draft.isSummedUp() || seen.size > draft.limits.tasks) {
      seen.clear();
      sameNames.clear();
      return name;
    }
    const given = freeName(name, seen);
    const others = sameNames.get(name);
    if (others) others.push({ given, properties });
    else sameNames.set(name, [{ given, properties }]);
    return given;
  };
}

function freeName(name: string, seen: Map<string, number>): string {
  for (let count = (seen.get(name) ?? 0) + 1; ; count++) {
    const distinct = count === 1 ? name : `${name} #${count}`;
    seen.set(name, count);
    if (count > 1 && seen.has(distinct)) continue;
    if (count > 1) seen.set(distinct, 1);
    return distinct;
  }
}
