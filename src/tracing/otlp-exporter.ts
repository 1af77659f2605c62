/**
 * Sends one signal over OTLP/HTTP with OpenTelemetry's own parts, which read the standard variables. Its exporters,
 * thin layers over these parts, only log what a receiver rejects, take any answer for an acceptance, and never end a
 * request whose answer never ends.
 */
import type { Agent, AgentOptions } from 'node:http';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import {
  convertLegacyHttpOptions,
  createOtlpHttpExportDelegate,
} from '@opentelemetry/otlp-exporter-base/node-http';
import {
  type IExporterMetricsHelper,
  type ISerializer,
  JsonMetricsSerializer,
  JsonTraceSerializer,
  MetricsExporterMetricsHelper,
  ProtobufMetricsSerializer,
  ProtobufTraceSerializer,
  TraceExporterMetricsHelper,
} from '@opentelemetry/otlp-transformer';
import type { ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { readProxies } from '../io/fetch-url.ts';
import type { Protocol } from './otlp-endpoint.ts';

/** What a receiver rejected of a request that it accepted, or a note of one that accepted all. */
export interface Rejection {
  /** 0: it is only a note. */
  readonly items: number;
  readonly message: string;
}

export interface OtlpExporter<Batch> {
  readonly export: (batch: Batch, settle: (result: ExportResult) => void) => void;
  readonly forceFlush: () => Promise<void>;
  readonly shutdown: () => Promise<void>;
  /** Ends requests without an answer; nothing is sent afterwards. */
  readonly abort: () => void;
}

export interface OtlpConfig {
  /** The full URL. */
  readonly url: string;
  readonly protocol: Protocol;
  /** Milliseconds for one batch with all its attempts. */
  readonly timeoutMillis: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly onRejection?: (rejection: Rejection) => void;
}

export function openTraceExporter(config: OtlpConfig): OtlpExporter<ReadableSpan[]> {
  return open<ReadableSpan[]>('TRACES', config, {
    json: JsonTraceSerializer,
    protobuf: ProtobufTraceSerializer,
    helper: TraceExporterMetricsHelper,
  });
}

export function openMetricExporter(config: OtlpConfig): OtlpExporter<ResourceMetrics> {
  return open<ResourceMetrics>('METRICS', config, {
    json: JsonMetricsSerializer,
    protobuf: ProtobufMetricsSerializer,
    helper: MetricsExporterMetricsHelper,
  });
}

interface Parts<Batch> {
  readonly json: ISerializer<Batch, object>;
  readonly protobuf: ISerializer<Batch, object>;
  readonly helper: IExporterMetricsHelper<Batch>;
}

function open<Batch>(
  name: 'TRACES' | 'METRICS',
  { url, protocol, timeoutMillis, headers, onRejection }: OtlpConfig,
  { json, protobuf, helper }: Parts<Batch>,
): OtlpExporter<Batch> {
  const isJson = protocol === 'http/json';
  const type = isJson ? 'application/json' : 'application/x-protobuf';
  const own = headers === undefined ? {} : { headers: { ...headers } };
  const options = convertLegacyHttpOptions({ url, timeoutMillis, ...own }, name, `v1/${name.toLowerCase()}`, {
    'Content-Type': type,
  });
  const serializer = isJson ? json : protobuf;
  let refusal: string | null = null;
  const deserializeResponse = (body: Uint8Array): object => {
    // The result of the same request follows at once.
    refusal = beginsAsPage(body) ? pageFault : null;
    if (refusal !== null) return {};
    // Some receivers answer in JSON whatever they got.
    const answer = (body[0] === openObject ? json : serializer).deserializeResponse(body);
    refusal = readError(answer);
    const rejection = readRejection(answer);
    if (rejection !== null) onRejection?.(rejection);
    return {};
  };
  const connect = () => {
    const agents: Agent[] = [];
    const agentFactory: typeof options.agentFactory = async (scheme) => {
      const agent = behindProxy((await options.agentFactory(scheme)) as Agent);
      agents.push(agent);
      return agent;
    };
    const delegate = createOtlpHttpExportDelegate<Batch, object>(
      { ...options, agentFactory },
      { serializeRequest: (batch) => serializer.serializeRequest(batch), deserializeResponse },
      `otlp_http_${helper.name}_exporter`,
      helper,
      undefined,
    );
    let isAborted = false;
    const abort = (): void => {
      isAborted = true;
      for (const agent of agents) {
        // A retry gets no connection: it would keep the process alive as well.
        agent.maxSockets = 0;
        agent.destroy();
      }
    };
    return { delegate, abort, isAborted: () => isAborted };
  };
  let connection = connect();
  let isOver = false;
  return {
    export: (batch, settle) => {
      if (isOver) return settle(failed('It was stopped'));
      const own = connection;
      // The transport's timeout begins again with each byte of an answer.
      const timer = setTimeout(() => {
        own.abort();
        if (connection === own) connection = connect();
        settle(failed(`It did not answer within ${timeoutMillis / 1000} s`));
      }, timeoutMillis).unref();
      own.delegate.export(batch, (result) => {
        const why = refusal;
        refusal = null;
        // The transport takes the cut answer to an aborted request for an acceptance.
        if (own.isAborted()) return;
        clearTimeout(timer);
        settle(why === null ? result : failed(why));
      });
    },
    forceFlush: () => connection.delegate.forceFlush(),
    shutdown: () => connection.delegate.shutdown(),
    abort: () => {
      isOver = true;
      connection.abort();
    },
  };
}

function behindProxy(agent: Agent): Agent {
  const proxyEnv = readProxies(process.env);
  if (proxyEnv === null) return agent;
  const Same = agent.constructor as typeof Agent;
  const { options } = agent as Agent & { readonly options: AgentOptions };
  return new Same({ ...options, proxyEnv });
}

function failed(message: string): ExportResult {
  return { code: ExportResultCode.FAILED, error: new Error(message) };
}

const pageFault = 'It answered with a web page, as a user interface or a proxy does, and not with OTLP';

/** The first byte of JSON, and of no answer in protobuf. */
const openObject = 0x7b;

/** A gateway's error under an accepting status: OTLP has no field `error`, and its errors have another status. */
function readError(answer: object): string | null {
  const { error } = answer as { readonly error?: unknown };
  if (!error) return null;
  const { message = error } = error as { readonly message?: unknown };
  return `It answered with an error: ${typeof message === 'string' ? message : JSON.stringify(message)}`;
}

/** HTML or XML. Receivers answer with OTLP, with nothing, or against the standard with a short text: none begins so. */
function beginsAsPage(body: Uint8Array): boolean {
  return /^\s*</.test(new TextDecoder().decode(body.subarray(0, 1_000)));
}

function readRejection(answer: object): Rejection | null {
  const { partialSuccess } = answer as { readonly partialSuccess?: PartialSuccess | null };
  const { rejectedSpans, rejectedDataPoints, errorMessage = '' } = partialSuccess ?? {};
  const items = Number(rejectedSpans ?? rejectedDataPoints) || 0;
  return items > 0 || errorMessage ? { items, message: String(errorMessage) } : null;
}

interface PartialSuccess {
  readonly rejectedSpans?: unknown;
  readonly rejectedDataPoints?: unknown;
  readonly errorMessage?: unknown;
}
