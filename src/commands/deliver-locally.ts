/** The trace and the metrics of a local build: written to files, and sent to an endpoint from the environment. */
import type { Delivery } from '../host.ts';
import { traceTasksKey } from '../settings/trace-tasks.ts';

const endpoint = /^OTEL_EXPORTER_OTLP_(?:TRACES_)?ENDPOINT$/;
const metricsEndpoint = /^OTEL_EXPORTER_OTLP_(?:METRICS_)?ENDPOINT$/;

/**
 * OpenTelemetry's packages are loaded on demand.
 * @param file null: no file
 * @param atMs time of the build if no log contains it
 */
export function deliverTraceLocally(file: string | null, atMs: number): Delivery {
  return {
    name: 'trace',
    deliver: async (report, _delivered, build, _stored, judged) => {
      const { env } = process;
      if (file === null && !Object.keys(env).some((name) => endpoint.test(name))) return { notices: [] };
      const { deliverTrace } = await import('../tracing/deliver-trace.ts');
      const maxTasks = judged?.input.config.traceTasks ?? traceTasksKey.fallback;
      const target = { env, file, atMs, maxTasks, job: null, repository: null, isFork: false };
      return { notices: await deliverTrace(build, report, target) };
    },
  };
}

/**
 * Like the trace:
 * @param file for Prometheus; null: no file
 */
export function deliverMetricsLocally(file: string | null, atMs: number): Delivery {
  return {
    name: 'metrics',
    deliver: async (report, _delivered, build, stored) => {
      const { env } = process;
      const isWanted = file !== null || Object.keys(env).some((name) => metricsEndpoint.test(name));
      if (!isWanted || stored === null) return { notices: [] };
      const { deliverMetrics } = await import('../exporters/deliver-metrics.ts');
      const attributes = { 'service.name': build.name };
      const target = { env, file, attributes, atMs, isFork: false, stored };
      return { notices: await deliverMetrics(build, report, target) };
    },
  };
}
