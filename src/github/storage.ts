/** The GitHub calls of the history's stores, over REST and the artifact client. */

import type { DefaultArtifactClient } from '@actions/artifact';
import type { Endpoints } from '@octokit/types';
import { runQuietly } from '../io/run-quietly.ts';
import type { GitHubStorage, StoredArtifact } from '../stores/github-storage.ts';
import { asList, callApi, callRoute, type GitHubApi } from './api.ts';
import { isTag } from './complete-subject.ts';
import { readSubject } from './identity.ts';

/** @param token reads the artifacts of other runs */
export function openStorage(api: GitHubApi, token: string): GitHubStorage {
  const { owner, repo } = api;
  const tags = new Map<string, Promise<boolean>>();
  const isTagged = (name: string): Promise<boolean> => {
    const asked = tags.get(name) ?? isTag(api, name);
    tags.set(name, asked);
    return asked;
  };
  return {
    listCaches: async (query) => await listCaches(api, query),
    deleteCache: async (cache_id) =>
      await callRoute(api, 'DELETE /repos/{owner}/{repo}/actions/caches/{cache_id}', { cache_id }, false),
    listArtifacts: async (name) => await listArtifacts(api, name),
    isRunOf: async (run, branch) => (await isRunOf(api, run, branch)) && !(await isTagged(branch)),
    downloadArtifact: async ({ id, runId, digest }, path) => {
      const findBy = { token, workflowRunId: runId, repositoryOwner: owner, repositoryName: repo };
      const expected = digest === null ? {} : { expectedHash: digest };
      await download(id, { path, findBy, ...expected });
    },
  };
}

async function listCaches(
  api: GitHubApi,
  { ref, ...query }: Parameters<GitHubStorage['listCaches']>[0],
): ReturnType<GitHubStorage['listCaches']> {
  const { owner, repo } = api;
  const order = { sort: 'created_at', direction: 'desc' } as const;
  const list = { owner, repo, ...order, ...query, ...(ref === null ? {} : { ref }) };
  return await callApi(
    api,
    async (octokit, request) =>
      asList(
        (await octokit.request('GET /repos/{owner}/{repo}/actions/caches', { ...list, request })).data
          .actions_caches,
      ),
    true,
  );
}

async function listArtifacts(api: GitHubApi, name: string): ReturnType<GitHubStorage['listArtifacts']> {
  const { owner, repo } = api;
  const list = { owner, repo, name, per_page: 100 };
  return await callApi(
    api,
    async (octokit, request) =>
      (
        await octokit.request('GET /repos/{owner}/{repo}/actions/artifacts', { ...list, request })
      ).data.artifacts.flatMap(toStoredArtifact),
    true,
  );
}

async function download(...request: Parameters<DefaultArtifactClient['downloadArtifact']>): Promise<void> {
  const { error } = await runQuietly(async () => {
    const { default: client } = await import('@actions/artifact');
    const { digestMismatch } = await client.downloadArtifact(...request);
    if (digestMismatch) throw new Error('its content is not what was uploaded');
  });
  if (error !== null) throw error;
}

/** The run's origin is checked again: an artifact's own data is not enough. */
async function isRunOf(api: GitHubApi, run_id: number, branch: string): Promise<boolean | null> {
  const outcome = await callRoute(api, 'GET /repos/{owner}/{repo}/actions/runs/{run_id}', { run_id }, true);
  if (!outcome.ok) return null;
  const repository = { GITHUB_REPOSITORY: `${api.owner}/${api.repo}` };
  const subject = readSubject(repository, { workflow_run: outcome.value });
  return subject.isOwnRef && subject.branch === branch;
}

type ListedArtifact =
  Endpoints['GET /repos/{owner}/{repo}/actions/artifacts']['response']['data']['artifacts'][number];

/** None for a deleted artifact, or for a run that GitHub does not know. */
function toStoredArtifact({
  id,
  digest = null,
  expired,
  workflow_run: run,
}: ListedArtifact): StoredArtifact[] {
  if (run?.id === undefined || expired) return [];
  const isFork = run.head_repository_id !== run.repository_id;
  return [{ id, runId: run.id, digest, headBranch: run.head_branch ?? null, isFork }];
}
