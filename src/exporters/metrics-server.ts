/** Serves the text for Prometheus over HTTP, in the format that the scraper requests. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contentTypes } from '../points/write-exposition.ts';

export interface MetricsServerOptions {
  readonly port: number;
  /** `127.0.0.1` by default: not reachable from the network. */
  readonly host?: string;
  readonly path: string;
  /** Returns the current text. */
  readonly write: (format: keyof typeof contentTypes) => string | Promise<string>;
}

export interface MetricsServer {
  readonly url: string;
  /** Lets the process end although it listens. */
  readonly unref: () => void;
  readonly close: () => Promise<void>;
}

/** @throws if the port is taken or not permitted */
export async function startMetricsServer(options: MetricsServerOptions): Promise<MetricsServer> {
  const { port, host = '127.0.0.1', path } = options;
  const server = createServer((request, response) => {
    // An invalid URL, such as `//`, must not end the server.
    if (request.url?.split('?', 1)[0] !== path)
      return void response.writeHead(404).end(`Metrics are at ${path}.\n`);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
    const format = chooseFormat(request.headers.accept ?? '');
    // Prometheus refuses an answer without a content type.
    const answer = async (): Promise<void> => {
      const text = await options.write(format);
      response.writeHead(200, { 'content-type': contentTypes[format] }).end(text);
    };
    answer().catch((error: Error) => response.writeHead(500).end(`${error.message}\n`));
  });
  server.listen(port, host);
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${own}${path}`,
    unref: () => server.unref(),
    close: () => closeServer(server),
  };
}

/** The format that the scraper prefers; between equals OpenMetrics. */
function chooseFormat(accept: string): keyof typeof contentTypes {
  const weigh = (type: string): number => {
    const part = accept.split(',').find((each) => each.trim().startsWith(type));
    return part === undefined ? 0 : Number(/;\s*q=([\d.]+)/.exec(part)?.[1] ?? 1);
  };
  const open = weigh('application/openmetrics-text');
  return open > 0 && open >= weigh('text/plain') ? 'openmetrics' : 'text';
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
