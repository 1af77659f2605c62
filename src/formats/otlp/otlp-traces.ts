/** Which traces of a file are the build. */

import type { Draft } from '../../ingest/draft.ts';
import { reportSeveralBuilds } from '../../ingest/separate-builds.ts';
import { plural } from '../../model/counts.ts';
import { isClaudeEvent } from '../claude/claude-usage.ts';
import type { HeldSpan } from './otlp-span.ts';

/** Spans by trace and id. */
export type Spans = ReadonlyMap<string, HeldSpan>;

export function parentSpanOf(span: HeldSpan, spans: Spans): HeldSpan | undefined {
  return span.parentId === null ? undefined : spans.get(`${span.traceId}/${span.parentId}`);
}

/** It has no parent, at least not in its process. */
export function isRoot(span: HeldSpan, spans: Spans): boolean {
  return span.parentId === null || (span.isParentRemote && parentSpanOf(span, spans) === undefined);
}

interface Run {
  readonly traces: Set<string>;
  startTimeMs: number;
}

/** Of several pipeline runs, or of repeated traces, the newest is the build. Other traces are work of one build. */
export function chooseTraces(draft: Draft, spans: Spans): Spans {
  const traces = new Set([...spans.values()].map(({ traceId }) => traceId));
  if (traces.size < 2) return spans;
  const pipelines = findPipelines(spans);
  const runs = pipelines.length > 0 ? pipelines : findRepeats(spans, traces.size);
  const newest = runs.reduce<Run | null>(
    (last, run) => (last !== null && last.startTimeMs > run.startTimeMs ? last : run),
    null,
  );
  if (newest === null || runs.length < 2) {
    draft.report('info', 'several-traces', `${plural(traces.size, 'trace')} are read as one build.`);
    return spans;
  }
  reportSeveralBuilds(draft, runs.length, 'newest');
  return new Map([...spans].filter(([, span]) => newest.traces.has(span.traceId)));
}

function findPipelines(spans: Spans): Run[] {
  const runs = new Map<string, Run>();
  for (const { traceId, run, startTimeMs } of spans.values()) {
    if (run === null) continue;
    const known = runs.get(run) ?? { traces: new Set(), startTimeMs: Number.NEGATIVE_INFINITY };
    known.traces.add(traceId);
    known.startTimeMs = Math.max(known.startTimeMs, startTimeMs ?? known.startTimeMs);
    runs.set(run, known);
  }
  return [...runs.values()];
}

/** The root is a call of an agent or a model: a build may contain any number of them. */
function isCall({ name, kind, usage }: HeldSpan): boolean {
  return isClaudeEvent(name) || kind === 'agent' || kind === 'model' || usage.tokens !== null;
}

/** Consecutive traces with a single root of the same name with work below it: repetitions, unless they are calls. */
function findRepeats(spans: Spans, traces: number): Run[] {
  const parents = new Set([...spans.values()].map((span) => parentSpanOf(span, spans)));
  const roots = [...spans.values()].filter((span) => isRoot(span, spans));
  if (roots.some(isCall)) return [];
  const isRepeat =
    new Set(roots.map(({ name }) => name)).size === 1 && roots.every((root) => parents.has(root));
  if (!isRepeat || roots.length !== traces || new Set(roots.map(({ traceId }) => traceId)).size !== traces)
    return [];
  const sorted = roots
    .map(({ traceId, startTimeMs, durationMs }) => ({
      traceId,
      startTimeMs: startTimeMs ?? Number.NaN,
      durationMs,
    }))
    .sort((a, b) => a.startTimeMs - b.startTimeMs);
  const areApart = sorted.every((root, i) => {
    const before = sorted[i - 1];
    return before === undefined || root.startTimeMs >= before.startTimeMs + (before.durationMs ?? 0);
  });
  if (!areApart) return [];
  // Turns of one conversation are one build.
  const conversations = conversationsOf(spans);
  const runs = new Map<string, Run>();
  for (const { traceId, startTimeMs } of sorted) {
    const key = conversations.get(traceId) ?? traceId;
    const run = runs.get(key) ?? { traces: new Set(), startTimeMs };
    runs.set(key, { traces: run.traces.add(traceId), startTimeMs });
  }
  return [...runs.values()];
}

/** By trace. */
function conversationsOf(spans: Spans): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { traceId, conversation } of spans.values())
    if (conversation !== null) found.set(traceId, conversation);
  return found;
}
