/** Traces of OTLP/JSON as tasks: the root span is the build. Reference: https://opentelemetry.io/docs/specs/semconv/cicd/cicd-spans/ */

import type { TaskDraft } from '../../ingest/clean-task.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Fields } from '../../ingest/read-fields.ts';
import { hasFailed } from '../../metrics/final-tasks.ts';
import { type CountedSessions, isClaudeEvent } from '../claude/claude-usage.ts';
import { countUsageOnce, hasUsage } from './count-usage-once.ts';
import { type HeldSpan, holdSpan } from './otlp-span.ts';
import { chooseTraces, isRoot, parentSpanOf, type Spans } from './otlp-traces.ts';
import type { Attributes } from './otlp-values.ts';
import type { Deliveries } from './repeated-records.ts';

export interface SpanReader {
  readonly read: (span: Fields, resource: Attributes, draft: Draft) => void;
  /** @param counted agents whose events or metrics contain the usage of their spans */
  readonly finish: (counted: CountedSessions) => void;
  /** Spans contain the usage of models. */
  readonly hasUsage: () => boolean;
}

/** Children come before their parents, and traces are spread over files: all spans are kept until the end. */
export function readSpans(deliveries: Deliveries): SpanReader {
  const spans = new Map<string, HeldSpan>();
  /** The spans of each file, by their keys; null: too many to keep. */
  const files = new Map<Draft, Set<string> | null>();
  return {
    read: (fields, resource, draft) => {
      if (!files.has(draft)) files.set(draft, new Set());
      // Without a trace an id is valid only in its file.
      const span = holdSpan(fields, resource, { draft, ownTrace: `file ${files.size}` });
      if (span === null) return draft.report('warning', 'unnamed-span', 'A span without an id is left out.');
      if (span.hasOddStatus)
        draft.report('info', 'unknown-status', `How \`${span.name.slice(0, 200)}\` ended is not known.`);
      const keys = files.get(draft);
      if (!keys) return addTask(span, span.parentId);
      const key = keyOf(span);
      keys.add(key);
      const known = spans.get(key);
      if (known === undefined) spans.set(key, span);
      else if (known.durationMs === null) spans.set(key, { ...span, draft: known.draft });
      else deliveries.leaveOut(draft);
      if (keys.size > draft.limits.tasks) {
        files.set(draft, null);
        releaseSpans(draft, keys, spans);
      }
    },
    hasUsage: () => [...files.values()].includes(null) || [...spans.values()].some(hasUsage),
    finish: (counted) => finishSpans(files, spans, counted),
  };
}

function keyOf({ traceId, id }: HeldSpan): string {
  return `${traceId}/${id}`;
}

function spansOf(keys: Iterable<string>, spans: Spans): Spans {
  const found = new Map<string, HeldSpan>();
  for (const key of keys) {
    const span = spans.get(key);
    if (span !== undefined) found.set(key, span);
  }
  return found;
}

/** Adds the spans of a file one by one: a draft sums up too many tasks. */
function releaseSpans(draft: Draft, keys: Iterable<string>, spans: Map<string, HeldSpan>): void {
  for (const [key, span] of spansOf(keys, spans)) {
    if (span.draft !== draft) continue;
    addTask(span, span.parentId);
    spans.delete(key);
  }
}

function finishSpans(
  files: ReadonlyMap<Draft, ReadonlySet<string> | null>,
  all: Spans,
  counted: CountedSessions,
): void {
  const spans = new Map<string, HeldSpan>();
  for (const [draft, keys] of files)
    for (const [key, span] of chooseTraces(draft, spansOf(keys ?? [], all))) spans.set(key, span);
  markParents(spans);
  dropUsageOfAgents(spans, counted);
  countUsageOnce(spans);
  const byFile = Map.groupBy(spans.values(), ({ draft }) => draft);
  const parents = new Set([...spans.values()].map((span) => parentSpanOf(span, spans)));
  const builds = new Set([...byFile.values()].map((own) => takeBuild(own, spans, parents)));
  for (const span of spans.values()) {
    if (builds.has(span)) continue;
    const parent = parentSpanOf(span, spans);
    // The parent of a build's root may be in another file: the command in which the tool ran.
    addTask(span, parent !== undefined && builds.has(parent) ? parent.parentId : span.parentId);
    if (span.parentId !== null && parent === undefined && !span.isParentRemote) reportParent(span);
  }
  nameSessions([...spans.values()].filter((span) => !builds.has(span)));
}

/** Registers Claude Code's sessions: its own log may contain them too, and each counts once. */
function nameSessions(spans: readonly HeldSpan[]): void {
  const own = spans.filter(
    (span) => isClaudeEvent(span.name) && span.conversation !== null && hasUsage(span),
  );
  for (const [draft, ofFile] of Map.groupBy(own, (span) => span.draft))
    for (const [conversation, calls] of Map.groupBy(ofFile, (span) => span.conversation))
      draft.nameSession({ id: `claude ${conversation}`, taskIds: calls.map(({ id }) => id) });
}

function reportParent({ draft, name }: HeldSpan): void {
  draft.facts.complete = false;
  const what = `The span around \`${name}\` is missing: the trace is incomplete.`;
  draft.report('warning', 'missing-parent', what, 'Read all files of the trace together.');
}

/** @returns the span that represents the build of a file; it is a task only if it alone contains the usage */
function takeBuild(
  own: readonly HeldSpan[],
  spans: Spans,
  parents: ReadonlySet<HeldSpan | undefined>,
): HeldSpan | null {
  const roots = own.filter((span) => isRoot(span, spans));
  const runs = roots.filter(({ run }) => run !== null);
  const only = runs.length === 1 ? runs[0] : roots.length === 1 ? roots[0] : undefined;
  // A single span is all the work, unless it is marked as the build.
  if (only === undefined || !(parents.has(only) || only.own?.isBuild)) return null;
  takeFacts(only);
  return hasUsage(only) ? null : only;
}

/** The usage of an agent's spans is already in its metrics or events. */
function dropUsageOfAgents(spans: Spans, { isClaudeCounted, services }: CountedSessions): void {
  for (const span of spans.values()) {
    const isClaude = isClaudeCounted && isClaudeEvent(span.name);
    if (isClaude || (span.service !== null && services.has(span.service)))
      span.usage = { ...span.usage, tokens: null, costUsd: null };
  }
}

/** A failure repeats in the parents: it counts where it began. */
function markParents(spans: Spans): void {
  for (const span of spans.values()) {
    if (span.own !== null || !hasFailed(span)) continue;
    // A marked span has marked parents; this also ends cycles.
    for (
      let above = parentSpanOf(span, spans);
      above !== undefined && !above.hasFailedBelow;
      above = parentSpanOf(above, spans)
    )
      above.hasFailedBelow = true;
  }
}

function takeFacts(root: HeldSpan): void {
  const { facts, report } = root.draft;
  facts.startTimeMs = root.startTimeMs;
  facts.durationMs = root.durationMs;
  if (root.hasResult) facts.result = root.result;
  if (root.durationMs !== null || root.own !== null) return;
  facts.complete = false;
  report('warning', 'unfinished-task', `\`${root.name}\` started and never ended.`);
}

function addTask(span: HeldSpan, parentId: string | null): void {
  const { draft } = span;
  const { facts, report } = draft;
  if (span.own?.isOperation) {
    const { id, name, startTimeMs, durationMs } = span;
    return draft.addSpan({ id, parentId, name, startTimeMs, durationMs, result: span.result });
  }
  if (span.durationMs === null && span.own === null) {
    facts.complete = false;
    report('warning', 'unfinished-task', `\`${span.name}\` started and never ended.`);
  }
  const isRepeated = span.hasFailedBelow && hasFailed(span);
  const result = isRepeated ? 'unknown' : span.result;
  const { model, tokens, costUsd } = span.usage;
  draft.addTask({
    id: span.id,
    parentId,
    name: span.name,
    kind: span.kind,
    startTimeMs: span.startTimeMs,
    durationMs: span.result === 'skip' ? null : span.durationMs,
    result,
    cache: span.cache,
    errorType: hasFailed({ result }) || span.own !== null ? span.errorType : null,
    failure: span.failure,
    ...taskFacts(span.own),
    model,
    tokens,
    costUsd,
  });
}

/** Properties of a task that only spans of this product have. */
function taskFacts(own: HeldSpan['own']): Partial<TaskDraft> {
  if (own === null) return {};
  const { attempt, savedMs, cpuMs, memoryBytes } = own;
  return { attempt, savedMs, cpuMs, memoryBytes };
}
