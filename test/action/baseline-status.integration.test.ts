/**
 * Everything that can happen to the history in the cache: each case has its own status, nothing is reset, and the
 * next run continues.
 */
import { expect, it } from 'vitest';
import { runtimeToken } from '../services/results-service.ts';
import type { Scenario } from '../services/runner.ts';
import { commandsIn, useGitHub } from './use-github.ts';

const github = useGitHub();
const runId = '5000';

interface Case {
  readonly prepare?: () => unknown;
  readonly scenario?: Partial<Scenario>;
  readonly status: string;
  /** The line of the summary for it. */
  readonly says: RegExp;
  /** Builds that the next push on the default branch is compared with. */
  readonly next: string;
}

const failing = (fault: 429 | 503) => () =>
  github.results.faults.set('GetCacheEntryDownloadURL', fault, { runId });

function busy(seconds: string, options: { times?: number } = {}): void {
  const fault = { status: 429, headers: { 'retry-after': seconds } };
  github.results.faults.set('GetCacheEntryDownloadURL', fault, { runId, ...options });
}

async function truncate(): Promise<void> {
  const { blob } = github.results.entries.at(-1) ?? { blob: '' };
  const bytes = await github.results.readBlob(blob);
  await github.results.writeBlob(blob, bytes.subarray(0, bytes.length - 100));
}

function moveTo(ref: string): void {
  const moved = github.results.entries.map((entry) => ({ ...entry, ref }));
  github.results.entries.splice(0, moved.length, ...moved);
}

const cases: Readonly<Record<string, Case>> = {
  'an eviction': {
    prepare: () => github.results.entries.splice(0),
    ...{ status: 'missing', says: /No baseline yet/, next: '1' },
  },
  'an answer 429': { prepare: failing(429), status: 'rate-limited', says: /\b429\b/, next: '3' },
  'an answer 429 that asks for a second': {
    prepare: () => busy('1', { times: 1 }),
    ...{ status: 'learning', says: /compared with 2 builds|2 builds/, next: '3' },
  },
  'an answer 429 that asks for more than the time of the step': {
    prepare: () => busy('3600'),
    ...{ status: 'rate-limited', says: /asks to wait 3600 s/, next: '3' },
  },
  'an answer 503': {
    prepare: failing(503),
    status: 'unreachable',
    says: /could not be fetched: the cache answered \(503\)/,
    next: '3',
  },
  'a mode that forbids reading': {
    scenario: { env: { ACTIONS_CACHE_MODE: 'none' } },
    ...{ status: 'denied', says: /no permission to read the cache/, next: '2' },
  },
  'a token that may only read': {
    scenario: {
      env: { ACTIONS_RUNTIME_TOKEN: runtimeToken([{ ref: 'refs/heads/main', permission: 1 }], runId) },
    },
    ...{ status: 'learning', says: /was not added to the history/, next: '2' },
  },
  'a wrong ref': {
    prepare: () => moveTo('refs/heads/elsewhere'),
    scenario: { event: 'tag', branch: 'v1' },
    ...{ status: 'wrong-scope', says: /refs\/heads\/elsewhere/, next: '0' },
  },
  'a truncated archive, without older entries to turn to': {
    prepare: truncate,
    scenario: { token: 'bare-token' },
    ...{ status: 'corrupt', says: /could not be unpacked/, next: '2' },
  },
};

// Before the case that damages the stored archives.
it('a runner that cannot pack gets the install command, and loses no build', async () => {
  await github.past(2);
  const entries = [...github.results.entries];
  // What a process has found out about its runner is not looked up again.
  const { exitCode, stdout, outputs, summary } = await github.runBundle({
    inputs: { artifacts: 'none' },
    env: { PATH: '' },
  });
  expect(summary.split('\n').slice(0, 3).join('\n')).toContain('Install zstd on this runner');
  expect(exitCode).toBe(0);
  const printed = commandsIn(stdout).join('\n');
  expect(printed).toMatch(
    /::warning::.*Check that this runner has GNU tar, zstd and free disk space; the stored history is unchanged/,
  );
  expect(printed).toMatch(/Install zstd on this runner/);
  expect(printed).not.toMatch(/delete/);
  expect(github.results.entries).toEqual(entries);
  expect(outputs['history-builds']).toBe('0');
  expect((await github.run({ inputs: { artifacts: 'none' } })).outputs['baseline-builds']).toBe('2');
});

it.each(Object.entries(cases))('%s', async (_, { prepare, scenario, status, says, next }) => {
  // Without the second tier, which would be used instead.
  const inputs = { artifacts: 'none' };
  await github.past(2);
  await prepare?.();
  const { exitCode, outputs, summary } = await github.run({ ...scenario, runId, inputs });
  expect(exitCode).toBe(0);
  expect(outputs['baseline-status']).toBe(status);
  expect(summary).toMatch(says);
  expect((await github.run({ inputs })).outputs['baseline-builds']).toBe(next);
});

it('gives no advice that cannot help', async () => {
  await github.past(2);
  const inputs = { artifacts: 'none' };
  const withoutService = await github.run({
    inputs,
    env: { GITHUB_SERVER_URL: 'https://ghe.example', ACTIONS_CACHE_SERVICE_V2: undefined },
  });
  const forbidden = await github.run({ inputs, env: { ACTIONS_CACHE_MODE: 'none' } });
  for (const { stdout, summary } of [withoutService, forbidden]) {
    expect(summary).toMatch(/^## ℹ️ Not compared: .*\n\n`ci\/test` · .*`history`/);
    expect(`${stdout}${summary}`).not.toMatch(/Re-run the job|actions: read|not fetched in time|next run/);
  }
});

it('states what fails a check without a baseline, and what to do, once each', async () => {
  await github.past(2);
  const inputs = { artifacts: 'none', 'on-missing-baseline': 'fail' };
  const pull = { event: 'pull_request', inputs } as const;
  github.results.faults.set('GetCacheEntryDownloadURL', 503);
  const unreachable = await github.run(pull);
  github.results.faults.clear();
  const elsewhere = await github.run({ ...pull, baseBranch: 'trunk' });
  expect([unreachable.exitCode, elsewhere.exitCode]).toEqual([1, 1]);
  const count = (text: string, part: string): number => {
    const [first = ''] = text.toLowerCase().split('### this build');
    return first.split(part).length - 1;
  };
  // The comment has no notes of its own.
  const step =
    '1. Nothing was overwritten. Re-run the job; if it fails again, see the notes of the job summary.';
  const [comment] = github.rest.comments;
  expect(comment?.body).toContain('trunk has no builds yet');
  expect(unreachable.summary).toContain(step);
  expect(count(unreachable.summary, 'the history could not be reached')).toBe(1);
  expect(count(elsewhere.summary, 'trunk has no builds yet')).toBe(1);
  expect(count(elsewhere.summary, 'on pushes to trunk')).toBe(1);
});

it.each([
  ['a push with `save-history: never`', { inputs: { 'save-history': 'never' } }, /set `save-history: auto`/],
  ['a tag', { event: 'tag', branch: 'v1' }, /builds of tags and merge queues are not stored/],
  ['a merge queue', { event: 'merge_group' }, /builds of tags and merge queues are not stored/],
] as const)('does not call a build the first one recorded that is not: %s', async (_, scenario, advice) => {
  const { summary } = await github.run({ event: 'push', ...scenario });
  expect(summary.replaceAll('\\', '')).toMatch(/^## ℹ️ No baseline yet: no build of ci\/test is stored\n/);
  expect(summary.replaceAll('\\', '')).toMatch(advice);
});

it('states what concurrent runs cost if entries may not be listed', async () => {
  await github.past(1);
  const { summary } = await github.run({ token: 'bare-token' });
  expect(summary).toContain("of overlapping runs, only the newest one's builds are compared with");
  expect(summary).toContain('permissions: actions: read');
});
