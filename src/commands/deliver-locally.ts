/** The trace of a build on a laptop: a file, and an endpoint that the environment names. */
import type { Delivery } from '../host.ts';

const endpoint = /^OTEL_EXPORTER_OTLP_(?:TRACES_)?ENDPOINT$/;

/**
 * OpenTelemetry's packages are loaded only when they are needed.
 * @param file null: no file
 * @param atMs when the build ran, where no log says it
 */
export function deliverLocally(file: string | null, atMs: number): Delivery {
  return {
    name: 'trace',
    deliver: async (report, _delivered, build) => {
      const { env } = process;
      if (file === null && !Object.keys(env).some((name) => endpoint.test(name))) return { notices: [] };
      const { deliverTrace } = await import('../tracing/deliver-trace.ts');
      const target = { env, file, atMs, job: null, repository: null, isFork: false };
      return { notices: await deliverTrace(build, report, target) };
    },
  };
}
