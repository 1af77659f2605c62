/** Places timed work in lanes, so that the work in one lane is either sequential or nested. */
import type { TimedWork } from './work-tree.ts';

/** Work with its lane, from 0, and its nesting depth. */
export interface LanedWork {
  readonly work: TimedWork;
  readonly lane: number;
  readonly depth: number;
}

/**
 * Jobs, workers and threads have separate lanes, in the order of their start; work without one comes last, in free
 * lanes.
 */
export function placeByLane(works: readonly TimedWork[]): {
  readonly placed: readonly LanedWork[];
  /** The name of each lane; '' for none. */
  readonly names: readonly string[];
} {
  const sorted = [...works].sort((a, b) => a.startTimeMs - b.startTimeMs);
  const groups = Map.groupBy(sorted, ({ lane }) => lane ?? '');
  const unnamed = groups.get('');
  groups.delete('');
  if (unnamed) groups.set('', unnamed);
  const placed: LanedWork[] = [];
  const names: string[] = [];
  for (const [name, group] of groups) {
    const first = names.length;
    for (const each of placeInLanes(group)) {
      names[first + each.lane] = name;
      placed.push({ ...each, lane: first + each.lane });
    }
  }
  return { placed, names };
}

interface Open {
  readonly index: number;
  readonly lane: number;
  readonly depth: number;
  readonly end: number;
  /** End of the last child inside it. */
  usedUntil: number;
}

/**
 * In the order of start. Work is inside its parent if it fits and no other child overlaps; else in a free lane. Costs
 * O(n log n).
 */
export function placeInLanes(works: readonly TimedWork[]): LanedWork[] {
  const order = [...works].sort(
    (a, b) => a.startTimeMs - b.startTimeMs || b.durationMs - a.durationMs || a.index - b.index,
  );
  const open = new Map<number, Open>();
  const lanes: { lane: number; freeAt: number }[] = [];
  return order.map((work) => {
    const end = work.startTimeMs + work.durationMs;
    const parent = work.parent === null ? undefined : open.get(work.parent);
    const fits = parent !== undefined && parent.usedUntil <= work.startTimeMs && end <= parent.end;
    if (fits) parent.usedUntil = end;
    const lane = fits ? parent.lane : takeLane(lanes, work.startTimeMs, end);
    const depth = fits ? parent.depth + 1 : 0;
    open.set(work.index, { index: work.index, lane, depth, end, usedUntil: work.startTimeMs });
    return { work, lane, depth };
  });
}

/** The lane that has been free longest, from a heap by the time it becomes free; a new one if none is free. */
function takeLane(heap: { lane: number; freeAt: number }[], start: number, end: number): number {
  const first = heap[0];
  if (first !== undefined && first.freeAt <= start) {
    first.freeAt = end;
    siftDown(heap);
    return first.lane;
  }
  const lane = heap.length;
  heap.push({ lane, freeAt: end });
  siftUp(heap);
  return lane;
}

function siftUp(heap: { freeAt: number }[]): void {
  let at = heap.length - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (heap[above]!.freeAt <= heap[at]!.freeAt) return;
    [heap[above], heap[at]] = [heap[at]!, heap[above]!];
    at = above;
  }
}

function siftDown(heap: { freeAt: number }[]): void {
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    let least = at;
    if (left < heap.length && heap[left]!.freeAt < heap[least]!.freeAt) least = left;
    if (right < heap.length && heap[right]!.freeAt < heap[least]!.freeAt) least = right;
    if (least === at) return;
    [heap[least], heap[at]] = [heap[at]!, heap[least]!];
    at = least;
  }
}
