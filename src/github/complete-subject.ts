/**
 * Looks up data that an event's payload only refers to: the pull request (https://docs.github.com/rest/pulls/pulls),
 * or whether a branch is a tag.
 */

import { callRoute, type GitHubApi } from './api.ts';
import { readPullRequest, type Subject, type SubjectSearch } from './identity.ts';

/**
 * Adds the pull request from REST to the subject; the subject stays unchanged if none is found or REST does not
 * answer.
 */
export async function completeSubject(api: GitHubApi, subject: Subject): Promise<Subject> {
  if (subject.search === null) return subject;
  if ('tag' in subject.search)
    return (await isTag(api, subject.search.tag)) ? { ...subject, branch: null, isOwnRef: false } : subject;
  const pull = await findPull(api, subject.search);
  const found = readPullRequest(pull, { name: `${api.owner}/${api.repo}` });
  // Later pushes of the fork are not what was built.
  return found === null ? subject : { ...found, commit: subject.commit ?? found.commit };
}

/** If a tag and a branch have the same name, a run may belong to either. */
export async function isTag(api: GitHubApi, name: string): Promise<boolean> {
  return (await callRoute(api, 'GET /repos/{owner}/{repo}/git/ref/{ref}', { ref: `tags/${name}` }, true)).ok;
}

async function findPull(
  api: GitHubApi,
  search: Exclude<SubjectSearch, { readonly tag: string }>,
): Promise<unknown> {
  if ('number' in search) {
    const outcome = await callRoute(
      api,
      'GET /repos/{owner}/{repo}/pulls/{pull_number}',
      { pull_number: search.number },
      true,
    );
    return outcome.ok ? outcome.value : null;
  }
  const outcome = await callRoute(
    api,
    'GET /repos/{owner}/{repo}/pulls',
    { head: search.head, state: 'all', per_page: 100 },
    true,
  );
  if (!outcome.ok) return null;
  // One branch may have had many pull requests: the one with this exact commit is used, open ones first.
  const own = outcome.value.filter(({ head }) => `${head.user?.login}:${head.ref}` === search.head);
  const exact = own.filter(({ head }) => head.sha === search.commit);
  const open = own.filter(({ state }) => state === 'open');
  return exact.find(({ state }) => state === 'open') ?? exact[0] ?? (open.length === 1 ? open[0] : null);
}
