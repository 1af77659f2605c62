/** A loopback HTTP server whose answers can be broken in the ways in which real services fail. */

import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/**
 * An HTTP status, with or without its own headers, or a way to break the connection: before, instead of, or in the
 * middle of the answer. Two are slow: `blackhole` never answers, `dribbling` never finishes its answer.
 */
export type Fault = number | Refusal | 'refused' | 'blackhole' | 'truncated' | 'dribbling';

interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The reason in the body; absent: that it was injected. */
  readonly message?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: Buffer | string;
}

export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface Loopback {
  readonly url: string;
  close(): Promise<void>;
}

/** Which calls fail, how, how often and after how many good ones; a fault may apply to one workflow run only. */
export interface Faults {
  set(call: string, fault: Fault, options?: { times?: number; runId?: string; after?: number }): void;
  clear(): void;
  take(call: string, runId: string | null): Fault | null;
}

export function faultList(): Faults {
  const faults = new Map<string, { fault: Fault; left: number; after: number }>();
  const strike = (key: string): Fault | null => {
    const entry = faults.get(key);
    if (entry === undefined || entry.left <= 0) return null;
    if (entry.after > 0) {
      entry.after -= 1;
      return null;
    }
    entry.left -= 1;
    return entry.fault;
  };
  return {
    set: (call, fault, { times = Number.POSITIVE_INFINITY, runId, after = 0 } = {}) =>
      void faults.set(runId === undefined ? call : `${runId} ${call}`, { fault, left: times, after }),
    clear: () => faults.clear(),
    take: (call, runId) => strike(`${runId} ${call}`) ?? strike(call),
  };
}

/** Starts a server on a free port; `handle` answers a call and returns which fault applies to it. */
export async function startLoopback(
  handle: (call: Call) => Promise<{ answer: () => Promise<Answer>; fault: Fault | null }>,
): Promise<Loopback> {
  const sockets = new Set<Socket>();
  // Closes no kept connection: on a busy machine a request may arrive at that moment, and would be reset.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    receive(request)
      .then(async (call) => {
        const { answer, fault } = await handle(call);
        await send(response, answer, fault, call.method);
      })
      .catch((error: unknown) => {
        response.writeHead(599, { 'content-type': 'text/plain' }).end(String(error));
      });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function receive(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://127.0.0.1'),
    headers: request.headers,
    body: Buffer.concat(chunks),
  };
}

async function send(
  response: ServerResponse,
  answer: () => Promise<Answer>,
  fault: Fault | null,
  method: string,
): Promise<void> {
  if (fault === 'blackhole') return;
  if (fault === 'refused') {
    response.socket?.destroy();
    return;
  }
  const refusal = typeof fault === 'number' ? { status: fault, headers: {} } : fault;
  if (refusal !== null && typeof refusal === 'object') {
    const text = refusal.message ?? `injected ${refusal.status}`;
    const body = JSON.stringify({ code: 'injected', msg: text, message: text });
    response.writeHead(refusal.status, { 'content-type': 'application/json', ...refusal.headers }).end(body);
    return;
  }
  const { status, headers = {}, body = '' } = await answer();
  const bytes = Buffer.from(body);
  if (fault === 'dribbling') {
    response.writeHead(status, { ...headers, 'content-length': bytes.length + 1_000_000 });
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(drip));
  } else if (method === 'HEAD') {
    response.writeHead(status, headers).end();
  } else if (fault === 'truncated') {
    response.writeHead(status, { ...headers, 'content-length': bytes.length + 1 });
    response.write(bytes.subarray(0, bytes.length >> 1), () => response.socket?.destroy());
  } else {
    response.writeHead(status, { ...headers, 'content-length': bytes.length }).end(bytes);
  }
}

export function jsonAnswer(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** A loopback port that is not in use at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
