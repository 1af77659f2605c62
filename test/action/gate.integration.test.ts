/** What a pull request may decide about its own check. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { gitFolder } from '../services/git-folder.ts';
import type { Scenario } from '../services/runner.ts';
import { makeLog, useGitHub } from './use-github.ts';

const github = useGitHub();
const path = '.github/build-telemetry.yml';
const critical = readFileSync(new URL('../fixtures/critical.ndjson', import.meta.url), 'utf8');
const strict = 'fail-on: warning\nthresholds:\n  tasks: { above: 1, level: critical }\n';
/** GitHub's example of a pull request names this commit as its base. */
const baseSha = 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e';

function pull(head: string | null, inputs: Scenario['inputs'] = {}): ReturnType<typeof github.run> {
  return github.run({
    event: 'pull_request',
    inputs: { artifacts: 'none', ...inputs },
    files: head === null ? {} : { [path]: head },
    log: makeLog(),
  });
}

it.each([
  ['switches a threshold off', 'fail-on: warning\n', /threshold tasks: above 1, critical → off/],
  ['raises a limit', strict.replace('above: 1', 'above: 99'), /above 1, critical → above 99, critical/],
  ['lowers a level', strict.replace('critical', 'warning'), /above 1, critical → above 1, warning/],
  ['raises fail-on', strict.replace('warning', 'never'), /fail-on: warning → never/],
  ['deletes the file', null, /fail-on: warning → critical; .*tasks/],
  ['chooses no preset', `preset: none\n${strict}`, /preset: auto → none/],
  [
    'names the branch in the configuration',
    `baseline-branch: other\n${strict}`,
    /baseline-branch: not set → other/,
  ],
  [
    'measures something else',
    `compare-base: 'true'\ncompare-head: 'true'\n${strict}`,
    /compare-head: not set → true/,
  ],
  ['seeds its history', `seed: true\n${strict}`, /seed: false → true/],
  ['reads another log', `events: other.ndjson\n${strict}`, /events: not set → other\.ndjson/],
  ['reads less', `limits: { tasks: 1 }\n${strict}`, /limit tasks: default → 1/],
])('a pull request that %s is judged by its base, which the first lines state', async (_, head, text) => {
  github.rest.contents.set(`${baseSha}:${path}`, strict);
  const { exitCode, summary } = await pull(head);
  expect(exitCode).toBe(1);
  expect(summary.split('\n').slice(0, 3).join('\n')).toMatch(/weakens the check/);
  expect(summary.replaceAll('\\', '')).toMatch(text);
  expect(github.rest.comments[0]?.body.split('\n').slice(0, 6).join('\n')).toMatch(/weakens the check/);
});

it('a pull request decides for itself if the workflow allows it, and a stricter file is listed', async () => {
  github.rest.contents.set(`${baseSha}:${path}`, strict);
  const own = await pull('fail-on: never\n', { 'gate-config': 'head' });
  expect([own.exitCode, own.summary]).toEqual([0, expect.stringContaining('gate-config: head')]);
  github.rest.contents.set(`${baseSha}:${path}`, '');
  const stricter = await pull(strict);
  expect([stricter.exitCode, stricter.summary]).toEqual([0, expect.stringContaining('changes the check')]);
});

it('acknowledgements of a pull request count, and are listed by series and owner', async () => {
  github.rest.contents.set(`${baseSha}:${path}`, '');
  const entry = `acknowledge:\n  - { series: build, reason: new suite, owner: "@octocat", expires: 2027-01-31 }\n`;
  const { exitCode, summary } = await pull(entry);
  expect(exitCode).toBe(0);
  expect(summary.replaceAll('\\', '')).toMatch(/acknowledges build until 2027-01-31 \(owner `@octocat`\)/);
});

it.each([
  ['the level', 'fail-on: never\n', /fail-on: critical → never/],
  [
    'a threshold',
    'thresholds: { security_violations: off }\n',
    /security_violations: above 0, critical → off/,
  ],
  ['a limit', 'thresholds: { security_violations: { above: 9 } }\n', /above 0, critical → above 9, critical/],
  ['the preset', 'preset: none\n', /preset: auto → none/],
  ['the size of the log', 'limits: { tasks: 1 }\n', /limit tasks: default → 1/],
  [
    'a failing test',
    'quarantine: [{ test: t*, reason: r, owner: "@o", expires: 2027-01-31 }]\n',
    /quarantines t\*/,
  ],
])('a pull request with an unreadable base does not weaken %s', async (_, head, text) => {
  github.rest.faults.set('GET contents', 403);
  const { exitCode, summary } = await github.run({
    ...{ event: 'pull_request', inputs: { artifacts: 'none' }, log: critical },
    files: { [path]: head },
  });
  const plain = summary.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code));
  const first = plain.split('\n').slice(0, 3).join('\n');
  expect(exitCode).toBe(1);
  expect(first).toMatch(/could not be read \(GitHub answered 403\).*are ignored: /);
  expect(first).toMatch(text);
});

it('if the base cannot be read, stricter rules, the own series and acknowledgements count', async () => {
  github.rest.faults.set('GET contents', 403);
  const stricter = await pull(strict);
  expect([stricter.exitCode, stricter.summary]).toEqual([1, expect.not.stringContaining('are ignored')]);
  const own = await pull(
    'name: mine\nacknowledge:\n  - { series: build, reason: r, owner: "@octocat", expires: 2027-01-31 }\n',
  );
  expect(own.exitCode).toBe(0);
  expect(own.summary.replaceAll('\\', '')).toMatch(
    /This counts: name: not set → mine; acknowledges build until 2027-01-31 \(owner `@octocat`\)/,
  );
  expect((await pull('fail-on: never\n', { 'gate-config': 'head' })).summary).toMatch(
    /This counts: fail-on: critical → never/,
  );
});

it('reports nothing if both are equal', async () => {
  github.rest.contents.set(`${baseSha}:${path}`, strict);
  expect((await pull(strict)).summary).not.toMatch(/the check:/);
});

it.each([
  ['a comment on it', 'issue_comment', { issue: { number: 7, pull_request: {} } }],
  ['a command that is handed on', 'repository_dispatch', { client_payload: { pull_request: 7 } }],
  ['its merge queue', 'merge_group', { merge_group: { head_sha: 'd'.repeat(40), base_sha: baseSha } }],
])('a pull request is judged by its base in %s', async (_, name, payload) => {
  github.rest.contents.set(`${baseSha}:${path}`, strict);
  github.rest.pulls.push({
    ...{ number: 7, state: 'open', base: { ref: 'main', sha: baseSha } },
    head: { ref: 'topic', sha: 'b'.repeat(40), repository: 'octo-org/octo-repo' },
  });
  const { exitCode, summary } = await github.run({
    ...{ event: 'workflow_dispatch', env: { GITHUB_EVENT_NAME: name }, payload },
    inputs: { artifacts: 'none' },
    files: { [path]: 'fail-on: never\n' },
  });
  expect([exitCode, summary]).toEqual([1, expect.stringMatching(/weakens the check/)]);
});

it.each([
  ['of which a part can be read', strict.replace('warning', 'eror'), makeLog(), /fail-on.*`eror`/],
  ['that is no YAML', 'thresholds: [', critical, /build-telemetry\.yml:1:\d+/],
])('a base %s does not make the check pass', async (_, broken, log, text) => {
  github.rest.contents.set(`${baseSha}:${path}`, broken);
  const { exitCode, summary } = await github.run({
    ...{ event: 'pull_request', inputs: { artifacts: 'none' }, log },
    files: { [path]: 'fail-on: never\n' },
  });
  expect(exitCode).toBe(1);
  expect(summary).toMatch(/weakens the check/);
  expect(summary.replaceAll('\\', '')).toMatch(text);
  expect(summary).toContain('Correct the file on the base branch');
});

it.each([
  ['the token may not read it', { 'github-token': 'bare-token' }, 404],
  ['there is no token', { 'github-token': '' }, 200],
  ['GitHub is down', {}, 503],
] as const)('the base is read from the checkout if %s', async (_, inputs, status) => {
  const { files, sha } = gitFolder({ [path]: strict });
  if (status !== 200) github.rest.faults.set('GET contents', status);
  if (status !== 200) github.rest.faults.set('GET commit', status);
  const { exitCode, summary } = await github.run({
    event: 'pull_request',
    baseCommit: sha,
    inputs: { artifacts: 'none', comment: 'never', ...inputs },
    files: { ...files, [path]: 'fail-on: never\n' },
  });
  expect([exitCode, summary]).toEqual([1, expect.stringMatching(/weakens the check/)]);
});

it.each([
  ['its base decides', {}],
  ['an input decides', { 'fail-on': 'critical' }],
])('a wrong value in the own file is an error, also if %s', async (_, inputs) => {
  github.rest.contents.set(`${baseSha}:${path}`, strict);
  const { exitCode, stdout } = await pull(strict.replace('warning', 'nevr'), inputs);
  expect([exitCode, stdout]).toEqual([2, expect.stringMatching(/^::error::.*yml:1:\d+: .*`nevr`/m)]);
});

it('an explicit input takes precedence over the file, even at its default', async () => {
  const files = { [path]: 'fail-on: never\nthresholds:\n  tasks: { above: 1, level: critical }\n' };
  const inputs = { artifacts: 'none', 'fail-on': 'critical' };
  expect((await github.run({ files, inputs })).exitCode).toBe(1);
  expect((await github.run({ files, inputs: { artifacts: 'none' } })).exitCode).toBe(0);
});
