/** Golden Armada's exporter for Prometheus: the newest values at `/metrics`, and as a file for the textfile collector. */
import { basename, dirname } from 'node:path';
import { writeDurably } from '../io/durable-file.ts';
import { makeFolder } from '../io/make-folder.ts';
import type { MetricPoint } from '../model/metric-point.ts';
import { newestPoints } from '../points/newest-points.ts';
import { writeExposition } from '../points/write-exposition.ts';
import { type ExporterOptions, MetricExporter } from './metric-exporter.ts';
import { type MetricsServer, startMetricsServer } from './metrics-server.ts';

export interface PrometheusOptions extends ExporterOptions {
  /** 9464 by default, as in OpenTelemetry: the document's 9090 is the port of Prometheus itself. null: no server. */
  readonly port?: number | null;
  /** `127.0.0.1` by default. */
  readonly host?: string;
  /** `/metrics` by default. */
  readonly path?: string;
  /** Written at each export, for example `/var/lib/node_exporter/build.prom`; none by default. */
  readonly file?: string | null;
}

export class PrometheusExporter extends MetricExporter {
  readonly #options: PrometheusOptions;
  #points: readonly MetricPoint[] = [];
  #server: Promise<MetricsServer> | null = null;

  /** @throws RangeError for an invalid port or path */
  constructor(options: PrometheusOptions = {}) {
    super('prometheus', options);
    const { port = null, path = '/metrics' } = options;
    if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
      throw new RangeError(`\`port\` is ${port}: write a whole number from 0 to 65535.`);
    if (!path.startsWith('/')) throw new RangeError(`\`path\` is ${path}: write one such as \`/metrics\`.`);
    this.#options = options;
  }

  /** The text at `path`. */
  getMetricsEndpoint(format: 'text' | 'openmetrics' = 'text'): string {
    return writeExposition(this.#points, this.specs, { format });
  }

  /**
   * Starts the server; the first export does so automatically. Does not keep the process alive.
   * @returns the URL
   */
  async listen(): Promise<string> {
    const { port, host, path = '/metrics' } = this.#options;
    this.#server ??= startMetricsServer({
      port: port ?? 9464,
      path,
      ...(host === undefined ? {} : { host }),
      write: (format) => this.getMetricsEndpoint(format),
    });
    try {
      const server = await this.#server;
      server.unref();
      return server.url;
    } catch (error) {
      this.#server = null;
      throw error;
    }
  }

  async close(): Promise<void> {
    const server = await this.#server?.catch(() => null);
    this.#server = null;
    await server?.close();
  }

  protected override async send(points: readonly MetricPoint[]): Promise<void> {
    // A summary's quantiles use all its points.
    const summaries = points.filter(({ kind }) => kind === 'summary');
    this.#points = [...newestPoints(points.filter(({ kind }) => kind !== 'summary')), ...summaries];
    const { file = null, port } = this.#options;
    if (file !== null) {
      makeFolder(dirname(file));
      await writeDurably(dirname(file), basename(file), Buffer.from(this.getMetricsEndpoint()));
    }
    if (port !== null) await this.listen();
  }
}
