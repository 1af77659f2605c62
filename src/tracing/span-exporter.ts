/** Where spans go beside the files: OTLP, Jaeger (which takes OTLP) and Zipkin, by OpenTelemetry's own exporters. */
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { SpanExporter as OpenTelemetryExporter, ReadableSpan } from '@opentelemetry/sdk-trace';
import { otlpTimeout } from './check-variables.ts';
import { traceEndpoint } from './export-spans.ts';
import { loadOpenTelemetry } from './load-opentelemetry.ts';
import { isHttp, isProtocol, otlpProtocol, showEndpoint } from './otlp-endpoint.ts';
import { withoutSecrets } from './otlp-fault.ts';

/** Milliseconds that a timer of Node.js can wait. */
const longestTimer = 2 ** 31 - 1;
const localEndpoint = 'http://localhost:4318/v1/traces';

export interface OtlpOptions {
  /** The whole URL, with `/v1/traces`; by default what the standard variables say. */
  readonly url?: string;
  /** What the standard variables say, or `http/protobuf`, by default. */
  readonly protocol?: 'http/protobuf' | 'http/json';
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds for one batch with all its tries; 10,000 by default. */
  readonly timeoutMs?: number;
}

/** What takes spans that have ended; OpenTelemetry's interface, so that any exporter written for it fits. */
export type SpanExporter = OpenTelemetryExporter;

export const SpanExporter = {
  /** @throws Error for options that nothing can be sent with */
  otlp({ url = traceEndpoint(process.env) ?? localEndpoint, ...rest }: OtlpOptions = {}): SpanExporter {
    const { protocol = otlpProtocol('TRACES', process.env), headers, timeoutMs } = rest;
    if (!isHttp(url))
      throw new TypeError(`The endpoint ${showEndpoint(url)} does not begin with http:// or https://.`);
    if (!isProtocol(protocol))
      throw new TypeError(`\`${protocol}\` is not supported: use http/protobuf or http/json.`);
    const options = {
      url,
      ...(headers === undefined ? {} : { headers: { ...headers } }),
      timeoutMillis: timeoutMs ?? otlpTimeout('TRACES', process.env, longestTimer),
    };
    const part = protocol === 'http/json' ? 'json' : 'protobuf';
    return new (loadOpenTelemetry(part).OTLPTraceExporter)(options);
  },

  /** @param url of Jaeger's OTLP receiver, without a path */
  jaeger(url = 'http://localhost:4318', options: Omit<OtlpOptions, 'url'> = {}): SpanExporter {
    return SpanExporter.otlp({ ...options, url: `${url.replace(/\/$/, '')}/v1/traces` });
  },

  /** @param url of Zipkin's collector, JSON version 2 */
  zipkin(
    url = 'http://localhost:9411/api/v2/spans',
    headers: Readonly<Record<string, string>> = {},
  ): SpanExporter {
    return new (loadOpenTelemetry('zipkin').ZipkinExporter)({ url, headers: { ...headers } });
  },
};

/** An exporter whose first fault is reported, and whose faults go no further: they never break the build. */
export function reportFaults(exporter: SpanExporter, onProblem: (error: Error) => void): SpanExporter {
  return {
    export: (spans: ReadableSpan[], settle: (result: ExportResult) => void): void => {
      const done = (error?: Error): void => {
        if (error !== undefined) onProblem(withoutSecrets(error));
        settle({ code: ExportResultCode.SUCCESS });
      };
      try {
        exporter.export(spans, ({ code, error = new Error('no answer') }) =>
          code === ExportResultCode.SUCCESS ? done() : done(error),
        );
      } catch (error) {
        done(error as Error);
      }
    },
    forceFlush: async () => await exporter.forceFlush?.(),
    shutdown: async () => await exporter.shutdown(),
  };
}
