/**
 * Sending a trace: the effect of each answer of a receiver. Faults as OTLP names them:
 * https://opentelemetry.io/docs/specs/otlp/#failures-1
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { exportSpans, traceEndpoint } from '../../src/tracing/export-spans.ts';
import { openTraceExporter } from '../../src/tracing/otlp-exporter.ts';
import { makeBuild, makeTask } from '../make.ts';
import {
  type Answer,
  type Call,
  type Fault,
  freePort,
  type Loopback,
  startLoopback,
} from '../services/loopback.ts';
import { traceOf } from '../traces/make-trace.ts';

const servers: Loopback[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) await server.close();
});

/** Answers one after another; the last one for all further calls. */
async function receive(...answers: readonly (Answer | Fault)[]): Promise<{ url: string; calls: Call[] }> {
  const calls: Call[] = [];
  const server = await startLoopback(async (call) => {
    const next = answers[Math.min(calls.length, answers.length - 1)] ?? 200;
    calls.push(call);
    const isFault = typeof next !== 'object';
    const answer = isFault ? { status: 200 } : next;
    return { answer: async () => answer, fault: isFault ? next : null };
  });
  servers.push(server);
  return { url: server.url, calls };
}

async function send(url: string, variables: Readonly<Record<string, string>> = {}, tasks = 1) {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', ...variables };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const list = Array.from({ length: tasks }, (_, i) => makeTask({ id: `t${i}`, name: `task ${i}` }));
  return await exportSpans(traceOf(makeBuild({ tasks: list })), traceEndpoint(env) ?? '', env);
}

const fine: Answer = { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' };
const named = (body: Buffer): string[] =>
  JSON.parse(body.toString()).resourceSpans[0].scopeSpans[0].spans.map(({ name }: { name: string }) => name);

describe('exporting a trace', () => {
  it('posts JSON with the headers of the environment', async () => {
    const { url, calls } = await receive(fine);
    const problems = await send(url, { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20abc' });
    expect(problems).toEqual([]);
    expect(calls.map((call) => [call.url.pathname, call.headers['authorization']])).toEqual([
      ['/v1/traces', 'Bearer abc'],
    ]);
    expect(named((calls[0] as Call).body)).toEqual(['RUN ci', 'task 0']);
  });

  it('posts protobuf unless JSON is set, compressed if gzip is set', async () => {
    const { url, calls } = await receive({ status: 200 });
    const variables = { OTEL_EXPORTER_OTLP_PROTOCOL: '', OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' };
    expect(await send(url, variables)).toEqual([]);
    expect(calls[0]?.headers).toMatchObject({
      'content-type': 'application/x-protobuf',
      'content-encoding': 'gzip',
    });
    expect(gunzipSync((calls[0] as Call).body).toString('latin1')).toContain('build-telemetry');
  });

  it('sends many spans in batches', async () => {
    const { url, calls } = await receive(fine);
    expect(await send(url, {}, 2500)).toEqual([]);
    expect(calls.map(({ body }) => named(body).length)).toEqual([1000, 1000, 501]);
  });

  it.each([
    [429, '1'],
    // The named time has come.
    [502, new Date(0).toUTCString()],
    [503, new Date(0).toUTCString()],
    [504, new Date(0).toUTCString()],
  ])('retries after %d, when the answer is: %s', async (status, when) => {
    const { url, calls } = await receive({ status, headers: { 'retry-after': when } }, fine);
    expect(await send(url)).toEqual([]);
    expect(calls).toHaveLength(2);
  });

  it.each([400, 401, 413, 500])('does not retry after %d, and reports it', async (status) => {
    const { url, calls } = await receive({ status, body: 'secret-of-the-receiver' }, fine);
    const problems = await send(url);
    expect(calls).toHaveLength(1);
    expect(problems).toMatchObject([{ level: 'warning', where: `OTLP endpoint ${url}` }]);
    expect(problems[0]?.what).toContain(String(status));
    expect(JSON.stringify(problems)).not.toContain('secret');
  });

  it('reports refused items of an accepted request', async () => {
    const body = JSON.stringify({ partialSuccess: { rejectedSpans: '1', errorMessage: 'span too old' } });
    const { url } = await receive({ ...fine, body });
    const [problem] = await send(url);
    expect(problem?.what).toBe('The trace was not exported in full: 1 spans were rejected. span too old');
  });

  it('passes on the note of a receiver that accepted all', async () => {
    const body = JSON.stringify({ partialSuccess: { errorMessage: 'use\n`service.name`' } });
    const { url } = await receive({ ...fine, body });
    expect(await send(url)).toMatchObject([
      { level: 'info', what: 'Accepted, with a note: use `service.name`', fix: '' },
    ]);
  });

  it.each(['blackhole', 'refused'] as const)('gives up on a receiver that is a %s', async (fault) => {
    const { url } = await receive(fault);
    const problems = await send(url, { OTEL_EXPORTER_OTLP_TIMEOUT: '300' });
    expect(problems).toMatchObject([{ code: 'trace-export' }]);
  });

  it('gives up on an answer that never ends, and sends no further batch', async () => {
    const { url, calls } = await receive('dribbling');
    const problems = await send(url, { OTEL_EXPORTER_OTLP_TIMEOUT: '300' }, 1500);
    expect(problems.map(({ what }) => what)).toEqual([
      'The trace was not exported in full: It did not answer within 0.3 s. 1,501 of 1,501 spans were not accepted.',
    ]);
    expect(calls).toHaveLength(1);
  });

  it('sends again after an answer that never ended', async () => {
    const { url, calls } = await receive('dribbling', 'dribbling', fine);
    const exporter = openTraceExporter({
      ...{ url: `${url}/v1/traces`, protocol: 'http/json', timeoutMillis: 300 },
    });
    const exportOne = async (): Promise<ExportResult> =>
      await new Promise((settle) => exporter.export([...traceOf(makeBuild({}))], settle));
    const both = await Promise.all([exportOne(), exportOne()]);
    expect(both.map(({ code }) => code)).toEqual([ExportResultCode.FAILED, ExportResultCode.FAILED]);
    expect((await exportOne()).code).toBe(ExportResultCode.SUCCESS);
    expect(calls).toHaveLength(3);
    exporter.abort();
    expect((await exportOne()).code).toBe(ExportResultCode.FAILED);
    expect(calls).toHaveLength(3);
  });

  it.each(['http/json', 'http/protobuf'])(
    'does not take a web page for an acceptance: %s',
    async (protocol) => {
      for (const body of [
        '<!doctype html><html></html>',
        '\uFEFF\n <html></html>',
        '<?xml version="1.0"?><e/>',
      ]) {
        const { url, calls } = await receive({ status: 200, headers: { 'content-type': 'text/html' }, body });
        const problems = await send(url, { OTEL_EXPORTER_OTLP_PROTOCOL: protocol }, 1500);
        expect(problems.map(({ what }) => what)).toEqual([
          'The trace was not exported in full: It answered with a web page, as a user interface or a proxy does, and not with OTLP. 1,501 of 1,501 spans were not accepted.',
        ]);
        expect(calls).toHaveLength(1);
      }
    },
  );

  it.each([
    ['{"error":"quota exceeded"}', 'quota exceeded'],
    ['{"error":{"code":8,"message":"quota exceeded"}}', 'quota exceeded'],
    ['{"error":{"code":8}}', '{"code":8}'],
    ['{"error":true}', 'true'],
  ])('does not take 200 with %s for an acceptance', async (body, why) => {
    for (const protocol of ['http/json', 'http/protobuf']) {
      const { url } = await receive({ status: 200, body });
      const problems = await send(url, { OTEL_EXPORTER_OTLP_PROTOCOL: protocol });
      expect(problems.map(({ what }) => what)).toEqual([
        `The trace was not exported in full: It answered with an error: ${why}. 2 of 2 spans were not accepted.`,
      ]);
    }
  });

  it('reads what was rejected in JSON, also where protobuf was sent', async () => {
    const body = '{"partialSuccess":{"rejectedSpans":"3","errorMessage":"no room"}}';
    for (const protocol of ['http/json', 'http/protobuf']) {
      const { url } = await receive({ status: 200, body });
      const problems = await send(url, { OTEL_EXPORTER_OTLP_PROTOCOL: protocol });
      expect(problems.map(({ what }) => what)).toEqual([
        expect.stringContaining('3 spans were rejected. no room'),
      ]);
    }
  });

  it.each(['', '{}', 'OK', '{"partialSuccess":{}}', '{"error":null}', '{"error":""}', '{', '\n\0'])(
    'takes 200 with %j for an acceptance',
    async (body) => {
      for (const protocol of ['http/json', 'http/protobuf']) {
        const { url } = await receive({ status: 200, body });
        expect(await send(url, { OTEL_EXPORTER_OTLP_PROTOCOL: protocol })).toEqual([]);
      }
    },
  );

  it('ends a request whose answer never ends', async () => {
    const { promise: closed, resolve: close } = Promise.withResolvers<void>();
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(200).write(' ');
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => {
        clearInterval(timer);
        close();
      });
    });
    const port = await freePort();
    await once(server.listen(port, '127.0.0.1'), 'listening');
    const exporter = openTraceExporter({
      ...{ url: `http://127.0.0.1:${port}/v1/traces`, protocol: 'http/json', timeoutMillis: 10_000 },
    });
    exporter.export([...traceOf(makeBuild({}))], () => undefined);
    await once(server, 'request');
    exporter.abort();
    await closed;
    server.close();
  });

  it('stops at the first batch that fails', async () => {
    const { url, calls } = await receive(fine, 400);
    const [problem] = await send(url, {}, 2500);
    expect(calls).toHaveLength(2);
    expect(problem?.what).toContain('1,501 of 2,501 spans were not accepted');
  });

  it.each(['collector:4318', '127.0.0.1:4318', 'not a URL', 'ftp://collector', '4318'])(
    'sends nothing for the endpoint %s, and prints the fix',
    async (text) => {
      const [problem, ...more] = await send(text);
      expect(more).toEqual([]);
      expect(problem?.what).toBe('The trace was not exported in full: the endpoint is not an HTTP URL.');
      expect(problem?.fix).toContain('http://collector:4318');
    },
  );

  it('names variables with invalid values, and still sends', async () => {
    const { url, calls } = await receive(fine);
    const variables = {
      OTEL_EXPORTER_OTLP_COMPRESSION: 'zstd',
      OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: 'soon',
      OTEL_EXPORTER_OTLP_CERTIFICATE: '/no/such.pem',
      OTEL_EXPORTER_OTLP_CLIENT_KEY: fileURLToPath(import.meta.url),
    };
    const problems = await send(url, variables);
    expect(problems.map(({ what }) => what)).toEqual([
      '`OTEL_EXPORTER_OTLP_COMPRESSION` is `zstd` and not `gzip` or `none`: it is ignored.',
      '`OTEL_EXPORTER_OTLP_TRACES_TIMEOUT` is `soon` and not a number of milliseconds above 0: it is ignored.',
      '`OTEL_EXPORTER_OTLP_CERTIFICATE` is `/no/such.pem` and not a PEM file: it is ignored.',
      expect.stringMatching(/^`OTEL_EXPORTER_OTLP_CLIENT_KEY` is `.*` and not a PEM file: it is ignored.$/),
    ]);
    expect(calls).toHaveLength(1);
  });

  it.each([
    ['OTEL_EXPORTER_OTLP_HEADERS', 'authorization: Bearer s3cret', 'header 1 of 1 must be'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'authorization: Basic s3cret=', 'header 1 of 1 must be'],
    [
      'OTEL_EXPORTER_OTLP_TRACES_HEADERS',
      'a=s3cret,s3cret,,=s3cret,b=%ZZs3cret',
      'headers 2, 3, 4 of 4 must be',
    ],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'cookie=a=b;c=s3cret', 'header 1 of 1 must be'],
    ['OTEL_RESOURCE_ATTRIBUTES', 'team=s3cret,s3cret', 'is not a list of `name=value`'],
    ['OTEL_RESOURCE_ATTRIBUTES', 'team=s3cret;of=s3cret', 'is not a list of `name=value`'],
  ])('names %s with an invalid value (%s), and does not show the value', async (variable, text, message) => {
    const { url, calls } = await receive(fine);
    const problems = await send(url, { [variable]: text });
    expect(problems.map(({ what }) => what)).toEqual([expect.stringContaining(`\`${variable}\``)]);
    expect(problems[0]?.what).toContain(message);
    expect(JSON.stringify(problems)).not.toContain('s3cret');
    expect(calls).toHaveLength(1);
  });

  it.each(['authorization: Basic s3cret==', 'x=s3cret日本', 'x=%0As3cret'])(
    'shows nothing of a header that cannot be sent: %s',
    async (text) => {
      const { url, calls } = await receive(fine);
      const problems = await send(url, { OTEL_EXPORTER_OTLP_HEADERS: text });
      expect(problems.map(({ what }) => what)).toContainEqual(
        expect.stringMatching(/A header has a name or a value that HTTP does not allow. 2 of 2 spans/),
      );
      expect(JSON.stringify(problems)).not.toContain('s3cret');
      expect(calls).toEqual([]);
    },
  );

  it('waits no longer than all batches may take, whatever the timeout', async () => {
    const { url, calls } = await receive({ status: 429, headers: { 'retry-after': '1' } }, fine);
    expect(await send(url, { OTEL_EXPORTER_OTLP_TIMEOUT: '99999999999' })).toEqual([]);
    expect(calls).toHaveLength(2);
  });

  it.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', '/otlp/?key=1', '/otlp/v1/traces?key=1'],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', '/own?key=1', '/own?key=1'],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', '', '/'],
  ])('posts by %s with the path %j to %s', async (variable, path, expected) => {
    const { url, calls } = await receive(fine);
    await send('http://127.0.0.1:9', { [variable]: `${url}${path}` });
    expect(calls.map((call) => `${call.url.pathname}${call.url.search}`)).toEqual([expected]);
  });

  it('refuses gRPC by its name, and shows no password of a URL', async () => {
    const variables = { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' };
    const [problem] = await send('http://user:hunter2@127.0.0.1:4317?token=hunter2', variables);
    expect(problem?.what).toContain('`grpc`');
    expect(problem?.fix).toMatch(/^Set `OTEL_EXPORTER_OTLP_PROTOCOL` .*4318/);
    const [own] = await send('http://127.0.0.1:1', { OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'grpc' });
    expect(own?.fix).toMatch(/^Set `OTEL_EXPORTER_OTLP_TRACES_PROTOCOL` /);
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });
});

describe('the advice names the variable that counts', () => {
  it.each([
    [404, {}, 'Write `OTEL_EXPORTER_OTLP_ENDPOINT` without `/v1/traces`, which is added.'],
    [
      404,
      { TRACES_ENDPOINT: '/x' },
      'Write the full path, usually `/v1/traces`, into `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`.',
    ],
    [403, {}, 'Check `OTEL_EXPORTER_OTLP_ENDPOINT` and `OTEL_EXPORTER_OTLP_HEADERS`.'],
    [
      403,
      { TRACES_ENDPOINT: '/x', TRACES_HEADERS: 'a=b' },
      'Check `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` and `OTEL_EXPORTER_OTLP_TRACES_HEADERS`.',
    ],
  ] as const)('after %s with %j', async (status, own, advice) => {
    const { url } = await receive(status);
    const variables = Object.entries(own).map(([name, value]) => [
      `OTEL_EXPORTER_OTLP_${name}`,
      value.startsWith('/') ? `${url}${value}` : value,
    ]);
    const [problem] = await send(url, Object.fromEntries(variables));
    expect(problem?.fix).toContain(advice);
    expect(problem?.fix.includes('set `OTEL_TRACES_EXPORTER` to `none`')).toBe(status === 404);
  });
});

describe('a proxy', () => {
  it('is used as the standard variables set it, but not for this machine', async () => {
    const proxy = await receive(fine);
    const { url, calls } = await receive(fine);
    const variables = { HTTP_PROXY: proxy.url, NO_PROXY: '.internal' };
    expect(await send('http://collector.example:4318', variables)).toEqual([]);
    expect(await send(url, variables)).toEqual([]);
    expect(proxy.calls.map((call) => call.headers['host'])).toEqual(['collector.example:4318']);
    expect(calls).toHaveLength(1);
  });
});

describe('the endpoint', () => {
  const url = 'http://127.0.0.1:4318';
  it.each([
    [{}, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: '' }, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: ` ${url}/ ` }, `${url}/v1/traces`],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'x', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url }, url],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_SDK_DISABLED: 'true' }, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_SDK_DISABLED: ' TRUE ' }, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_TRACES_EXPORTER: 'none' }, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_TRACES_EXPORTER: 'None' }, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_TRACES_EXPORTER: 'zipkin, console' }, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_TRACES_EXPORTER: ' ' }, `${url}/v1/traces`],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_TRACES_EXPORTER: 'console, OTLP' }, `${url}/v1/traces`],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_METRICS_EXPORTER: 'none' }, `${url}/v1/traces`],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_SDK_DISABLED: '1' }, `${url}/v1/traces`],
  ])('of %j is %s', (env, expected) => {
    expect(traceEndpoint(env)).toBe(expected);
  });
});
