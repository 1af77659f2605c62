/**
 * GitHub's REST service on the loopback: with our own state, every request checked by Prism with GitHub's
 * description.
 */

import { checkRequest } from './check-request.ts';
import { type Answer, type Call, type Faults, faultList, jsonAnswer, startLoopback } from './loopback.ts';
import { startPrism } from './prism.ts';
import type { CacheEntry, ResultsService, StoredArtifact } from './results-service.ts';

export interface Author {
  readonly login: string;
  readonly type: 'Bot' | 'User';
  /** Slug of the app that wrote it; null for a person. */
  readonly app: string | null;
}

export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly author: Author;
  body: string;
}

/**
 * The identity of a token and its permissions; anything not listed answers 403 as for a token without the permission.
 */
interface Identity {
  readonly author: Author;
  readonly permissions: readonly ('actions: read' | 'actions: write' | 'pull-requests: write')[];
}

export interface RestService {
  readonly url: string;
  /**
   * Faults by call, and by token instead of by run, e.g. `GET comments`, `GET comment`, `POST comments`, `PATCH
   * comments`, `DELETE comments`, `GET caches`, `GET jobs`.
   */
  readonly faults: Faults;
  readonly comments: Comment[];
  /** Jobs by `<run id>/<attempt>`. */
  readonly jobs: Map<string, Record<string, unknown>[]>;
  /** Workflow runs by id, with the differences from GitHub's example. */
  readonly runs: Map<string, Record<string, unknown>>;
  /** Pull requests, with the differences from GitHub's example. */
  readonly pulls: PullRequest[];
  /** Texts of files by `<ref>:<path>`. */
  readonly contents: Map<string, string>;
  /** Names of tags. */
  readonly tags: Set<string>;
  /** Known tokens. */
  readonly identities: Map<string, Identity>;
  readonly calls: { readonly call: string; readonly url: string; readonly body: string }[];
  /** Prism's objections to requests: must stay empty. */
  readonly violations: string[];
  /** Runs before a call is answered, to let another client act in between. */
  onCall: ((call: string) => Promise<void> | void) | null;
  addComment(issue: number, author: Author, body: string): Comment;
  reset(): void;
  close(): Promise<void>;
}

/** Source and target of a pull request; `repository` is `owner/name`. */
interface PullRequest {
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly head: { readonly ref: string; readonly sha: string; readonly repository: string };
  readonly base: { readonly ref: string; readonly sha: string };
}

export const actionsBot: Author = { login: 'github-actions[bot]', type: 'Bot', app: 'github-actions' };

function tokenOf(call: Call): string {
  return (call.headers.authorization ?? '').replace(/^(token|bearer) /i, '');
}

/** The artifacts that REST knows, and the branch of each of their runs. */
export interface ArtifactSource {
  readonly results: ResultsService;
  readonly branchOf: (runId: string) => { readonly branch: string; readonly fork: boolean };
}

export async function startRestService(
  caches: () => CacheEntry[] = () => [],
  artifacts: ArtifactSource | null = null,
): Promise<RestService> {
  const prism = await startPrism();
  const comments: Comment[] = [];
  const jobs = new Map<string, Record<string, unknown>[]>();
  const identities = new Map<string, Identity>();
  const calls: RestService['calls'] = [];
  const violations: string[] = [];
  const faults = faultList();
  let lastId = 5000;

  const addComment = (issue: number, author: Author, body: string): Comment => {
    lastId += 1;
    const comment = { id: lastId, issue, author, body };
    comments.push(comment);
    return comment;
  };
  const runs: RestService['runs'] = new Map();
  const pulls: PullRequest[] = [];
  const contents = new Map<string, string>();
  const tags = new Set<string>();
  const state = { comments, jobs, caches, artifacts, addComment, runs, pulls, contents, tags };

  const server = await startLoopback(async (call) => {
    const name = nameCall(call);
    calls.push({ call: name, url: `${call.url.pathname}${call.url.search}`, body: call.body.toString() });
    await service.onCall?.(name);
    return { answer: () => answerCall(call, name), fault: faults.take(name, tokenOf(call)) };
  });

  const answerCall = async (call: Call, name: string): Promise<Answer> => {
    const identity = identities.get(tokenOf(call));
    if (identity === undefined) return jsonAnswer(401, { message: 'Bad credentials' });
    // GraphQL is not in the REST description; the only query is who the token belongs to.
    if (name === 'POST graphql') return answerFrom(state, call, name, identity, {});
    const example = await checkRequest(prism.url, call);
    if (example.violations !== null) {
      violations.push(`${name}: ${example.violations}`);
      return jsonAnswer(example.status, example.body);
    }
    return answerFrom(state, call, name, identity, example.body);
  };

  const service: RestService = {
    url: server.url,
    faults,
    comments,
    jobs,
    runs,
    pulls,
    contents,
    tags,
    identities,
    calls,
    violations,
    onCall: null,
    addComment,
    reset: () => {
      comments.length = 0;
      calls.length = 0;
      violations.length = 0;
      jobs.clear();
      runs.clear();
      pulls.length = 0;
      contents.clear();
      tags.clear();
      identities.clear();
      faults.clear();
      service.onCall = null;
    },
    close: async () => {
      await server.close();
      await prism.close();
    },
  };
  return service;
}

function nameCall({ method, url }: Call): string {
  if (method === 'GET' && /\/comments\/\d+$/.test(url.pathname)) return 'GET comment';
  if (method === 'GET' && /\/artifacts\/\d+\/zip$/.test(url.pathname)) return 'GET artifact';
  if (/\/contents(\/|$)/.test(url.pathname)) return 'GET contents';
  if (/\/git\/commits\/\w+$/.test(url.pathname)) return 'GET commit';
  if (/\/git\/ref\//.test(url.pathname)) return 'GET ref';
  if (/\/pulls\/\d+$/.test(url.pathname)) return 'GET pull';
  if (/\/pulls$/.test(url.pathname)) return 'GET pulls';
  if (/\/actions\/runs\/\d+$/.test(url.pathname)) return 'GET run';
  if (/\/actions\/(workflows\/[^/]+\/)?runs$/.test(url.pathname)) return 'GET runs';
  if (/\/actions\/(jobs|runs)\/\d+\/rerun$/.test(url.pathname)) return 'POST rerun';
  if (/\/actions\/runs\/\d+\/artifacts$/.test(url.pathname)) return 'GET run artifacts';
  const what = /\/(comments|caches|artifacts|jobs|graphql)(\/\d+)?$/.exec(url.pathname)?.[1] ?? url.pathname;
  return `${method} ${what}`;
}

interface State {
  readonly comments: Comment[];
  readonly jobs: Map<string, Record<string, unknown>[]>;
  readonly caches: () => CacheEntry[];
  readonly artifacts: ArtifactSource | null;
  readonly addComment: RestService['addComment'];
  readonly runs: RestService['runs'];
  readonly pulls: PullRequest[];
  readonly contents: Map<string, string>;
  readonly tags: Set<string>;
}

function answerFrom(state: State, call: Call, name: string, identity: Identity, example: unknown): Answer {
  const may = (permission: Identity['permissions'][number]): boolean =>
    identity.permissions.includes(permission);
  const shape = (Array.isArray(example) ? example[0] : example) as Record<string, unknown>;
  const number = lastNumber(call);
  switch (name) {
    case 'POST graphql':
      return jsonAnswer(200, { data: { viewer: { login: identity.author.login } } });
    case 'GET comments':
      return paged(
        call.url,
        state.comments.filter((c) => c.issue === number).map((c) => show(c, shape)),
      );
    case 'GET caches': {
      if (!may('actions: read')) return denied;
      const prefix = call.url.searchParams.get('key') ?? '';
      const ref = call.url.searchParams.get('ref');
      const found = state
        .caches()
        .filter((e) => e.finalized && e.key.startsWith(prefix) && (ref ?? e.ref) === e.ref);
      return paged(call.url, [...found].reverse().map(showCache), 'actions_caches');
    }
    case 'GET artifacts': {
      if (!may('actions: read')) return denied;
      const name = call.url.searchParams.get('name');
      const found = (state.artifacts?.results.artifacts ?? []).filter((a) => a.finalized && a.name === name);
      const rows = [...found].reverse().map((artifact) => showArtifact(artifact, state.artifacts, shape));
      return paged(call.url, rows, 'artifacts');
    }
    case 'GET artifact': {
      if (!may('actions: read')) return denied;
      const location = state.artifacts?.results.signArtifact(
        Number(/(\d+)\/zip$/.exec(call.url.pathname)?.[1]),
      );
      return location ? { status: 302, headers: { location } } : notFound;
    }
    case 'DELETE caches': {
      if (!may('actions: write')) return denied;
      const at = state.caches().findIndex(({ id }) => id === number);
      if (at === -1) return notFound;
      state.caches().splice(at, 1);
      return { status: 204 };
    }
    case 'POST rerun':
      return may('actions: write') ? jsonAnswer(201, {}) : denied;
    case 'GET jobs': {
      if (!may('actions: read')) return denied;
      const [, run, attempt] = /runs\/(\d+)\/attempts\/(\d+)/.exec(call.url.pathname) ?? [];
      const found = state.jobs.get(`${run}/${attempt}`);
      return found === undefined ? notFound : paged(call.url, found, 'jobs');
    }
    default:
      return (
        answerRun(state, call, name, identity, shape) ?? answerComment(state, call, name, identity, shape)
      );
  }
}

/** Calls on runs, pull requests and files; null for others. */
function answerRun(
  state: State,
  call: Call,
  name: string,
  identity: Identity,
  shape: Record<string, unknown>,
): Answer | null {
  const mayRead = identity.permissions.includes('actions: read');
  const number = lastNumber(call);
  switch (name) {
    case 'GET run artifacts': {
      if (!mayRead) return denied;
      const [, run = ''] = /runs\/(\d+)/.exec(call.url.pathname) ?? [];
      const name = call.url.searchParams.get('name');
      const found = (state.artifacts?.results.artifacts ?? []).filter(
        (a) => a.finalized && a.runId === run && (name ?? a.name) === a.name,
      );
      const rows = found.map((artifact) => showArtifact(artifact, state.artifacts, shape));
      return paged(call.url, rows, 'artifacts');
    }
    case 'GET run': {
      if (!mayRead) return denied;
      const id = /\d+$/.exec(call.url.pathname)?.[0] ?? '';
      const { branch, fork } = state.artifacts?.branchOf(id) ?? { branch: 'main', fork: false };
      const full_name = fork ? 'stranger/octo-repo' : 'octo-org/octo-repo';
      const usual = { id: Number(id), event: 'push', head_branch: branch, head_sha: 'b'.repeat(40) };
      const head_repository = { ...(shape['head_repository'] as object), full_name };
      return jsonAnswer(200, {
        ...shape,
        ...usual,
        pull_requests: [],
        head_repository,
        ...state.runs.get(id),
      });
    }
    case 'GET runs':
      return mayRead ? listRuns(state, call, shape) : denied;
    case 'GET pull': {
      const pull = state.pulls.find((each) => each.number === number);
      return pull === undefined ? notFound : jsonAnswer(200, showPull(pull, shape));
    }
    case 'GET pulls': {
      const head = call.url.searchParams.get('head');
      const found = state.pulls.filter(
        (pull) => head === null || `${pull.head.repository.split('/')[0]}:${pull.head.ref}` === head,
      );
      return paged(
        call.url,
        found.map((pull) => showPull(pull, shape)),
      );
    }
    case 'GET commit':
      return jsonAnswer(200, shape);
    case 'GET ref':
      return state.tags.has(decodeURIComponent(call.url.pathname).split('/git/ref/tags/')[1] ?? '')
        ? jsonAnswer(200, shape)
        : notFound;
    case 'GET contents': {
      const path = decodeURIComponent(call.url.pathname.split('/contents')[1] ?? '').replace(/^\//, '');
      const text = state.contents.get(`${call.url.searchParams.get('ref')}:${path}`);
      if (text === undefined) return notFound;
      const content = Buffer.from(text).toString('base64');
      return jsonAnswer(200, { ...shape, type: 'file', encoding: 'base64', content });
    }
    default:
      return null;
  }
}

/** GitHub returns no more for one query than these. */
const mostRunsListed = 1000;

/** Runs of the repository, or of one workflow, newest first. */
function listRuns({ runs }: State, { url }: Call, shape: Record<string, unknown>): Answer {
  const [from = '', to = ''] = (url.searchParams.get('created') ?? '..').split('..');
  const file = /workflows\/([^/]+)\/runs$/.exec(url.pathname)?.[1];
  const branch = url.searchParams.get('branch');
  const found = [...runs.values()].filter(({ created_at: at, path, head_branch: head }) => {
    const isThen = String(at) >= from && (to === '' || String(at) <= to);
    return isThen && (file === undefined || String(path).endsWith(`/${file}`)) && (branch ?? head) === head;
  });
  const [example] = (shape['workflow_runs'] as Record<string, unknown>[] | undefined) ?? [];
  const rows = found
    .sort((a, b) => (String(a['created_at']) < String(b['created_at']) ? 1 : -1))
    .slice(0, mostRunsListed)
    .map((run) => ({ ...example, ...run }));
  return paged(url, rows, 'workflow_runs');
}

/** Calls on one comment. */
function answerComment(
  state: State,
  call: Call,
  name: string,
  identity: Identity,
  shape: Record<string, unknown>,
): Answer {
  const number = lastNumber(call);
  const comment = state.comments.find(({ id }) => id === number);
  const isNew = name === 'POST comments';
  if (comment === undefined && !isNew) return notFound;
  if (comment !== undefined && name === 'GET comment') return jsonAnswer(200, show(comment, shape));
  if (!identity.permissions.includes('pull-requests: write')) return denied;
  if (name === 'DELETE comments') {
    state.comments.splice(
      state.comments.findIndex(({ id }) => id === number),
      1,
    );
    return { status: 204 };
  }
  if (bodyOf(call).length > maxBody) return tooLong;
  if (comment === undefined)
    return jsonAnswer(201, show(state.addComment(number, identity.author, bodyOf(call)), shape));
  comment.body = bodyOf(call);
  return jsonAnswer(200, show(comment, shape));
}

function showPull({ number, state, head, base }: PullRequest, shape: Record<string, unknown>): unknown {
  const [login = ''] = head.repository.split('/');
  const side = (name: string): Record<string, unknown> => shape[name] as Record<string, unknown>;
  const repo = { ...(side('head')['repo'] as object), full_name: head.repository };
  return {
    ...shape,
    number,
    state,
    head: { ...side('head'), ref: head.ref, sha: head.sha, user: { login }, repo },
    base: { ...side('base'), ref: base.ref, sha: base.sha },
  };
}

/** The number of the comment, or of the pull request for its comments. */
function lastNumber(call: Call): number {
  return Number(/\/(\d+)(?:\/comments)?$/.exec(call.url.pathname)?.[1]);
}

const denied = jsonAnswer(403, { message: 'Resource not accessible by integration' });
const notFound = jsonAnswer(404, { message: 'Not Found' });
const maxBody = 65_536;
const tooLong = jsonAnswer(422, { message: 'Body is too long (maximum is 65536 characters)' });

function bodyOf(call: Call): string {
  return (JSON.parse(call.body.toString()) as { body: string }).body;
}

function user({ login, type }: Author): Record<string, unknown> {
  return { login, type };
}

function show(comment: Comment, shape: Record<string, unknown>): Record<string, unknown> {
  const { app } = comment.author;
  return {
    ...shape,
    id: comment.id,
    html_url: `https://github.com/octo-org/octo-repo/pull/${comment.issue}#issuecomment-${comment.id}`,
    body: comment.body,
    user: { ...(shape['user'] as Record<string, unknown>), ...user(comment.author) },
    performed_via_github_app: app === null ? null : { id: 15368, slug: app, name: app },
  };
}

function showCache(entry: CacheEntry): Record<string, unknown> {
  const at = new Date(entry.createdAtMs).toISOString();
  const { id, ref, key, version, sizeBytes } = entry;
  return { id, ref, key, version, last_accessed_at: at, created_at: at, size_in_bytes: sizeBytes };
}

function showArtifact(
  { id, name, sizeBytes, runId, digest }: StoredArtifact,
  source: ArtifactSource | null,
  shape: Record<string, unknown>,
): Record<string, unknown> {
  const [example] = (shape['artifacts'] as Record<string, unknown>[] | undefined) ?? [];
  const { branch, fork } = source?.branchOf(runId) ?? { branch: 'main', fork: false };
  const run = {
    ...(example?.['workflow_run'] as Record<string, unknown> | undefined),
    id: Number(runId),
    repository_id: 1,
    head_repository_id: fork ? 2 : 1,
    head_branch: branch,
  };
  return { ...example, id, name, digest, size_in_bytes: sizeBytes, expired: false, workflow_run: run };
}

/** One page, with the `Link` header that octokit's paginate follows. */
function paged(url: URL, rows: readonly unknown[], field: string | null = null): Answer {
  const size = Number(url.searchParams.get('per_page') ?? 30);
  const page = Number(url.searchParams.get('page') ?? 1);
  const slice = rows.slice((page - 1) * size, page * size);
  const body = field === null ? slice : { total_count: rows.length, [field]: slice };
  const answer = jsonAnswer(200, body);
  if (page * size >= rows.length) return answer;
  const next = new URL(url);
  next.searchParams.set('page', String(page + 1));
  return { ...answer, headers: { ...answer.headers, link: `<${next}>; rel="next"` } };
}
