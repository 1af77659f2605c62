/** Numbers equal names of one file, until all are known and their other facts can distinguish them. */

import type { SameName } from './distinguish-by-label.ts';
import type { Draft } from './draft.ts';

/** @param said other facts that its log gives, the most distinctive first; null: not given */
export type Distinguish = (name: string, said?: readonly (string | null)[]) => string;

/**
 * @param isOrdered the log itself numbers its entries, so that their order distinguishes them
 * @returns gives `name`, `name #2`, `name #3` … for the same name, never one that was given before; at the end of
 * the file the other facts of each replace these numbers, where they distinguish them
 */
export function countNames(draft: Draft, { isOrdered = false } = {}): Distinguish {
  const seen = new Map<string, number>();
  const alike = new Map<string, SameName[]>();
  if (!isOrdered) draft.addAlike(alike);
  return (name, said = []) => {
    // Tasks that are summed up lose their names anyway, and more metrics than that are not kept.
    if (draft.isSummedUp() || seen.size > draft.limits.tasks) {
      seen.clear();
      alike.clear();
      return name;
    }
    const given = freeName(name, seen);
    const others = alike.get(name);
    if (others) others.push({ given, said });
    else alike.set(name, [{ given, said }]);
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
