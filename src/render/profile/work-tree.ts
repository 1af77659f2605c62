/** A report's tasks, replaced attempts and spans as one list, and as a tree of the spent time. */
import { hasFailed } from '../../metrics/final-tasks.ts';
import { countParts, namePath } from '../../metrics/name-path.ts';
import type { Report } from '../../model/report.ts';
import type { Result } from '../../model/task.ts';
import type { TaskReport } from '../../model/work.ts';

/** One piece of work; `parent` is an index into the same list, as is its own `index`. */
export interface WorkPiece {
  readonly index: number;
  readonly name: string;
  /** `span` for a traced operation. */
  readonly kind: string;
  readonly startTimeMs: number | null;
  readonly durationMs: number | null;
  readonly result: Result;
  readonly cached: boolean;
  /** Median of the baseline; null without one. */
  readonly baselineMs: number | null;
  readonly parent: number | null;
  /** The job, worker or thread that ran it, if the log names one. */
  readonly lane?: string;
}

type TaskWork = Pick<
  TaskReport,
  'name' | 'kind' | 'startTimeMs' | 'durationMs' | 'result' | 'cache' | 'baselineMs' | 'parent' | 'lane'
>;

/** The part of a report that a profile needs. */
export interface WorkReport extends Pick<Report, 'name' | 'spans'> {
  readonly tasks: readonly TaskWork[];
  readonly retried: readonly TaskWork[];
}

/** Tasks, then replaced attempts, then spans, in the order of their parent indexes. */
export function listWork(report: Omit<WorkReport, 'name'>): WorkPiece[] {
  const { tasks, retried, spans } = report;
  return [
    ...tasks.map(makePiece),
    ...retried.map((task, index) => makePiece(task, tasks.length + index)),
    ...spans.map(({ name, startTimeMs, durationMs, result, parent }, index): WorkPiece => {
      const at = tasks.length + retried.length + index;
      const kind = 'span';
      return {
        index: at,
        name,
        kind,
        startTimeMs,
        durationMs,
        result,
        cached: false,
        baselineMs: null,
        parent,
      };
    }),
  ];
}

function makePiece(task: TaskWork, index: number): WorkPiece {
  const { name, kind, startTimeMs, durationMs, result, cache, baselineMs, parent, lane } = task;
  const cached = cache === 'hit';
  const piece = { index, name, kind, startTimeMs, durationMs, result, cached, baselineMs, parent };
  return lane === undefined ? piece : { ...piece, lane };
}

/** Work with one name at one place in the tree; siblings with the same name are added up. */
export interface Frame {
  readonly name: string;
  readonly kind: string;
  /** The part of its time outside of its children. */
  selfMs: number;
  /** Its own time and that of its children: parallel work may add up to more than the wall-clock time. */
  totalMs: number;
  count: number;
  failed: number;
  cached: number;
  /** Sum of the durations with a baseline, and of their baselines. */
  comparedMs: number;
  usualMs: number;
  /** Largest first. */
  children: Frame[];
}

/** The build as a tree of frames; work without a known duration counts only through its children. */
export function growFrames(name: string, works: readonly WorkPiece[]): Frame {
  const inside = listChildren(works);
  const root = makeFrame(name, 'build');
  const open = openGroups(root);
  // Work without a parent is placed by its name: package, folder, file, suite.
  for (const { path, indexes } of groupByPath(inside.get(null) ?? [], works)) {
    const frames = open(path);
    const inner = frames.at(-1) ?? root;
    const before = inner.totalMs;
    addFrames(inner, indexes, works, inside, frames.length + 1);
    for (const frame of frames.length > 0 ? [root, ...frames.slice(0, -1)] : [])
      frame.totalMs += inner.totalMs - before;
  }
  return sortFrames(joinFrames(root));
}

/** Places of names, from `namePath`, each with its work. */
function groupByPath(indexes: readonly number[], works: readonly WorkPiece[]): Iterable<TreePlace> {
  const paths = indexes.map((index) => namePath((works[index] as WorkPiece).name));
  const sizes = countParts(paths);
  const groups = new Map<string, TreePlace & { readonly indexes: number[] }>();
  paths.forEach((names, at) => {
    // A part of a single name adds no information.
    const path = names.filter((name) => sizes.get(name) !== 1).slice(0, maxPath);
    const key = path.join('\n');
    const group = groups.get(key);
    if (group) group.indexes.push(indexes[at] as number);
    else groups.set(key, { path, indexes: [indexes[at] as number] });
  });
  return groups.values();
}

interface TreePlace {
  readonly path: readonly string[];
  readonly indexes: readonly number[];
}

const maxPath = 20;
/** Of frames that represent a part of a name. */
const groupKind = 'group';

/** Returns the frames of a place, from the outermost to the innermost; missing ones are created. */
function openGroups(root: Frame): (path: readonly string[]) => Frame[] {
  const known = new Map<Frame, Map<string, Frame>>();
  return (path) => {
    const frames: Frame[] = [];
    let around = root;
    for (const name of path) {
      const groups = known.get(around) ?? new Map<string, Frame>();
      if (groups.size === 0) known.set(around, groups);
      let frame = groups.get(name);
      if (frame === undefined) {
        frame = makeFrame(name, groupKind);
        groups.set(name, frame);
        around.children.push(frame);
      }
      frames.push(frame);
      around = frame;
    }
    return frames;
  };
}

/** A part with only one other part adds no information. */
function joinFrames(frame: Frame): Frame {
  const { children } = frame;
  for (let i = 0; i < children.length; i++) {
    let inner = joinFrames(children[i] as Frame);
    while (inner.kind === groupKind && inner.children.length === 1) inner = inner.children[0] as Frame;
    children[i] = inner;
  }
  return frame;
}

function sortFrames(frame: Frame): Frame {
  if (frame.children.length > 1)
    frame.children.sort((a, b) => b.totalMs - a.totalMs || (a.name < b.name ? -1 : 1));
  frame.children.forEach(sortFrames);
  return frame;
}

type Children = ReadonlyMap<number | null, readonly number[]>;

function listChildren(works: readonly WorkPiece[]): Children {
  const inside = new Map<number | null, number[]>();
  for (const { index, parent } of works) {
    const siblings = inside.get(parent);
    if (siblings) siblings.push(index);
    else inside.set(parent, [index]);
  }
  return inside;
}

/** Deeper work is added to its parent's own time, so that no log can overflow the stack. */
const maxDepth = 100;

const none: readonly number[] = [];

function addFrames(
  frame: Frame,
  indexes: readonly number[],
  works: readonly WorkPiece[],
  inside: Children,
  depth = 1,
): void {
  const byName = new Map(frame.children.map((child) => [child.name, child]));
  for (const index of indexes) {
    const work = works[index]!;
    let child = byName.get(work.name);
    if (child === undefined) {
      child = makeFrame(work.name, work.kind);
      byName.set(work.name, child);
      frame.children.push(child);
    }
    const before = child.totalMs;
    const inner = depth < maxDepth ? (inside.get(index) ?? none) : none;
    if (inner.length > 0) addFrames(child, inner, works, inside, depth + 1);
    const selfMs = measureSelf(work, inner, works, child.totalMs - before);
    child.selfMs += selfMs;
    child.totalMs += selfMs;
    child.count += 1;
    if (hasFailed(work)) child.failed += 1;
    if (work.cached) child.cached += 1;
    if (work.baselineMs !== null && isTime(work.durationMs) && !work.cached) {
      child.comparedMs += work.durationMs;
      child.usualMs += work.baselineMs;
    }
    frame.totalMs += child.totalMs - before;
  }
}

function makeFrame(name: string, kind: string): Frame {
  return {
    name,
    kind,
    selfMs: 0,
    totalMs: 0,
    count: 0,
    failed: 0,
    cached: 0,
    comparedMs: 0,
    usualMs: 0,
    children: [],
  };
}

function isTime(value: number | null): value is number {
  return value !== null && Number.isFinite(value) && value >= 0;
}

/** The part of the work's time in which no child ran; without times, the time minus the sum of its children. */
function measureSelf(
  work: WorkPiece,
  inner: readonly number[],
  works: readonly WorkPiece[],
  innerMs: number,
): number {
  if (!isTime(work.durationMs)) return 0;
  const { startTimeMs, durationMs } = work;
  // The same as below; most work needs no lists for it.
  if (inner.length === 0)
    return isTimed(work) ? work.startTimeMs + durationMs - work.startTimeMs : durationMs;
  const children = inner.map((index) => works[index]!);
  if (!Number.isFinite(startTimeMs) || !children.every(isTimed)) return Math.max(0, durationMs - innerMs);
  let freeFrom = startTimeMs ?? 0;
  const end = freeFrom + durationMs;
  let selfMs = 0;
  for (const child of children.filter(isTimed).sort((a, b) => a.startTimeMs - b.startTimeMs)) {
    selfMs += Math.max(0, Math.min(child.startTimeMs, end) - freeFrom);
    freeFrom = Math.min(end, Math.max(freeFrom, child.startTimeMs + child.durationMs));
  }
  return selfMs + end - freeFrom;
}

/** Work with known times. */
export type TimedWork = WorkPiece & { readonly startTimeMs: number; readonly durationMs: number };

export function isTimed(work: WorkPiece): work is TimedWork {
  return Number.isFinite(work.startTimeMs) && isTime(work.durationMs);
}
