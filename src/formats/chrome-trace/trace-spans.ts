/** Spans of a trace as work items: repeats of the same work are added up, and nested as they ran. */

import { createColumns, type SpanColumns } from './span-columns.ts';

/** One piece of work of a build. */
export interface WorkItem {
  readonly category: string;
  readonly name: string;
  /** Number of runs. */
  readonly count: number;
  /** Time in which it ran, by thread, with nested runs of itself counted once; null when one end is not known. */
  readonly durationUs: number | null;
  readonly startUs: number;
  /** The only lane on which it ran; null if there were several. */
  readonly lane: number | null;
  /** Index of the work inside which it first ran; -1 for none. */
  readonly parent: number;
}

export interface TraceSpans {
  /** Index of the work in the list; created on first use. */
  readonly itemOf: (category: string, name: string) => number;
  /** A thread, or any other context that nests work. */
  readonly addLane: () => number;
  /** A span of the work on a lane. @param endUs NaN when it is not known */
  readonly add: (lane: number, item: number, startUs: number, endUs: number) => void;
  /** There was more work than `limit`: it is one item per category. */
  readonly isSummedUp: () => boolean;
  readonly count: () => number;
  /** From the first start to the last end; null without any. */
  readonly extent: () => { readonly startUs: number; readonly endUs: number } | null;
  readonly list: () => WorkItem[];
}

interface Named {
  readonly category: string;
  readonly name: string;
}

/** @param limit of different work; beyond it work is distinguished only by category */
export function collectSpans(limit: number): TraceSpans {
  let entries: Named[] = [];
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
    return entries.push({ category, name: of }) - 1;
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
      const sums = sumUpSpans(columns, lanes, entries.length);
      return entries.map(({ category, name }, place) => readSum(sums, category, name, place));
    },
  };
}

/** Columns by index of the work. */
interface Sums {
  readonly counts: Uint32Array;
  /** NaN when one of the ends is not known. */
  readonly totals: Float64Array;
  readonly starts: Float64Array;
  readonly parents: Int32Array;
  /** The last lane, whether it is the only one, and the end of the counted time on it. */
  readonly lanes: Int32Array;
  readonly roams: Uint8Array;
  readonly counted: Float64Array;
}

function readSum(sums: Sums, category: string, name: string, place: number): WorkItem {
  const totalUs = sums.totals[place] as number;
  return {
    category,
    name,
    count: sums.counts[place] as number,
    durationUs: Number.isNaN(totalUs) ? null : totalUs,
    startUs: sums.starts[place] as number,
    lane: sums.roams[place] === 1 ? null : (sums.lanes[place] as number),
    parent: sums.parents[place] as number,
  };
}

/** Outer spans come before inner ones. A parent is created before its children, so no cycle can arise. */
function sumUpSpans(columns: SpanColumns, lanes: number, items: number): Sums {
  const sums: Sums = {
    counts: new Uint32Array(items),
    totals: new Float64Array(items),
    starts: new Float64Array(items).fill(Number.POSITIVE_INFINITY),
    parents: new Int32Array(items).fill(-1),
    lanes: new Int32Array(items).fill(-1),
    roams: new Uint8Array(items),
    counted: new Float64Array(items),
  };
  /** Ends and work of the spans around the current one. */
  const ends: number[] = [];
  const around: number[] = [];
  let depth = 0;
  let current = -1;
  columns.walk(lanes, (lane, item, startUs, endUs) => {
    if (lane !== current) depth = 0;
    current = lane;
    const needUs = Number.isNaN(endUs) ? startUs : endUs;
    while (depth > 0 && (ends[depth - 1] as number) < needUs) depth -= 1;
    if (depth > 0 && sums.counts[item] === 0 && around[depth - 1] !== item)
      sums.parents[item] = around[depth - 1] as number;
    countSpan(sums, lane, item, startUs, endUs);
    ends[depth] = needUs;
    around[depth] = item;
    depth += 1;
  });
  return sums;
}

function countSpan(sums: Sums, lane: number, item: number, startUs: number, endUs: number): void {
  sums.counts[item]! += 1;
  if (startUs < (sums.starts[item] as number)) sums.starts[item] = startUs;
  const countedUs = sums.lanes[item] === lane ? (sums.counted[item] as number) : Number.NEGATIVE_INFINITY;
  if (sums.lanes[item] !== -1 && sums.lanes[item] !== lane) sums.roams[item] = 1;
  sums.lanes[item] = lane;
  sums.counted[item] = countedUs;
  if (Number.isNaN(endUs)) sums.totals[item] = Number.NaN;
  else if (endUs > countedUs) {
    sums.totals[item]! += endUs - Math.max(startUs, countedUs);
    sums.counted[item] = endUs;
  }
}
