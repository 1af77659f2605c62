/** Looks up the pull request that an event's payload only hints at (https://docs.github.com/rest/pulls/pulls). */

import { callRoute, type GitHubApi } from './api.ts';
import { type PullSearch, readPullRequest, type Subject } from './identity.ts';

/** The subject with what REST knows of its pull request; as it was when none is found or REST does not answer. */
export async function completeSubject(api: GitHubApi, subject: Subject): Promise<Subject> {
  if (subject.search === null) return subject;
  const pull = await findPull(api, subject.search);
  const found = readPullRequest(pull, { name: `${api.owner}/${api.repo}` });
  // What a fork pushed since is not what was built.
  return found === null ? subject : { ...found, commit: subject.commit ?? found.commit };
}

async function findPull(api: GitHubApi, search: PullSearch): Promise<unknown> {
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
  // One branch may have had many pull requests: the one that holds this very commit, an open one first.
  const own = outcome.value.filter(({ head }) => `${head.user?.login}:${head.ref}` === search.head);
  const exact = own.filter(({ head }) => head.sha === search.commit);
  const open = own.filter(({ state }) => state === 'open');
  return exact.find(({ state }) => state === 'open') ?? exact[0] ?? (open.length === 1 ? open[0] : null);
}
