/**
 * The build that a run judges: branch, commits and pull request, from the event's payload. Many events run on the
 * default branch and are about another commit
 * (https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows).
 */
import type { Variables } from '../model/variables.ts';

/** The environment of a step. */

/** What was built. */
export interface Subject {
  /**
   * A fork's branch is `owner:branch`; null if the event does not contain it, or if it could be mistaken for one of
   * ours.
   */
  readonly branch: string | null;
  /** The commit that was built, never a pull request's temporary merge commit; null when not known. */
  readonly commit: string | null;
  readonly pullRequest: number | null;
  /** Target branch of a pull request or a merge queue. */
  readonly baseBranch: string | null;
  readonly baseCommit: string | null;
  readonly isFork: boolean;
  /** The run builds its own ref: only then can it be a build of a baseline branch. */
  readonly isOwnRef: boolean;
  /** How to find the rest if the payload does not contain it; null if nothing is missing. */
  readonly search: SubjectSearch | null;
}

/**
 * A pull request by its number, or by the commit and the branch (`owner:branch`) that it wants to merge; or the run's
 * tag, if there is one, because GitHub reports a run's tag in place of its branch.
 */
export type SubjectSearch =
  | { readonly number: number }
  | { readonly head: string; readonly commit: string | null }
  | { readonly tag: string };

/** Events of these kinds build their own ref, and nothing else. */
const ownRefEvents = ['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'create'];

const nothing: Subject = {
  branch: null,
  commit: null,
  pullRequest: null,
  baseBranch: null,
  baseCommit: null,
  isFork: false,
  isOwnRef: false,
  search: null,
};

/** Reads the subject of a run; `payload` is the parsed event file, or null. */
export function readSubject(env: Variables, payload: unknown): Subject {
  const repository: EventRepository = {
    name: env['GITHUB_REPOSITORY'] ?? '',
    id: at(payload, 'repository', 'id'),
  };
  for (const read of readers) {
    const subject = read(payload, repository);
    if (subject !== null) return subject;
  }
  return readOwnRef(env);
}

interface EventRepository {
  readonly name: string;
  readonly id: unknown;
}

/** Null: the payload contains no such data. */
type Reader = (payload: unknown, repository: EventRepository) => Subject | null;

/** Each kind of payload that contains a commit or a pull request, under any event name. */
const readers: readonly Reader[] = [
  (payload, repository) => readPullRequest(at(payload, 'pull_request'), repository),
  (payload, repository) => readWorkflowRun(at(payload, 'workflow_run'), repository),
  (payload, repository) => readChecks(at(payload, 'check_run'), repository),
  (payload, repository) => readChecks(at(payload, 'check_suite'), repository),
  (payload, repository) => readChecks(at(payload, 'workflow_job'), repository),
  (payload) => readIssue(at(payload, 'issue')),
  (payload) => readMergeGroup(at(payload, 'merge_group')),
  (payload) => readCommit(at(payload, 'deployment', 'sha')),
  (payload) => readCommit(at(payload, 'comment', 'commit_id')),
  (payload) => (at(payload, 'state') === undefined ? null : readCommit(at(payload, 'sha'))),
  (payload) => readDispatch(at(payload, 'client_payload')),
];

/** @param pull as in REST and payloads */
export function readPullRequest(pull: unknown, repository: Pick<EventRepository, 'name'>): Subject | null {
  const number = at(pull, 'number');
  if (typeof number !== 'number') return null;
  const headRepository = textOrNull(at(pull, 'head', 'repo', 'full_name'));
  const isFork = headRepository !== repository.name;
  return {
    ...nothing,
    branch: nameBranch(textOrNull(at(pull, 'head', 'ref')), headRepository, isFork),
    commit: textOrNull(at(pull, 'head', 'sha')),
    pullRequest: number,
    baseBranch: textOrNull(at(pull, 'base', 'ref')),
    baseCommit: textOrNull(at(pull, 'base', 'sha')),
    isFork,
  };
}

/** The finished run, not the one that it started. */
function readWorkflowRun(run: unknown, repository: EventRepository): Subject | null {
  if (textOrNull(at(run, 'head_sha')) === null) return null;
  const branch = textOrNull(at(run, 'head_branch'));
  const headRepository = textOrNull(at(run, 'head_repository', 'full_name'));
  const isFork = headRepository !== repository.name;
  const subject = { ...nothing, commit: textOrNull(at(run, 'head_sha')), isFork };
  if (!isFork && ownRefEvents.includes(String(at(run, 'event'))))
    return branch === null ? subject : { ...subject, branch, isOwnRef: true, search: { tag: branch } };
  return withPulls(subject, run, branch, headRepository, repository);
}

/** A check run, its suite, or a job: their commit may belong to anyone. */
function readChecks(check: unknown, repository: EventRepository): Subject | null {
  const commit = textOrNull(at(check, 'head_sha'));
  if (commit === null) return null;
  const branch = textOrNull(at(check, 'head_branch') ?? at(check, 'check_suite', 'head_branch'));
  return withPulls({ ...nothing, commit }, check, branch, repository.name, repository);
}

/** Only pull requests into this repository count; a branch without one must not be mistaken for ours. */
function withPulls(
  subject: Subject,
  holder: unknown,
  branch: string | null,
  headRepository: string | null,
  { id }: EventRepository,
): Subject {
  const pulls = at(holder, 'pull_requests');
  const ours = (Array.isArray(pulls) ? pulls : []).filter(
    (pull) => id !== undefined && at(pull, 'base', 'repo', 'id') === id,
  );
  // One branch may have several: the commit decides, unless all contain it.
  const own = ours.find((pull) => at(pull, 'head', 'sha') === subject.commit) ?? ours[0];
  if (own === undefined) {
    const head = nameBranch(branch, headRepository, true);
    const search = head === null || branch === null ? null : { head, commit: subject.commit };
    return { ...subject, branch: subject.isFork ? head : null, search };
  }
  const isFork = at(own, 'head', 'repo', 'id') !== id;
  return {
    ...subject,
    branch: nameBranch(branch, headRepository, isFork),
    pullRequest: at(own, 'number') as number,
    baseBranch: textOrNull(at(own, 'base', 'ref')),
    baseCommit: textOrNull(at(own, 'base', 'sha')),
    isFork,
  };
}

/** A comment on a pull request contains its number, but not its commits. */
function readIssue(issue: unknown): Subject | null {
  if (issue === undefined) return null;
  const number = at(issue, 'number');
  const isPull = at(issue, 'pull_request') !== undefined && typeof number === 'number';
  return isPull ? { ...nothing, pullRequest: number, search: { number } } : nothing;
}

function readMergeGroup(group: unknown): Subject | null {
  if (group === undefined) return null;
  return {
    ...nothing,
    branch: readBranch(at(group, 'head_ref')),
    commit: textOrNull(at(group, 'head_sha')),
    baseBranch: readBranch(at(group, 'base_ref')),
    baseCommit: textOrNull(at(group, 'base_sha')),
  };
}

function readCommit(sha: unknown): Subject | null {
  const commit = textOrNull(sha);
  return commit === null ? null : { ...nothing, commit };
}

/** Commands in comments are often forwarded as `repository_dispatch`, with the pull request in their data. */
function readDispatch(sent: unknown): Subject | null {
  const number = at(sent, 'pull_request', 'number') ?? at(sent, 'pull_request');
  if (typeof number === 'number') return { ...nothing, pullRequest: number, search: { number } };
  const named = ['pull_request', 'ref', 'sha', 'branch', 'commit', 'head_ref', 'head_sha'];
  return named.some((key) => at(sent, key) !== undefined) ? nothing : null;
}

function readOwnRef(env: Variables): Subject {
  const isOwnRef = ownRefEvents.includes(env['GITHUB_EVENT_NAME'] ?? '');
  const branch = readBranch(env['GITHUB_REF']);
  return { ...nothing, branch: isOwnRef ? branch : null, commit: textOrNull(env['GITHUB_SHA']), isOwnRef };
}

/** A fork's `main` is not our `main`: forks are named as on GitHub, `owner:branch`. */
function nameBranch(branch: string | null, repository: string | null, isFork: boolean): string | null {
  if (branch === null || !isFork) return branch;
  return `${repository?.split('/')[0] ?? 'unknown'}:${branch}`;
}

function readBranch(ref: unknown): string | null {
  return typeof ref === 'string' && ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null;
}

/** A part of a payload; undefined if it, or a part around it, is missing or null. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const key of path) here = (here as Record<string, unknown> | null | undefined)?.[key];
  return here ?? undefined;
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
