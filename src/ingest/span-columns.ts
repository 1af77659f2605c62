/** Millions of spans as columns: an object for each would take ten times the memory. */

export interface Span {
  readonly lane: number;
  readonly item: number;
  readonly startUs: number;
  /** NaN when it is not known. */
  readonly endUs: number;
}

export interface SpanColumns {
  readonly count: () => number;
  readonly add: (lane: number, item: number, startUs: number, endUs: number) => void;
  /** The span that was added as the i-th; valid until the next call. */
  readonly read: (i: number) => Span;
  /** Replaces items by other ones. */
  readonly moveItems: (moved: readonly number[]) => void;
  /** Places of the spans, lane by lane; in a lane by start, the longer ones first. */
  readonly sortByLane: (lanes: number) => Uint32Array;
}

interface Block {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly items: Uint32Array;
  readonly lanes: Uint32Array;
}

/** Blocks never move, so that growing leaves nothing behind for the garbage collector. */
const blockBits = 14;
const blockSize = 1 << blockBits;

export function createColumns(): SpanColumns {
  const blocks: Block[] = [];
  let count = 0;
  const blockOf = (i: number): Block => blocks[i >> blockBits] as Block;
  const startOf = (i: number): number => blockOf(i).starts[i & (blockSize - 1)] as number;
  const endOf = (i: number): number => blockOf(i).ends[i & (blockSize - 1)] as number;
  const laneOf = (i: number): number => blockOf(i).lanes[i & (blockSize - 1)] as number;
  const itemOf = (i: number): number => blockOf(i).items[i & (blockSize - 1)] as number;
  const compare = (a: number, b: number): number => startOf(a) - startOf(b) || endOf(b) - endOf(a) || a - b;
  const isSorted = (order: Uint32Array): boolean => {
    for (let i = 1; i < order.length; i++) {
      if (compare(order[i - 1] as number, order[i] as number) > 0) return false;
    }
    return true;
  };
  return {
    count: () => count,
    add: (lane, item, startUs, endUs) => {
      const at = count & (blockSize - 1);
      if (at === 0) blocks.push(createBlock());
      const block = blocks[count >> blockBits] as Block;
      block.starts[at] = startUs;
      block.ends[at] = endUs;
      block.items[at] = item;
      block.lanes[at] = lane;
      count += 1;
    },
    read: (i) => ({ lane: laneOf(i), item: itemOf(i), startUs: startOf(i), endUs: endOf(i) }),
    moveItems: (moved) => {
      for (const { items } of blocks)
        for (let i = 0; i < blockSize; i++) items[i] = moved[items[i] as number] ?? 0;
    },
    sortByLane: (lanes) => {
      const { order, firsts } = groupByLane(count, lanes, laneOf);
      for (let lane = 0; lane < lanes; lane++) {
        const own = order.subarray(firsts[lane], firsts[lane + 1]);
        if (!isSorted(own)) own.sort(compare);
      }
      return order;
    },
  };
}

function createBlock(): Block {
  return {
    starts: new Float64Array(blockSize),
    ends: new Float64Array(blockSize),
    items: new Uint32Array(blockSize),
    lanes: new Uint32Array(blockSize),
  };
}

/** Places in the order of adding, lane after lane, and where each lane begins. */
function groupByLane(
  count: number,
  lanes: number,
  laneOf: (i: number) => number,
): { readonly order: Uint32Array; readonly firsts: Uint32Array } {
  const firsts = new Uint32Array(lanes + 1);
  for (let i = 0; i < count; i++) firsts[laneOf(i) + 1]! += 1;
  for (let lane = 0; lane < lanes; lane++) firsts[lane + 1]! += firsts[lane] as number;
  const next = firsts.slice();
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[next[laneOf(i)]!++] = i;
  return { order, firsts };
}
