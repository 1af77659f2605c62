/**
 * The second tier of the history, read only: each run of the default branch uploads its own build as an artifact, and
 * a run that finds nothing in the cache reads the newest ones (https://docs.github.com/rest/actions/artifacts).
 */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeBuild } from '../history/encode-build.ts';
import { filterSegment } from '../history/filter-segment.ts';
import type { CallFailure, CallOutcome } from '../io/call-outcome.ts';
import { withDeadline } from '../io/deadline.ts';
import { makeFolder } from '../io/make-folder.ts';
import type { Build } from '../model/build.ts';
import { plural } from '../model/counts.ts';
import type { StoredBuild } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';
import { listSegments } from './cache/cache-index.ts';
import type { GitHubStorage, StoredArtifact } from './github-storage.ts';

export interface EarlierRuns {
  readonly storage: GitHubStorage;
  readonly defaultBranch: string | null;
  /** Name of the artifacts, the same in every run. */
  readonly artifact: string;
  /** Existing folder for the unpacked files. */
  readonly temp: string;
  /** Milliseconds for all downloads together. */
  readonly deadlineMs: number;
}

/** The number of newest artifacts that are read: enough for a baseline. */
const mostArtifacts = 40;
/** Number of concurrent downloads. */
const batchSize = 8;

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
    read += done.filter((fetched) => fetched === true).length;
    failed += done.filter((fetched) => fetched === false).length;
  }
  return describeRead(read, failed, earlier);
}

async function listArtifacts({
  storage,
  defaultBranch,
  artifact,
}: EarlierRuns): Promise<CallOutcome<StoredArtifact[]>> {
  const outcome = await storage.listArtifacts(artifact);
  if (!outcome.ok) return outcome;
  // A fork may have a branch of the same name.
  const own = outcome.value.filter(({ headBranch, isFork }) => headBranch === defaultBranch && !isFork);
  return { ok: true, value: own.slice(0, mostArtifacts) };
}

/** @returns whether a segment arrived; 'foreign' if the run builds another branch. */
async function download(
  { storage, temp, defaultBranch }: EarlierRuns,
  artifact: StoredArtifact,
  folder: string,
  leftMs: number,
): Promise<boolean | 'foreign'> {
  if (leftMs <= 0) return false;
  // A run may be on the default branch and still build another one.
  const isOwn = defaultBranch !== null && (await storage.isRunOf(artifact.runId, defaultBranch));
  if (isOwn !== true) return isOwn === false ? 'foreign' : false;
  const path = await mkdtemp(join(temp, 'earlier-'));
  const came = storage.downloadArtifact(artifact, path).then(
    () => true,
    () => false,
  );
  const names = (await withDeadline(came, leftMs)) === true ? await listSegments(path) : [];
  const counts = ({ branch, pullRequest, runId }: StoredBuild): boolean =>
    branch === defaultBranch && pullRequest === null && runId === String(artifact.runId);
  for (const name of names) {
    const file = filterSegment({ name, bytes: await readFile(join(path, name)) }, counts);
    if (file !== null) await writeFile(join(folder, file.name), file.bytes);
  }
  await rm(path, { recursive: true, force: true }).catch(() => {});
  return names.length > 0;
}

const where = 'artifacts of earlier runs';

function describeListing(failure: CallFailure, { defaultBranch }: EarlierRuns): Problem[] {
  // Without the permission there is no second tier; this is documented.
  if (failure.kind === 'denied' || failure.kind === 'missing') return [];
  const what = `The cache has no history, and the artifacts of ${defaultBranch} could not be listed: ${failure.message}.`;
  return [{ level: 'warning', code: 'history-artifacts-unreachable', where, what, fix: '' }];
}

function describeRead(read: number, failed: number, { defaultBranch }: EarlierRuns): Problem[] {
  const problems: Problem[] = [];
  if (read > 0) {
    const what = `The cache has no history: this build is compared with the artifacts of ${plural(read, 'earlier run')} on ${defaultBranch}.`;
    problems.push({ level: 'info', code: 'history-from-artifacts', where, what, fix: '' });
  }
  if (failed > 0) {
    const what = `${plural(failed, 'artifact')} of earlier runs could not be read, so builds are missing from the comparison.`;
    problems.push({ level: 'warning', code: 'history-artifacts-unreachable', where, what, fix: '' });
  }
  return problems;
}

/** Puts a build's segment into a separate folder for the upload. */
export async function keepBuild(folder: string, build: Build, now: number): Promise<void> {
  const { name, bytes } = encodeBuild(build, now);
  await rm(folder, { recursive: true, force: true });
  makeFolder(folder);
  await writeFile(join(folder, name), bytes);
}

/** The kept segment, by full path; none if no build was saved. */
export async function findKept(folder: string): Promise<string[]> {
  return (await listSegments(folder)).map((name) => join(folder, name));
}
