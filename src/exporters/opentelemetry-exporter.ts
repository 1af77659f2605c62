/** Golden Armada's exporter over OTLP/HTTP. */

import type { MetricExport, MetricPoint } from '../model/metric-point.ts';
import type { Variables } from '../model/variables.ts';
import { newestPoints } from '../points/newest-points.ts';
import { isSdkDisabled } from '../tracing/otlp-endpoint.ts';
import { type ExporterOptions, MetricExporter } from './metric-exporter.ts';

export interface OpenTelemetryOptions extends ExporterOptions {
  /** The full URL; by default from the standard variables, or `http://localhost:4318/v1/metrics`. */
  readonly endpoint?: string;
  /** `http` is `http/protobuf`, OTLP's default. */
  readonly protocol?: 'http' | 'http/protobuf' | 'http/json';
  /** For example `{ Authorization: 'Bearer …' }`; they are never printed. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly env?: Variables;
}

const localEndpoint = 'http://localhost:4318/v1/metrics';

export class OpenTelemetryExporter extends MetricExporter {
  readonly #options: OpenTelemetryOptions;
  /** Totals are those of this process, or of an older log. It never becomes later, which would mean a restart. */
  #startMs = Date.now();
  #hasWarned = false;

  constructor(options: OpenTelemetryOptions = {}) {
    super('opentelemetry', options);
    this.#options = options;
  }

  /** Like OpenTelemetry's SDK, it does nothing with `OTEL_SDK_DISABLED=true`. */
  override async export(points: readonly MetricPoint[]): Promise<MetricExport | null> {
    return isSdkDisabled(this.#options.env ?? process.env) ? null : await super.export(points);
  }

  protected override async send(points: readonly MetricPoint[]): Promise<void> {
    // OpenTelemetry's packages are loaded on the first send.
    const { findEndpoint, ignoredVariable, sendMetrics } = await import('./send-metrics.ts');
    const { endpoint, protocol, headers = {}, env = process.env } = this.#options;
    const url = endpoint ?? findEndpoint(env) ?? localEndpoint;
    this.#startMs = points.reduce((least, { timeMs }) => Math.min(least, timeMs), this.#startMs);
    const problems = await sendMetrics(newestPoints(points), url, {
      attributes: { 'service.name': 'build' },
      specs: this.specs,
      startMs: this.#startMs,
      headers,
      env: protocol === undefined ? env : { ...env, [protocolVariable]: protocolOf(protocol) },
    });
    const ignored = problems.filter(({ code }) => code === ignoredVariable);
    if (!this.#hasWarned) for (const { what, fix } of ignored) this.report(new Error(`${what} ${fix}`));
    this.#hasWarned = true;
    const problem = problems.find(({ level, code }) => level !== 'info' && code !== ignoredVariable);
    if (problem !== undefined) throw new Error(`${problem.where}: ${problem.what} ${problem.fix}`);
  }
}

const protocolVariable = 'OTEL_EXPORTER_OTLP_METRICS_PROTOCOL';

function protocolOf(protocol: NonNullable<OpenTelemetryOptions['protocol']>): string {
  return protocol === 'http' ? 'http/protobuf' : protocol;
}
