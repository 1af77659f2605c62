/** Traces of OTLP/JSON as tasks: the root span is the build. Reference: https://opentelemetry.io/docs/specs/semconv/cicd/cicd-spans/ */
import type { Result } from '../model.ts';
import { isClaudeEvent } from './claude-usage.ts';
import type { Draft } from './draft.ts';
import { kindOfAi, readUsage, type Usage } from './gen-ai-names.ts';
import {
  type Attributes,
  elapsedMs,
  readAttributes,
  readEnum,
  readId,
  readNanos,
  textOf,
  toMs,
} from './otlp-values.ts';
import { type Fields, isFields, readFields, readList, readNumber, readText } from './read-fields.ts';
import { stableName } from './stable-name.ts';

/** What is kept of a span until its parent and its children are known. */
interface HeldSpan {
  readonly id: string;
  readonly traceId: string;
  readonly parentId: string | null;
  /** The parent is another process's, which may trace elsewhere. */
  readonly isParentRemote: boolean;
  readonly name: string;
  readonly kind: string;
  readonly startTimeMs: number | null;
  /** null: it has no end. */
  readonly durationMs: number | null;
  readonly result: Result;
  /** The span says how it ended, beyond not having failed. */
  readonly saysResult: boolean;
  readonly errorType: string | null;
  readonly usage: Usage;
  /** Which pipeline run it stands for; null when it is no such root. */
  readonly run: string | null;
  hasFailedBelow: boolean;
  /** Tokens and cost are told by others: spans below it, or the session. */
  isUsageToldElsewhere: boolean;
}

export interface SpanReader {
  readonly read: (span: Fields, resource: Attributes) => void;
  /** @param isClaudeCounted the tokens of Claude Code's spans are already told by its metrics or events */
  readonly finish: (isClaudeCounted: boolean) => void;
}

/** Children come before their parents, and traces are spread over the file: all is held until its end. */
export function readSpans(draft: Draft): SpanReader {
  const spans = new Map<string, HeldSpan>();
  let isTooMany = false;
  return {
    read: (fields, resource) => {
      const span = holdSpan(fields, resource);
      if (span === null) return draft.report('warning', 'unnamed-span', 'A span without an id is left out.');
      if (isTooMany) return addTask(draft, span, span.parentId);
      const known = spans.get(keyOf(span));
      // Exporters send a span again when they were not answered.
      if (known === undefined || known.durationMs === null) spans.set(keyOf(span), span);
      if (spans.size <= draft.limits.tasks) return;
      isTooMany = true;
      for (const held of spans.values()) addTask(draft, held, held.parentId);
      spans.clear();
    },
    finish: (isClaudeCounted) => finishSpans(draft, spans, isClaudeCounted),
  };
}

function keyOf({ traceId, id }: HeldSpan): string {
  return `${traceId}/${id}`;
}

function parentOf(span: HeldSpan, spans: ReadonlyMap<string, HeldSpan>): HeldSpan | undefined {
  return span.parentId === null ? undefined : spans.get(`${span.traceId}/${span.parentId}`);
}

const kinds = ['', 'SPAN_KIND_INTERNAL', 'SPAN_KIND_SERVER', 'SPAN_KIND_CLIENT'];
const statusCodes = ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'];
const remoteParent = 0x200;

function holdSpan(fields: Fields, resource: Attributes): HeldSpan | null {
  const id = readId(fields, 'spanId');
  if (id === null) return null;
  const attributes = readAttributes(fields);
  const start = readNanos(fields, 'startTimeUnixNano');
  const end = readNanos(fields, 'endTimeUnixNano');
  const durationMs = elapsedMs(start, end);
  const said = saidResult(attributes);
  const status = readEnum(readFields(fields, 'status'), 'code', statusCodes);
  const traceId = readId(fields, 'traceId') ?? '';
  const parentId = readId(fields, 'parentSpanId');
  return {
    id,
    traceId,
    parentId,
    isParentRemote: ((readNumber(fields, 'flags') ?? 0) & remoteParent) !== 0,
    name: stableName(nameOf(fields, attributes)),
    kind: kindOf(fields, attributes),
    startTimeMs: toMs(start),
    durationMs,
    result: said ?? (status === 2 ? 'failure' : end === null ? 'unknown' : 'success'),
    saysResult: said !== null || status !== 0,
    errorType: textOf(attributes, 'error.type', 'exception.type') ?? exceptionOf(fields),
    usage: readUsage(attributes),
    run: parentId === null && isPipeline(attributes) ? (runOf(attributes, resource) ?? traceId) : null,
    hasFailedBelow: false,
    isUsageToldElsewhere: false,
  };
}

function isPipeline(attributes: Attributes): boolean {
  return ['cicd.pipeline.name', 'cicd.pipeline.result', 'cicd.pipeline.run.id'].some((name) =>
    attributes.has(name),
  );
}

function runOf(attributes: Attributes, resource: Attributes): string | null {
  const id = attributes.get('cicd.pipeline.run.id') ?? resource.get('cicd.pipeline.run.id');
  return id === undefined ? null : String(id);
}

function nameOf(fields: Fields, attributes: Attributes): string {
  const test = textOf(attributes, 'test.case.name');
  const suite = textOf(attributes, 'test.suite.name');
  const name = readText(fields, 'name') ?? 'span';
  if (test === null) return name;
  return suite === null || test.startsWith(suite) ? test : `${suite} › ${test}`;
}

function kindOf(fields: Fields, attributes: Attributes): string {
  if (attributes.has('test.case.name')) return 'test';
  if (attributes.has('test.suite.name')) return 'suite';
  const type = textOf(attributes, 'cicd.pipeline.task.type');
  if (type !== null) return type;
  if (attributes.has('github.job.step.name')) return 'step';
  if (attributes.has('github.job.name')) return 'job';
  const ai = kindOfAi(attributes);
  if (ai !== null) return ai;
  return ['task', 'task', 'server', 'client'][readEnum(fields, 'kind', kinds)] ?? 'task';
}

const resultWords: ReadonlyMap<string, Result> = new Map([
  ...(['success', 'failure', 'error', 'timeout', 'cancellation', 'skip'] as const).map(
    (result): [string, Result] => [result, result],
  ),
  ['pass', 'success'],
  ['neutral', 'success'],
  ['fail', 'failure'],
  ['timed_out', 'timeout'],
  ['cancelled', 'cancellation'],
  ['aborted', 'cancellation'],
  ['skipped', 'skip'],
  ['in_progress', 'unknown'],
]);

function saidResult(attributes: Attributes): Result | null {
  const word = textOf(
    attributes,
    'cicd.pipeline.task.run.result',
    'cicd.pipeline.result',
    'test.case.result.status',
    'test.suite.run.status',
    'github.job.step.conclusion',
    'github.conclusion',
  );
  return word === null ? null : (resultWords.get(word.toLowerCase()) ?? null);
}

function exceptionOf(fields: Fields): string | null {
  for (const event of readList(fields, 'events')) {
    if (isFields(event) && readText(event, 'name') === 'exception')
      return textOf(readAttributes(event), 'exception.type');
  }
  return null;
}

function finishSpans(draft: Draft, all: ReadonlyMap<string, HeldSpan>, isClaudeCounted: boolean): void {
  const spans = chooseTraces(draft, all);
  markParents(spans);
  const parents = new Set([...spans.values()].map((span) => parentOf(span, spans)));
  const roots = [...spans.values()].filter((span) => isRoot(span, spans));
  const runs = roots.filter(({ run }) => run !== null);
  const only = runs.length === 1 ? runs[0] : roots.length === 1 ? roots[0] : undefined;
  // A span alone is all the work there is.
  const root = only !== undefined && parents.has(only) ? only : null;
  if (root !== null) takeBuild(draft, root);
  for (const span of spans.values()) {
    if (span === root) continue;
    if (isClaudeCounted && isClaudeEvent(span.name)) span.isUsageToldElsewhere = true;
    addTask(draft, span, span.parentId === root?.id ? null : span.parentId);
    if (span.parentId !== null && !parentOf(span, spans) && !span.isParentRemote) {
      draft.facts.complete = false;
      const what = `The span around \`${span.name}\` is missing: the trace is not whole.`;
      draft.report('warning', 'missing-parent', what, 'Export all spans of a trace into the same file.');
    }
  }
}

function isRoot(span: HeldSpan, spans: ReadonlyMap<string, HeldSpan>): boolean {
  return span.parentId === null || (span.isParentRemote && parentOf(span, spans) === undefined);
}

/** Of several pipeline runs the newest is the build. Other traces are work of one build. */
function chooseTraces(draft: Draft, all: ReadonlyMap<string, HeldSpan>): ReadonlyMap<string, HeldSpan> {
  const runs = new Map<string, { traces: Set<string>; startTimeMs: number }>();
  const traces = new Set<string>();
  for (const { traceId, run, startTimeMs } of all.values()) {
    traces.add(traceId);
    if (run === null) continue;
    const known = runs.get(run) ?? { traces: new Set(), startTimeMs: Number.NEGATIVE_INFINITY };
    known.traces.add(traceId);
    known.startTimeMs = Math.max(known.startTimeMs, startTimeMs ?? Number.NEGATIVE_INFINITY);
    runs.set(run, known);
  }
  if (runs.size > 1) {
    const older = runs.size - 1;
    const what = `The file holds ${runs.size} pipeline runs: the newest is read, ${older} older ${older === 1 ? 'is' : 'are'} left out.`;
    draft.report('info', 'older-builds', what);
    const newest = [...runs.values()].reduce((a, b) => (b.startTimeMs >= a.startTimeMs ? b : a));
    return new Map([...all].filter(([, span]) => newest.traces.has(span.traceId)));
  }
  if (traces.size > 1) draft.report('info', 'several-traces', `${traces.size} traces are read as one build.`);
  return all;
}

/** One failure repeats up its parents, as agents' spans repeat the tokens of their calls: it counts where it began. */
function markParents(spans: ReadonlyMap<string, HeldSpan>): void {
  for (const span of spans.values()) {
    if (isFailure(span.result)) markAbove(span, spans, 'hasFailedBelow');
    if (span.usage.tokens !== null || span.usage.costUsd !== null)
      markAbove(span, spans, 'isUsageToldElsewhere');
  }
}

function markAbove(
  span: HeldSpan,
  spans: ReadonlyMap<string, HeldSpan>,
  mark: 'hasFailedBelow' | 'isUsageToldElsewhere',
): void {
  // A span that is marked has marked its parents, which also ends a circle.
  for (let above = parentOf(span, spans); above !== undefined && !above[mark]; above = parentOf(above, spans))
    above[mark] = true;
}

function isFailure(result: Result): boolean {
  return result === 'failure' || result === 'error' || result === 'timeout';
}

function takeBuild({ facts, report }: Draft, root: HeldSpan): void {
  facts.startTimeMs = root.startTimeMs;
  facts.durationMs = root.durationMs;
  if (root.saysResult) facts.result = root.result;
  if (root.durationMs !== null) return;
  facts.complete = false;
  report('warning', 'unfinished-task', `\`${root.name}\` started and never ended.`);
}

function addTask(draft: Draft, span: HeldSpan, parentId: string | null): void {
  const { facts, report } = draft;
  if (span.durationMs === null) {
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
    errorType: isFailure(result) ? span.errorType : null,
    model,
    ...(span.isUsageToldElsewhere ? {} : { tokens, costUsd }),
  });
}
