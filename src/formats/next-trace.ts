/** Next.js build trace: NDJSON of arrays. Reference: https://github.com/vercel/next.js/blob/canary/packages/next/src/trace/report/to-json.ts */
import type { Draft } from '../ingest/draft.ts';
import type { Format, Input } from '../ingest/format.ts';
import {
  type Fields,
  readDuration,
  readFields,
  readFlag,
  readNumber,
  readText,
} from '../ingest/read-fields.ts';
import { readRecords } from '../ingest/read-records.ts';
import { reportSeveralBuilds } from '../ingest/separate-builds.ts';
import { relativePath } from '../ingest/strip-roots.ts';

export const nextTrace: Format = {
  id: 'next-trace',
  title: 'Next.js trace',
  versions: 'Next.js 16.4',
  family: 'builds',
  reference: 'https://github.com/vercel/next.js/blob/canary/packages/next/src/trace/report/to-json.ts',
  howTo: '`next build`, which writes `.next/trace`',
  claims: ({ shape, records }) => shape === 'array' && records.length > 0 && records.every(isSpan),
  read: readTrace,
};

function isSpan(record: Fields): boolean {
  const hasClock = typeof record['duration'] === 'number' && typeof record['timestamp'] === 'number';
  return hasClock && typeof record['name'] === 'string' && typeof record['id'] === 'number';
}

/** One span; Next.js writes children before their parents. */
interface NextSpan {
  readonly id: string;
  readonly parentId: string | null;
  readonly traceId: string | null;
  readonly name: string;
  /** The page or module of its work, by its path on the machine. */
  readonly subject: string | null;
  readonly startTimeMs: number | null;
  readonly durationMs: number | null;
  readonly hasFailed: boolean;
}

async function readTrace(input: Input, draft: Draft): Promise<void> {
  const all: NextSpan[] = [];
  /** The spans of builds, and how many spans there were at the end of each. */
  const builds: { readonly build: NextSpan; readonly end: number }[] = [];
  await readRecords(input, draft, [], (record) => {
    const span = readSpan(record);
    // Tasks beyond the limit are summed up, whatever their parents are.
    if (all.length < draft.limits.tasks) all.push(span);
    else addTask(span, span.name, draft);
    if (span.name === 'next-build') builds.push({ build: span, end: all.length });
  });
  const last = builds.at(-1)?.build ?? null;
  const own = all.slice(builds.at(-2)?.end ?? 0);
  const spans = last === null ? all : own.filter(({ traceId }) => traceId === last.traceId);
  reportSeveralBuilds(draft, builds.length, 'last');
  addTasks(spans, draft);
  judge(spans, last, draft);
}

function readSpan(record: Fields): NextSpan {
  const tags = readFields(record, 'tags');
  const parentId = readNumber(record, 'parentId');
  const durationUs = readDuration(record, 'duration');
  const subject = readText(tags, 'page') ?? readText(tags, 'name');
  return {
    id: String(readNumber(record, 'id')),
    parentId: parentId === null ? null : String(parentId),
    traceId: readText(record, 'traceId'),
    name: readText(record, 'name') ?? 'span',
    // Loaders are followed by their options, which contain absolute paths.
    subject: subject?.replace(/[?!].*/s, '') ?? null,
    startTimeMs: readNumber(record, 'startTime'),
    durationMs: durationUs === null ? null : durationUs / 1000,
    hasFailed: readFlag(tags, 'failed') === true || readText(tags, 'failed') === 'true',
  };
}

/** The project is where its packages are installed. */
function findRoot(spans: readonly NextSpan[]): string | null {
  for (const { subject } of spans) {
    const [, root] = /^((?:[a-z]:)?[\\/].*?)[\\/]node_modules[\\/]/i.exec(subject ?? '') ?? [];
    if (root !== undefined) return root.replaceAll('\\', '/');
  }
  return null;
}

/** Files are named after a hash of their content, which changes: `pages/index-12aa953e5e515013.js`. */
const contentHash = /[-.](?:[0-9a-f]{16}|[0-9a-f]{20})(?=\.\w+$)/;

/** Work on a page that does not name it is inside work that does. */
function addTasks(spans: readonly NextSpan[], draft: Draft): void {
  const root = findRoot(spans);
  const byId = new Map(spans.map((span) => [span.id, span]));
  for (const span of spans) {
    let subject = span.subject;
    let outer = byId.get(span.parentId ?? '');
    for (let i = 0; subject === null && outer !== undefined && i < 64; i++) {
      subject = outer.subject;
      outer = byId.get(outer.parentId ?? '');
    }
    const path = subject === null ? '' : relativePath(subject, root).replace(contentHash, '');
    addTask(span, `${span.name} ${path}`.trim(), draft);
  }
}

function addTask(span: NextSpan, name: string, draft: Draft): void {
  const { id, parentId, startTimeMs, durationMs, hasFailed } = span;
  const result = hasFailed ? 'failure' : 'success';
  draft.addTask({ id, parentId, name, kind: 'next', startTimeMs, durationMs, result });
}

/** The span of the build is written last; older versions also write it for a failed build. */
function judge(spans: readonly NextSpan[], build: NextSpan | null, draft: Draft): void {
  const { facts } = draft;
  if (build === null) {
    facts.complete = false;
    facts.result = spans.some(({ hasFailed }) => hasFailed) ? 'failure' : 'unknown';
    const fix = 'Read the trace after `next build` has ended; `next dev` also writes a trace.';
    draft.report('warning', 'no-end', 'The trace has no record that a build ended.', fix);
    return;
  }
  const hasReported = spans.some(({ name }) => name === 'print-tree-view' || name === 'telemetry-flush');
  facts.result = build.hasFailed ? 'failure' : hasReported ? 'success' : 'unknown';
  facts.startTimeMs = build.startTimeMs;
  if (facts.complete) facts.durationMs = build.durationMs;
}
