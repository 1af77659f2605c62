/** Gives equal names of one file names of their own, until all are known and what else is said can tell them apart. */
import type { Draft } from './draft.ts';
import type { Alike } from './name-alike.ts';

/** @param said what else its log says of it, the most telling first; null: it does not say */
export type Distinguish = (name: string, said?: readonly (string | null)[]) => string;

/**
 * @param isOrdered the log itself numbers its entries, so that their order is what it says of them
 * @returns gives `name`, `name #2`, `name #3` … for the same name, never one that was given before; at the end of
 * the file what else was said of each stands in the place of these numbers, where it tells them apart
 */
export function countNames(draft: Draft, { isOrdered = false } = {}): Distinguish {
  const seen = new Map<string, number>();
  const alike = new Map<string, Alike[]>();
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
