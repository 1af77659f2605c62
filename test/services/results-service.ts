/**
 * GitHub's results service on the loopback: the cache and the artifact service over Twirp, with blobs in Azurite.
 * Protocol: https://github.com/actions/toolkit/tree/main/packages/cache/src/generated
 */

import { randomBytes } from 'node:crypto';
import { startAzurite } from './azurite.ts';
import { fetchOnNewConnection } from './launch-child.ts';
import { type Answer, type Call, type Faults, faultList, jsonAnswer, startLoopback } from './loopback.ts';

export interface CacheEntry {
  readonly id: number;
  readonly key: string;
  readonly version: string;
  readonly ref: string;
  readonly blob: string;
  readonly createdAtMs: number;
  finalized: boolean;
  sizeBytes: number;
}

export interface StoredArtifact {
  readonly id: number;
  readonly name: string;
  readonly runId: string;
  readonly blob: string;
  readonly mimeType: string | null;
  readonly expiresAt: string | null;
  digest: string | null;
  finalized: boolean;
  sizeBytes: number;
}

export interface ResultsService {
  readonly url: string;
  /** Faults by call: a Twirp method's name, `GET blob` or `PUT blob`. */
  readonly faults: Faults;
  readonly entries: CacheEntry[];
  readonly artifacts: StoredArtifact[];
  /** A signed address of an artifact, as in REST's redirect. */
  signArtifact(id: number): string | null;
  /** Every call in order: a Twirp method's name with its request, or `GET blob`, `PUT blob`. */
  readonly calls: { readonly call: string; readonly request: Record<string, unknown> }[];
  readBlob(name: string): Promise<Buffer>;
  writeBlob(name: string, bytes: Buffer): Promise<void>;
  /** Removes all entries, artifacts, calls and faults. */
  reset(): void;
  close(): Promise<void>;
}

/** A scope of the runtime token: 1 reads, 2 writes, 3 both. */
export interface Scope {
  readonly ref: string;
  readonly permission: 1 | 2 | 3;
}

/** A runtime token as the runner gets it, unsigned: cache scopes in `ac`, run and job in `scp`. */
export function runtimeToken(scopes: readonly Scope[], run = '1001', job = 'job-1'): string {
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const ac = JSON.stringify(scopes.map(({ ref, permission }) => ({ Scope: ref, Permission: permission })));
  const claims = { ac, scp: `Actions.Results:${run}:${job}`, exp: 4_102_444_800 };
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.unsigned`;
}

interface Claims {
  readonly scopes: readonly Scope[];
  readonly runId: string;
}

type Sign = (blob: string, permission: 'r' | 'w', runId: string) => string;

type Twirp = (request: Record<string, unknown>, claims: Claims) => Answer | Promise<Answer>;

const prefix = '/twirp/github.actions.results.api.v1.';

export async function startResultsService(): Promise<ResultsService> {
  const azurite = await startAzurite();
  const faults = faultList();
  const entries: CacheEntry[] = [];
  const artifacts: StoredArtifact[] = [];
  const calls: ResultsService['calls'] = [];
  const signatures = new Map<string, { use: string; runId: string }>();
  let url = '';

  const sign: Sign = (blob, permission, runId) => {
    const signature = randomBytes(32).toString('base64url');
    signatures.set(signature, { use: `${permission}:${blob}`, runId });
    return `${url}/devstoreaccount1/blobs/${blob}?sv=2020-02-10&se=2099-01-01T00%3A00%3A00Z&sp=${permission}&sr=b&sig=${signature}`;
  };
  const methods: Record<string, Twirp> = {
    ...cacheMethods(entries, sign),
    ...artifactMethods(artifacts, sign, (blob) =>
      fetchOnNewConnection(azurite.blobUrl(blob, new URLSearchParams()), { method: 'DELETE' }),
    ),
  };

  const signedBy = (call: Call): { use: string; runId: string } | undefined =>
    signatures.get(call.url.searchParams.get('sig') ?? '');

  const answerBlob = async (call: Call): Promise<Answer> => {
    const blob = call.url.pathname.split('/').slice(3).join('/');
    const permission = call.method === 'PUT' ? 'w' : 'r';
    if (signedBy(call)?.use !== `${permission}:${blob}`) {
      return { status: 403, headers: { 'x-ms-error-code': 'AuthenticationFailed' } };
    }
    const headers = new Headers();
    for (const [name, value] of Object.entries(call.headers)) {
      if (/^(x-ms-|range$|content-type$)/.test(name)) headers.set(name, String(value));
    }
    const init: RequestInit = { method: call.method, headers };
    if (call.method === 'PUT') init.body = new Uint8Array(call.body);
    const response = await fetchOnNewConnection(azurite.blobUrl(blob, call.url.searchParams), init);
    const passed = Object.fromEntries(
      [...response.headers].filter(([name]) => !/^(connection|keep-alive|transfer-encoding)$/.test(name)),
    );
    return { status: response.status, headers: passed, body: Buffer.from(await response.arrayBuffer()) };
  };

  const server = await startLoopback(async (call) => {
    if (!call.url.pathname.startsWith(prefix)) {
      const name = call.method === 'PUT' ? 'PUT blob' : 'GET blob';
      calls.push({ call: name, request: {} });
      return { answer: () => answerBlob(call), fault: faults.take(name, signedBy(call)?.runId ?? null) };
    }
    const name = call.url.pathname.split('/').at(-1) ?? '';
    const request = JSON.parse(call.body.toString()) as Record<string, unknown>;
    calls.push({ call: name, request });
    const method = methods[name];
    const claims = readClaims(call.headers.authorization);
    return {
      answer: async () => {
        if (claims === null) return twirpError(401, 'unauthenticated', 'bad bearer token');
        return method === undefined
          ? twirpError(404, 'bad_route', `no method ${name}`)
          : method(request, claims);
      },
      fault: faults.take(name, claims?.runId ?? null),
    };
  });
  url = server.url;

  return {
    url,
    faults,
    entries,
    artifacts,
    calls,
    signArtifact: (id) => {
      const artifact = artifacts.find((stored) => stored.id === id);
      return artifact === undefined ? null : sign(artifact.blob, 'r', artifact.runId);
    },
    readBlob: async (name) =>
      Buffer.from(
        await (await fetchOnNewConnection(azurite.blobUrl(name, new URLSearchParams()))).arrayBuffer(),
      ),
    writeBlob: async (name, bytes) => {
      const url = azurite.blobUrl(name, new URLSearchParams());
      // Clients distinguish archives from other files by the uploaded content type.
      const type = (await fetchOnNewConnection(url, { method: 'HEAD' })).headers.get('content-type') ?? '';
      const headers = { 'x-ms-blob-type': 'BlockBlob', 'x-ms-blob-content-type': type };
      await fetchOnNewConnection(url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
    },
    reset: () => {
      entries.length = 0;
      artifacts.length = 0;
      calls.length = 0;
      faults.clear();
    },
    close: async () => {
      await server.close();
      await azurite.close();
    },
  };
}

function cacheMethods(entries: CacheEntry[], sign: Sign): Record<string, Twirp> {
  let lastId = 0;
  return {
    CreateCacheEntry: ({ key, version }, { scopes, runId }) => {
      const scope = scopes.find(({ permission }) => permission & 2);
      if (scope === undefined) {
        return jsonAnswer(200, { ok: false, message: 'cache write denied: token is read-only for this run' });
      }
      if (
        entries.some((entry) => entry.key === key && entry.version === version && entry.ref === scope.ref)
      ) {
        return twirpError(
          409,
          'already_exists',
          'cache entry with the same key, version, and scope already exists',
        );
      }
      lastId += 1;
      const blob = `cache-${lastId}`;
      const createdAtMs = Date.now();
      const name = { key: String(key), version: String(version), ref: scope.ref, blob };
      entries.push({ id: lastId, ...name, createdAtMs, finalized: false, sizeBytes: 0 });
      return jsonAnswer(200, { ok: true, signed_upload_url: sign(blob, 'w', runId) });
    },
    FinalizeCacheEntryUpload: ({ key, version, size_bytes }, { scopes }) => {
      const writable = scopes.filter(({ permission }) => permission & 2).map(({ ref }) => ref);
      const entry = entries.find((e) => e.key === key && e.version === version && writable.includes(e.ref));
      if (entry === undefined) return twirpError(404, 'not_found', 'no such reservation');
      entry.finalized = true;
      entry.sizeBytes = Number(size_bytes);
      return jsonAnswer(200, { ok: true, entry_id: String(entry.id) });
    },
    GetCacheEntryDownloadURL: ({ key, restore_keys, version }, { scopes, runId }) => {
      const readable = scopes.filter(({ permission }) => permission & 1);
      if (readable.length === 0) {
        return twirpError(403, 'permission_denied', 'cache read denied: token has no readable scopes');
      }
      const entry = findEntry(
        entries,
        readable,
        [String(key), ...((restore_keys as string[] | undefined) ?? [])],
        String(version),
      );
      if (entry === null) return jsonAnswer(200, { ok: false });
      return jsonAnswer(200, {
        ok: true,
        signed_download_url: sign(entry.blob, 'r', runId),
        matched_key: entry.key,
      });
    },
  };
}

/** Scope by scope: the exact key, then each key as a prefix, newest entry first. */
function findEntry(
  entries: readonly CacheEntry[],
  scopes: readonly Scope[],
  keys: readonly string[],
  version: string,
): CacheEntry | null {
  for (const { ref } of scopes) {
    const here = entries.filter((e) => e.finalized && e.ref === ref && e.version === version).reverse();
    const exact = here.find((entry) => entry.key === keys[0]);
    if (exact !== undefined) return exact;
    for (const key of keys) {
      const found = here.find((entry) => entry.key.startsWith(key));
      if (found !== undefined) return found;
    }
  }
  return null;
}

function artifactMethods(
  artifacts: StoredArtifact[],
  sign: Sign,
  deleteBlob: (blob: string) => Promise<unknown>,
): Record<string, Twirp> {
  let lastId = 0;
  const find = (name: unknown, runId: string): StoredArtifact | undefined =>
    artifacts.find((artifact) => artifact.name === name && artifact.runId === runId);
  return {
    CreateArtifact: ({ name, mime_type, expires_at }, { runId }) => {
      if (find(name, runId) !== undefined) {
        return twirpError(
          409,
          'already_exists',
          'an artifact with this name already exists on the workflow run',
        );
      }
      lastId += 1;
      const blob = `artifact-${lastId}`;
      const facts = { mimeType: (mime_type as string) ?? null, expiresAt: (expires_at as string) ?? null };
      artifacts.push({
        id: lastId,
        name: String(name),
        runId,
        blob,
        ...facts,
        finalized: false,
        digest: null,
        sizeBytes: 0,
      });
      return jsonAnswer(200, { ok: true, signed_upload_url: sign(blob, 'w', runId) });
    },
    FinalizeArtifact: ({ name, size, hash }, { runId }) => {
      const artifact = find(name, runId);
      if (artifact === undefined) return twirpError(404, 'not_found', 'artifact not found');
      artifact.finalized = true;
      artifact.sizeBytes = Number(size);
      artifact.digest = typeof hash === 'string' ? hash : null;
      return jsonAnswer(200, { ok: true, artifact_id: String(artifact.id) });
    },
    ListArtifacts: ({ name_filter }, { runId }) => {
      const listed = artifacts.filter(
        (a) => a.runId === runId && a.finalized && (name_filter === undefined || name_filter === a.name),
      );
      return jsonAnswer(200, {
        artifacts: listed.map((artifact) => ({
          workflow_run_backend_id: artifact.runId,
          workflow_job_run_backend_id: 'job-1',
          database_id: String(artifact.id),
          name: artifact.name,
          size: String(artifact.sizeBytes),
          created_at: new Date(0).toISOString(),
        })),
      });
    },
    GetSignedArtifactURL: ({ name }, { runId }) => {
      const artifact = find(name, runId);
      if (artifact === undefined) return twirpError(404, 'not_found', 'artifact not found');
      return jsonAnswer(200, { name, signed_url: sign(artifact.blob, 'r', runId) });
    },
    DeleteArtifact: async ({ name }, { runId }) => {
      const artifact = find(name, runId);
      if (artifact === undefined) return twirpError(404, 'not_found', 'artifact not found');
      artifacts.splice(artifacts.indexOf(artifact), 1);
      await deleteBlob(artifact.blob);
      return jsonAnswer(200, { ok: true, artifact_id: String(artifact.id) });
    },
  };
}

function twirpError(status: number, code: string, msg: string): Answer {
  return jsonAnswer(status, { code, msg });
}

function readClaims(authorization: string | undefined): Claims | null {
  const payload = /^Bearer [^.]+\.([^.]+)\./.exec(authorization ?? '')?.[1];
  if (payload === undefined) return null;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { ac: string; scp: string };
  const scopes = JSON.parse(claims.ac) as { Scope: string; Permission: Scope['permission'] }[];
  return {
    scopes: scopes.map(({ Scope: ref, Permission: permission }) => ({ ref, permission })),
    runId: claims.scp.split(':')[1] ?? '',
  };
}
