/**
 * Reads entries of the Actions cache. The toolkit would unpack an archive to any path (`tar -P`), and returns the
 * same for a miss, a denial and an outage. Protocol: https://github.com/actions/toolkit/tree/main/packages/cache
 */

import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { sleep } from '../../io/deadline.ts';
import { fetchUrl } from '../../io/fetch-url.ts';
import { readRetryAfter } from '../../io/retry-after.ts';
import { entryPath } from './cache-keys.ts';
import { type CacheFailure, failureOf } from './cache-toolkit.ts';
import { type RestoredEntry, unpackEntry } from './unpack-entry.ts';

export interface RestoreLimits {
  readonly deadlineMs: number;
  /** Maximum number of bytes in an entry. */
  readonly mostBytes: number;
}

/** Restores the entry `key`, or the newest one with a key that starts with one of `prefixes`. */
export async function restoreEntry(
  key: string,
  prefixes: readonly string[],
  { deadlineMs, mostBytes }: RestoreLimits,
): Promise<RestoredEntry | CacheFailure> {
  const service = findService(process.env);
  if (typeof service === 'string') return { key: null, kind: service, reason: absences[service] };
  if (deadlineMs <= 0) return { key: null, kind: 'unreachable', reason: 'no time left' };
  const client: Client = { service, endMs: performance.now() + deadlineMs };
  try {
    const found = await findEntry(client, [key, ...prefixes]);
    if (found === null) return { key: null, kind: 'missing', reason: '' };
    const packed = await download(client, found.url, mostBytes);
    if ('key' in packed) return packed;
    return await unpackEntry(found.key, packed, mostBytes).catch((error: Error) => corrupt(error.message));
  } catch (error) {
    if (error instanceof ServiceRefusal) return failureOf(error.message);
    return failureOf(describeFault(error as Error, deadlineMs));
  }
}

interface Service {
  readonly version: 1 | 2;
  readonly url: string;
  readonly token: string;
}

interface Client {
  readonly service: Service;
  readonly endMs: number;
}

const absences = {
  absent: 'no cache service is available',
  denied: 'cache read denied by ACTIONS_CACHE_MODE',
} as const;

/** Version 2 is that of github.com; Enterprise Server and act have version 1, or none. */
function findService(env: NodeJS.ProcessEnv): Service | 'absent' | 'denied' {
  if (/^(none|write-only)$/i.test(env['ACTIONS_CACHE_MODE']?.trim() ?? '')) return 'denied';
  const host = new URL(env['GITHUB_SERVER_URL'] || 'https://github.com').hostname;
  const isGitHub = host === 'github.com' || /\.(ghe\.com|localhost)$/.test(host);
  const version = isGitHub && env['ACTIONS_CACHE_SERVICE_V2'] ? 2 : 1;
  const url = env[version === 2 ? 'ACTIONS_RESULTS_URL' : 'ACTIONS_CACHE_URL'];
  const token = env['ACTIONS_RUNTIME_TOKEN'];
  return url && token ? { version, url: url.replace(/\/?$/, '/'), token } : 'absent';
}

/** Whether the toolkit packs with zstd on this runner: runners with and without zstd do not share entries. */
export function hasZstd(): boolean {
  const names = process.platform === 'win32' ? ['zstd.exe'] : ['zstd'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => names.some((name) => existsSync(join(folder, name))));
}

/** The toolkit's version for path, compressor and system. */
function versionOf(): string {
  const system = process.platform === 'win32' ? ['windows-only'] : [];
  const parts = [entryPath, hasZstd() ? 'zstd-without-long' : 'gzip', ...system, '1.0'];
  return hash('sha256', parts.join('|'));
}

async function findEntry(
  client: Client,
  keys: readonly string[],
): Promise<{ key: string; url: string } | null> {
  const { version, url, token } = client.service;
  const authorization = `Bearer ${token}`;
  if (version === 1) {
    const query = `keys=${encodeURIComponent(keys.join(','))}&version=${versionOf()}`;
    const accept = 'application/json;api-version=6.0-preview.1';
    const init = { headers: { authorization, accept } };
    const found = await ask(client, `${url}_apis/artifactcache/cache?${query}`, init, readAnswer);
    return found === null ? null : toFound(found['cacheKey'], found['archiveLocation']);
  }
  const [key, ...restore_keys] = keys;
  const found = await ask(
    client,
    `${url}twirp/github.actions.results.api.v1.CacheService/GetCacheEntryDownloadURL`,
    {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ key, restore_keys, version: versionOf() }),
    },
    readAnswer,
  );
  return found?.['ok'] === true ? toFound(found['matched_key'], found['signed_download_url']) : null;
}

/** null for an answer without content. */
async function readAnswer(answer: Response): Promise<Record<string, unknown> | null> {
  return answer.status === 204 ? null : ((await answer.json()) as Record<string, unknown>);
}

function toFound(key: unknown, url: unknown): { key: string; url: string } {
  if (typeof key !== 'string' || typeof url !== 'string') throw new ServiceRefusal('the answer is invalid');
  return { key, url };
}

/** A signed address that is refused has expired, or a firewall is between: no permission would help. */
async function download(client: Client, url: string, mostBytes: number): Promise<Uint8Array | CacheFailure> {
  try {
    return await ask(client, url, {}, (answer) => readPacked(answer, mostBytes));
  } catch (error) {
    if (error instanceof ServiceRefusal)
      error.message = error.message.replace(/\((401|403)\)/, '$1 to a download');
    throw error;
  }
}

async function readPacked(answer: Response, mostBytes: number): Promise<Uint8Array | CacheFailure> {
  const tooLarge = corrupt(`it is larger than ${Math.round(mostBytes / 1e6)} MB`);
  if (Number(answer.headers.get('content-length') ?? 0) > mostBytes) {
    await answer.body?.cancel();
    return tooLarge;
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) return tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The service refused. */
class ServiceRefusal extends Error {}

/** Pauses before the second and later attempts, milliseconds. */
const pausesMs = [250, 1000, 2000, 4000];

/**
 * The content of one answer with a 2xx status: retried within the deadline while the service is busy, does not answer or
 * breaks off its answer.
 */
async function ask<T>(
  { endMs }: Client,
  url: string,
  init: RequestInit,
  read: (answer: Response) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const leftMs = Math.max(1, endMs - performance.now());
    const signal = AbortSignal.timeout(Math.ceil(leftMs));
    let answer: Response | Error;
    try {
      answer = await fetchUrl(url, { ...init, signal });
      if (answer.ok) return await read(answer);
    } catch (error) {
      answer = error as Error;
    }
    const isBusy = answer instanceof Error || answer.status === 429 || answer.status >= 500;
    const asked =
      answer instanceof Error ? null : readRetryAfter((name) => answer.headers.get(name), Date.now());
    const pauseMs = asked ?? pausesMs[attempt] ?? Number.POSITIVE_INFINITY;
    if (!isBusy || performance.now() + pauseMs >= endMs) throw await describeRefusal(answer, asked);
    if (answer instanceof Response) await answer.body?.cancel();
    await sleep(pauseMs);
  }
}

async function describeRefusal(answer: Response | Error, askedMs: number | null): Promise<Error> {
  if (answer instanceof Error) return answer;
  const text = (await answer.text().catch(() => '')).replaceAll(/\s+/g, ' ').slice(0, 200);
  const wait = askedMs === null ? '' : `, asks to wait ${Math.ceil(askedMs / 1000)} s`;
  return new ServiceRefusal(`the cache answered (${answer.status})${wait}: ${text}`);
}

function describeFault(error: Error, deadlineMs: number): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return `no answer within ${Math.round(deadlineMs / 100) / 10} s`;
  const cause = (error.cause as Error | undefined)?.message;
  return cause === undefined ? error.message : `${error.message}: ${cause}`;
}

function corrupt(reason: string): CacheFailure {
  return { key: null, kind: 'corrupt', reason };
}
