/** Uploads report files as artifacts of the run; single files are not zipped, so that they open in the browser. */

import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import type { ArtifactClient } from '@actions/artifact';
import { withDeadline } from '../io/deadline.ts';
import { runQuietly } from '../io/run-quietly.ts';
import type { Problem } from '../model/problem.ts';
import { slugify } from '../stores/short-name.ts';
import type { GitHubContext } from './context.ts';

export interface ArtifactRequest {
  /** Artifact name without extension; see `nameArtifact`. */
  readonly name: string;
  /** A single file is uploaded directly; several are zipped under their own base names. */
  readonly files: readonly string[];
  /** A single file is zipped, too, and keeps its name. */
  readonly zipped?: boolean;
}

export interface UploadOptions {
  /** URL of the run, for links. */
  readonly runUrl: string;
  readonly runAttempt: number;
  /** 0: the repository's setting. */
  readonly retentionDays: number;
  /** Milliseconds for all uploads together. */
  readonly deadlineMs: number;
  /** Start of this job, epoch milliseconds: uploads since then belong to another job of the run. */
  readonly jobStartMs: number | null;
  /** Suffix for a name that another job has taken. */
  readonly suffix: string;
}

export interface UploadedArtifacts {
  /** Links in the order of the requests; null if the upload failed. */
  readonly urls: readonly (string | null)[];
  readonly problems: readonly Problem[];
}

/** A unique name among the jobs of a run: `<base>-<leg>`, without characters that GitHub forbids in names. */
export function nameArtifact(base: string, leg: string): string {
  const clean = base.replace(/["<>|*?\r\n\\/:]+/g, '-').slice(0, 150) || 'build-telemetry';
  return leg === '' ? clean : `${clean}-${leg}`;
}

/** Name of the artifact with one build of a series: the same for every run, so that one call lists them all. */
export function nameHistoryArtifact(base: string, run: Pick<GitHubContext, 'seriesName' | 'legId'>): string {
  return nameArtifact(`${base}-history`, `${slugify(run.seriesName)}-${run.legId}`);
}

/** Uploads all requests concurrently; never throws, a failed upload is a warning. */
export async function uploadArtifacts(
  requests: readonly ArtifactRequest[],
  options: UploadOptions,
): Promise<UploadedArtifacts> {
  const results = await Promise.all(requests.map((request) => uploadOne(request, options)));
  return {
    urls: results.map((result) =>
      typeof result === 'number' ? `${options.runUrl}/artifacts/${result}` : null,
    ),
    problems: joinProblems(results.filter((result) => typeof result !== 'number')),
  };
}

/** Failures with one reason are one warning. */
function joinProblems(problems: readonly Problem[]): Problem[] {
  const reasons = [...new Set(problems.map(({ what }) => what))];
  return reasons.flatMap((reason) => {
    const same = problems.filter(({ what }) => what === reason);
    return same[0] === undefined ? [] : [{ ...same[0], where: same.map(({ where }) => where).join(', ') }];
  });
}

async function uploadOne(request: ArtifactRequest, options: UploadOptions): Promise<number | Problem> {
  const work = runQuietly(async () => {
    const folder = await mkdtemp(join(process.env['RUNNER_TEMP'] ?? tmpdir(), 'artifact-'));
    try {
      return await upload(request, options, folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
  const outcome = await withDeadline(work, options.deadlineMs);
  const name = nameOf(request);
  if (outcome === 'timeout') return describe(name, `no answer within ${options.deadlineMs / 1000} s`);
  return outcome.value ?? describe(name, outcome.error?.message ?? 'no id in the answer');
}

function isSingle({ files, zipped }: ArtifactRequest): boolean {
  return files.length === 1 && zipped !== true;
}

/** Without zip, an artifact is named after its file. */
function nameOf(request: ArtifactRequest, base = request.name): string {
  return isSingle(request) ? `${base}${extname(request.files[0] ?? '')}` : base;
}

async function upload(request: ArtifactRequest, options: UploadOptions, folder: string): Promise<number> {
  const { default: client } = await import('@actions/artifact');
  const [first = ''] = request.files;
  const single = isSingle(request);
  const send = async (name: string): Promise<number> => {
    const file = join(folder, name);
    if (single) await copyFile(first, file);
    const files = single ? [file] : [...request.files];
    const retention = options.retentionDays > 0 ? { retentionDays: options.retentionDays } : {};
    const settings = { skipArchive: single, ...retention };
    const { id } = await client.uploadArtifact(name, files, single ? folder : dirname(first), settings);
    if (id === undefined) throw new Error('no id in the answer');
    return id;
  };
  const name = nameOf(request);
  // Names are unique in the whole run: a new attempt replaces the artifacts of the previous one.
  if (options.runAttempt > 1 && (await isOlder(client, name, options.jobStartMs)))
    await client.deleteArtifact(name).catch(() => undefined);
  return await send(name).catch((error: Error) => {
    // For example two jobs that call one reusable workflow.
    if (!isTaken(error.message)) throw error;
    return send(nameOf(request, `${request.name}-${options.suffix}`));
  });
}

function isTaken(reason: string): boolean {
  return /\(409\)/.test(reason);
}

async function isOlder(client: ArtifactClient, name: string, jobStartMs: number | null): Promise<boolean> {
  const found = await client.getArtifact(name).catch(() => null);
  const createdMs = found?.artifact.createdAt?.getTime() ?? 0;
  return jobStartMs === null || createdMs < jobStartMs;
}

function describe(name: string, reason: string): Problem {
  const text = reason.replaceAll(/\s+/g, ' ').slice(0, 300).replace(/\.?$/, '.');
  const unsupported = /GHES|not currently supported|Unable to get the ACTIONS_/.test(reason);
  const taken = isTaken(reason);
  return {
    level: 'warning',
    code: unsupported ? 'artifact-unsupported' : 'artifact-failed',
    where: `artifact \`${basename(name)}\``,
    what: `The report was not uploaded: ${text}`,
    fix: unsupported
      ? 'This runner has no service for artifacts, as on GitHub Enterprise Server: set `artifacts: none`.'
      : taken
        ? 'Another step of this run uses the name: set `artifact-name`.'
        : 'No action needed: the job summary holds the verdict, and the next run uploads again.',
  };
}
