/** Pairs the begins and ends of trace events. Reference: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */
import type { CacheState, Result } from '../model.ts';
import type { Draft } from './draft.ts';
import { type Fields, isFields } from './read-fields.ts';
import { categoryOf, nameDetail, nameEvent, pathOf } from './trace-names.ts';
import { collectSpans, type TraceSpans } from './trace-spans.ts';
import {
  isNeverBegun,
  isNeverEnded,
  isTaskSpan,
  isTurbos,
  judgeCache,
  judgeRun,
  noteEnd,
  noteTask,
  type TurboEnd,
  type TurboTask,
} from './turbo-trace.ts';

export interface TraceReader {
  readonly spans: TraceSpans;
  readonly visit: (event: Fields) => void;
  /** The tool that names itself in the trace; null for any other. */
  readonly tool: () => string | null;
  /** The trace is of a browser or a JavaScript engine. */
  readonly isBrowser: () => boolean;
  /** How the build ended; null when the tool does not say it. */
  readonly result: () => Result | null;
  /** Null: the work is no task of which the tool says whether its cache answered. */
  readonly cacheOf: (item: number) => CacheState | null;
  /** Accounts for what began and did not end, and for ends without a beginning. */
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
  readonly open: Begin[];
  /** Ends that came before a beginning at the same moment. */
  readonly early: { readonly name: string; readonly timeUs: number }[];
  readonly task: TurboTask;
}

/** Which work the texts of events stand for; looked up a million times. */
interface Known {
  readonly names: Map<string, Map<string, number>>;
  readonly details: Map<string, Map<string, number>>;
  readonly paths: Map<string, Map<string, Map<string, number>>>;
  last: {
    readonly name: string;
    readonly category: string;
    readonly hasDetail: boolean;
    readonly texts: Map<string, number>;
  } | null;
}

function createKnown(): Known {
  return { names: new Map(), details: new Map(), paths: new Map(), last: null };
}

interface State {
  readonly draft: Draft;
  readonly spans: TraceSpans;
  readonly threads: Map<unknown, Map<unknown, Lane>>;
  readonly asyncs: Map<unknown, Map<unknown, Lane>>;
  known: Known;
  knownCount: number;
  readonly caches: Map<number, CacheState>;
  tool: string | null;
  project: string | null;
  /** Of the last event. */
  category: string;
  isBrowserCategory: boolean;
  timed: number;
  browser: number;
  isBrowser: boolean;
  readonly turbo: TurboEnd;
}

export function readTrace(draft: Draft): TraceReader {
  const state: State = {
    draft,
    spans: collectSpans(draft.limits.tasks),
    threads: new Map(),
    asyncs: new Map(),
    known: createKnown(),
    knownCount: 0,
    caches: new Map(),
    tool: null,
    project: null,
    category: '',
    isBrowserCategory: false,
    timed: 0,
    browser: 0,
    isBrowser: false,
    turbo: { exitCode: null, isInterrupted: false, hasFailed: false },
  };
  return {
    spans: state.spans,
    visit: (event) => visit(state, event),
    tool: () => state.tool,
    isBrowser: () => state.isBrowser || state.browser * 2 > state.timed,
    result: () => judgeRun(state.turbo),
    cacheOf: (item) => (state.spans.isSummedUp() ? null : (state.caches.get(item) ?? null)),
    finish: () => finish(state),
  };
}

function visit(state: State, event: Fields): void {
  switch (event['ph']) {
    case 'X':
      return addComplete(state, event);
    case 'B':
      return begin(state, event, laneOf(state, state.threads, event['pid'], event['tid']));
    case 'E':
      return end(state, event, laneOf(state, state.threads, event['pid'], event['tid']), false);
    case 'b':
      return begin(state, event, laneOf(state, state.asyncs, event['pid'], readId(event)));
    case 'e':
      return end(state, event, laneOf(state, state.asyncs, event['pid'], readId(event)), true);
    case 'M':
      return readMetadata(state, event);
    case 'i':
    case 'I':
      return noteEnd(state.turbo, event);
  }
}

function laneOf(state: State, lanes: State['threads'], process: unknown, thread: unknown): Lane {
  const inside = mapIn(lanes, process);
  let lane = inside.get(thread);
  if (lane === undefined) {
    lane = { place: state.spans.addLane(), open: [], early: [], task: { name: null, ran: false } };
    inside.set(thread, lane);
  }
  return lane;
}

/** Of `id2` either part stands for the whole: it is unique in the process, or in the trace. */
function readId(event: Fields): unknown {
  const id = event['id2'];
  return event['id'] ?? (isFields(id) ? (id['local'] ?? id['global']) : null);
}

function readUs(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

function readStart({ draft }: State, event: Fields): number | null {
  const startUs = readUs(event['ts']);
  if (Number.isFinite(startUs)) return startUs;
  draft.report('warning', 'unplaced-span', 'A span does not say when it began; it is left out.');
  return null;
}

function addComplete(state: State, event: Fields): void {
  const startUs = readStart(state, event);
  const item = itemOf(state, event);
  if (item < 0 || startUs === null) return;
  // Some writers know the thread's time alone.
  const lengthUs = readUs(event['dur'] ?? event['tdur']);
  addSpan(state, laneOf(state, state.threads, event['pid'], event['tid']), item, startUs, startUs + lengthUs);
}

function addSpan(state: State, lane: Lane, item: number, startUs: number, endUs: number): void {
  if (endUs >= startUs && endUs < Number.POSITIVE_INFINITY)
    return state.spans.add(lane.place, item, startUs, endUs);
  state.spans.add(lane.place, item, startUs, Number.NaN);
  const what = `A span lasts ${(endUs - startUs) / 1000} ms; its duration is taken as not known.`;
  state.draft.report('warning', 'invalid-duration', what);
}

function begin(state: State, event: Fields, lane: Lane): void {
  const startUs = readStart(state, event);
  const item = itemOf(state, event);
  if (item < 0 || startUs === null) return;
  const name = textOf(event['name']);
  const category = textOf(event['cat']);
  if (isTurbos(category)) {
    state.tool ??= 'turbo';
    noteTask(lane.task, name, category, event['args']);
    noteEnd(state.turbo, event);
  }
  const early = lane.early.findIndex((each) => each.name === name && each.timeUs === startUs);
  if (early >= 0) {
    lane.early.splice(early, 1);
    state.spans.add(lane.place, item, startUs, startUs);
  } else lane.open.push({ name, category, startUs, item });
}

/** An end belongs to the innermost beginning of its name; without a name to the innermost of all. */
function end(state: State, event: Fields, lane: Lane, isAsync: boolean): void {
  const timeUs = readUs(event['ts']);
  if (!Number.isFinite(timeUs)) return;
  const name = textOf(event['name']);
  const category = textOf(event['cat']);
  const { open } = lane;
  let place = open.length - 1;
  const belongs = (from: Begin): boolean =>
    (name === '' || from.name === name) && (!isAsync || from.category === category);
  while (place >= 0 && !belongs(open[place] as Begin)) place -= 1;
  if (place < 0) {
    lane.early.push({ name, timeUs });
    return;
  }
  const [from] = open.splice(place, 1) as [Begin];
  const item = isTaskSpan(from.name, from.category) ? endTask(state, lane) : from.item;
  addSpan(state, lane, item, from.startUs, timeUs);
}

function endTask(state: State, { task }: Lane): number {
  const item = state.spans.itemOf('task', task.name ?? 'task');
  state.caches.set(item, judgeCache(task, state.caches.get(item)));
  return item;
}

const browserCategory =
  /(?:^|,)(?:disabled-by-default-|v8|blink|devtools|cc(?:,|$)|toplevel|viz|netlog|cppgc|latencyInfo|node(?:[.,]|$))/;

/** Place of the event's work; -1 for LLVM's totals, which are sums of other events. */
function itemOf(state: State, event: Fields): number {
  const name = textOf(event['name']);
  const category = textOf(event['cat']);
  const args = isFields(event['args']) ? event['args'] : noArguments;
  countBrowser(state, category);
  if (name.startsWith('Total ') && Object.hasOwn(args, 'count') && Object.hasOwn(args, 'avg ms')) return -1;
  const detail = typeof args['detail'] === 'string' ? args['detail'] : null;
  const path = detail === null ? pathOf(category, args) : '';
  if (state.spans.isSummedUp()) return state.spans.itemOf(categoryOf(name, category, detail), '');
  const texts = textsOf(state, name, category, detail !== null, path !== '');
  const text = detail ?? (path || name);
  const place = texts.get(text);
  if (place !== undefined) return place;
  learn(state, name, args);
  const said = detail === null ? nameEvent(name, path, state.project) : nameDetail(detail) || name;
  const item = state.spans.itemOf(categoryOf(name, category, detail), said);
  texts.set(text, item);
  noteKnown(state);
  return item;
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

/** What the details or paths of a name, or the names of a category, stand for. Most events are as the one before. */
function textsOf(
  { known }: State,
  name: string,
  category: string,
  hasDetail: boolean,
  hasPath: boolean,
): Map<string, number> {
  // Most work is named by one text; a map for each name would be large.
  if (!hasDetail && !hasPath) return mapIn(known.names, category);
  const { last } = known;
  if (last !== null && last.name === name && last.category === category && last.hasDetail === hasDetail)
    return last.texts;
  const texts = hasDetail ? mapIn(known.details, name) : mapIn(mapIn(known.paths, category), name);
  known.last = { name, category, hasDetail, texts };
  return texts;
}

/** Go and the TypeScript compilers say what they do once. */
function learn(state: State, name: string, args: Fields): void {
  if (state.tool === null && /^Running \w+ command$/.test(name)) state.tool = 'go';
  if (name === 'createProgram') state.project ??= folderOf(textOf(args['configFilePath']));
}

/** Many texts may name the same work: what is known must not grow without an end. */
function noteKnown(state: State): void {
  state.knownCount += 1;
  if (!state.spans.isSummedUp() && state.knownCount <= state.draft.limits.tasks) return;
  state.known = createKnown();
  state.knownCount = 0;
}

function mapIn<Key, Inner, Value>(maps: Map<Key, Map<Inner, Value>>, key: Key): Map<Inner, Value> {
  let map = maps.get(key);
  if (map === undefined) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
}

function folderOf(path: string): string | null {
  const plain = path.replaceAll('\\', '/');
  return plain.includes('/') ? plain.slice(0, plain.lastIndexOf('/')) : null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** TypeScript 7 is another program than 5: it has a thread for each file. */
function readMetadata(state: State, event: Fields): void {
  const args = event['args'];
  const name = isFields(args) ? textOf(args['name']) : '';
  if (event['name'] === 'thread_name') {
    if (state.tool === 'tsc' && name.startsWith('file:')) state.tool = 'tsgo';
  } else if (event['name'] === 'process_name') {
    if (/^(?:Browser|Renderer|GPU Process)$/.test(name)) state.isBrowser = true;
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

/** What did not end may be work that was interrupted; what did not begin, work of which the beginning is lost. */
function finish(state: State): void {
  const { draft, spans } = state;
  let unended = 0;
  let unbegun = 0;
  const lanes = [...state.threads.values(), ...state.asyncs.values()].flatMap((each) => [...each.values()]);
  for (const lane of lanes) {
    for (const { item, startUs, category } of lane.open) {
      spans.add(lane.place, item, startUs, Number.NaN);
      if (!isNeverEnded(category)) unended += 1;
    }
    unbegun += lane.early.filter(({ name }) => !isNeverBegun(name)).length;
  }
  if (unended + unbegun > 0 || state.turbo.isInterrupted) draft.facts.complete = false;
  if (unended > 0) {
    const what = `${unended} spans began and did not end.`;
    draft.report('warning', 'unended-span', what, 'A build that was interrupted leaves such a trace.');
  }
  if (unbegun > 0)
    draft.report(
      'warning',
      'unmatched-end',
      `${unbegun} spans ended without a beginning; they are left out.`,
    );
}
