import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LoadedHistory } from '../../src/model/history.ts';
import type { Problem } from '../../src/model/problem.ts';
import { actionsBot, type RestService, startRestService } from '../services/rest-service.ts';
import { type ResultsService, startResultsService } from '../services/results-service.ts';
import { removeWorkspaces, runStep, type Scenario } from '../services/runner.ts';

const script = fileURLToPath(new URL('./scripts/cache-step.ts', import.meta.url));
const branches = new Map<string, { branch: string; fork: boolean }>();

let results: ResultsService;
let rest: RestService;

beforeAll(async () => {
  results = await startResultsService();
  const branchOf = (runId: string) => branches.get(runId) ?? { branch: 'main', fork: false };
  rest = await startRestService(() => results.entries, { results, branchOf });
});
afterAll(async () => {
  await removeWorkspaces();
  await Promise.all([rest.close(), results.close()]);
});
beforeEach(() => {
  results.reset();
  rest.reset();
  branches.clear();
  rest.identities.set('default-token', { author: actionsBot, permissions: ['actions: read'] });
  rest.identities.set('bare-token', { author: actionsBot, permissions: [] });
});

interface StepResult {
  readonly status: LoadedHistory['status'];
  readonly builds: readonly string[];
  readonly problems: readonly Problem[];
}

async function step(
  runId: string,
  scenario: Partial<Scenario> = {},
  settings: { upload?: boolean; listing?: boolean; deadlineMs?: number } = {},
): Promise<{ status: string; runs: (string | undefined)[]; codes: string[]; problems: readonly Problem[] }> {
  const outcome = await runStep({ results, rest }, { event: 'push', runId, ...scenario }, script, [
    JSON.stringify({ upload: true, ...settings }),
  ]);
  const found = /^RESULT (.*)$/m.exec(outcome.stdout);
  if (found === null) throw new Error(`${outcome.stdout}\n${outcome.stderr}`);
  const { status, builds, problems } = JSON.parse(found[1] as string) as StepResult;
  const runs = builds.map((id) => id.split('-')[1]).sort();
  return { status, runs, problems, codes: problems.map(({ code }) => code) };
}

function evict(): void {
  results.entries.length = 0;
}

describe('the artifacts of earlier runs', () => {
  it('replace an evicted cache, which is filled again', async () => {
    for (const runId of ['1', '2', '3']) await step(runId);
    evict();
    const after = await step('4');
    expect(after).toMatchObject({
      status: 'found',
      runs: ['1', '2', '3'],
      codes: ['history-from-artifacts'],
    });
    expect(after.problems[0]?.what).toContain('3 earlier runs on main');
    expect(await step('5', {}, { listing: false })).toMatchObject({ runs: ['1', '2', '3', '4'] });
    expect(rest.violations).toEqual([]);
  });

  it('are read only from the default branch of this repository', async () => {
    branches.set('1', { branch: 'main', fork: true });
    branches.set('2', { branch: 'feature', fork: false });
    for (const runId of ['1', '2', '3']) await step(runId);
    evict();
    const pull = { event: 'pull_request', branch: 'other' } as const;
    expect(await step('4', pull)).toMatchObject({ status: 'found', runs: ['3'] });
  });

  it('are not read if the cache has entries, or is only unreachable', async () => {
    await step('1');
    expect(await step('2')).toMatchObject({ runs: ['1'], codes: [] });
    results.faults.set('GetCacheEntryDownloadURL', 503);
    expect(await step('3', {}, { deadlineMs: 2000 })).toMatchObject({ status: 'unreachable', runs: [] });
    expect(rest.calls.map(({ call }) => call)).not.toContain('GET artifact');
  });

  it('are skipped without the permission, and without a warning', async () => {
    await step('1');
    evict();
    const after = await step('2', { token: 'bare-token' });
    expect([after.status, after.codes.filter((code) => code.includes('artifacts'))]).toEqual(['missing', []]);
  });

  it('are missing with a warning if the list is unreachable', async () => {
    await step('1');
    evict();
    rest.faults.set('GET artifacts', 503);
    expect(await step('2')).toMatchObject({ status: 'missing', codes: ['history-artifacts-unreachable'] });
  });

  it('lose only their own build if they are unreadable', async () => {
    for (const runId of ['1', '2']) await step(runId);
    evict();
    await results.writeBlob(results.artifacts[0]?.blob ?? '', Buffer.from('not an archive'));
    const after = await step('3', {}, { deadlineMs: 4000 });
    expect(after).toMatchObject({ status: 'found', runs: ['2'] });
    expect(after.codes).toEqual(['history-from-artifacts', 'history-artifacts-unreachable']);
  });
});
