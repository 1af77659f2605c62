/** The reports that a run uploaded. They come from anybody's pull request: sizes and shapes are checked before use. */

import { Ajv } from 'ajv';
import { withDeadline } from '../io/deadline.ts';
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import { callApi, callPages, describeFailure, type GitHubApi } from './api.ts';
import { reportSchema } from './report-schema.generated.ts';

export interface UploadedReport {
  readonly report: Report;
  /** Of the artifact: distinguishes the jobs of one run. */
  readonly artifactId: number;
}

/** The legs of a matrix are at most 256. */
const mostReports = 256;
/** A report of 10,000 tasks has 12 MB. */
const mostBytes = 64_000_000;

/** Reads all reports of a run whose artifacts begin with `prefix`; what is not a report is named and passed over. */
export async function readReports(
  api: GitHubApi,
  runId: number,
  prefix: string,
): Promise<{ readonly reports: readonly UploadedReport[]; readonly problems: readonly Problem[] }> {
  const { owner, repo } = api;
  const listed = await callPages(
    api,
    async (octokit, page) =>
      (
        await octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts', {
          owner,
          repo,
          run_id: runId,
          ...page,
        })
      ).data.artifacts,
    10,
  );
  if (!listed.ok) return { reports: [], problems: [describeFailure(listed.failure, listing)] };
  const wanted = listed.value.filter(
    ({ name, expired }) => !expired && name.startsWith(`${prefix}-`) && name.endsWith('.json'),
  );
  const reports: UploadedReport[] = [];
  const problems: Problem[] = [];
  for (const { id, name, size_in_bytes } of wanted.slice(0, mostReports)) {
    const read = size_in_bytes > mostBytes ? 'it is too large' : await readReport(api, id);
    if (typeof read === 'string') problems.push(refuse(name, read));
    else reports.push({ report: read, artifactId: id });
  }
  return { reports, problems };
}

const listing = {
  code: 'reports',
  where: 'artifacts of the run',
  lost: 'The reports could not be listed, so nothing was commented.',
  permission: 'actions: read',
};

function refuse(name: string, why: string): Problem {
  const what = `Not a Build Telemetry report: ${why}.`;
  return { level: 'warning', code: 'report-refused', where: `artifact ${name}`, what, fix: '' };
}

/** @returns the report, or why there is none */
async function readReport(api: GitHubApi, artifact_id: number): Promise<Report | string> {
  const { owner, repo } = api;
  const outcome = await callApi(
    api,
    async (octokit) => {
      const request = { redirect: 'manual' as const, signal: api.signal };
      const where = { owner, repo, artifact_id, archive_format: 'zip', request };
      return (
        await octokit.request(
          'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
          where,
        )
      ).headers.location;
    },
    true,
  );
  if (!outcome.ok || outcome.value === undefined) return 'it could not be fetched';
  const leftMs = api.endMs - performance.now();
  const text = await withDeadline(fetchText(outcome.value, api.signal), leftMs).catch(() => null);
  if (text === null || text === 'timeout') return 'it could not be fetched';
  return parseReport(text);
}

async function fetchText(url: string, signal: AbortSignal): Promise<string | null> {
  const answer = await fetch(url, { signal });
  if (!answer.ok) return null;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A text that has the report's schema, or why it has not. */
function parseReport(text: string): Report | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  const isReport = new Ajv({ strict: false }).compile<Report>(reportSchema);
  if (isReport(value)) return value;
  const [first] = isReport.errors ?? [];
  return `${first?.instancePath || 'it'} ${first?.message ?? 'is wrong'}`;
}
