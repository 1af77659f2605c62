/** Spans of a trace as work items: repeats of the same work added up, nested as they ran. */

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
  /** A span of the work on a lane. @param endUs NaN when it is not known */
  readonly add: (lane: Lane, item: number, startUs: number, endUs: number) => void;
  /** There was more work than `limit`: it is one item a category. */
  readonly isSummedUp: () => boolean;
  readonly count: () => number;
  /** From the first start to the last end; null without any. */
  readonly extent: () => { readonly startUs: number; readonly endUs: number } | null;
  readonly list: () => WorkItem[];
}

/** A thread, or whatever else runs one thing inside of another. */
export interface Lane {
  readonly starts: number[];
  readonly ends: number[];
  readonly items: number[];
}

export function createLane(): Lane {
  return { starts: [], ends: [], items: [] };
}

interface Entry {
  category: string;
  name: string;
  count: number;
  totalUs: number;
  startUs: number;
  parent: number;
  /** The lane that is walked, and the end of what was counted of it. */
  lane: Lane | null;
  countedUs: number;
}

/** @param limit of different work; beyond it work is told apart by category alone */
export function collectSpans(limit: number): TraceSpans {
  let entries: Entry[] = [];
  let places = new Map<string, Map<string, number>>();
  const lanes = new Set<Lane>();
  let isSummedUp = false;
  let spans = 0;
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
    for (const { items } of lanes)
      for (let i = 0; i < items.length; i++) items[i] = moved[items[i] as number] as number;
  };

  return {
    itemOf,
    isSummedUp: () => isSummedUp,
    count: () => spans,
    extent: () => (spans === 0 || last < first ? null : { startUs: first, endUs: last }),
    add: (lane, item, startUs, endUs) => {
      if (lane.starts.length === 0) lanes.add(lane);
      lane.starts.push(startUs);
      lane.ends.push(endUs);
      lane.items.push(item);
      spans += 1;
      if (startUs < first) first = startUs;
      if (endUs > last) last = endUs;
      else if (startUs > last) last = startUs;
    },
    list: () => {
      for (const lane of lanes) walkLane(lane, entries);
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
  return { category, name, ...unseen, lane: null, countedUs: 0 };
}

/** Outer spans before those inside of them. An item's parent was seen before it, so that no circle can arise. */
function walkLane(lane: Lane, entries: readonly Entry[]): void {
  const { starts, ends, items } = lane;
  const open: number[] = [];
  for (const i of sortSpans(lane)) {
    const start = starts[i] as number;
    const end = ends[i] as number;
    const item = items[i] as number;
    const entry = entries[item] as Entry;
    while (open.length > 0 && !((ends[open.at(-1) as number] as number) >= (end || start))) open.pop();
    const outer = items[open.at(-1) ?? -1] ?? item;
    if (entry.count === 0 && outer !== item) entry.parent = outer;
    count(entry, lane, start, end);
    open.push(i);
  }
}

function count(entry: Entry, lane: Lane, start: number, end: number): void {
  entry.count += 1;
  if (start < entry.startUs) entry.startUs = start;
  if (entry.lane !== lane) {
    entry.lane = lane;
    entry.countedUs = Number.NEGATIVE_INFINITY;
  }
  if (Number.isNaN(end)) entry.totalUs = Number.NaN;
  else if (end > entry.countedUs) {
    entry.totalUs += end - Math.max(start, entry.countedUs);
    entry.countedUs = end;
  }
}

/** Places of the spans by start, the longer ones first. */
function sortSpans({ starts, ends }: Lane): Uint32Array {
  const order = Uint32Array.from(starts.keys());
  const compare = (a: number, b: number): number => {
    const byStart = (starts[a] as number) - (starts[b] as number);
    return byStart || (ends[b] as number) - (ends[a] as number) || a - b;
  };
  for (let i = 1; i < starts.length; i++) {
    if (compare(i - 1, i) > 0) return order.sort(compare);
  }
  return order;
}
