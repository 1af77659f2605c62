/** Sends data points over OTLP/HTTP with OpenTelemetry's own parts, which read the standard variables. */
import type { Attributes } from '@opentelemetry/api';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import type { MetricPoint } from '../model/metric-point.ts';
import type { Problem } from '../model/problem.ts';
import type { Variables } from '../model/variables.ts';
import { metricsSignal, sendBatches, splitBatches } from '../tracing/otlp-delivery.ts';
import { otlpEndpoint } from '../tracing/otlp-endpoint.ts';
import { type OtlpConfig, openMetricExporter } from '../tracing/otlp-exporter.ts';
import { type ResourceMetricsOptions, toResourceMetrics } from './resource-metrics.ts';

export { ignoredVariable } from '../tracing/otlp-delivery.ts';

export interface SendOptions extends Omit<ResourceMetricsOptions, 'resource'> {
  /** Of the resource; values of `OTEL_RESOURCE_ATTRIBUTES` and `OTEL_SERVICE_NAME` take precedence. */
  readonly attributes: Attributes;
  readonly headers?: Readonly<Record<string, string>>;
  readonly env: Variables;
}

/** The endpoint of metrics from the standard variables; null if they set none or disable the export. */
export function findEndpoint(env: Variables): string | null {
  return otlpEndpoint('METRICS', env);
}

/**
 * @param points at most one of each series
 * @param endpoint the full URL, with `/v1/metrics`
 * @returns the refused points
 */
export async function sendMetrics(
  points: readonly MetricPoint[],
  endpoint: string,
  options: SendOptions,
): Promise<readonly Problem[]> {
  const { headers, env, attributes, ...rest } = options;
  const resource = resourceFromAttributes(attributes).merge(detectResources({ detectors: [envDetector] }));
  const list = splitBatches(points, (part) => toResourceMetrics(part, { ...rest, resource }));
  const own = headers === undefined ? {} : { headers };
  const open = (config: OtlpConfig) => openMetricExporter({ ...config, ...own });
  return await sendBatches(metricsSignal, { list, open }, endpoint, env);
}
