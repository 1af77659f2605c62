/** URLs inside the trend site, and from it to the repository's pages. */
import { commitUrl, compareUrl, pullRequestUrl, runUrl } from '../render/links.ts';
import type { BuildsData, HistoryRow } from '../site/site-data.ts';
import { formatTime, isCommit, shortCommit } from '../words/numbers.ts';
import { make, makeLink } from './site-elements.ts';

/** The part of the URL after `#`: `/series/HISTORY/ID` and similar. */
export type Route =
  | { readonly page: 'overview' }
  | { readonly page: 'agents' }
  | { readonly page: 'tests' }
  | { readonly page: 'histories' }
  | { readonly page: 'history'; readonly history: string }
  | { readonly page: 'series'; readonly history: string; readonly id: string }
  | {
      readonly page: 'build';
      readonly history: string;
      readonly file: string;
      readonly before: string | null;
    };

export function readRoute(hash: string): Route {
  const [page, history = '', a = '', b] = hash.replace(/^#\/?/, '').split('/');
  if (page === 'series') return { page, history, id: a };
  if (page === 'history') return { page, history };
  if (page === 'agents' || page === 'tests' || page === 'histories') return { page };
  if (page === 'build') return { page, history, file: a, before: b || null };
  return { page: 'overview' };
}

export function seriesHref(history: string, id: string): string {
  return `#/series/${history}/${id}`;
}

export function historyHref(history: string): string {
  return `#/history/${history}`;
}

/** @param before the build to compare with; null: the previous one on the baseline branch */
export function buildHref(
  history: string,
  { file }: Pick<BuildsData, 'file'>,
  at: number,
  before: number | null = null,
): string {
  return `#/build/${history}/${file[at]}${before === null ? '' : `/${file[before]}`}`;
}

/** `2026-11-21 03:07 UTC, abc1234` */
export function nameBuild(builds: BuildsData, at: number): string {
  const commit = builds.commit[at] ?? null;
  const time = formatTime(builds.timeMs[at] ?? null);
  return isCommit(commit) ? `${time}, ${shortCommit(commit)}` : time;
}

/** Links of a build to its run, commit and pull request, separated by dots. */
export function linkOut(
  { url }: HistoryRow,
  builds: BuildsData,
  at: number,
  since: number | null,
): HTMLElement {
  const links = url === null ? {} : { repository: url };
  const commit = builds.commit[at] ?? null;
  const before = since === null ? null : (builds.commit[since] ?? null);
  const pull = builds.pullRequest[at] ?? null;
  const all: [string, string | null][] = [
    ['Run', runUrl(links, builds.runId[at] ?? null)],
    [isCommit(commit) ? `Commit ${shortCommit(commit)}` : '', commitUrl(links, commit)],
    [`Pull request #${pull}`, pullRequestUrl(links, pull)],
    ['Commits since the other build', before === null ? null : compareUrl(links, before, commit)],
  ];
  const shown = all.filter(([, href]) => href !== null);
  const parts = shown.flatMap(([text, href], index) => [index === 0 ? '' : ' · ', makeLink(href, text)]);
  return make('p', { class: 'links' }, ...parts);
}
