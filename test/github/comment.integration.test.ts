import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GitHubApi } from '../../src/github/api.ts';
import { connectApi } from '../../src/github/connect-api.ts';
import {
  type CommentTarget,
  type PublishedComment,
  publishComment,
} from '../../src/github/sticky-comment.ts';
import { type Leg, mergeLeg, readStandings } from '../../src/render/comment-legs.ts';
import type { Fault } from '../services/loopback.ts';
import {
  type Author,
  actionsBot,
  type Comment,
  type RestService,
  startRestService,
} from '../services/rest-service.ts';

const marker = '<!-- build-telemetry:ci -->';
const stranger: Author = { login: 'octocat', type: 'User', app: null };
const otherBot: Author = { login: 'other-app[bot]', type: 'Bot', app: 'other-app' };

let rest: RestService;

beforeAll(async () => {
  rest = await startRestService();
});
afterAll(() => rest.close());
afterEach(() => expect(rest.violations).toEqual([]));
beforeEach(() => {
  rest.reset();
  rest.identities.set('default-token', { author: actionsBot, permissions: ['pull-requests: write'] });
  rest.identities.set('read-only', { author: actionsBot, permissions: [] });
});

/** No deadline stops what a busy machine does slowly. */
const patientMs = 1_000_000;

function connect(token = 'default-token', deadlineMs = patientMs): Promise<GitHubApi> {
  return connectApi({ token, apiUrl: rest.url, owner: 'octo-org', repo: 'octo-repo', deadlineMs });
}

const sha = 'b'.repeat(40);
const quick: CommentTarget = {
  ...{ pullRequest: 7, marker, commit: sha, when: 'auto', hasNews: true, settleMs: 0 },
};

function leg(key: string, runId: number, standing: Leg['standing'] = 'failed'): Leg {
  return {
    key,
    job: '',
    standing,
    order: 0,
    headline: key,
    advice: '',
    body: `**${key}** in run ${runId}`,
    runId: String(runId),
    attempt: 1,
    commit: null,
  };
}

async function publish(
  made: Leg,
  target: Partial<CommentTarget> = {},
  token?: string,
): Promise<PublishedComment> {
  return publishComment(await connect(token), { ...quick, ...target }, () => [made]);
}

function ours(author: Author = actionsBot): Comment[] {
  return rest.comments.filter((comment) => comment.author === author && comment.body.startsWith(marker));
}

describe('the pull request comment', () => {
  it('keeps one comment for 10 pushes of 6 jobs among 250 foreign ones and a forged marker', async () => {
    for (let i = 0; i < 250; i++) rest.addComment(7, i % 2 === 0 ? stranger : otherBot, `comment ${i}`);
    const forged = rest.addComment(7, stranger, `${marker}\nnothing to see`);
    const keys = ['1', '2', '3', '4', '5', '6'].map((n) => `leg ${n}`);
    for (let push = 1; push <= 10; push++) {
      const outcomes = await Promise.all(keys.map((key) => publish(leg(key, push), { settleMs: 0 })));
      expect(outcomes.flatMap(({ problems }) => problems)).toEqual([]);
    }
    expect(ours()).toHaveLength(1);
    const [comment] = ours() as [Comment];
    expect(readStandings(comment.body).size).toBe(6);
    for (const key of keys) expect(comment.body).toContain(`**${key}** in run 10`);
    expect(comment.body).not.toContain('in run 9');
    expect(forged.body).toBe(`${marker}\nnothing to see`);
    expect(rest.comments).toHaveLength(252);
    expect(rest.violations).toEqual([]);
  });

  it('is not written without findings, and resolved afterwards', async () => {
    const calm = { hasNews: false };
    expect(await publish(leg('a', 1, 'fine'), calm)).toEqual({ url: null, problems: [] });
    expect(ours()).toHaveLength(0);
    await publish(leg('a', 2));
    let before: string | null = null;
    await publishComment(await connect(), { ...quick, ...calm }, (existing) => {
      before = existing;
      return [leg('a', 3, 'fine')];
    });
    expect(before).toContain('in run 2');
    expect(ours()[0]?.body).toContain('in run 3');
  });

  it('is written without news if `always` is set', async () => {
    const { url } = await publish(leg('a', 1, 'fine'), { hasNews: false, when: 'always' });
    expect(url).toContain(`#issuecomment-${ours()[0]?.id}`);
  });

  it('stays unchanged if nothing changed', async () => {
    await publish(leg('a', 1));
    rest.calls.length = 0;
    const { url } = await publish(leg('a', 1));
    expect(rest.calls.map(({ call }) => call)).toEqual(['POST graphql', 'GET comments', 'GET comment']);
    expect(url).toContain('#issuecomment-');
  });

  it('is not created by a run of an older commit: its newest may have nothing to comment on', async () => {
    const head = { ref: 'topic', sha: 'c'.repeat(40), repository: 'octo-org/octo-repo' };
    rest.pulls.push({ number: 7, state: 'open', head, base: { ref: 'main', sha } });
    expect(await publish(leg('a', 1))).toMatchObject({
      url: null,
      problems: [{ level: 'info', code: 'comment-outdated' }],
    });
    expect(rest.comments).toEqual([]);
    await publish(leg('a', 2), { commit: head.sha });
    await publish(leg('a', 3));
    expect(ours()[0]?.body).toContain('in run 3');
  });

  it('is not changed by a late job of an older run', async () => {
    await publish(leg('a', 20));
    await publish(leg('a', 19));
    expect(ours()[0]?.body).toContain('in run 20');
  });

  it.each([
    ['an app', otherBot],
    ['a person', stranger],
  ])('belongs to the token: %s', async (_, author) => {
    rest.identities.set('own-token', { author, permissions: ['pull-requests: write'] });
    rest.addComment(7, actionsBot, `${marker}\nof the default token`);
    await publish(leg('a', 1), {}, 'own-token');
    await publish(leg('a', 2), {}, 'own-token');
    expect(ours(author)).toHaveLength(1);
    expect(ours()[0]?.body).toBe(`${marker}\nof the default token`);
  });

  it("deletes a comment that a job left behind, and keeps one with another job's section", async () => {
    rest.addComment(7, actionsBot, mergeLeg(null, leg('a', 1), marker));
    rest.addComment(7, actionsBot, mergeLeg(null, leg('a', 1), marker));
    rest.addComment(7, actionsBot, mergeLeg(null, leg('b', 2), marker));
    await publish(leg('a', 2));
    expect(ours()).toHaveLength(2);
    await publish(leg('b', 2));
    expect(ours()).toHaveLength(1);
    expect(readStandings(ours()[0]?.body ?? '').size).toBe(2);
  });

  it('writes again after another job overwrote it', async () => {
    await publish(leg('b', 1));
    const stale = ours()[0]?.body ?? '';
    let strikes = 3;
    rest.onCall = (call) => {
      const [comment] = ours();
      if (call !== 'GET comment' || comment === undefined || strikes === 0) return;
      strikes -= 1;
      comment.body = stale;
    };
    expect((await publish(leg('a', 1))).problems).toEqual([]);
    expect(readStandings(ours()[0]?.body ?? '').size).toBe(2);
  });

  it('creates one comment although the list does not show it yet', async () => {
    const hidden: Comment[] = [];
    rest.onCall = (call) => {
      if (call === 'GET comments') hidden.push(...rest.comments.splice(0));
      else rest.comments.push(...hidden.splice(0));
    };
    const { url, problems } = await publish(leg('a', 1));
    rest.onCall = null;
    rest.comments.push(...hidden.splice(0));
    expect(problems).toEqual([]);
    expect(rest.comments.map(({ id }) => `#issuecomment-${id}`)).toEqual([/#.*$/.exec(url ?? '')?.[0]]);
  });

  it('creates one comment although neither the list nor its address shows it yet', async () => {
    rest.faults.set('GET comment', 404);
    const { url, problems } = await publish(leg('a', 1));
    expect(problems).toEqual([]);
    expect(rest.comments.map(({ id }) => `#issuecomment-${id}`)).toEqual([/#.*$/.exec(url ?? '')?.[0]]);
  });

  it('names the permission that a read-only token lacks', async () => {
    const { url, problems } = await publish(leg('a', 1), {}, 'read-only');
    expect(url).toBeNull();
    expect(problems).toMatchObject([{ level: 'warning', code: 'comment-denied' }]);
    expect(problems[0]?.fix).toContain('permissions: pull-requests: write');
  });

  it('survives a token that is not accepted', async () => {
    const { problems } = await publish(leg('a', 1), {}, 'unknown');
    expect(problems).toMatchObject([{ code: 'comment-denied' }]);
    expect(problems[0]?.fix).toMatch(/check `github-token`/);
  });

  it.each(['gh\ns_secret', 'ghs secret', 'ghs_secr€t'])(
    'does not print a token that is damaged: %j',
    async (token) => {
      const { problems } = await publish(leg('a', 1), {}, token);
      expect(problems).toMatchObject([
        { code: 'comment-denied', fix: expect.stringMatching(/check `github-token`/) },
      ]);
      expect(JSON.stringify(problems)).not.toMatch(/secr/);
    },
  );

  it.each([
    ['Unable to create comment because issue is locked.', /locked/],
    ['Repository was archived so is read-only.', /archived/],
    ['Resource protected by organization SAML enforcement.', /single sign-on/],
  ])('does not advise to grant a permission if that is not the reason: %s', async (message, fix) => {
    rest.faults.set('POST comments', { status: 403, headers: {}, message });
    const { problems } = await publish(leg('a', 1));
    expect(problems).toMatchObject([{ code: 'comment-denied', fix: expect.stringMatching(fix) }]);
    expect(problems[0]?.fix).not.toContain('permissions:');
  });
});

describe('faults while commenting', () => {
  const faults: Fault[] = [403, 404, 409, 422, 429, 500, 503, 'refused', 'blackhole', 'truncated'];
  const calls = ['GET comments', 'GET comment', 'POST comments', 'PATCH comments'];
  const cases = calls.flatMap((call) => faults.map((fault) => ({ call, fault })));

  it.each(cases)('$call answers $fault: one problem, and the next push fixes it', async ({ call, fault }) => {
    if (call === 'PATCH comments' || call === 'GET comment')
      rest.addComment(7, actionsBot, mergeLeg(null, leg('b', 1), marker));
    rest.faults.set(call, fault);
    const deadlineMs = fault === 'blackhole' ? 1500 : fault === 429 ? 30_000 : patientMs;
    const api = await connect('default-token', deadlineMs);
    const { problems } = await publishComment(api, quick, () => [leg('a', 1)]);
    // What was written before the answer was lost is found by looking again.
    const isFound = /POST|PATCH/.test(call) && fault === 'truncated';
    const expected = isFound || (call === 'GET comment' && fault === 404) ? 0 : 1;
    expect(problems).toHaveLength(expected);
    for (const problem of problems)
      expect(problem).toMatchObject({ level: 'warning', where: 'pull request comment' });
    rest.faults.clear();
    expect((await publish(leg('a', 2))).problems).toEqual([]);
    expect(ours()).toHaveLength(1);
    expect(ours()[0]?.body).toContain('in run 2');
  });

  it.each<[string, Fault, number]>([
    ['429', 429, 1],
    ['429 with a wait beyond the deadline', { status: 429, headers: { 'retry-after': '60' } }, 1],
    [
      'the secondary rate limit',
      { status: 403, headers: {}, message: 'You have exceeded a secondary rate limit.' },
      1,
    ],
    ['429 with a short wait', { status: 429, headers: { 'retry-after': '1' } }, 2],
  ])('a write that %s refuses is not repeated before the wait is over', async (_, fault, writes) => {
    rest.faults.set('POST comments', fault, { times: 1 });
    const startMs = performance.now();
    const { problems } = await publishComment(await connect('default-token', 15_000), quick, () => [
      leg('a', 1),
    ]);
    expect(rest.calls.filter(({ call }) => call === 'POST comments')).toHaveLength(writes);
    if (writes === 2) expect(performance.now() - startMs).toBeGreaterThan(990);
    expect(problems.map(({ code }) => code)).toEqual(writes === 1 ? ['comment-unreachable'] : []);
  });

  it('uses the default identity if the token has none', async () => {
    rest.faults.set('POST graphql', 403);
    await publish(leg('a', 1));
    await publish(leg('a', 2));
    expect(ours()).toHaveLength(1);
  });
});
