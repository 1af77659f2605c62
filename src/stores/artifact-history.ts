/**
 * The second tier of the history, read only: each run of the default branch uploads its own build as an artifact, and
 * a run that finds nothing in the cache reads the newest ones (https://docs.github.com/rest/actions/artifacts).
 */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ApiFailure, callApi, type GitHubApi, type Outcome } from '../github/api.ts';
import { nameArtifact } from '../github/artifacts.ts';
import { type GitHubContext, slugify } from '../github/context.ts';
import { runQuietly } from '../github/toolkit-log.ts';
import { encodeBuild } from '../history/encode-build.ts';
import { withDeadline } from '../io/deadline.ts';
import type { Build } from '../model/build.ts';
import type { Problem } from '../model/problem.ts';
import { copyFiles, listSegments } from './cache/cache-index.ts';

export interface EarlierRuns {
  readonly api: GitHubApi;
  readonly token: string;
  readonly context: GitHubContext;
  /** Name of the artifacts, the same in every run. */
  readonly artifact: string;
  /** Existing folder for what is unpacked. */
  readonly temp: string;
  /** Milliseconds for all downloads together. */
  readonly deadlineMs: number;
}

/** The newest so many artifacts are read: enough for a baseline. */
const mostArtifacts = 40;
/** How many are fetched at once. */
const batchSize = 8;

/** Name of the artifact that holds one build of a series: the same for every run, so that one call lists them all. */
export function nameHistoryArtifact(base: string, context: GitHubContext): string {
  return nameArtifact(`${base}-history`, `${slugify(context.seriesName)}-${context.legId}`);
}

/** Puts the segments of earlier runs into `folder`. Never throws; without `actions: read` it does nothing. */
export async function fetchEarlierRuns(earlier: EarlierRuns, folder: string): Promise<readonly Problem[]> {
  const endMs = performance.now() + earlier.deadlineMs;
  const list = await listArtifacts(earlier);
  if (!list.ok) return describeListing(list.failure, earlier);
  let read = 0;
  let failed = 0;
  for (let from = 0; from < list.value.length; from += batchSize) {
    const leftMs = endMs - performance.now();
    const batch = list.value.slice(from, from + batchSize);
    const done = await Promise.all(batch.map((artifact) => download(earlier, artifact, folder, leftMs)));
    read += done.filter(Boolean).length;
    failed += done.filter((fetched) => !fetched).length;
  }
  return describeRead(read, failed, earlier);
}

interface Artifact {
  readonly id: number;
  readonly runId: number;
  /** `sha256:<hex>` of the archive; null for what older toolkits uploaded. */
  readonly digest: string | null;
}

async function listArtifacts({ api, context, artifact: name }: EarlierRuns): Promise<Outcome<Artifact[]>> {
  const { owner, repo } = api;
  const outcome = await callApi(
    api,
    (octokit, request) =>
      octokit.rest.actions.listArtifactsForRepo({ owner, repo, name, per_page: 100, request }),
    true,
  );
  if (!outcome.ok) return outcome;
  const artifacts = outcome.value.data.artifacts.flatMap(
    ({ id, digest = null, expired, workflow_run: run }) => {
      // A fork may have a branch of the same name.
      const isOurs =
        run?.head_branch === context.defaultBranch && run?.head_repository_id === run?.repository_id;
      return isOurs && run?.id !== undefined && !expired ? [{ id, runId: run.id, digest }] : [];
    },
  );
  return { ok: true, value: artifacts.slice(0, mostArtifacts) };
}

/** @returns whether a segment came. */
async function download(
  { token, context, temp }: EarlierRuns,
  { id, runId, digest }: Artifact,
  folder: string,
  leftMs: number,
): Promise<boolean> {
  if (leftMs <= 0) return false;
  const path = await mkdtemp(join(temp, 'earlier-'));
  const { owner: repositoryOwner, repo: repositoryName } = context;
  const work = runQuietly(async () => {
    const { default: client } = await import('@actions/artifact');
    const findBy = { token, workflowRunId: runId, repositoryOwner, repositoryName };
    const expected = digest === null ? {} : { expectedHash: digest };
    const { digestMismatch } = await client.downloadArtifact(id, { path, findBy, ...expected });
    if (digestMismatch) throw new Error('it is not what was uploaded');
  });
  const outcome = await withDeadline(work, leftMs);
  const names = outcome === 'timeout' || outcome.error !== null ? [] : await listSegments(path);
  await copyFiles(path, folder, names);
  await rm(path, { recursive: true, force: true }).catch(() => {});
  return names.length > 0;
}

const where = 'artifacts of earlier runs';

function describeListing(failure: ApiFailure, { context }: EarlierRuns): Problem[] {
  // Without the permission there is no second tier, which the documentation says.
  if (failure.kind === 'denied' || failure.kind === 'missing') return [];
  const what = `The cache has no history, and the artifacts of ${context.defaultBranch} could not be listed: ${failure.message}.`;
  return [{ level: 'warning', code: 'history-artifacts-unreachable', where, what, fix: '' }];
}

function describeRead(read: number, failed: number, { context }: EarlierRuns): Problem[] {
  const problems: Problem[] = [];
  if (read > 0) {
    const what = `The cache has no history: this build is compared with the artifacts of ${read} earlier runs on ${context.defaultBranch}.`;
    problems.push({ level: 'info', code: 'history-from-artifacts', where, what, fix: '' });
  }
  if (failed > 0) {
    const what = `${failed} artifacts of earlier runs could not be read: their builds are not compared with.`;
    problems.push({ level: 'warning', code: 'history-artifacts-unreachable', where, what, fix: '' });
  }
  return problems;
}

/** Leaves a build's segment in a folder of its own, for the upload. */
export async function keepBuild(folder: string, build: Build, now: number): Promise<void> {
  const { name, bytes } = encodeBuild(build, now);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), bytes);
}

/** The kept segment, by full path; none when no build was saved. */
export async function findKept(folder: string): Promise<string[]> {
  return (await listSegments(folder)).map((name) => join(folder, name));
}
