/** Traces of OTLP/JSON as tasks: the root span is the build. Reference: https://opentelemetry.io/docs/specs/semconv/cicd/cicd-spans/ */

import type { Draft, TaskDraft } from '../../ingest/draft.ts';
import type { Fields } from '../../ingest/read-fields.ts';
import { isClaudeEvent } from '../claude/claude-usage.ts';
import { type HeldSpan, holdSpan, isFailure } from './otlp-span.ts';
import { chooseTraces, isRoot, parentOf, type Spans } from './otlp-traces.ts';
import type { Attributes } from './otlp-values.ts';

export interface SpanReader {
  readonly read: (span: Fields, resource: Attributes) => void;
  /** @param isClaudeCounted the tokens of Claude Code's spans are already told by its metrics or events */
  readonly finish: (isClaudeCounted: boolean) => void;
  /** Spans tell what models used. */
  readonly hasUsage: () => boolean;
}

/** Children come before their parents, and traces are spread over the file: all is held until its end. */
export function readSpans(draft: Draft): SpanReader {
  const spans = new Map<string, HeldSpan>();
  let isTooMany = false;
  return {
    read: (fields, resource) => {
      const span = holdSpan(fields, resource);
      if (span === null) return draft.report('warning', 'unnamed-span', 'A span without an id is left out.');
      if (span.hasOddStatus)
        draft.report('info', 'unknown-status', `How \`${span.name.slice(0, 200)}\` ended is not known.`);
      if (isTooMany) return addTask(draft, span, span.parentId);
      const known = spans.get(keyOf(span));
      // Exporters send a span again when they were not answered.
      if (known === undefined || known.durationMs === null) spans.set(keyOf(span), span);
      if (spans.size <= draft.limits.tasks) return;
      isTooMany = true;
      for (const held of spans.values()) addTask(draft, held, held.parentId);
      spans.clear();
    },
    hasUsage: () =>
      isTooMany || [...spans.values()].some(({ usage }) => usage.tokens !== null || usage.costUsd !== null),
    finish: (isClaudeCounted) => finishSpans(draft, spans, isClaudeCounted),
  };
}

function keyOf({ traceId, id }: HeldSpan): string {
  return `${traceId}/${id}`;
}

function finishSpans(draft: Draft, all: Spans, isClaudeCounted: boolean): void {
  const spans = chooseTraces(draft, all);
  markParents(spans);
  const parents = new Set([...spans.values()].map((span) => parentOf(span, spans)));
  const roots = [...spans.values()].filter((span) => isRoot(span, spans));
  const runs = roots.filter(({ run }) => run !== null);
  const only = runs.length === 1 ? runs[0] : roots.length === 1 ? roots[0] : undefined;
  // A span alone is all the work there is, unless it is said to stand for the build.
  const root = only !== undefined && (parents.has(only) || only.own?.isBuild) ? only : null;
  if (root !== null) takeBuild(draft, root);
  /** It is no task, unless it alone tells what was used. */
  const build = root !== null && !tellsUsage(root) ? root : null;
  for (const span of spans.values()) {
    if (span === build) continue;
    if (isClaudeCounted && isClaudeEvent(span.name)) {
      span.areTokensToldElsewhere = true;
      span.isCostToldElsewhere = true;
    }
    addTask(draft, span, span.parentId === build?.id ? null : span.parentId);
    if (span.parentId !== null && !parentOf(span, spans) && !span.isParentRemote) {
      draft.facts.complete = false;
      const what = `The span around \`${span.name}\` is missing: the trace is not whole.`;
      draft.report('warning', 'missing-parent', what, 'Export all spans of a trace into the same file.');
    }
  }
}

/** Of itself, and not what is told below. */
function tellsUsage({ usage, areTokensToldElsewhere, isCostToldElsewhere }: HeldSpan): boolean {
  const tellsTokens = usage.tokens !== null && !areTokensToldElsewhere;
  return tellsTokens || (usage.costUsd !== null && !isCostToldElsewhere);
}

/** One failure repeats up its parents, as agents' spans repeat the tokens of their calls: it counts where it began. */
function markParents(spans: Spans): void {
  for (const span of spans.values()) {
    if (span.own !== null) continue;
    if (isFailure(span.result)) markAbove(span, spans, 'hasFailedBelow');
    if (span.usage.tokens !== null) markAbove(span, spans, 'areTokensToldElsewhere');
    if (span.usage.costUsd !== null) markAbove(span, spans, 'isCostToldElsewhere');
  }
}

type Mark = 'hasFailedBelow' | 'areTokensToldElsewhere' | 'isCostToldElsewhere';

function markAbove(span: HeldSpan, spans: Spans, mark: Mark): void {
  // A span that is marked has marked its parents, which also ends a circle.
  for (let above = parentOf(span, spans); above !== undefined && !above[mark]; above = parentOf(above, spans))
    above[mark] = true;
}

function takeBuild({ facts, report }: Draft, root: HeldSpan): void {
  facts.startTimeMs = root.startTimeMs;
  facts.durationMs = root.durationMs;
  if (root.saysResult) facts.result = root.result;
  if (root.durationMs !== null || root.own !== null) return;
  facts.complete = false;
  report('warning', 'unfinished-task', `\`${root.name}\` started and never ended.`);
}

function addTask(draft: Draft, span: HeldSpan, parentId: string | null): void {
  const { facts, report } = draft;
  if (span.own?.isOperation) {
    const { id, name, startTimeMs, durationMs } = span;
    return draft.addSpan({ id, parentId, name, startTimeMs, durationMs, result: span.result });
  }
  if (span.durationMs === null && span.own === null) {
    facts.complete = false;
    report('warning', 'unfinished-task', `\`${span.name}\` started and never ended.`);
  }
  const isRepeated = span.hasFailedBelow && isFailure(span.result);
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
    errorType: isFailure(result) || span.own !== null ? span.errorType : null,
    failure: span.failure,
    ...taskFacts(span.own),
    model,
    tokens: span.areTokensToldElsewhere ? null : tokens,
    costUsd: span.isCostToldElsewhere ? null : costUsd,
  });
}

/** What only this product's own spans say of a task. */
function taskFacts(own: HeldSpan['own']): Partial<TaskDraft> {
  if (own === null) return {};
  const { attempt, savedMs, cpuMs, memoryBytes } = own;
  return { attempt, savedMs, cpuMs, memoryBytes };
}
