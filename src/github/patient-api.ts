/**
 * The command line's client, for long operations: each call has its own deadline, and the remaining rate limit is
 * watched.
 */
import { Octokit } from '@octokit/core';
import { fetchUrl } from '../io/fetch-url.ts';
import { bindApi, type ConnectOptions, type GitHubApi, type OpenClient } from './api.ts';

export interface PatientApi {
  readonly api: GitHubApi;
  /** The reset time of the rate limit, epoch milliseconds; null while enough requests are left. */
  readonly limitedUntil: () => number | null;
}

/** Covers the minute that GitHub asks to wait after too many concurrent requests. */
const patienceMs = 90_000;
/** Requests that are left for others with the same token. */
const reserve = 20;

/** Without the toolkit's own network stack. */
const openClient: OpenClient = async (token, settings) =>
  new Octokit({ auth: token, ...settings, request: { fetch: fetchUrl } });

export async function connectPatiently(options: Omit<ConnectOptions, 'deadlineMs'>): Promise<PatientApi> {
  const { octokit, owner, repo } = await bindApi(openClient, {
    ...options,
    deadlineMs: patienceMs,
  });
  let until: number | null = null;
  const read = (headers: Readonly<Record<string, string | number | undefined>>): void => {
    const [left, reset] = [headers['x-ratelimit-remaining'], headers['x-ratelimit-reset']];
    if (left === undefined || reset === undefined) return;
    until = Number(left) <= reserve ? Number(reset) * 1000 : null;
  };
  octokit.hook.after('request', ({ headers }) => read(headers));
  octokit.hook.error('request', (error) => {
    read((error as { response?: { headers?: Record<string, string> } }).response?.headers ?? {});
    throw error;
  });
  const api = {
    octokit,
    owner,
    repo,
    get signal(): AbortSignal {
      return AbortSignal.timeout(patienceMs);
    },
    get endMs(): number {
      return performance.now() + patienceMs;
    },
  };
  return { api, limitedUntil: () => until };
}
