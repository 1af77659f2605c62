/** Trace events of build tools: the compilers of TypeScript, LLVM and Go, Turborepo, and others. Reference: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */
import { isBazelProfile } from './bazel-profile.ts';
import type { Draft } from './draft.ts';
import type { Format, Input, Sample } from './format.ts';
import { isNxProfile } from './nx-profile.ts';
import { InputError } from './open-input.ts';
import { type Fields, readNumber } from './read-fields.ts';
import { readRecords } from './read-records.ts';
import { readTrace, type TraceReader } from './read-trace.ts';

export const chromeTrace: Format = {
  id: 'chrome-trace',
  title: 'Chrome trace events',
  reference: 'https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU',
  howTo:
    '`tsc --generateTrace traces`, `clang -ftime-trace`, `go build -debug-trace=trace.json`, `turbo run build --profile=trace.json`',
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

async function readChromeTrace(input: Input, draft: Draft): Promise<void> {
  const reader = readTrace(draft);
  let beginUs: number | null = null;
  let isOpen = false;
  await readRecords(
    input,
    draft,
    ['traceEvents'],
    (record, key) => {
      if (key === null && input.sample.shape === 'object') beginUs = readNumber(record, 'beginningOfTime');
      else reader.visit(record);
    },
    () => {
      isOpen = true;
    },
  );
  if (reader.isBrowser()) {
    const what = 'It is a trace of a browser or of a JavaScript engine, not of a build.';
    throw new InputError('browser-trace', what, 'Point `events` at the trace that the build tool writes.');
  }
  // The end of the array may be left out, but these tools write it: without it they were interrupted.
  if (isOpen && reader.tool() !== null) draft.markTruncated();
  reader.finish();
  addTasks(reader, beginUs, draft);
}

/** Only LLVM says when its clock began; those of other tools begin anywhere. */
function addTasks(reader: TraceReader, beginUs: number | null, draft: Draft): void {
  const { spans } = reader;
  const clockMs = beginUs === null ? null : beginUs / 1000;
  const tool = reader.tool();
  const items = spans.list();
  for (const [place, item] of items.entries()) {
    draft.addTask({
      id: `w${place + 1}`,
      parentId: item.parent < 0 ? null : `w${item.parent + 1}`,
      name: item.name,
      kind: [tool, item.category].filter(Boolean).join(' ') || 'span',
      startTimeMs: clockMs === null ? null : clockMs + item.startUs / 1000,
      durationMs: item.durationUs === null ? null : item.durationUs / 1000,
      cache: reader.cacheOf(place),
    });
  }
  measure(reader, clockMs, draft);
  explain(reader, items.length, draft);
}

function measure({ spans, hasFailed }: TraceReader, clockMs: number | null, { facts }: Draft): void {
  if (hasFailed()) facts.result = 'failure';
  const extent = spans.extent();
  if (extent === null) return;
  if (clockMs !== null) facts.startTimeMs = clockMs + extent.startUs / 1000;
  if (facts.complete) facts.durationMs = (extent.endUs - extent.startUs) / 1000;
}

function explain({ spans }: TraceReader, tasks: number, draft: Draft): void {
  if (spans.isSummedUp()) {
    draft.facts.complete = false;
    const what = `More than ${draft.limits.tasks} different pieces of work: they are summed up by category.`;
    draft.report('warning', 'too-many-tasks', what, 'Trace packages or files on their own.');
  } else if (spans.count() > tasks) {
    const what = `${spans.count()} spans are ${tasks} tasks: repeats of the same work are added up.`;
    draft.report('info', 'summed-up', what);
  }
}
