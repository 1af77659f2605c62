/** Trace events of build tools: the compilers of TypeScript, LLVM and Go, Turborepo, and others. Reference: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */

import type { Draft } from '../../ingest/draft.ts';
import type { Format, Input, Sample } from '../../ingest/format.ts';
import { InputError } from '../../ingest/open-input.ts';
import { type Fields, readNumber } from '../../ingest/read-fields.ts';
import { readRepeats } from '../../ingest/read-records.ts';
import { formatCount, plural } from '../../model/counts.ts';
import { raiseTasks } from '../../settings/limits.ts';
import { isBazelProfile } from '../bazel/bazel-profile.ts';
import { isNxProfile } from '../nx/nx-profile.ts';
import { pairTraceEvents, type TraceReader } from './pair-trace-events.ts';
import type { WorkItem } from './trace-spans.ts';

export const chromeTrace: Format = {
  id: 'chrome-trace',
  title: 'Chrome trace events',
  versions: 'TypeScript 5.9 and 7.0, clang 11 and 14, Go 1.26, Turborepo 1.13 and 2.11',
  family: 'traces',
  reference: 'https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU',
  howTo:
    "`tsc --generateTrace traces`, `clang -ftime-trace`, `go build -debug-trace=trace.json`, `turbo run build --profile=trace.json`, Webpack's `ProfilingPlugin`",
  claims: (sample) => isTrace(sample) && !isBazelProfile(sample) && !isNxProfile(sample),
  read: readChromeTrace,
};

function isTrace({ shape, keys, records }: Sample): boolean {
  if (shape === 'object') return keys.includes('traceEvents') && records.some(isEvent);
  return shape === 'array' && records.length > 0 && records.every(isEvent);
}

function isEvent(record: Fields): boolean {
  const hasPlace = Object.hasOwn(record, 'pid') || Object.hasOwn(record, 'ts');
  return hasPlace && typeof record['ph'] === 'string' && record['ph'].length === 1;
}

interface TraceRead {
  readonly reader: TraceReader;
  /** Since 1970. */
  readonly beginUs: number | null;
  /** The end of the array is missing. */
  readonly isOpen: boolean;
}

async function readEvents(input: Input, draft: Draft, reader: TraceReader): Promise<TraceRead> {
  let beginUs: number | null = null;
  let isOpen = false;
  const traces = await readRepeats(
    input,
    draft,
    ['traceEvents'],
    (record, key, shape) => {
      if (key === null && input.sample.shape === 'object') beginUs = readNumber(record, 'beginningOfTime');
      else reader.visit(record, shape);
    },
    () => {
      isOpen = true;
    },
  );
  if (traces > 1) draft.report('info', 'several-traces', `${plural(traces, 'trace')} are read as one build.`);
  return { reader, beginUs, isOpen };
}

/** Reads a trace again that is not in the order of time. Problems of its records were reported the first time. */
async function readSorted(input: Input, draft: Draft): Promise<TraceRead> {
  let isQuiet = true;
  const unlessQuiet = <A extends readonly unknown[]>(call: (...args: A) => void) => {
    return (...args: A): void => {
      if (!isQuiet) call(...args);
    };
  };
  const quiet: Draft = {
    ...draft,
    report: unlessQuiet(draft.report),
    countRecord: unlessQuiet(draft.countRecord),
    skipRecord: unlessQuiet(draft.skipRecord),
    markTruncated: unlessQuiet(draft.markTruncated),
  };
  const read = await readEvents(input, quiet, pairTraceEvents(quiet, true));
  isQuiet = false;
  return read;
}

async function readChromeTrace(input: Input, draft: Draft): Promise<void> {
  const inOrder = await readEvents(input, draft, pairTraceEvents(draft, false));
  const read = inOrder.reader.isUnsorted() ? await readSorted(input, draft) : inOrder;
  const { reader, beginUs, isOpen } = read;
  if (reader.isBrowser()) {
    const what = 'It is a trace of a browser or of a JavaScript engine, not of a build.';
    throw new InputError('browser-trace', what, 'Name the trace that the build tool writes.');
  }
  if (reader.isGoTurbo()) {
    const what = 'It is a profile of Turborepo before 1.12, which has no end times of tasks.';
    throw new InputError('unknown-version', what, 'Run with `--summarize`, and read `.turbo/runs/*.json`.');
  }
  // The end of the array may be absent, but these tools write it: without it they were interrupted.
  if (isOpen && reader.tool() !== null) {
    draft.facts.complete = false;
    const fix = 'Read the trace after the build has ended; a killed build leaves an incomplete log.';
    draft.report(
      'warning',
      'truncated',
      'The trace is incomplete: the end that its tool writes is missing.',
      fix,
    );
  }
  reader.finish();
  addItems(reader, beginUs, draft);
}

/** Only LLVM states when its clock began; those of other tools begin anywhere. */
function addItems(reader: TraceReader, beginUs: number | null, draft: Draft): void {
  const clockMs = beginUs === null ? null : beginUs / 1000;
  const tool = reader.tool();
  const items = reader.spans.list();
  const isTask = chooseTasks(items, tool);
  const threads = reader.threads();
  const isGreen = reader.result() === 'success';
  const unit = tool === 'clang' ? findUnit(items) : null;
  for (const [place, item] of items.entries()) {
    // Spans that were left out, or became a task with another name.
    if (item.count === 0) continue;
    const common = {
      id: `w${place + 1}`,
      parentId: findParent(items, place, isTask),
      name: unit !== null && item.category === '' ? `${item.name} ${unit}` : item.name,
      startTimeMs: clockMs === null ? null : clockMs + item.startUs / 1000,
      durationMs: item.durationUs === null ? null : item.durationUs / 1000,
    };
    if (!isTask[place]) {
      draft.addSpan({ ...common, result: 'unknown' });
      continue;
    }
    const cache = reader.cacheOf(place);
    // Turborepo's exit code is that of its tasks; other tools have no result.
    const result = cache !== null && isGreen ? 'success' : 'unknown';
    const sort = item.category === pluginCategory ? 'plugin' : item.category;
    const kind = tool === null ? item.category || 'span' : `${tool} ${sort}`.trim();
    draft.addTask({ ...common, ...laneOf(item, threads), kind, cache: cache ?? 'unknown', result });
  }
  measure(reader, clockMs, draft);
  explain(reader, items.filter(({ count }) => count > 0).length, draft);
}

/** The thread of work that stayed on one. */
function laneOf({ lane }: WorkItem, threads: ReadonlyMap<number, string>): { readonly lane?: string } {
  const name = lane === null ? undefined : threads.get(lane);
  return name === undefined ? {} : { lane: name };
}

/** Webpack's plugins, with the terms of browsers. */
const pluginCategory = 'blink.user_timing';

type TaskChoice = (item: WorkItem) => boolean;

/** The spans of a tool that are the work of a build; the others are details of that work. */
const work: ReadonlyMap<string | null, TaskChoice> = new Map<string | null, TaskChoice>([
  ['tsc', isCompilerWork],
  ['tsgo', isCompilerWork],
  ['clang', ({ category }) => /^(?:|Source|Parse\w*|Instantiate\w*|OptModule|Module\w+)$/.test(category)],
  ['go', ({ category }) => category === 'action'],
  ['turbo', ({ category }) => category === 'task'],
  ['webpack', ({ category }) => category === pluginCategory],
]);

/** Files and phases, not the expressions and types in them. */
function isCompilerWork({ category, name }: WorkItem): boolean {
  return category === 'check' ? name.startsWith('checkSourceFile') : category !== 'checkTypes';
}

/** By index; everything if no span is of the tool's usual work. */
function chooseTasks(items: readonly WorkItem[], tool: string | null): readonly boolean[] {
  const choice = work.get(tool) ?? (() => true);
  const isTask = items.map((item) => item.count > 0 && choice(item));
  return isTask.includes(true) ? isTask : items.map(() => true);
}

/** A task is inside a task, whatever spans are between them. */
function findParent(items: readonly WorkItem[], place: number, isTask: readonly boolean[]): string | null {
  let outer = items[place]?.parent ?? -1;
  // Deeper than in any tool; a crafted trace could be a million deep.
  for (let i = 0; i < 256 && outer >= 0 && isTask[place] && !isTask[outer]; i++)
    outer = items[outer]?.parent ?? -1;
  if (isTask[place] && !isTask[outer]) return null;
  return outer < 0 ? null : `w${outer + 1}`;
}

/** A phase of the compiler belongs to a source, which only work on the whole module names; null for several. */
function findUnit(items: readonly WorkItem[]): string | null {
  const isSource = /\.(?:c|cc|cpp|cxx|c\+\+|cu|m|mm|ll|bc)$/i;
  const named = items.filter(({ category, name }) => category !== 'Source' && isSource.test(name));
  const [unit, ...others] = new Set(named.map(({ name }) => name));
  return unit === undefined || others.length > 0 ? null : unit;
}

function measure({ spans, result }: TraceReader, clockMs: number | null, { facts }: Draft): void {
  facts.result = result();
  const extent = spans.extent();
  if (extent === null) return;
  if (clockMs !== null) facts.startTimeMs = clockMs + extent.startUs / 1000;
  if (facts.complete) facts.durationMs = (extent.endUs - extent.startUs) / 1000;
}

function explain({ spans, tool }: TraceReader, items: number, draft: Draft): void {
  if (tool() === 'go') {
    const what = "Go's trace does not show which actions came from the cache.";
    draft.report(
      'info',
      'cache-unknown',
      what,
      'Read the output of `go build -debug-actiongraph=graph.json` as well.',
    );
  }
  if (spans.isSummedUp()) {
    draft.facts.complete = false;
    const what = `More than ${formatCount(draft.limits.tasks)} different pieces of work: they are summed up by category.`;
    draft.report('warning', 'too-many-tasks', what, `${raiseTasks}, or trace packages or files separately.`);
  } else if (spans.count() > items) {
    const what = `${plural(spans.count(), 'span')} are ${plural(items, 'piece')} of work: repeats of the same work are added up.`;
    draft.report('info', 'summed-up', what);
  }
}
