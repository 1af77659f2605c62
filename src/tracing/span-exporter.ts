/**
 * Destinations of spans besides the files: OTLP, Jaeger (which accepts OTLP) and Zipkin, with OpenTelemetry's own
 * exporters.
 */
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { SpanExporter as OpenTelemetryExporter, ReadableSpan } from '@opentelemetry/sdk-trace';
import { otlpTimeout, readTimeout } from './check-variables.ts';
import { traceEndpoint } from './export-spans.ts';
import { describeRejection } from './otlp-delivery.ts';
import { isHttp, isProtocol, otlpProtocol, showEndpoint } from './otlp-endpoint.ts';
import type { OtlpConfig, OtlpExporter, Rejection } from './otlp-exporter.ts';
import { describeOtlpFault } from './otlp-fault.ts';
import { reportMisuse } from './report-misuse.ts';
import { openZipkin } from './zipkin-exporter.ts';

/** Maximum delay of a timer in Node.js, milliseconds. */
const longestTimer = 2 ** 31 - 1;
const localEndpoint = 'http://localhost:4318/v1/traces';

export interface OtlpOptions {
  /** The full URL, with `/v1/traces`; by default from the standard variables. */
  readonly url?: string;
  /** From the standard variables, or `http/protobuf`, by default. */
  readonly protocol?: 'http/protobuf' | 'http/json';
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds for one batch with all its attempts; 10,000 by default. */
  readonly timeoutMs?: number;
}

/** A receiver of ended spans; OpenTelemetry's interface, so that any of its exporters fits. */
export type SpanExporter = OpenTelemetryExporter;

/** Wrong options throw nothing into the traced program: they are reported, and nothing is sent. */
export const SpanExporter = {
  otlp: (options: OtlpOptions = {}): SpanExporter => orNone(() => openOtlp(options)),

  /** @param url of Jaeger's OTLP receiver, without a path */
  jaeger: (url = 'http://localhost:4318', options: Omit<OtlpOptions, 'url'> = {}): SpanExporter =>
    orNone(() => openOtlp({ ...options, url: `${String(url).replace(/\/$/, '')}/v1/traces` })),

  /** @param url of Zipkin's collector, JSON version 2; by default from the standard variables */
  zipkin: (
    url = readZipkin('ENDPOINT') || 'http://localhost:9411/api/v2/spans',
    headers: Readonly<Record<string, string>> = {},
  ): SpanExporter =>
    orNone(() => {
      checkUrl(url, 'endpoint of Zipkin');
      return openZipkin({ url, headers, timeoutMillis: readTimeout(readZipkin('TIMEOUT'), longestTimer) });
    }),
};

function readZipkin(variable: 'ENDPOINT' | 'TIMEOUT'): string {
  return process.env[`OTEL_EXPORTER_ZIPKIN_${variable}`]?.trim() ?? '';
}

function orNone(open: () => SpanExporter): SpanExporter {
  try {
    return open();
  } catch (error) {
    reportMisuse((error as Error).message);
    return { export: (_, settle) => settle({ code: ExportResultCode.SUCCESS }), shutdown: async () => {} };
  }
}

/** @throws Error for options with which nothing can be sent */
export function openOtlp({
  url = traceEndpoint(process.env) ?? localEndpoint,
  ...rest
}: OtlpOptions): SpanExporter {
  const { protocol = otlpProtocol('TRACES', process.env), headers, timeoutMs } = rest;
  checkUrl(url);
  if (!isProtocol(protocol))
    throw new TypeError(`\`${protocol}\` is not supported: use http/protobuf or http/json.`);
  const wanted = timeoutMs ?? otlpTimeout('TRACES', process.env, longestTimer);
  return openLater({
    ...{ url, protocol, timeoutMillis: Math.min(wanted, longestTimer) },
    ...(headers === undefined ? {} : { headers: { ...headers } }),
  });
}

function checkUrl(url: string, what = 'endpoint'): void {
  if (!isHttp(url))
    throw new TypeError(`The ${what} ${showEndpoint(url)} does not begin with http:// or https://.`);
}

/** The parts for OTLP are loaded with the first spans. */
function openLater(config: OtlpConfig): SpanExporter {
  let opened: Promise<OtlpExporter<ReadableSpan[]>> | null = null;
  let rejection: Rejection | null = null;
  const where = `OTLP endpoint ${showEndpoint(config.url)}`;
  const onRejection = (found: Rejection): void => {
    rejection = found;
  };
  const open = async (): Promise<OtlpExporter<ReadableSpan[]>> =>
    (await import('./otlp-exporter.ts')).openTraceExporter({ ...config, onRejection });
  return {
    export: (spans, settle) => {
      opened ??= open();
      const settleWithRejection = (result: ExportResult): void => {
        // The rejection of the same request came just before.
        const own = rejection;
        rejection = null;
        const why =
          own !== null
            ? describeRejection(own, 'spans')
            : result.code === ExportResultCode.FAILED
              ? describeOtlpFault(result.error)
              : null;
        settle(why === null ? result : { ...result, error: new Error(`${where}: ${why}`) });
      };
      opened.then(
        (exporter) => exporter.export(spans, settleWithRejection),
        (error: Error) => settle({ code: ExportResultCode.FAILED, error }),
      );
    },
    forceFlush: async () => await (await opened)?.forceFlush(),
    shutdown: async () => await (await opened)?.shutdown(),
  };
}
