/** Calls of GitHub's REST interface with a deadline, safe retries, and failures as values (https://docs.github.com/rest). */

import type { Octokit } from '@octokit/core';
import type { Endpoints } from '@octokit/types';
import {
  adviseOnCertificate,
  adviseOnRefusal,
  type CallFailure,
  type CallOutcome,
} from '../io/call-outcome.ts';
import { sleep } from '../io/deadline.ts';
import { readRetryAfter } from '../io/retry-after.ts';
import type { Problem } from '../model/problem.ts';
import { endSentence } from '../words/phrases.ts';

/** A client for one repository and one deadline: after the deadline every call fails as `unreachable`. */
export interface GitHubApi {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
  readonly signal: AbortSignal;
  /** The deadline, on the clock of `performance.now()`. */
  readonly endMs: number;
}

export interface ConnectOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly owner: string;
  readonly repo: string;
  /** Milliseconds for all calls of this client together. */
  readonly deadlineMs: number;
}

/** Suppresses octokit's own messages in the log of a job. */
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Creates a client from a token. */
export type OpenClient = (
  token: string,
  settings: { baseUrl: string; log: typeof quiet },
) => Promise<Octokit>;

export async function bindApi(open: OpenClient, options: ConnectOptions): Promise<GitHubApi> {
  const octokit = await open(options.token, { baseUrl: options.apiUrl.replace(/\/+$/, ''), log: quiet });
  // Otherwise `fetch` prints the token in its error.
  const isUsable = /^[\x21-\x7e]+$/.test(options.token);
  octokit.hook.before('request', () => {
    if (!isUsable) throw unusableToken();
  });
  // octokit returns truncated JSON, and the page of a proxy, as text.
  octokit.hook.after('request', ({ data, headers, status }) => {
    const isJson = headers['content-type']?.includes('json') ?? false;
    if (isJson && (typeof data !== 'object' || data === null)) throw new Error('the answer was cut off');
    if (status < 300 && typeof data === 'string' && data !== '')
      throw new Error('the answer is not from GitHub');
  });
  const { owner, repo, deadlineMs } = options;
  const endMs = performance.now() + deadlineMs;
  return { octokit, owner, repo, signal: AbortSignal.timeout(deadlineMs), endMs };
}

/** As GitHub refuses a token that it does not know. */
function unusableToken(): Error {
  const error = new Error('The token has a character that is not allowed in a token');
  return Object.assign(error, { status: 401, response: { headers: {} } });
}

/** Timeout of one attempt of a call, milliseconds. */
const tryMs = 8000;
/** Pauses before the second and third attempt, milliseconds. */
const pausesMs = [250, 1000];
/** After a refusal because of a rate limit: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const limitedMs = 60_000;

/**
 * Runs one call. With `again` it is tried up to three times while the service does not answer, or answers 429 or 5xx;
 * only for calls that are safe to repeat. `limited`: only if a rate limit refused it, which is always safe.
 */
export async function callApi<T>(
  api: GitHubApi,
  call: (octokit: Octokit, request: { signal: AbortSignal }) => Promise<T>,
  again: boolean | 'limited',
): Promise<CallOutcome<T>> {
  for (let attempt = 0; ; attempt++) {
    try {
      const signal = AbortSignal.any([api.signal, AbortSignal.timeout(tryMs)]);
      return { ok: true, value: await call(api.octokit, { signal }) };
    } catch (error) {
      const { failure, askedMs, isLimited } = readFailure(error);
      // If the service sets a wait time, no attempt is made before it.
      const pauseMs = attempt < pausesMs.length ? (askedMs ?? (pausesMs[attempt] as number)) : 0;
      const isOver = attempt >= pausesMs.length || performance.now() + pauseMs >= api.endMs;
      const mayRepeat = again === 'limited' ? isLimited : again;
      if (!mayRepeat || failure.kind !== 'unreachable' || isOver) return { ok: false, failure };
      await sleep(pauseMs);
    }
  }
}

/** Runs one call of a route of this repository, as `callApi` does. */
export async function callRoute<Route extends keyof Endpoints>(
  api: GitHubApi,
  route: Route,
  parameters: Omit<Endpoints[Route]['parameters'], 'owner' | 'repo'>,
  again: boolean | 'limited',
): Promise<CallOutcome<Endpoints[Route]['response']['data']>> {
  const { owner, repo } = api;
  const call = async (octokit: Octokit, request: { signal: AbortSignal }) =>
    (await octokit.request(route as string, { owner, repo, ...parameters, request })).data;
  return await callApi(api, call, again);
}

/** One page of a list at a time, up to `lastPage` pages. */
export async function callPages<T>(
  api: GitHubApi,
  call: (
    octokit: Octokit,
    page: { per_page: number; page: number; request: { signal: AbortSignal } },
  ) => Promise<readonly T[]>,
  lastPage: number,
): Promise<CallOutcome<T[]>> {
  const rows: T[] = [];
  for (let page = 1; page <= lastPage; page++) {
    const outcome = await callApi(
      api,
      async (octokit, request) => asList(await call(octokit, { per_page: 100, page, request })),
      true,
    );
    if (!outcome.ok) return outcome;
    rows.push(...outcome.value);
    if (outcome.value.length < 100) break;
  }
  return { ok: true, value: rows };
}

/** @throws if another service answered in its own form */
export function asList<T>(rows: readonly T[] | undefined): readonly T[] {
  if (!Array.isArray(rows)) throw new Error('the answer has no list');
  return rows;
}

/** Describes a failure. `permission` is the YAML that grants the call. */
export function describeCallFailure(
  failure: CallFailure,
  call: { readonly code: string; readonly where: string; readonly lost: string; readonly permission: string },
): Problem {
  const reason = endSentence(failure.message.replaceAll(/\s+/g, ' ').slice(0, 300));
  const answer =
    failure.status === null ? `The call failed: ${reason}` : `GitHub answered: ${failure.status} ${reason}`;
  const fixes = {
    denied: adviseOnRefusal(failure, call.permission),
    missing: adviseOnRefusal(failure, call.permission),
    unreachable: adviseOnCertificate(reason) ?? 'No action needed: the next run tries again.',
    rejected: '',
  };
  return {
    level: 'warning',
    code: `${call.code}-${failure.kind}`,
    where: call.where,
    what: `${call.lost} ${answer}`,
    fix: fixes[failure.kind],
  };
}

interface FailedCall {
  readonly failure: CallFailure;
  /** Milliseconds to wait before another attempt; null if the service asks for none. */
  readonly askedMs: number | null;
  /** Refused because of a rate limit. */
  readonly isLimited: boolean;
}

function readFailure(error: unknown): FailedCall {
  const { status, message, response } = error as {
    status?: number;
    message?: string;
    response?: { headers?: Record<string, string | undefined> };
  };
  // octokit reports a connection without any answer as status 500, but without a response.
  const answered = typeof status === 'number' && response !== undefined;
  const text = message ?? String(error);
  if (!answered) {
    const failure = { kind: 'unreachable', status: null, message: text || 'no answer' } as const;
    return { failure, askedMs: null, isLimited: false };
  }
  const headers = response.headers ?? {};
  const isLimited = judgeLimit(status, text, headers);
  const askedMs = readRetryAfter((name) => headers[name], Date.now());
  const wait = askedMs === null ? '' : ` (asks to wait ${Math.ceil(askedMs / 1000)} s)`;
  const kind = isLimited ? 'unreachable' : judgeStatus(status);
  const failure = { kind, status, message: `${text}${wait}` };
  return { failure, askedMs: askedMs ?? (isLimited ? limitedMs : null), isLimited };
}

function judgeLimit(status: number, message: string, headers: Record<string, string | undefined>): boolean {
  const isNamed =
    headers['x-ratelimit-remaining'] === '0' ||
    headers['retry-after'] !== undefined ||
    /rate limit/i.test(message);
  return status === 429 || (status === 403 && isNamed);
}

function judgeStatus(status: number): CallFailure['kind'] {
  if (status >= 500) return 'unreachable';
  if (status === 401 || status === 403) return 'denied';
  return status === 404 ? 'missing' : 'rejected';
}
