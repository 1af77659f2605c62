/** Spans of a trace as work items: repeats of the same work added up, nested as they ran. */

import { createColumns, type Span, type SpanColumns } from './span-columns.ts';

/** One piece of work of a build. */
export interface WorkItem {
  readonly category: string;
  readonly name: string;
  /** How often it ran. */
  readonly count: number;
  /** Time in which it ran, by thread, what it did inside of itself counted once; null when one end is not known. */
  readonly durationUs: number | null;
  readonly startUs: number;
  /** Place in the list of the work inside of which it ran first; -1 for none. */
  readonly parent: number;
}

export interface TraceSpans {
  /** Place of the work in the list; made on first use. */
  readonly itemOf: (category: string, name: string) => number;
  /** A thread, or whatever else runs one thing inside of another. */
  readonly addLane: () => number;
  /** A span of the work on a lane. @param endUs NaN when it is not known */
  readonly add: (lane: number, item: number, startUs: number, endUs: number) => void;
  /** There was more work than `limit`: it is one item a category. */
  readonly isSummedUp: () => boolean;
  readonly count: () => number;
  /** From the first start to the last end; null without any. */
  readonly extent: () => { readonly startUs: number; readonly endUs: number } | null;
  readonly list: () => WorkItem[];
}

interface Entry {
  category: string;
  name: string;
  count: number;
  totalUs: number;
  startUs: number;
  parent: number;
  /** The lane that is walked, and the end of what was counted of it. */
  lane: number;
  countedUs: number;
}

/** @param limit of different work; beyond it work is told apart by category alone */
export function collectSpans(limit: number): TraceSpans {
  let entries: Entry[] = [];
  let places = new Map<string, Map<string, number>>();
  const columns = createColumns();
  let lanes = 0;
  let isSummedUp = false;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;

  const itemOf = (category: string, name: string): number => {
    const of = isSummedUp ? `all ${category || 'spans'}` : name;
    const named = places.get(category) ?? new Map<string, number>();
    if (named.size === 0) places.set(category, named);
    const place = named.get(of);
    if (place !== undefined) return place;
    if (entries.length >= limit && !isSummedUp) {
      sumUp();
      return itemOf(category, name);
    }
    named.set(of, entries.length);
    return entries.push(createEntry(category, of)) - 1;
  };
  const sumUp = (): void => {
    isSummedUp = true;
    const before = entries;
    entries = [];
    places = new Map();
    const moved = before.map(({ category }) => itemOf(category, ''));
    columns.moveItems(moved);
  };

  return {
    itemOf,
    isSummedUp: () => isSummedUp,
    count: columns.count,
    extent: () => (last < first ? null : { startUs: first, endUs: last }),
    addLane: () => lanes++,
    add: (lane, item, startUs, endUs) => {
      columns.add(lane, item, startUs, endUs);
      if (startUs < first) first = startUs;
      if (endUs > last) last = endUs;
      else if (startUs > last) last = startUs;
    },
    list: () => {
      const order = columns.sortByLane(lanes);
      walkSpans(order, columns, entries);
      return entries.map(({ category, name, count, totalUs, startUs, parent }) => ({
        category,
        name,
        count,
        durationUs: Number.isNaN(totalUs) ? null : totalUs,
        startUs,
        parent,
      }));
    },
  };
}

function createEntry(category: string, name: string): Entry {
  const unseen = { count: 0, totalUs: 0, startUs: Number.POSITIVE_INFINITY, parent: -1 };
  return { category, name, ...unseen, lane: -1, countedUs: 0 };
}

/** Outer spans before those inside of them. An item's parent was seen before it, so that no circle can arise. */
function walkSpans(order: Uint32Array, columns: SpanColumns, entries: readonly Entry[]): void {
  /** Ends and items of the spans around the current one. */
  const ends: number[] = [];
  const items: number[] = [];
  let lane = -1;
  for (const i of order) {
    const span = columns.read(i);
    if (span.lane !== lane) ends.length = items.length = 0;
    lane = span.lane;
    const needUs = Number.isNaN(span.endUs) ? span.startUs : span.endUs;
    while (ends.length > 0 && (ends.at(-1) as number) < needUs) {
      ends.pop();
      items.pop();
    }
    const entry = entries[span.item] as Entry;
    const outer = items.at(-1) ?? span.item;
    if (entry.count === 0 && outer !== span.item) entry.parent = outer;
    countSpan(entry, span);
    ends.push(needUs);
    items.push(span.item);
  }
}

function countSpan(entry: Entry, { lane, startUs, endUs }: Span): void {
  entry.count += 1;
  if (startUs < entry.startUs) entry.startUs = startUs;
  if (entry.lane !== lane) {
    entry.lane = lane;
    entry.countedUs = Number.NEGATIVE_INFINITY;
  }
  if (Number.isNaN(endUs)) entry.totalUs = Number.NaN;
  else if (endUs > entry.countedUs) {
    entry.totalUs += endUs - Math.max(startUs, entry.countedUs);
    entry.countedUs = endUs;
  }
}
