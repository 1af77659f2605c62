/**
 * Object storages on loopback, S3rver (https://github.com/jamhall/s3rver) and Azurite, behind a proxy that can break
 * answers.
 */

import { createHash, createHmac, randomUUID } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { signShared } from '../../src/stores/objects/azure-access.ts';
import { tempFolder } from '../temp-folder.ts';
import { account, accountKey, launchAzurite } from './azurite.ts';
import { fetchOnNewConnection, launchChild, waitForAnswer } from './launch-child.ts';
import { type Answer, type Call, type Fault, freePort, startLoopback } from './loopback.ts';
import { findSharedPort } from './shared-services.ts';

export interface Storage {
  /** The option `history` for a location in it. */
  place(prefix: string): string;
  /** The credentials that it knows. */
  readonly env: Readonly<Record<string, string>>;
  /** Breaks that many calls of a method, starting with the next one; null: no more. */
  spoil(method: string, fault: Fault | null, times?: number): void;
  /** Method and path of the calls so far. */
  readonly calls: string[];
  close(): Promise<void>;
}

const container = 'telemetry';
/** These tests do not use the credentials that a process finds on a runner. */
const noInstance = { AWS_EC2_METADATA_DISABLED: 'true' };

export async function startS3(): Promise<Storage> {
  const port = await freePort();
  const where = ['--port', String(port), '--address', '127.0.0.1', '--directory', tempFolder('s3')];
  const child = launchChild('s3rver/bin/s3rver.js', [
    ...where,
    ...['--silent', '--no-vhost-buckets', '--configure-bucket', container],
  ]);
  await waitForAnswer(`http://127.0.0.1:${port}/`);
  const front = await startFront(port, hasSignature);
  return {
    ...front,
    place: (prefix) => `s3://${container}/${prefix}?endpoint=${encodeURIComponent(front.url)}`,
    env: { ...noInstance, AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' },
    close: async () => {
      await front.close();
      await child.close();
    },
  };
}

export async function startAzure(): Promise<Storage> {
  const shared = await findSharedPort('azurite');
  const port = shared ?? (await freePort());
  const child = shared === null ? launchAzurite(port) : null;
  await waitForAnswer(`http://127.0.0.1:${port}/`);
  const front = await startFront(port);
  const name = `telemetry-${randomUUID()}`;
  const env = { ...noInstance, AZURE_STORAGE_KEY: accountKey };
  const place = (prefix: string): string =>
    `azure://${account}/${name}/${prefix}?endpoint=${encodeURIComponent(`${front.url}/${account}`)}`;
  await createContainer(`http://127.0.0.1:${port}/${account}/${name}`);
  return {
    ...front,
    ...{ place, env },
    close: async () => {
      await front.close();
      await child?.close();
    },
  };
}

async function createContainer(address: string): Promise<void> {
  const url = new URL(`${address}?restype=container`);
  const headers = new Headers({ 'x-ms-version': '2021-12-02', 'x-ms-date': new Date().toUTCString() });
  headers.set(
    'authorization',
    signShared({ method: 'PUT', url, headers, body: undefined }, account, accountKey),
  );
  const { status } = await fetchOnNewConnection(url, { method: 'PUT', headers });
  if (status !== 201) throw new Error(`Azurite refused the container: ${status}`);
}

type Front = Pick<Storage, 'spoil' | 'calls' | 'close'> & { readonly url: string };

async function startFront(port: number, isSigned: (call: Call) => boolean = () => true): Promise<Front> {
  const faults = new Map<string, { fault: Fault; left: number }>();
  const calls: string[] = [];
  const { url, close } = await startLoopback(async (call) => {
    calls.push(`${call.method} ${call.url.pathname}`);
    if (!isSigned(call)) return { answer: async () => mismatch, fault: null };
    const spoiled = faults.get(call.method);
    if (spoiled === undefined || spoiled.left <= 0) return { answer: () => pass(call, port), fault: null };
    spoiled.left -= 1;
    return { answer: () => pass(call, port), fault: spoiled.fault };
  });
  return {
    ...{ url, calls, close },
    spoil: (method, fault, left = Number.POSITIVE_INFINITY) => {
      if (fault === null) faults.delete(method);
      else faults.set(method, { fault, left });
    },
  };
}

/** Unchanged: the signed host is in its headers. */
async function pass({ method, url, headers, body }: Call, port: number): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const path = `${url.pathname}${url.search}`;
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, resolve);
    sent.on('error', reject);
    sent.end(body);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode ?? 500, body: Buffer.concat(chunks) };
}

const mismatch: Answer = { status: 403, body: '<Error><Code>SignatureDoesNotMatch</Code></Error>' };

/**
 * S3rver leaves version 4 unchecked. Reference:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
function hasSignature({ method, url, headers }: Call): boolean {
  const [, scope = '', names = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\S+), SignedHeaders=(\S+), Signature=(\w+)$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const of = (name: string): string => String(headers[name] ?? '').trim();
  const encode = (text: string): string =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  const canonical = [
    method,
    url.pathname.split('/').map(decodeURIComponent).map(encode).join('/'),
    [...url.searchParams]
      .map(([key, value]) => `${encode(key)}=${encode(value)}`)
      .sort()
      .join('&'),
    ...names.split(';').map((name) => `${name}:${of(name)}`),
    '',
    names,
    of('x-amz-content-sha256'),
  ].join('\n');
  const hash = createHash('sha256').update(canonical).digest('hex');
  const text = ['AWS4-HMAC-SHA256', of('x-amz-date'), scope, hash].join('\n');
  const sign = (key: string | Buffer, part: string): Buffer =>
    createHmac('sha256', key).update(part).digest();
  const key = scope.split('/').reduce<string | Buffer>(sign, 'AWS4S3RVER');
  return sign(key, text).toString('hex') === signature;
}
