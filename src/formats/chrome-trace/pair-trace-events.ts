/** Pairs the begins and ends of trace events. Reference: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */

import type { Draft } from '../../ingest/draft.ts';
import { type Fields, isFields, readList } from '../../ingest/read-fields.ts';
import { formatCount, plural } from '../../model/counts.ts';
import type { CacheState, Result } from '../../model/task.ts';
import { createFindWork, type FindWork, mapIn } from './assign-trace-work.ts';
import { collectSpans, type TraceSpans } from './trace-spans.ts';
import {
  isNeverBegun,
  isNeverEnded,
  isTaskSpan,
  isTurborepoCategory,
  judgeOpen,
  judgeRun,
  noteEnd,
  noteTask,
  type TurboEnd,
  type TurboTask,
  turboCacheState,
} from './turborepo-trace.ts';

export interface TraceReader {
  readonly spans: TraceSpans;
  /** Does not keep the event. @param shape the same for events that are equal but for their numbers */
  readonly visit: (event: Fields, shape?: number) => void;
  /** Names of the threads, by their lane; empty if there is only one. */
  readonly threads: () => ReadonlyMap<number, string>;
  /** The tool that names itself in the trace; null for any other. */
  readonly tool: () => string | null;
  /** The trace is of a browser or a JavaScript engine. */
  readonly isBrowser: () => boolean;
  /** Turborepo wrote it in Go: it ends each task's span immediately, and again later. */
  readonly isGoTurbo: () => boolean;
  /** The result of the build; null if the tool does not record it. */
  readonly result: () => Result | null;
  /** null: the tool does not record whether its cache answered. */
  readonly cacheOf: (item: number) => CacheState | null;
  /** Begins and ends were not in the order of time: they must be sorted before they are paired. */
  readonly isUnsorted: () => boolean;
  /** Reports begins without an end, and ends without a begin. */
  readonly finish: () => void;
}

interface Begin {
  readonly name: string;
  readonly category: string;
  readonly startUs: number;
  readonly item: number;
}

/** One thread, or one id of asynchronous events. */
interface Lane {
  /** Its number among the spans. */
  readonly place: number;
  readonly process: unknown;
  readonly thread: unknown;
  readonly open: Begin[];
  /** Ends that came before a begin at the same time. */
  readonly early: { readonly name: string; readonly timeUs: number }[];
  readonly task: TurboTask;
  /** Of the last begin or end. */
  lastUs: number;
  /** Begins and ends that wait to be sorted. */
  readonly held: Fields[];
}

interface State {
  readonly draft: Draft;
  /** Begins and ends are kept until the end, and paired in the order of time. */
  readonly sorts: boolean;
  held: number;
  isUnsorted: boolean;
  readonly spans: TraceSpans;
  readonly threads: Map<unknown, Map<unknown, Lane>>;
  /** The last used of the threads. */
  last: Lane | null;
  readonly asyncs: Map<unknown, Map<unknown, Lane>>;
  /** Ids that are valid only in their process. */
  readonly locals: Map<unknown, Map<unknown, Lane>>;
  readonly findWork: FindWork;
  /** The names of threads in the trace, by process and thread. */
  readonly threadNames: Map<unknown, Map<unknown, string>>;
  readonly caches: Map<number, CacheState>;
  tool: string | null;
  project: string | null;
  /** Time of the last event. */
  category: string;
  isBrowserCategory: boolean;
  timed: number;
  browser: number;
  isBrowser: boolean;
  isGoTurbo: boolean;
  readonly turbo: TurboEnd;
}

/** @param sorts whether begins and ends are paired in the order of time, whatever the order of the file */
export function pairTraceEvents(draft: Draft, sorts: boolean): TraceReader {
  const state = startState(draft, sorts);
  return {
    spans: state.spans,
    visit: (event, shape) => visit(state, event, shape),
    threads: () => nameThreads(state),
    tool: () => state.tool,
    isBrowser: () => state.isBrowser || (state.tool !== 'webpack' && state.browser * 2 > state.timed),
    isGoTurbo: () => state.isGoTurbo,
    result: () => judgeRun(state.turbo),
    cacheOf: (item) => (state.spans.isSummedUp() ? null : (state.caches.get(item) ?? null)),
    isUnsorted: () => state.isUnsorted,
    finish: () => finish(state),
  };
}

function startState(draft: Draft, sorts: boolean): State {
  const spans = collectSpans(draft.limits.tasks);
  return {
    draft,
    sorts,
    held: 0,
    isUnsorted: false,
    spans,
    threads: new Map(),
    last: null,
    locals: new Map(),
    threadNames: new Map(),
    asyncs: new Map(),
    findWork: createFindWork(spans, draft.limits.tasks),
    caches: new Map(),
    tool: null,
    project: null,
    category: '',
    isBrowserCategory: false,
    timed: 0,
    browser: 0,
    isBrowser: false,
    isGoTurbo: false,
    turbo: {
      exitCode: null,
      isSignalled: false,
      isInterrupted: false,
      hasFailedTask: false,
      hasFailed: false,
    },
  };
}

function visit(state: State, event: Fields, shape?: number): void {
  switch (event['ph']) {
    case 'X':
      return addComplete(state, event, shape);
    case 'B':
    case 'E':
      return pair(state, event, threadLane(state, event));
    case 'b':
    case 'e':
    // The old letters for the same.
    case 'S':
    case 'F':
      return pair(state, event, asyncLane(state, event));
    case 'M':
      return readMetadata(state, event);
    case 'i':
    case 'I':
      if (isWebpackEvent(event)) state.tool ??= 'webpack';
      return noteEnd(state.turbo, event);
  }
}

/** More than this is not kept for sorting. */
const maxHeld = 1_000_000;

function pair(state: State, event: Fields, lane: Lane): void {
  const timeUs = readUs(event['ts']);
  if (timeUs < lane.lastUs) state.isUnsorted = true;
  lane.lastUs = timeUs;
  // Unsorted they would be paired wrongly: the trace is read again.
  if (!state.sorts) return state.isUnsorted ? undefined : beginOrEnd(state, event, lane);
  if (state.held < maxHeld) {
    state.held += 1;
    lane.held.push({ ...event });
    return;
  }
  state.draft.facts.complete = false;
  const what = `Only the first ${formatCount(maxHeld)} beginnings and ends of a trace that is not in order are read.`;
  state.draft.report('warning', 'too-many-records', what, 'Sort the trace by `ts`.');
}

function beginOrEnd(state: State, event: Fields, lane: Lane): void {
  const { ph } = event;
  if (ph === 'B' || ph === 'b' || ph === 'S') begin(state, event, lane);
  else end(state, event, lane, ph !== 'E');
}

/** For equal times the order of the file counts. */
function pairHeld(state: State, lane: Lane): void {
  lane.held.sort((a, b) => readUs(a['ts']) - readUs(b['ts']));
  for (const event of lane.held) beginOrEnd(state, event, lane);
  lane.held.length = 0;
}

function laneOf(state: State, lanes: State['threads'], process: unknown, thread: unknown): Lane {
  const inside = mapIn(lanes, process);
  let lane = inside.get(thread);
  if (lane === undefined) {
    lane = {
      place: state.spans.addLane(),
      process,
      thread,
      open: [],
      early: [],
      task: { name: null, ran: false },
      lastUs: Number.NEGATIVE_INFINITY,
      held: [],
    };
    inside.set(thread, lane);
  }
  return lane;
}

/** Most events are on the thread of the last one. */
function threadLane(state: State, { pid, tid }: Fields): Lane {
  const { last } = state;
  if (last !== null && last.process === pid && last.thread === tid) return last;
  const lane = laneOf(state, state.threads, pid, tid);
  state.last = lane;
  return lane;
}

/** The scope of the ids of a whole trace. */
const wholeTrace = Symbol('trace');

/** Either part of `id2` identifies the whole: it is unique in the process, or in the trace. */
function asyncLane(state: State, event: Fields): Lane {
  const id = event['id2'];
  const process = event['pid'];
  if (event['id'] !== undefined || !isFields(id))
    return laneOf(state, state.asyncs, process, event['id'] ?? null);
  if (id['local'] !== undefined) return laneOf(state, state.locals, process, id['local']);
  return laneOf(state, state.asyncs, wholeTrace, id['global']);
}

function readUs(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

function readStart({ draft }: State, event: Fields): number | null {
  const startUs = readUs(event['ts']);
  if (Number.isFinite(startUs)) return startUs;
  draft.report('warning', 'unplaced-span', 'A span has no start time; it is left out.');
  return null;
}

function addComplete(state: State, event: Fields, shape?: number): void {
  // It has no duration and is not work.
  if (state.tool === 'webpack' && event['cat'] === 'toplevel') return;
  const startUs = readStart(state, event);
  const item = itemOf(state, event, shape);
  if (item < 0 || startUs === null) return;
  // Some writers have only the thread's time.
  const lengthUs = readUs(event['dur'] ?? event['tdur']);
  addSpan(state, threadLane(state, event), item, startUs, startUs + lengthUs);
}

function addSpan(state: State, lane: Lane, item: number, startUs: number, endUs: number): void {
  if (endUs >= startUs && endUs < Number.POSITIVE_INFINITY)
    return state.spans.add(lane.place, item, startUs, endUs);
  state.spans.add(lane.place, item, startUs, Number.NaN);
  const what = `A span lasts ${(endUs - startUs) / 1000} ms; its duration is treated as unknown.`;
  state.draft.report('warning', 'invalid-duration', what);
}

function begin(state: State, event: Fields, lane: Lane): void {
  const startUs = readStart(state, event);
  const item = itemOf(state, event);
  if (item < 0 || startUs === null) return;
  const name = textOf(event['name']);
  const category = textOf(event['cat']);
  if (isTurborepoCategory(category)) {
    state.tool ??= 'turbo';
    noteTask(lane.task, name, category, event['args']);
    noteEnd(state.turbo, event);
  }
  const early = findInnermost(lane.early, (each) => each.name === name && each.timeUs === startUs);
  if (early >= 0) {
    lane.early.splice(early, 1);
    state.spans.add(lane.place, item, startUs, startUs);
  } else lane.open.push({ name, category, startUs, item });
}

/** An end belongs to the innermost begin of its name; without a name to the innermost of all. */
function end(state: State, event: Fields, lane: Lane, isAsync: boolean): void {
  const timeUs = readUs(event['ts']);
  if (!Number.isFinite(timeUs)) return;
  const name = textOf(event['name']);
  const category = textOf(event['cat']);
  const { open } = lane;
  const belongs = (from: Begin): boolean =>
    (name === '' || from.name === name) && (!isAsync || from.category === category);
  const place = findInnermost(open, belongs);
  if (place < 0) {
    lane.early.push({ name, timeUs });
    return;
  }
  const [from] = open.splice(place, 1) as [Begin];
  const item = isTaskSpan(from.name, from.category) ? endTask(state, lane) : from.item;
  addSpan(state, lane, item, from.startUs, timeUs);
}

/** Searches no further back than any tool nests; a crafted trace could have a million open spans. */
function findInnermost<T>(list: readonly T[], belongs: (item: T) => boolean): number {
  const last = Math.max(0, list.length - 1000);
  for (let i = list.length - 1; i >= last; i--) if (belongs(list[i] as T)) return i;
  return -1;
}

function endTask(state: State, { task }: Lane): number {
  const item = state.spans.itemOf('task', task.name ?? 'task');
  state.caches.set(item, turboCacheState(task, state.caches.get(item)));
  return item;
}

function leaveTaskOpen(state: State, { task }: Lane): number {
  const item = state.spans.itemOf('task', task.name ?? 'task');
  state.caches.set(item, judgeOpen(task));
  return item;
}

const browserCategory =
  /(?:^|,)(?:disabled-by-default-|v8|blink|devtools|cc(?:,|$)|toplevel|viz|netlog|cppgc|latencyInfo|node(?:[.,]|$))/;

/** Index of the event's work; -1 for LLVM's totals, which are sums of other events. */
function itemOf(state: State, event: Fields, shape?: number): number {
  const name = textOf(event['name']);
  const category = textOf(event['cat']);
  const args = isFields(event['args']) ? event['args'] : noArguments;
  countBrowser(state, category);
  if (name.startsWith('Total ') && Object.hasOwn(args, 'count') && Object.hasOwn(args, 'avg ms')) return -1;
  if (name === 'createProgram') state.project ??= folderOf(textOf(args['configFilePath']));
  else if (state.tool === null && name.startsWith('Running ') && name.endsWith(' command')) state.tool = 'go';
  return state.findWork(name, category, args, state.project, shape);
}

const noArguments: Fields = {};

function countBrowser(state: State, category: string): void {
  state.timed += 1;
  if (category !== state.category) {
    state.category = category;
    state.isBrowserCategory = browserCategory.test(category);
  }
  if (state.isBrowserCategory) state.browser += 1;
}

function folderOf(path: string): string | null {
  const plain = path.replaceAll('\\', '/');
  return plain.includes('/') ? plain.slice(0, plain.lastIndexOf('/')) : null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Webpack's ProfilingPlugin imitates a page of that address. */
function isWebpackEvent({ name, args }: Fields): boolean {
  if (name !== 'TracingStartedInPage' || !isFields(args) || !isFields(args['data'])) return false;
  const [frame] = readList(args['data'], 'frames');
  return isFields(frame) && frame['url'] === 'webpack';
}

/** By their names; without one, or if several share one, by their number. */
function nameThreads({ threads, threadNames }: State): Map<number, string> {
  const all = [...threads].flatMap(([process, inside]) =>
    [...inside].map(([thread, { place }]) => {
      const number = threads.size > 1 ? `${process}/${thread}` : `${thread}`;
      return { place, number, name: threadNames.get(process)?.get(thread) ?? 'thread' };
    }),
  );
  if (all.length < 2) return new Map();
  const counts = Map.groupBy(all, ({ name }) => name);
  return new Map(
    all.map(({ place, number, name }) => [
      place,
      (counts.get(name)?.length ?? 0) > 1 || name === 'thread' ? `${name} ${number}` : name,
    ]),
  );
}

function readMetadata(state: State, event: Fields): void {
  const args = event['args'];
  const name = isFields(args) ? textOf(args['name']) : '';
  if (event['name'] === 'thread_name') {
    if (name !== '') mapIn(state.threadNames, event['pid']).set(event['tid'], name);
    if (state.tool === 'tsc' && name.startsWith('file:')) state.tool = 'tsgo';
  } else if (event['name'] === 'process_name') {
    if (/^(?:Browser|Renderer|GPU Process|hermes|node)$/.test(name)) state.isBrowser = true;
    if (/[\\/]go-turbo(?:\.exe)?(?: |$)/.test(name)) state.isGoTurbo = true;
    state.tool ??= toolNames.find(([pattern]) => pattern.test(name))?.[1] ?? null;
  }
}

const toolNames: readonly (readonly [RegExp, string])[] = [
  [/^tsc$/, 'tsc'],
  [/^tsgo$/, 'tsgo'],
  [/^turbo\b/, 'turbo'],
  [/^clang/, 'clang'],
  [/\blld\b/, 'lld'],
];

/** A plain `id` belongs to the whole trace: what began in one process may end in another. */
function pairAcrossProcesses(state: State): void {
  const lanes = [...state.asyncs.values()].flatMap((inside) => [...inside]);
  if (lanes.every(([, { early }]) => early.length === 0)) return;
  const begun = new Map<unknown, { readonly lane: Lane; readonly from: Begin }[]>();
  for (const [id, lane] of lanes) {
    const known = begun.get(id) ?? [];
    begun.set(id, known);
    for (const from of lane.open) known.push({ lane, from });
  }
  for (const [id, { early }] of lanes) {
    const known = begun.get(id) ?? [];
    for (const end of early.splice(0)) {
      const place = findInnermost(known, ({ from }) => from.name === end.name && from.startUs <= end.timeUs);
      const [found] = place < 0 ? [] : known.splice(place, 1);
      if (found === undefined) early.push(end);
      else {
        found.lane.open.splice(found.lane.open.lastIndexOf(found.from), 1);
        addSpan(state, found.lane, found.from.item, found.from.startUs, end.timeUs);
      }
    }
  }
}

/** An event without an end may be interrupted work; one without a begin, work with a lost begin. */
function finish(state: State): void {
  const { draft, spans } = state;
  let unended = 0;
  let unbegun = 0;
  const { threads, asyncs, locals } = state;
  const lanes = [threads, asyncs, locals].flatMap((all) =>
    [...all.values()].flatMap((inside) => [...inside.values()]),
  );
  for (const lane of lanes) pairHeld(state, lane);
  pairAcrossProcesses(state);
  for (const lane of lanes) {
    for (const { name, item, startUs, category } of lane.open) {
      const place = isTaskSpan(name, category) ? leaveTaskOpen(state, lane) : item;
      spans.add(lane.place, place, startUs, Number.NaN);
      if (!isNeverEnded(category)) unended += 1;
    }
    unbegun += lane.early.filter(({ name }) => !isNeverBegun(name)).length;
  }
  if (unended + unbegun > 0 || state.turbo.isSignalled || state.turbo.isInterrupted)
    draft.facts.complete = false;
  if (unended > 0) {
    const what = `${plural(unended, 'span')} began and did not end.`;
    draft.report('warning', 'unended-span', what, 'An interrupted build leaves an incomplete trace.');
  }
  if (unbegun > 0)
    draft.report(
      'warning',
      'unmatched-end',
      `Left out: ${plural(unbegun, 'span')} that ended without a beginning.`,
    );
}
