/** Sending one signal by OTLP: where to, by which protocol, and what the receiver refused. Reference: https://opentelemetry.io/docs/specs/otel/protocol/exporter/ */
import { DiagLogLevel, diag } from '@opentelemetry/api';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { withDeadline } from '../io/deadline.ts';
import type { Problem } from '../model/problem.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
export type Protocol = 'http/protobuf' | 'http/json';

/** What is sent, in the words of variables and messages. */
export interface Signal {
  readonly name: 'TRACES' | 'METRICS';
  /** `The trace was not exported in full`. */
  readonly subject: string;
  /** `spans`. */
  readonly items: string;
  readonly code: string;
}

export const metricsSignal: Signal = {
  name: 'METRICS',
  subject: 'The metrics were not exported in full',
  items: 'data points',
  code: 'metric-export',
};

/** Milliseconds for all batches together, whatever the exporter's own timeout for each. */
const deadlineMs = 20_000;

/** Where a signal goes by the standard variables; null where they name no endpoint or switch the export off. */
export function otlpEndpoint({ name }: Pick<Signal, 'name'>, env: Environment): string | null {
  const isOff =
    env['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true' || env[`OTEL_${name}_EXPORTER`] === 'none';
  return isOff
    ? null
    : env[`OTEL_EXPORTER_OTLP_${name}_ENDPOINT`] || env['OTEL_EXPORTER_OTLP_ENDPOINT'] || null;
}

/** Sends one batch by one of OpenTelemetry's exporters. */
export interface BatchExporter<T> {
  readonly export: (batch: T, settle: (result: ExportResult) => void) => void;
  readonly shutdown: () => Promise<void>;
}

/** Spans or data points of one request: 300 to 500 kB, where 4 MB is what receivers take. */
const batchSize = 1_000;

/** Items in the order of the list, as batches of one request each. */
export function splitBatches<I, T>(
  items: readonly I[],
  toBatch: (part: readonly I[]) => T,
): Batches<T>['list'] {
  const list = [];
  for (let first = 0; first < items.length; first += batchSize) {
    const part = items.slice(first, first + batchSize);
    list.push({ batch: toBatch(part), items: part.length });
  }
  return list;
}

/** Batches in order, each with how many items it has. */
interface Batches<T> {
  readonly list: readonly { readonly batch: T; readonly items: number }[];
  readonly open: (protocol: Protocol) => Promise<BatchExporter<T>>;
}

/**
 * Sends one batch after the other, until one fails; the exporter tries again what OTLP says may be tried again.
 * @returns what was not taken
 */
export async function sendBatches<T>(
  signal: Signal,
  { list, open }: Batches<T>,
  endpoint: string,
  env: Environment,
): Promise<readonly Problem[]> {
  const describe = (why: string, fix: string): Problem => ({
    level: 'warning',
    code: signal.code,
    where: `OTLP endpoint ${withoutSecrets(endpoint)}`,
    what: `${signal.subject}: ${why}`,
    fix,
  });
  const protocol =
    env[`OTEL_EXPORTER_OTLP_${signal.name}_PROTOCOL`] ||
    env['OTEL_EXPORTER_OTLP_PROTOCOL'] ||
    'http/protobuf';
  if (protocol !== 'http/protobuf' && protocol !== 'http/json')
    return [describe(`\`${protocol}\` is not supported.`, useHttp)];
  const refused: string[] = [];
  listenForRefusals(signal, (what) => refused.push(what));
  const exporter = await open(protocol);
  const fault = await withDeadline(sendAll(signal, exporter, list), deadlineMs);
  // It would wait for a request that hangs.
  void exporter.shutdown().catch(() => undefined);
  diag.disable();
  if (fault === 'timeout')
    return [describe(`It did not answer within ${deadlineMs / 1000} s.`, checkEndpoint)];
  if (fault !== null) return [describe(fault, checkEndpoint)];
  return refused.map((what) => describe(what, 'See the log of the receiver for its reason.'));
}

const useHttp =
  'Set `OTEL_EXPORTER_OTLP_PROTOCOL` to `http/protobuf` and use the port for HTTP, usually 4318.';
const checkEndpoint =
  'Check `OTEL_EXPORTER_OTLP_ENDPOINT` and `OTEL_EXPORTER_OTLP_HEADERS`. The check itself is not affected.';

/** A URL may hold a password, or a token as a parameter. */
function withoutSecrets(endpoint: string): string {
  const url = URL.parse(endpoint);
  return url === null ? '(not a URL)' : `${url.protocol}//${url.host}${url.pathname}`.replace(/\/$/, '');
}

async function sendAll<T>(
  { items: word }: Signal,
  exporter: BatchExporter<T>,
  list: Batches<T>['list'],
): Promise<string | null> {
  const total = list.reduce((sum, { items }) => sum + items, 0);
  let sent = 0;
  for (const { batch, items } of list) {
    const { promise, resolve } = Promise.withResolvers<ExportResult>();
    exporter.export(batch, resolve);
    const { code, error } = await promise;
    if (code !== ExportResultCode.SUCCESS)
      return `${faultOf(error)} ${total - sent} of ${total} ${word} were not taken.`;
    sent += items;
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
function listenForRefusals({ items }: Signal, tell: (what: string) => void): void {
  const ignore = (): void => undefined;
  const warn = (message: string, ...details: readonly unknown[]): void => {
    if (!message.startsWith('Received Partial Success')) return;
    const { rejectedSpans, rejectedDataPoints, errorMessage = '' } = readJson(details[0]);
    const rejected = rejectedSpans ?? rejectedDataPoints ?? 0;
    if (Number(rejected) > 0 || errorMessage)
      tell(`${rejected} ${items} were refused. ${errorMessage}`.trim());
  };
  diag.setLogger(
    { error: ignore, warn, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}

interface PartialSuccess {
  readonly rejectedSpans?: unknown;
  readonly rejectedDataPoints?: unknown;
  readonly errorMessage?: unknown;
}

function readJson(text: unknown): PartialSuccess {
  try {
    return JSON.parse(String(text)) as object;
  } catch {
    return {};
  }
}
