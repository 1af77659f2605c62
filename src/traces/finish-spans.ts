/** Converts drafts of spans to the spans of OpenTelemetry's SDK, for its serializer and exporters. */
import { type Attributes, type Link, SpanKind, type SpanStatus, TraceFlags } from '@opentelemetry/api';
import type { InstrumentationScope } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import type { ReadableSpan, TimedEvent } from '@opentelemetry/sdk-trace';
import { fitAttributes } from './attribute-values.ts';
import { type SpanPeriod, toHrTime } from './span-times.ts';

export interface SpanDraft {
  readonly id: string;
  readonly parentId: string | null;
  /** Another program exports the parent. */
  readonly isParentRemote?: boolean;
  readonly name: string;
  readonly kind?: SpanKind;
  readonly period: SpanPeriod;
  readonly attributes: Attributes;
  readonly status: SpanStatus;
  readonly events?: readonly TimedEvent[];
  readonly links?: readonly Link[];
}

/** The common data of all spans of a trace. */
export interface TraceFrame {
  readonly traceId: string;
  readonly resource: Resource;
  readonly scope: InstrumentationScope;
}

export function finishSpan(draft: SpanDraft, { traceId, resource, scope }: TraceFrame): ReadableSpan {
  const { start, end } = draft.period;
  const context = { traceId, spanId: draft.id, traceFlags: TraceFlags.SAMPLED };
  const { parentId, isParentRemote: isRemote = false } = draft;
  return {
    name: draft.name,
    kind: draft.kind ?? SpanKind.INTERNAL,
    spanContext: () => context,
    ...(parentId === null ? {} : { parentSpanContext: { ...context, spanId: parentId, isRemote } }),
    startTime: toHrTime(start),
    endTime: toHrTime(end),
    duration: toHrTime(end - start),
    status: draft.status,
    attributes: fitAttributes(draft.attributes),
    events: (draft.events ?? []).map(fit),
    links: (draft.links ?? []).map(fit),
    ended: true,
    resource,
    instrumentationScope: scope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function fit<T extends { readonly attributes?: Attributes }>(part: T): T {
  return part.attributes === undefined ? part : { ...part, attributes: fitAttributes(part.attributes) };
}
