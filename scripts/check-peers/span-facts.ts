/** The content of a span, from OTLP as JSON, in a form in which two versions of it are equal. */

export interface SpanFacts {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: number;
  readonly start: string;
  readonly end: string;
  readonly status: unknown;
  readonly attributes: unknown;
  readonly events: unknown;
  readonly links: unknown;
  readonly resource: unknown;
  readonly scope: unknown;
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status?: { readonly code?: number; readonly message?: string };
  readonly attributes?: readonly Attribute[];
  readonly events?: readonly {
    readonly name: string;
    readonly timeUnixNano: string;
    readonly attributes?: readonly Attribute[];
  }[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
}

interface OtlpTraces {
  readonly resourceSpans?: readonly {
    readonly resource?: { readonly attributes?: readonly Attribute[] };
    readonly scopeSpans?: readonly {
      readonly scope?: { readonly name?: string; readonly version?: string };
      readonly spans?: readonly OtlpSpan[];
    }[];
  }[];
}

/** By their ids. */
export function readOtlpSpans(message: unknown): SpanFacts[] {
  const spans: SpanFacts[] = [];
  for (const { resource, scopeSpans = [] } of (message as OtlpTraces).resourceSpans ?? [])
    for (const { scope, spans: own = [] } of scopeSpans)
      for (const span of own)
        spans.push({
          ...factsOf(span),
          resource: readAttributes(resource?.attributes),
          scope: [scope?.name ?? '', scope?.version ?? ''],
        });
  return spans.sort((a, b) => a.spanId.localeCompare(b.spanId));
}

function factsOf(span: OtlpSpan): Omit<SpanFacts, 'resource' | 'scope'> {
  const { status = {}, events = [], links = [] } = span;
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ?? '',
    name: span.name,
    kind: span.kind,
    start: String(span.startTimeUnixNano),
    end: String(span.endTimeUnixNano),
    status: [status.code ?? 0, status.message ?? ''],
    attributes: readAttributes(span.attributes),
    events: events.map(({ name, timeUnixNano, attributes }) => [
      ...[name, String(timeUnixNano)],
      readAttributes(attributes),
    ]),
    links: links.map(({ traceId, spanId }) => [traceId, spanId]),
  };
}

/** By their keys. Whole numbers are numbers in one version and texts in another; an empty list means nothing. */
function readAttributes(attributes: readonly Attribute[] = []): unknown {
  return attributes
    .map(({ key, value }) => [
      key,
      Object.entries(value).map(([kind, content]) => [kind, normalize(kind, content)]),
    ])
    .sort(([a], [b]) => String(a).localeCompare(String(b)));
}

function normalize(kind: string, content: unknown): unknown {
  if (kind === 'arrayValue') return (content as { values?: unknown[] }).values ?? [];
  return kind === 'intValue' ? String(content) : content;
}
