/**
 * The one pull request comment of ours, kept by all legs of a matrix at once: found by hidden marker and author,
 * updated by read, merge, write and look again (https://docs.github.com/rest/issues/comments).
 */

import type { Problem } from '../model.ts';
import { type Leg, mergeLeg } from '../render/comment-legs.ts';
import { type ApiFailure, callApi, callPages, describeFailure, type GitHubApi, type Outcome } from './api.ts';
import { sleep } from './deadline.ts';

export interface CommentTarget {
  readonly pullRequest: number;
  /** Hidden first line of the comment. */
  readonly marker: string;
  /** `auto`: write news, and whatever the state when a comment of ours is there already. */
  readonly when: 'auto' | 'always';
  /** This leg has something that a reviewer should read. */
  readonly hasNews: boolean;
  /** Milliseconds after a write before looking whether another leg wrote over it; 0 without a matrix. */
  readonly settleMs: number;
}

export interface PublishedComment {
  /** Address of the comment; null when there is none. */
  readonly url: string | null;
  readonly problems: readonly Problem[];
}

interface OwnComment {
  readonly id: number;
  readonly url: string;
  readonly body: string;
}

/** How often a section that another leg overwrote is written again. */
const maxRounds = 12;

/**
 * Puts this leg's section into the comment; creates it, or leaves it alone when nothing changed.
 * @param makeLeg gives the section, told the comment as it stood before (null when there was none).
 */
export async function publishComment(
  api: GitHubApi,
  target: CommentTarget,
  makeLeg: (before: string | null) => Leg,
): Promise<PublishedComment> {
  const login = await readLogin(api);
  let leg: Leg | null = null;
  let url: string | null = null;
  let lostAnswers = 0;
  for (let round = 0; round < maxRounds; round++) {
    const found = await findOwn(api, target, login);
    // Written, but not looked at again: nothing to tell.
    if (!found.ok) return url === null ? failed(found.failure) : { url, problems: [] };
    const [first, ...duplicates] = found.value;
    if (first === undefined && target.when === 'auto' && !target.hasNews) return { url: null, problems: [] };
    leg ??= makeLeg(first?.body ?? null);
    const merged = mergeLeg(first?.body ?? null, leg, target.marker);
    if (first !== undefined && sameText(first.body, merged)) {
      await removeDuplicates(api, duplicates, leg, target.marker);
      return { url: first.url, problems: [] };
    }
    const written = await write(api, target, first, merged);
    if (!written.ok) {
      if (written.failure.kind === 'unreachable') lostAnswers += 1;
      if (!mayTryAgain(written.failure, first, lostAnswers)) return failed(written.failure);
    }
    if (written.ok) url = written.value;
    await sleep(target.settleMs * (0.75 + Math.random() / 2));
  }
  const what = 'The comment was overwritten by other jobs each time; its section may be missing.';
  const fix = 'The job summary has everything; the next run writes it again.';
  return {
    url,
    problems: [{ level: 'warning', code: 'comment-contended', where: 'pull request comment', what, fix }],
  };
}

/** Who the token is: `github-actions[bot]`, another app's bot, or a person. */
async function readLogin(api: GitHubApi): Promise<string> {
  // GET /user refuses apps; GraphQL tells every kind of token who it is.
  const outcome = await callApi(
    api,
    (octokit, request) => octokit.graphql<{ viewer: { login: string } }>('{ viewer { login } }', { request }),
    true,
  );
  return outcome.ok ? outcome.value.viewer.login : 'github-actions[bot]';
}

/** Our comments, oldest first. A marker in a comment of somebody else's counts for nothing. */
async function findOwn(api: GitHubApi, target: CommentTarget, login: string): Promise<Outcome<OwnComment[]>> {
  const { owner, repo } = api;
  const outcome = await callPages(
    api,
    async (octokit, page) =>
      (await octokit.rest.issues.listComments({ owner, repo, issue_number: target.pullRequest, ...page }))
        .data,
    100,
  );
  if (!outcome.ok) return outcome;
  const own = outcome.value
    .map((comment) => ({
      id: comment.id,
      url: comment.html_url,
      body: comment.body ?? '',
      login: comment.user?.login,
    }))
    .filter((comment) => comment.login === login && comment.body.startsWith(target.marker));
  return { ok: true, value: own.sort((a, b) => a.id - b.id) };
}

/** Creates or updates; gives the comment's address. */
async function write(
  api: GitHubApi,
  target: CommentTarget,
  existing: OwnComment | undefined,
  body: string,
): Promise<Outcome<string>> {
  const repository = { owner: api.owner, repo: api.repo };
  if (existing === undefined) {
    const place = { ...repository, issue_number: target.pullRequest };
    // Not tried again: an answer that got lost would leave two comments.
    return callApi(
      api,
      async ({ rest }, request) =>
        (await rest.issues.createComment({ ...place, body, request })).data.html_url,
      false,
    );
  }
  const place = { ...repository, comment_id: existing.id };
  return callApi(
    api,
    async ({ rest }, request) => (await rest.issues.updateComment({ ...place, body, request })).data.html_url,
    true,
  );
}

/** An answer may get lost after the write was done, and the comment may be deleted meanwhile: look again. */
function mayTryAgain(failure: ApiFailure, existing: OwnComment | undefined, lostAnswers: number): boolean {
  if (failure.kind === 'unreachable') return lostAnswers === 1;
  return failure.kind === 'missing' && existing !== undefined;
}

/** Two legs that each saw no comment made one each: the oldest stays, the leg of a later one takes it away. */
async function removeDuplicates(
  api: GitHubApi,
  duplicates: readonly OwnComment[],
  leg: Leg,
  marker: string,
): Promise<void> {
  const { owner, repo } = api;
  for (const { id: comment_id, body } of duplicates) {
    // With another leg's section in it, it is that leg's to take away.
    if (mergeLeg(body, leg, marker) !== mergeLeg(null, leg, marker)) continue;
    await callApi(
      api,
      (octokit, request) => octokit.rest.issues.deleteComment({ owner, repo, comment_id, request }),
      true,
    );
  }
}

function sameText(a: string, b: string): boolean {
  return a.replaceAll('\r\n', '\n').trim() === b.replaceAll('\r\n', '\n').trim();
}

function failed(failure: ApiFailure): PublishedComment {
  const call = {
    code: 'comment',
    where: 'pull request comment',
    lost: 'The comment was not written; the job summary has everything.',
    permission: 'pull-requests: write',
  };
  return { url: null, problems: [describeFailure(failure, call)] };
}
