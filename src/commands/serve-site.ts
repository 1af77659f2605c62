/** Serves a trend site only to this machine, and reloads open pages after each build of the site. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** A page under another host name that resolves to this machine must not read the site. */
const localHost = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/i;

export interface SiteServer {
  readonly url: string;
  /** Reloads every open page. */
  readonly reload: () => void;
  readonly close: () => Promise<void>;
}

/** The served page, which also checks for changes. */
function makeLive(html: string): string {
  return html
    .replace("script-src 'self'", "script-src 'self'; connect-src 'self'")
    .replace('</head>', '<script src="live.js" defer></script>\n</head>');
}

const liveScript = "new EventSource('live').addEventListener('message', () => location.reload());\n";

/**
 * @param port 0: any free one.
 * @throws if the port is taken
 */
export async function serveSite(folder: string, port: number): Promise<SiteServer> {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (!localHost.test(request.headers.host ?? '')) {
      response.writeHead(403).end('Only this machine is served: open http://127.0.0.1\n');
      return;
    }
    const path = decodePath(request.url ?? '/');
    if (path === 'live') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 1000\n\n');
      listeners.add(response);
      request.on('close', () => listeners.delete(response));
      return;
    }
    void answer(folder, path, response);
  });
  await listen(server, port);
  const address = server.address();
  const used = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${used}/`,
    reload: () => {
      for (const listener of listeners) listener.write('data: changed\n\n');
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Relative to the site; null for a path outside of it. */
function decodePath(url: string): string | null {
  try {
    const path = normalize(
      decodeURIComponent(url.split(/[?#]/)[0] ?? '/').replace(/^\/+/, '') || 'index.html',
    );
    return path.startsWith('..') || path.startsWith(sep) || path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}

async function answer(folder: string, path: string | null, response: ServerResponse): Promise<void> {
  const bytes = path === null ? null : await readServed(folder, path);
  const type = types[extname(path ?? '')];
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  if (bytes === null || type === undefined) response.writeHead(404, headers).end('Not found\n');
  else response.writeHead(200, { ...headers, 'content-type': type }).end(bytes);
}

async function readServed(folder: string, path: string): Promise<Buffer | string | null> {
  if (path === 'live.js') return liveScript;
  const bytes = await readFile(join(folder, path)).catch(() => null);
  return path === 'index.html' && bytes !== null ? makeLive(bytes.toString('utf8')) : bytes;
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
