/** Six legs that all write to one pull request, push after push, between comments of others. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeLog, useGitHub } from './use-github.ts';

const github = useGitHub();
const critical = readFileSync(new URL('../fixtures/critical.ndjson', import.meta.url), 'utf8');
const legs = [1, 2, 3, 4, 5, 6];

it('4 pushes × 6 legs leave exactly one comment among 250 foreign ones and a forged marker', async () => {
  const stranger = { login: 'octocat', type: 'User', app: null } as const;
  for (let i = 0; i < 250; i++) github.rest.addComment(7, stranger, `comment ${i}`);
  for (let push = 1; push <= 4; push++) {
    // The last legs run the bundle, each in its own process.
    const run = push === 4 ? github.runBundle : github.run;
    const runs = legs.map((leg) =>
      run({
        event: 'pull_request',
        runId: String(9000 + push),
        matrix: { leg },
        log: leg === 3 ? critical : makeLog(),
        inputs: { comment: 'always', artifacts: 'none' },
      }),
    );
    const outcomes = await Promise.all(runs);
    expect(outcomes.map((outcome) => outcome.exitCode)).toEqual([0, 0, 1, 0, 0, 0]);
    const own = github.rest.comments.filter((comment) => comment.author.login === 'github-actions[bot]');
    expect(own).toHaveLength(1);
    for (const leg of legs) expect(own[0]?.body).toContain(`ci/test (${leg})`);
    if (push > 1) continue;
    // Somebody copies our marker: their comment is left alone, ours is still found.
    github.rest.addComment(7, stranger, `${own[0]?.body.split('\n')[0]}\nforged`);
  }
  expect(github.rest.comments).toHaveLength(252);
  expect(github.rest.comments.filter((comment) => comment.body.endsWith('forged'))).toHaveLength(1);
});
