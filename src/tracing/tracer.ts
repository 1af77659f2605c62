/** Builder's tracer: traces of a process with OpenTelemetry's SDK, in files and other destinations. */

import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, trace } from '@opentelemetry/api';
import type { ReadableSpan, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Variables } from '../model/variables.ts';
import { warnOfProcess } from '../recorder/flush-at-exit.ts';
import { readRecordSettings } from '../recorder/recorder-settings.ts';
import { version } from '../version.ts';
import { traceEndpoint } from './export-spans.ts';
import { loadOpenTelemetry } from './load-opentelemetry.ts';
import { isSdkDisabled } from './otlp-endpoint.ts';
import { reportMisuse, safeText } from './report-misuse.ts';
import { Span } from './span.ts';
import { spanTime } from './span-clock.ts';
import { openOtlp, type SpanExporter } from './span-exporter.ts';
import { SpanKind } from './span-kinds.ts';
import { RecentSpans, SpanFanout, SpanFile } from './span-processors.ts';
import { SpanQueue } from './span-queue.ts';
import { TraceContext } from './trace-context.ts';

export interface TracerOptions {
  /** The folder of traces, one file per process; `.build-telemetry/traces` by default, null for no files. */
  readonly folder?: string | null;
  /** Days after which a file of the folder is removed; 7 by default. */
  readonly retentionDays?: number;
  /** Exporters besides the files; by default OTLP if the standard variables set an endpoint. */
  readonly exporters?: readonly SpanExporter[];
  /**
   * Called for each fault of a file or an exporter; by default the first one is reported as a warning of the process.
   */
  readonly onProblem?: (error: Error) => void;
  readonly env?: Variables;
}

/** The current trace and span in a chain of asynchronous work. */
interface Place {
  readonly context: TraceContext;
  readonly span: Span | null;
  readonly outer: Place | null;
}

export class Tracer {
  readonly #places = new AsyncLocalStorage<Place>();
  readonly #fanout = new SpanFanout();
  readonly #recent = new RecentSpans();
  readonly #provider: TracerProvider;
  readonly #onProblem: (error: Error) => void;
  readonly #env: Variables;
  readonly #isOn: boolean;
  #nextTraceId: string | null = null;

  constructor(options: TracerOptions = {}) {
    this.#env = options.env ?? process.env;
    this.#onProblem = options.onProblem ?? warnOnce();
    const sdk = loadOpenTelemetry('sdk');
    const { detectResources, envDetector, resourceFromAttributes } = loadOpenTelemetry('resources');
    const ids = new sdk.RandomIdGenerator();
    this.#provider = new sdk.TracerProvider({
      resource: resourceFromAttributes({ 'service.name': 'build' }).merge(
        detectResources({ detectors: [envDetector] }),
      ),
      idGenerator: {
        generateTraceId: () => this.#nextTraceId ?? ids.generateTraceId(),
        generateSpanId: () => ids.generateSpanId(),
      },
      spanProcessors: [this.#fanout],
    });
    this.#fanout.add(this.#recent);
    this.#isOn = readRecordSettings(this.#env).enabled && !isSdkDisabled(this.#env);
    if (!this.#isOn) return;
    const { folder = '.build-telemetry/traces', retentionDays = 7 } = options;
    if (folder !== null) this.#fanout.add(new SpanFile(folder, readDays(retentionDays), this.#onProblem));
    for (const exporter of options.exporters ?? this.#openStandard()) this.addExporter(exporter);
  }

  /** OTLP if the standard variables set an endpoint. */
  #openStandard(): SpanExporter[] {
    const url = traceEndpoint(this.#env);
    try {
      return url === null ? [] : [openOtlp({ url })];
    } catch (error) {
      this.#onProblem(error as Error);
      return [];
    }
  }

  /** Later spans are also sent to it, in batches, unless telemetry is switched off. */
  addExporter(exporter: SpanExporter): void {
    if (typeof exporter?.export !== 'function')
      return reportMisuse(
        `\`addExporter\` takes an exporter such as \`SpanExporter.otlp()\`, not ${safeText(exporter)}.`,
      );
    if (!this.#isOn) return;
    this.#fanout.add(new SpanQueue(exporter, this.#onProblem));
  }

  /** Begins a trace with a new id of 128 bits, or below a span of another process; later spans belong to it. */
  startTrace(context: TraceContext = TraceContext.fresh()): TraceContext {
    const begun = context instanceof TraceContext ? context : TraceContext.parse(context);
    this.#places.enterWith({ context: begun, span: null, outer: null });
    return begun;
  }

  /** The context of the next span: the data that another process needs to join. */
  get current(): TraceContext {
    const place = this.#places.getStore();
    return place?.span?.context ?? place?.context ?? TraceContext.fromEnvironment(this.#env);
  }

  /**
   * Starts a span below the current one and makes it the current one. For parallel work pass the parent, or use
   * `withSpan`.
   */
  startSpan(name: string, kind: SpanKind = SpanKind.Internal, parent?: Span | TraceContext): Span {
    const outer = this.#places.getStore() ?? null;
    const above = this.#contextOf(parent ?? this.current);
    const span = this.openSpan(name, kind, above);
    this.#places.enterWith({ context: above, span, outer });
    return span;
  }

  /** An invalid parent is ignored: a new trace begins. */
  #contextOf(parent: Span | TraceContext): TraceContext {
    if (parent instanceof TraceContext) return parent;
    if (parent instanceof Span) return parent.context;
    reportMisuse(
      `The parent of a span is a span or a trace context, not ${safeText(parent)}: a new trace begins.`,
    );
    return TraceContext.fresh();
  }

  /** Ends a span; ending it twice has no effect. Its parent is the current one again. */
  finishSpan(span: Span): void {
    if (!(span instanceof Span)) return reportMisuse(`\`finishSpan\` takes a span, not ${safeText(span)}.`);
    span.end();
    const place = this.#places.getStore();
    if (place?.span !== span) return;
    let outer = place.outer;
    while (outer !== null && outer.span !== null && !outer.span.isRecording) outer = outer.outer;
    this.#places.enterWith(outer ?? { context: place.context, span: null, outer: null });
  }

  /** Runs work in a separate span, which ends with it; an exception is recorded and thrown again. */
  async withSpan<T>(
    name: string,
    work: (span: Span) => T | Promise<T>,
    kind: SpanKind = SpanKind.Internal,
  ): Promise<T> {
    const context = this.current;
    const span = this.openSpan(name, kind, context);
    const outer = this.#places.getStore() ?? null;
    return await this.#places.run({ context, span, outer }, async () => {
      try {
        return await work(span);
      } catch (error) {
        span.recordError(error);
        throw error;
      } finally {
        span.end();
      }
    });
  }

  /** Ended spans of a trace, in the form of OpenTelemetry's SDK: of the newest 10,000. */
  spansOf(traceId: string): readonly ReadableSpan[] {
    return this.#recent.ofTrace(traceId);
  }

  /** Writes and sends waiting spans. */
  async flush(): Promise<void> {
    await this.#fanout.forceFlush();
  }

  /** Writes and sends waiting spans, and ends the exporters. */
  async shutdown(): Promise<void> {
    await this.#fanout.shutdown();
  }

  /** Starts a span below another one or a context, and leaves the current one unchanged. */
  openSpan(name: string, kind: SpanKind, parent: Span | TraceContext): Span {
    if (typeof name !== 'string' || name === '')
      reportMisuse(`The name of a span is a text, not ${safeText(name) || 'an empty one'}.`);
    const above = this.#contextOf(parent);
    // A trace without spans has no parent for its first one: only its id is used.
    this.#nextTraceId = above.isFresh ? above.traceId : null;
    const context = above.isFresh ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, above);
    const started = { kind: checkKind(kind), startTime: spanTime() };
    const span = this.#provider
      .getTracer('build-telemetry', version)
      .startSpan(safeText(name || 'span'), started, context);
    this.#nextTraceId = null;
    return new Span(span);
  }
}

function checkKind(kind: SpanKind): SpanKind {
  if (Object.values(SpanKind).includes(kind)) return kind;
  reportMisuse(
    `\`${safeText(kind)}\` is not a kind of span: use one of SpanKind, such as \`SpanKind.Internal\`.`,
  );
  return SpanKind.Internal;
}

function warnOnce(): (error: Error) => void {
  let isReported = false;
  return (error) => {
    if (isReported) return;
    isReported = true;
    warnOfProcess(`A trace was not written or sent in full: ${error.message}`, 'BuildTelemetryWarning');
  };
}

let global: Tracer | null = null;

function makeGlobal(options?: TracerOptions): Tracer {
  // Exporters wait for more spans: waiting ones are sent when the process has nothing else to do.
  if (global === null) process.once('beforeExit', () => void global?.flush());
  global = new Tracer(options);
  return global;
}

/** The tracer of this process. */
export function getTracer(): Tracer {
  return global ?? makeGlobal();
}

/** Replaces the tracer of this process, which is flushed first. */
export async function configureTracer(options: TracerOptions): Promise<Tracer> {
  await global?.shutdown();
  return makeGlobal(options);
}

/** A wrong number of days must not delete the files of other processes. */
function readDays(days: unknown): number {
  if (typeof days === 'number' && days >= 0) return days;
  reportMisuse(`\`retentionDays\` is ${safeText(days)}: write a number of days. 7 days are kept.`);
  return 7;
}
