/** One span of OTLP/JSON: name, kind and result by the semantic conventions. Reference: https://opentelemetry.io/docs/specs/semconv/registry/attributes/ */

import type { FailureDraft } from '../../ingest/describe-failure.ts';
import type { Draft } from '../../ingest/draft.ts';
import {
  type Fields,
  isFields,
  readFields,
  readList,
  readNumber,
  readText,
} from '../../ingest/read-fields.ts';
import { stableName } from '../../ingest/stable-name.ts';
import { ownAttributes } from '../../model/own-attributes.ts';
import type { CacheState, Result } from '../../model/task.ts';
import { conversationOf, kindOfAi, readUsage, type Usage } from './gen-ai-names.ts';
import {
  type Attributes,
  elapsedMs,
  numberOf,
  readEnum,
  readId,
  readNanos,
  readOtlpAttributes,
  textAttribute,
  toMs,
} from './otlp-values.ts';
import { type OwnSpan, readOwnSpan } from './own-span.ts';

/** The data of a span until its parent and its children are known. */
export interface HeldSpan {
  /** Of its file. */
  readonly draft: Draft;
  readonly id: string;
  readonly traceId: string;
  readonly parentId: string | null;
  /** The parent belongs to another process, which may trace elsewhere. */
  readonly isParentRemote: boolean;
  readonly name: string;
  readonly kind: string;
  readonly startTimeMs: number | null;
  /** null: it has no end. */
  readonly durationMs: number | null;
  readonly result: Result;
  readonly cache: CacheState;
  /** The span contains its result, beyond not having failed. */
  readonly hasResult: boolean;
  /** Its result is an unknown word. */
  readonly hasOddStatus: boolean;
  readonly errorType: string | null;
  /** The reason of its failure; null if it is not kept: tools of agents print their data. */
  readonly failure: FailureDraft | null;
  /** Without what its children, or events, contain: each counts once. */
  usage: Usage;
  readonly service: string | null;
  readonly conversation: string | null;
  /** The pipeline run that it represents; null if it is not such a root. */
  readonly run: string | null;
  /** null for a span of another program. */
  readonly own: OwnSpan | null;
  hasFailedBelow: boolean;
}

const kinds = ['', 'SPAN_KIND_INTERNAL', 'SPAN_KIND_SERVER', 'SPAN_KIND_CLIENT'];
const statusCodes = ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'];
const remoteParent = 0x200;
/** The conventions' word for an error of no known type. */
const unknownError = '_OTHER';
/** The outcome of a Gradle task from its OpenTelemetry build plugin: with `-` or `_`, by version. */
const gradleOutcome = 'task.outcome';

/** @returns null for a span without an id */
export function holdSpan(
  fields: Fields,
  resource: Attributes,
  { draft, ownTrace }: { readonly draft: Draft; readonly ownTrace: string },
): HeldSpan | null {
  const id = readId(fields, 'spanId');
  if (id === null) return null;
  const attributes = readOtlpAttributes(fields);
  const start = readNanos(fields, 'startTimeUnixNano');
  const end = readNanos(fields, 'endTimeUnixNano');
  const durationMs = elapsedMs(start, end);
  const outcome = textAttribute(attributes, gradleOutcome)?.replaceAll('-', '_');
  const stated = readResult(attributes);
  const status = readEnum(readFields(fields, 'status'), 'code', statusCodes);
  const traceId = readId(fields, 'traceId') ?? ownTrace;
  const parentId = readId(fields, 'parentSpanId');
  const written = readOwnSpan(attributes);
  const kind = written?.kind ?? kindOf(fields, attributes);
  const exception = exceptionOf(fields);
  const errorType =
    textAttribute(attributes, 'error.type', 'exception.type') ?? textAttribute(exception, 'exception.type');
  return {
    draft,
    id,
    traceId,
    parentId,
    isParentRemote: ((readNumber(fields, 'flags') ?? 0) & remoteParent) !== 0,
    name: written === null ? stableName(nameOf(fields, attributes)) : (readText(fields, 'name') ?? 'span'),
    kind,
    startTimeMs: toMs(start),
    durationMs,
    ...written?.times,
    cache: written?.cache ?? (outcome === 'FROM_CACHE' || outcome === 'UP_TO_DATE' ? 'hit' : 'unknown'),
    result: stated ?? resultOf(status, end !== null),
    hasResult: stated !== null || status !== 0,
    hasOddStatus: (stated === 'unknown' && written === null) || status < 0 || status > 2,
    errorType: errorType === unknownError ? null : errorType,
    failure: written !== null || kind === 'test' ? failureOf(fields, attributes, exception, written) : null,
    usage: readUsage(attributes),
    service: textAttribute(resource, 'service.name'),
    conversation: conversationOf(attributes) ?? conversationOf(resource),
    run: parentId === null && isPipeline(attributes) ? (runOf(attributes, resource) ?? traceId) : null,
    own: written,
    hasFailedBelow: false,
  };
}

/** An unknown status is not a success. */
function resultOf(status: number, hasEnded: boolean): Result {
  if (status === 2) return 'failure';
  return hasEnded && (status === 0 || status === 1) ? 'success' : 'unknown';
}

const jenkinsRun = 'ci.pipeline.run.number';

function isPipeline(attributes: Attributes): boolean {
  const names = ['cicd.pipeline.name', 'cicd.pipeline.result', 'cicd.pipeline.run.id', jenkinsRun];
  return names.some((name) => attributes.has(name));
}

function runOf(attributes: Attributes, resource: Attributes): string | null {
  const id = attributes.get('cicd.pipeline.run.id') ?? resource.get('cicd.pipeline.run.id');
  return id === undefined ? null : String(id);
}

function nameOf(fields: Fields, attributes: Attributes): string {
  const test = textAttribute(attributes, 'test.case.name');
  const suite = textAttribute(attributes, 'test.suite.name');
  const name = readText(fields, 'name') ?? 'span';
  if (test === null) return name;
  return suite === null || test.startsWith(suite) ? test : `${suite} › ${test}`;
}

function kindOf(fields: Fields, attributes: Attributes): string {
  if (attributes.has('test.case.name')) return 'test';
  if (attributes.has('test.suite.name')) return 'suite';
  const type = textAttribute(attributes, 'cicd.pipeline.task.type');
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
  ['failed', 'failure'],
  ['timed_out', 'timeout'],
  ['cancelled', 'cancellation'],
  ['canceled', 'cancellation'],
  ['aborted', 'cancellation'],
  ['skipped', 'skip'],
  ['no_source', 'skip'],
  // Jenkins: tests failed; the last two were not started.
  ['unstable', 'failure'],
  ['not_built', 'skip'],
  ['not_executed', 'skip'],
  ['in_progress', 'unknown'],
  ['unknown', 'unknown'],
]);

/** Gradle's terms for the origin of a task's output; its status shows whether it succeeded. */
const madeIts: ReadonlySet<string> = new Set(['from_cache', 'up_to_date', 'executed']);

function readResult(attributes: Attributes): Result | null {
  const word = textAttribute(
    attributes,
    ownAttributes.result,
    'cicd.pipeline.task.run.result',
    'cicd.pipeline.result',
    'test.case.result.status',
    'test.suite.run.status',
    'github.job.step.conclusion',
    'github.conclusion',
    // The collector's GitHub receiver, Jenkins, and Gradle's build plugin.
    ...['cicd.pipeline.run.task.status', 'cicd.pipeline.run.status'],
    ...['ci.pipeline.run.result', 'jenkins.pipeline.step.result', 'test.result', gradleOutcome],
  );
  const plain = word?.toLowerCase().replaceAll('-', '_') ?? null;
  return plain === null || madeIts.has(plain) ? null : (resultWords.get(plain) ?? 'unknown');
}

/** Of the first recorded exception: later ones belong to its handling. */
function exceptionOf(fields: Fields): Attributes {
  const events = readList(fields, 'events').filter(isFields);
  return readOtlpAttributes(events.find((event) => readText(event, 'name') === 'exception') ?? {});
}

function failureOf(
  fields: Fields,
  attributes: Attributes,
  exception: Attributes,
  written: OwnSpan | null,
): FailureDraft {
  return {
    message:
      textAttribute(exception, 'exception.message') ?? readText(readFields(fields, 'status'), 'message'),
    text: textAttribute(exception, 'exception.stacktrace'),
    file: textAttribute(attributes, 'code.file.path', 'code.filepath'),
    line: numberOf(attributes, 'code.line.number', 'code.lineno'),
    // The texts were cleaned before they were exported.
    isExact: written !== null,
  };
}
