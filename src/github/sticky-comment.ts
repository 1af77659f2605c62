/**
 * Our single pull request comment, updated by all matrix jobs concurrently: found by hidden marker and author,
 * updated by read, merge, write and verify (https://docs.github.com/rest/issues/comments).
 */

import { setTimeout as pause } from 'node:timers/promises';
import type { CallFailure, CallOutcome } from '../io/call-outcome.ts';
import type { Problem } from '../model/problem.ts';
import { type Leg, mergeLeg } from '../render/comment-legs.ts';
import { shortHash } from '../stores/short-name.ts';
import { callApi, callPages, callRoute, describeCallFailure, type GitHubApi } from './api.ts';

export interface CommentTarget {
  readonly pullRequest: number;
  /** Hidden first line of the comment. */
  readonly marker: string;
  /** Commit of this run; null when not known. */
  readonly commit: string | null;
  /** `auto`: write if there is news, or if our comment already exists. */
  readonly when: 'auto' | 'always';
  /** A job has something that a reviewer should read. */
  readonly hasNews: boolean;
  /** Minimum milliseconds after a write before checking whether another job overwrote it. */
  readonly settleMs: number;
}

export interface PublishedComment {
  /** URL of the comment; null without one. */
  readonly url: string | null;
  readonly problems: readonly Problem[];
}

/** The hidden marker of the comment that the runs of one workflow share. @param workflow its file, or its name */
export function markComment(workflow: string): string {
  return `<!-- build-telemetry:comment:${shortHash(workflow)} -->`;
}

interface OwnComment {
  readonly id: number;
  readonly url: string;
  readonly body: string;
}

/** Maximum number of rounds before giving up. */
const maxRounds = 16;

/**
 * Writes the sections of these jobs into the comment; creates it, or leaves it unchanged if nothing changed.
 * @param makeLegs returns the sections for the previous comment (null without one).
 */
export async function publishComment(
  api: GitHubApi,
  target: CommentTarget,
  makeLegs: (before: string | null) => readonly Leg[],
): Promise<PublishedComment> {
  const login = await readLogin(api);
  const work: CommentWork = { legs: null, place: nowhere, created: null, written: null, lostAnswers: 0 };
  for (let round = 0; round < maxRounds; round++) {
    const published = await publishOnce(api, target, makeLegs, login, work);
    if (published !== null) return published;
  }
  return { url: work.written, problems: [contended] };
}

/** State passed from one round to the next. */
interface CommentWork {
  legs: readonly Leg[] | null;
  place: Place;
  /** The comment that we created: the list of comments may not show it yet. */
  created: number | null;
  /** URL of the comment after our write. */
  written: string | null;
  lostAnswers: number;
}

/** Reads, merges and writes once; null: verify again. */
async function publishOnce(
  api: GitHubApi,
  target: CommentTarget,
  makeLegs: (before: string | null) => readonly Leg[],
  login: string,
  work: CommentWork,
): Promise<PublishedComment | null> {
  const located =
    work.place.id === null ? await locate(api, target, login) : { ok: true as const, value: work.place };
  if (!located.ok) return stop(located.failure, work.written);
  const { duplicates } = located.value;
  const id = located.value.id ?? work.created;
  const startMs = performance.now();
  const read = await readOwn(api, id);
  if (!read.ok) return stop(read.failure, work.written);
  const before = read.value;
  // It was deleted, or GitHub does not show it yet: another one would be a duplicate.
  if (before === null && work.created !== null) return { url: work.written, problems: [] };
  if (id === null && target.when === 'auto' && !target.hasNews) return { url: null, problems: [] };
  if (before === null && work.written === null && (await isOutdated(api, target)))
    return { url: null, problems: [outdated] };
  work.legs ??= makeLegs(before?.body ?? null);
  if (work.legs.length === 0) return { url: before?.url ?? null, problems: [] };
  const merged = mergeLegs(before?.body ?? null, work.legs, target.marker);
  if (before !== null && sameText(before.body, merged)) {
    await removeDuplicates(api, duplicates, work.legs, target.marker);
    return { url: before.url, problems: [] };
  }
  const answer = await write(api, target, before, merged);
  if (answer.ok && before === null) work.created = answer.value.id;
  // A new comment may have a duplicate, a deleted one none: then the whole list is read again.
  work.place = answer.ok && before !== null ? located.value : nowhere;
  if (!answer.ok) {
    if (isLost(answer.failure)) work.lostAnswers += 1;
    return mayTryAgain(answer.failure, before, work.lostAnswers) ? null : stop(answer.failure, null);
  }
  work.written = answer.value.url;
  await settle(api, Math.max(target.settleMs, 2 * (performance.now() - startMs)));
  return null;
}

const contended: Problem = {
  level: 'warning',
  code: 'comment-contended',
  where: 'pull request comment',
  what: 'Other jobs overwrote the comment each time; the section of this job may be missing.',
  fix: 'The job summary has everything; the next run writes it again.',
};

const outdated: Problem = {
  level: 'info',
  code: 'comment-outdated',
  where: 'pull request comment',
  what: 'The pull request has a newer commit than this run, so no comment is created for it; the job summary has everything.',
  fix: '',
};

/**
 * Whether a newer commit is the head of the pull request. Its run may have had nothing to comment on: a comment of this
 * run would then stay. An existing comment contains the run that wrote it.
 */
async function isOutdated(api: GitHubApi, { pullRequest, commit }: CommentTarget): Promise<boolean> {
  if (commit === null) return false;
  const outcome = await callRoute(
    api,
    'GET /repos/{owner}/{repo}/pulls/{pull_number}',
    { pull_number: pullRequest },
    true,
  );
  return outcome.ok && outcome.value.head.sha !== commit;
}

/**
 * Waits until another job that read before our write has written: twice the time of our own reading and writing, plus
 * a random part, so that two jobs do not stay synchronised.
 */
function settle({ signal }: GitHubApi, leastMs: number): Promise<void> {
  return pause(Math.min(leastMs, 3000) * (1 + Math.random()), undefined, { signal }).catch(() => undefined);
}

/** The identity of the token: `github-actions[bot]`, another app's bot, or a person. */
async function readLogin(api: GitHubApi): Promise<string> {
  // GET /user refuses apps; GraphQL works for every kind of token.
  const outcome = await callApi(
    api,
    async (octokit, request) =>
      (await octokit.graphql<{ viewer: { login: string } }>('{ viewer { login } }', { request })).viewer
        .login,
    true,
  );
  return outcome.ok ? outcome.value : 'github-actions[bot]';
}

/** The location of our comment; null: there is none. */
interface Place {
  readonly id: number | null;
  /** Later comments of ours. */
  readonly duplicates: readonly OwnComment[];
}

const nowhere: Place = { id: null, duplicates: [] };

/** Finds our comments; the oldest one is used. A marker in another author's comment is ignored. */
async function locate(api: GitHubApi, target: CommentTarget, login: string): Promise<CallOutcome<Place>> {
  const { owner, repo } = api;
  const outcome = await callPages(
    api,
    async (octokit, page) =>
      (
        await octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
          owner,
          repo,
          issue_number: target.pullRequest,
          ...page,
        })
      ).data,
    100,
  );
  if (!outcome.ok) return outcome;
  const [first, ...duplicates] = outcome.value
    .filter(({ user, body }) => user?.login === login && body?.startsWith(target.marker))
    .map((comment) => ({ id: Number(comment.id), url: comment.html_url, body: comment.body ?? '' }))
    .sort((a, b) => a.id - b.id);
  return { ok: true, value: { id: first?.id ?? null, duplicates } };
}

/** The current comment; null if it is gone. */
async function readOwn(api: GitHubApi, id: number | null): Promise<CallOutcome<OwnComment | null>> {
  if (id === null) return { ok: true, value: null };
  const outcome = await callRoute(
    api,
    'GET /repos/{owner}/{repo}/issues/comments/{comment_id}',
    { comment_id: id },
    true,
  );
  if (!outcome.ok) return outcome.failure.kind === 'missing' ? { ok: true, value: null } : outcome;
  return { ok: true, value: { id, url: outcome.value.html_url, body: outcome.value.body ?? '' } };
}

/** Creates or updates; again only if a rate limit refused it and the wait is short. */
async function write(
  api: GitHubApi,
  target: CommentTarget,
  existing: OwnComment | null,
  body: string,
): Promise<CallOutcome<Pick<OwnComment, 'id' | 'url'>>> {
  const outcome =
    existing === null
      ? await callRoute(
          api,
          'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
          { issue_number: target.pullRequest, body },
          'limited',
        )
      : await callRoute(
          api,
          'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
          { comment_id: existing.id, body },
          'limited',
        );
  if (!outcome.ok) return outcome;
  return { ok: true, value: { id: Number(outcome.value.id), url: outcome.value.html_url } };
}

/** An answer may get lost after the write, and the comment may be deleted meanwhile: verify again. */
function mayTryAgain(failure: CallFailure, existing: OwnComment | null, lostAnswers: number): boolean {
  if (isLost(failure)) return lostAnswers === 1;
  return failure.kind === 'missing' && existing !== null;
}

/** Not of a call that a rate limit refused: it was not carried out. */
function isLost({ kind, status }: CallFailure): boolean {
  return kind === 'unreachable' && (status === null || status >= 500);
}

/** If two jobs each saw no comment, both created one: the oldest stays, and the job of a later one deletes it. */
async function removeDuplicates(
  api: GitHubApi,
  duplicates: readonly OwnComment[],
  legs: readonly Leg[],
  marker: string,
): Promise<void> {
  for (const { id: comment_id, body } of duplicates) {
    // With another job's section in it, that job must delete it.
    if (mergeLegs(body, legs, marker) !== mergeLegs(null, legs, marker)) continue;
    await callRoute(api, 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', { comment_id }, true);
  }
}

function mergeLegs(existing: string | null, legs: readonly Leg[], marker: string): string {
  return legs.reduce<string | null>((comment, leg) => mergeLeg(comment, leg, marker), existing) ?? '';
}

function sameText(a: string, b: string): boolean {
  return a.replaceAll('\r\n', '\n').trim() === b.replaceAll('\r\n', '\n').trim();
}

/** The result of a failed call: a comment that was written before needs no warning. */
function stop(failure: CallFailure, written: string | null): PublishedComment {
  if (written !== null) return { url: written, problems: [] };
  const call = {
    code: 'comment',
    where: 'pull request comment',
    lost: 'The comment was not written; the job summary has everything.',
    permission: 'pull-requests: write',
  };
  return { url: null, problems: [describeCallFailure(failure, call)] };
}
