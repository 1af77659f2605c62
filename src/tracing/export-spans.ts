/** Sends spans by OpenTelemetry's exporters, which read the standard variables. Reference: https://opentelemetry.io/docs/specs/otel/protocol/exporter/ */
import { DiagLogLevel, diag } from '@opentelemetry/api';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import { withDeadline } from '../io/deadline.ts';
import type { Problem } from '../model/problem.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Milliseconds for all batches together, whatever the exporter's own timeout for each. */
const deadlineMs = 20_000;
/** Spans of one request: some 500 kB, where 4 MB is what receivers take. */
const batch = 1_000;

/** Where traces go by the standard variables; null where they name no endpoint or switch the export off. */
export function traceEndpoint(env: Environment): string | null {
  const isOff =
    env['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true' || env['OTEL_TRACES_EXPORTER'] === 'none';
  return isOff
    ? null
    : env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_ENDPOINT'] || null;
}

/**
 * Sends all spans, one batch after the other, until one fails; the exporter tries again what OTLP says may be tried
 * again. @returns what was not taken
 */
export async function exportSpans(
  spans: readonly ReadableSpan[],
  endpoint: string,
  env: Environment,
): Promise<readonly Problem[]> {
  const where = `OTLP endpoint ${withoutSecrets(endpoint)}`;
  const protocol =
    env['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] || env['OTEL_EXPORTER_OTLP_PROTOCOL'] || 'http/protobuf';
  if (protocol !== 'http/protobuf' && protocol !== 'http/json')
    return [describe(where, `\`${protocol}\` is not supported.`, useHttp)];
  const refused: string[] = [];
  listenForRefusals((what) => refused.push(what));
  const exporter = await openExporter(protocol);
  const fault = await withDeadline(sendAll(exporter, spans), deadlineMs);
  // It would wait for a request that hangs.
  void exporter.shutdown().catch(() => undefined);
  diag.disable();
  if (fault === 'timeout')
    return [describe(where, `It did not answer within ${deadlineMs / 1000} s.`, checkEndpoint)];
  if (fault !== null) return [describe(where, fault, checkEndpoint)];
  return refused.map((what) => describe(where, what, 'See the log of the receiver for its reason.'));
}

const useHttp =
  'Set `OTEL_EXPORTER_OTLP_PROTOCOL` to `http/protobuf` and use the port for HTTP, usually 4318.';
const checkEndpoint =
  'Check `OTEL_EXPORTER_OTLP_ENDPOINT` and `OTEL_EXPORTER_OTLP_HEADERS`. The check itself is not affected.';

function describe(where: string, why: string, fix: string): Problem {
  return {
    level: 'warning',
    code: 'trace-export',
    where,
    what: `The trace was not exported in full: ${why}`,
    fix,
  };
}

/** A URL may hold a password, or a token as a parameter. */
function withoutSecrets(endpoint: string): string {
  const url = URL.parse(endpoint);
  return url === null ? '(not a URL)' : `${url.protocol}//${url.host}${url.pathname}`.replace(/\/$/, '');
}

/** Loaded when there is something to send. */
async function openExporter(protocol: 'http/protobuf' | 'http/json'): Promise<SpanExporter> {
  if (protocol === 'http/json')
    return new (await import('@opentelemetry/exporter-trace-otlp-http')).OTLPTraceExporter();
  return new (await import('@opentelemetry/exporter-trace-otlp-proto')).OTLPTraceExporter();
}

async function sendAll(exporter: SpanExporter, spans: readonly ReadableSpan[]): Promise<string | null> {
  for (let first = 0; first < spans.length; first += batch) {
    const { promise, resolve } = Promise.withResolvers<ExportResult>();
    exporter.export(spans.slice(first, first + batch), resolve);
    const { code, error } = await promise;
    if (code !== ExportResultCode.SUCCESS)
      return `${faultOf(error)} ${spans.length - first} of ${spans.length} spans were not taken.`;
  }
  return null;
}

/** An answer's body may repeat what was sent, secrets too: only its status is shown. */
function faultOf(error: (Error & { readonly code?: unknown }) | undefined): string {
  const code = typeof error?.code === 'number' || typeof error?.code === 'string' ? `${error.code} ` : '';
  const message = error?.message.includes(String(error.code))
    ? error.message
    : `${code}${error?.message ?? 'no answer'}`;
  return `${message.replaceAll(/\s+/g, ' ').slice(0, 200).replace(/\.$/, '')}.`;
}

/** The exporter reports a partial success only in its log. */
function listenForRefusals(tell: (what: string) => void): void {
  const ignore = (): void => undefined;
  const warn = (message: string, ...details: readonly unknown[]): void => {
    if (!message.startsWith('Received Partial Success')) return;
    const { rejectedSpans = 0, errorMessage = '' } = readJson(details[0]);
    if (Number(rejectedSpans) > 0 || errorMessage)
      tell(`${rejectedSpans} spans were refused. ${errorMessage}`.trim());
  };
  diag.setLogger(
    { error: ignore, warn, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}

function readJson(text: unknown): { readonly rejectedSpans?: unknown; readonly errorMessage?: unknown } {
  try {
    return JSON.parse(String(text)) as object;
  } catch {
    return {};
  }
}
