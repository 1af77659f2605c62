/** The kinds and statuses of spans, in the terms of both documents: OpenTelemetry's numbers. */
import { SpanStatusCode as Code, SpanKind as Kind } from '@opentelemetry/api';

export type SpanKind = Kind;

/** Of OpenTelemetry, in the spellings of Builder (`Internal`) and of Golden Armada (`INTERNAL`). */
export const SpanKind = {
  Internal: Kind.INTERNAL,
  Server: Kind.SERVER,
  Client: Kind.CLIENT,
  Producer: Kind.PRODUCER,
  Consumer: Kind.CONSUMER,
  INTERNAL: Kind.INTERNAL,
  SERVER: Kind.SERVER,
  CLIENT: Kind.CLIENT,
  PRODUCER: Kind.PRODUCER,
  CONSUMER: Kind.CONSUMER,
} as const;

export type SpanStatus = Code;

/** Builder's spelling. */
export const SpanStatus = { Unset: Code.UNSET, Ok: Code.OK, Error: Code.ERROR } as const;

/** Golden Armada's spelling. */
export const SpanStatusCode = { UNSET: Code.UNSET, OK: Code.OK, ERROR: Code.ERROR } as const;
