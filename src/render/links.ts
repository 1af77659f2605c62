/** URLs of GitHub's pages for a report; null if there is no such page. */
import type { Failure } from '../model/failure.ts';
import { isCommit } from '../words/numbers.ts';
import { safeUrl } from './escape.ts';

/** The possible link targets; absent ones are not linked. */
export interface Links {
  /** The workflow run. */
  readonly run?: string;
  /** The log of the job. */
  readonly job?: string;
  /** The HTML report. */
  readonly artifact?: string;
  /** The repository's page, without a slash at the end: the base of links to commits, runs and pull requests. */
  readonly repository?: string;
}

/** A section of the HTML report, by its id. */
export function sectionUrl({ artifact }: Links, id: string): string | null {
  const url = safeUrl(artifact);
  return url === null ? null : `${url}#${id}`;
}

export function commitUrl({ repository }: Links, commit: string | null): string | null {
  return repository === undefined || !isCommit(commit) ? null : safeUrl(`${repository}/commit/${commit}`);
}

/** The commits after `from` up to `to`; the commit `to` alone without a `from`. */
export function compareUrl(links: Links, from: string | null, to: string | null): string | null {
  if (links.repository === undefined || !isCommit(to)) return null;
  if (!isCommit(from) || from === to) return commitUrl(links, to);
  return safeUrl(`${links.repository}/compare/${from}...${to}`);
}

export function pullRequestUrl({ repository }: Links, number: number | null): string | null {
  return repository === undefined || number === null ? null : safeUrl(`${repository}/pull/${number}`);
}

export function runUrl({ repository }: Links, runId: string | null): string | null {
  if (repository === undefined || runId === null || !/^\d{1,20}$/.test(runId)) return null;
  return safeUrl(`${repository}/actions/runs/${runId}`);
}

/** A line of a file at a commit. */
export function sourceUrl(
  { repository }: Links,
  commit: string | null,
  { file, line }: Pick<Failure, 'file' | 'line'>,
): string | null {
  if (repository === undefined || !isCommit(commit) || file === null || /^[/\\]|^[A-Za-z]:/.test(file))
    return null;
  const path = file
    .toWellFormed()
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return safeUrl(`${repository}/blob/${commit}/${path}${line === null ? '' : `#L${line}`}`);
}
