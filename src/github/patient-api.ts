/** The command line's client, for work that may take long: each call has a deadline of its own, and what GitHub's limit leaves is watched. */
import { Octokit } from '@octokit/core';
import { bindApi, type ConnectOptions, type GitHubApi, type OpenClient } from './api.ts';

export interface PatientApi {
  readonly api: GitHubApi;
  /** When the limit of requests is renewed, epoch milliseconds; null while enough of it is left. */
  readonly limitedUntil: () => number | null;
}

/** Covers the minute that GitHub asks to wait after too many requests at once. */
const patienceMs = 90_000;
/** Requests that are left to others who use the same token. */
const reserve = 20;

/** Without the toolkit's own network stack: Node's `fetch` keeps to a proxy where `NODE_USE_ENV_PROXY=1` says so. */
const openClient: OpenClient = async (token, settings) => new Octokit({ auth: token, ...settings });

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
