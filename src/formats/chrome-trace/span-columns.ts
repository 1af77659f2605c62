/** Millions of spans as columns: an object for each would take ten times the memory. */

/** @param endUs NaN when it is not known */
type Visit = (lane: number, item: number, startUs: number, endUs: number) => void;

export interface SpanColumns {
  readonly count: () => number;
  readonly add: (lane: number, item: number, startUs: number, endUs: number) => void;
  /** Calls `visit` for each span: lane by lane, in each lane by start, the longer ones first. */
  readonly walk: (lanes: number, visit: Visit) => void;
  /** Replaces items by other ones. */
  readonly moveItems: (moved: readonly number[]) => void;
}

interface Block {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly items: Uint32Array;
  readonly lanes: Uint32Array;
}

/** Blocks never move, so growing leaves no garbage. */
const blockBits = 14;
const blockSize = 1 << blockBits;
const blockMask = blockSize - 1;

export function createColumns(): SpanColumns {
  const blocks: Block[] = [];
  let count = 0;
  return {
    count: () => count,
    add: (lane, item, startUs, endUs) => {
      const at = count & blockMask;
      if (at === 0) blocks.push(createBlock());
      const block = blocks[count >> blockBits] as Block;
      block.starts[at] = startUs;
      block.ends[at] = endUs;
      block.items[at] = item;
      block.lanes[at] = lane;
      count += 1;
    },
    moveItems: (moved) => {
      for (const { items } of blocks)
        for (let i = 0; i < blockSize; i++) items[i] = moved[items[i] as number] ?? 0;
    },
    walk: (lanes, visit) => {
      const { order, firsts } = groupByLane(blocks, count, lanes);
      for (let lane = 0; lane < lanes; lane++) {
        const own = order.subarray(firsts[lane], firsts[lane + 1]);
        if (!sortNearly(blocks, own)) own.sort((a, b) => compare(blocks, a, b));
        for (let i = 0; i < own.length; i++) {
          const place = own[i] as number;
          const { items, starts, ends } = blocks[place >> blockBits] as Block;
          const at = place & blockMask;
          visit(lane, items[at] as number, starts[at] as number, ends[at] as number);
        }
      }
    },
  };
}

function compare(blocks: readonly Block[], a: number, b: number): number {
  const first = blocks[a >> blockBits] as Block;
  const second = blocks[b >> blockBits] as Block;
  const byStart = (first.starts[a & blockMask] as number) - (second.starts[b & blockMask] as number);
  if (byStart !== 0) return byStart;
  return (second.ends[b & blockMask] as number) - (first.ends[a & blockMask] as number) || a - b;
}

/**
 * Sorts nearly sorted values, as in traces: spans in the order of their ends are a few positions off.
 * @returns false if too much would have to be moved; then the order is arbitrary
 */
function sortNearly(blocks: readonly Block[], order: Uint32Array): boolean {
  let budget = order.length * 64;
  for (let i = 1; i < order.length; i++) {
    const span = order[i] as number;
    if (compare(blocks, order[i - 1] as number, span) <= 0) continue;
    const place = findPlace(blocks, order, i, span);
    budget -= i - place;
    if (budget < 0) return false;
    order.copyWithin(place + 1, place, i);
    order[place] = span;
  }
  return true;
}

/** The position of the span before `end`: searched 1, 2, 4, … positions back, then between the last two. */
function findPlace(blocks: readonly Block[], order: Uint32Array, end: number, span: number): number {
  let high = end - 1;
  let low = high - 1;
  for (let step = 2; low >= 0 && compare(blocks, order[low] as number, span) > 0; step *= 2) {
    high = low;
    low = high - step;
  }
  low = Math.max(low + 1, 0);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(blocks, order[middle] as number, span) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

function createBlock(): Block {
  return {
    starts: new Float64Array(blockSize),
    ends: new Float64Array(blockSize),
    items: new Uint32Array(blockSize),
    lanes: new Uint32Array(blockSize),
  };
}

/** Indexes in the order of adding, lane after lane, and the start of each lane. */
function groupByLane(
  blocks: readonly Block[],
  count: number,
  lanes: number,
): { readonly order: Uint32Array; readonly firsts: Uint32Array } {
  const laneOf = (i: number): number => (blocks[i >> blockBits] as Block).lanes[i & blockMask] as number;
  const firsts = new Uint32Array(lanes + 1);
  for (let i = 0; i < count; i++) firsts[laneOf(i) + 1]! += 1;
  for (let lane = 0; lane < lanes; lane++) firsts[lane + 1]! += firsts[lane] as number;
  const next = firsts.slice();
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[next[laneOf(i)]!++] = i;
  return { order, firsts };
}
