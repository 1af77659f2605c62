/**
 * The reports that a run uploaded. Any pull request may have produced them: sizes and shapes are checked before use.
 */

import { Ajv, type ValidateFunction } from 'ajv';
import { withDeadline } from '../io/deadline.ts';
import { fetchUrl } from '../io/fetch-url.ts';
import { listSome, plural } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import { formatBytes } from '../words/numbers.ts';
import { callApi, callPages, describeCallFailure, type GitHubApi } from './api.ts';
import { reportSchema } from './report-schema.generated.ts';

export interface UploadedReport {
  readonly report: Report;
  /** Of the artifact: distinguishes the jobs of one run. */
  readonly artifactId: number;
}

interface ReportLimits {
  readonly reports: number;
  readonly bytes: number;
  /** For all reports together: this much is kept until the comment is written. */
  readonly bytesOfRun: number;
}

/** A matrix has at most 256 jobs; a report of 10,000 tasks has 12 MB. */
const reportLimits: ReportLimits = { reports: 256, bytes: 32 * 1024 ** 2, bytesOfRun: 96 * 1024 ** 2 };
/** Number of reports that are read concurrently. */
const atOnce = 8;

/** Bytes that may still be read of a run's reports. */
interface Budget {
  readonly limits: ReportLimits;
  left: number;
}

/** Reads all reports of a run from artifacts that begin with `prefix`; other content is skipped with a warning. */
export async function readReports(
  api: GitHubApi,
  runId: number,
  prefix: string,
  limits = reportLimits,
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
  if (!listed.ok) return { reports: [], problems: [describeCallFailure(listed.failure, listing)] };
  const wanted = listed.value.filter(
    ({ name, expired }) => !expired && name.startsWith(`${prefix}-`) && name.endsWith('.json'),
  );
  const budget: Budget = { limits, left: limits.bytesOfRun };
  const read: (UploadedReport | UnreadArtifact)[] = [];
  for (let i = 0; i < Math.min(wanted.length, limits.reports); i += atOnce) {
    const some = wanted.slice(i, Math.min(i + atOnce, limits.reports));
    read.push(...(await Promise.all(some.map((artifact) => readReport(api, artifact, budget)))));
  }
  const unread = wanted
    .slice(limits.reports)
    .map(({ name }) => ({ name, why: `Not read: a run has ${plural(limits.reports, 'report')} at most.` }));
  const refused = [...read.filter((each) => 'why' in each), ...unread];
  return { reports: read.filter((each) => 'report' in each), problems: refuse(refused) };
}

/** An artifact that is not shown. */
interface UnreadArtifact {
  readonly name: string;
  readonly why: string;
}

const listing = {
  code: 'reports',
  where: 'artifacts of the run',
  lost: 'The reports could not be listed, so nothing was commented.',
  permission: 'actions: read',
};

const mostNamed = 5;

/** One warning for each reason, for any number of artifacts. */
function refuse(refused: readonly UnreadArtifact[]): Problem[] {
  return [...Map.groupBy(refused, ({ why }) => why)].map(([why, group]) => {
    const names = group.map(({ name }) => name);
    const where = `${group.length === 1 ? 'artifact' : 'artifacts'} ${listSome(names, mostNamed)}`;
    return { level: 'warning', code: 'report-refused', where, what: why, fix: '' };
  });
}

async function readReport(
  api: GitHubApi,
  { id, name, size_in_bytes }: { readonly id: number; readonly name: string; readonly size_in_bytes: number },
  budget: Budget,
): Promise<UploadedReport | UnreadArtifact> {
  if (size_in_bytes > budget.limits.bytes) return { name, why: tooLarge(budget.limits) };
  const text = await fetchReport(api, id, budget);
  if (typeof text !== 'string') return { name, why: text.why };
  const report = parseReport(text);
  return typeof report === 'string'
    ? { name, why: `Not a Build Telemetry report: ${report}.` }
    : { report, artifactId: id };
}

function tooLarge({ bytes }: ReportLimits): string {
  return `Not read: a report has ${formatBytes(bytes)} at most.`;
}

function tooLargeTogether({ bytesOfRun }: ReportLimits): string {
  return `Not read: the reports of a run have ${formatBytes(bytesOfRun)} at most together.`;
}

const notFetched = { why: 'Not read: it could not be fetched; a re-run of this job tries again.' };

async function fetchReport(
  api: GitHubApi,
  artifact_id: number,
  budget: Budget,
): Promise<string | { readonly why: string }> {
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
  if (!outcome.ok || outcome.value === undefined) return notFetched;
  const leftMs = api.endMs - performance.now();
  const text = await withDeadline(fetchText(outcome.value, api.signal, budget), leftMs).catch(
    () => notFetched,
  );
  return text === 'timeout' ? notFetched : text;
}

async function fetchText(
  url: string,
  signal: AbortSignal,
  budget: Budget,
): Promise<string | { readonly why: string }> {
  const answer = await fetchUrl(url, { signal });
  if (!answer.ok) return notFetched;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    budget.left -= chunk.length;
    if (bytes > budget.limits.bytes) return { why: tooLarge(budget.limits) };
    if (budget.left < 0) return { why: tooLargeTogether(budget.limits) };
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

let isReport: ValidateFunction<Report> | null = null;

/** A text that matches the report's schema, or the reason why not. */
function parseReport(text: string): Report | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  isReport ??= new Ajv({ strict: false }).compile<Report>(reportSchema);
  if (isReport(value)) return value;
  const [first] = isReport.errors ?? [];
  return `${first?.instancePath || 'it'} ${first?.message ?? 'is wrong'}`;
}
