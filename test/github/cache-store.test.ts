import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seriesPrefix } from '../../src/github/cache-keys.ts';
import type { LoadedHistory, Problem } from '../../src/model.ts';
import type { Fault } from '../services/loopback.ts';
import { actionsBot, type RestService, startRestService } from '../services/rest-service.ts';
import {
  type CacheEntry,
  type ResultsService,
  runtimeToken,
  startResultsService,
} from '../services/results-service.ts';
import { removeWorkspaces, runStep, type Scenario } from '../services/runner.ts';

const script = fileURLToPath(new URL('./scripts/cache-step.ts', import.meta.url));

interface StepResult {
  readonly status: LoadedHistory['status'];
  readonly builds: readonly string[];
  readonly problems: readonly Problem[];
  readonly saved: { readonly saved: boolean; readonly problems: readonly Problem[] };
  readonly loadMs: number;
  readonly saveMs: number;
  readonly stdout: string;
}

let results: ResultsService;
let rest: RestService;

beforeAll(async () => {
  results = await startResultsService();
  rest = await startRestService(() => results.entries);
});
afterAll(async () => {
  await removeWorkspaces();
  await Promise.all([rest.close(), results.close()]);
});

function identify(): void {
  rest.identities.set('default-token', { author: actionsBot, permissions: ['actions: read'] });
  rest.identities.set('bare-token', { author: actionsBot, permissions: [] });
}

async function step(
  scenario: Partial<Scenario> & { runId: string },
  settings: { deadlineMs?: number; pauseMs?: number; listing?: boolean } = {},
): Promise<StepResult> {
  const full: Scenario = { event: 'push', ...scenario };
  const outcome = await runStep({ results, rest }, full, script, [JSON.stringify(settings)]);
  const found = /^RESULT (.*)$/m.exec(outcome.stdout);
  if (found === null) throw new Error(`${outcome.stdout}\n${outcome.stderr}`);
  expect(await outcome.readFile('.build-telemetry-history')).toBeNull();
  return { ...(JSON.parse(found[1] as string) as StepResult), stdout: outcome.stdout };
}

/** Runs that a result knows, without attempt and leg. */
function runsOf({ builds }: StepResult): string[] {
  return builds.map((id) => id.split('-')[1] as string).sort((a, b) => Number(a) - Number(b));
}

function codes({ problems }: { readonly problems: readonly Problem[] }): string[] {
  return problems.map(({ code }) => code);
}

describe('the history in the Actions cache', () => {
  beforeEach(() => {
    results.reset();
    rest.reset();
    identify();
  });

  it('grows over the runs of a branch and says when there is none', async () => {
    const first = await step({ runId: '1' });
    expect(first).toMatchObject({
      status: 'missing',
      builds: [],
      problems: [],
      saved: { saved: true, problems: [] },
    });
    await step({ runId: '2' });
    const third = await step({ runId: '3', attempt: 2 });
    expect(third.status).toBe('found');
    expect(runsOf(third)).toEqual(['1', '2']);
    expect(results.entries.map(({ key }) => key.length < 512 && !key.includes(','))).toEqual([
      true,
      true,
      true,
    ]);
    expect(rest.violations).toEqual([]);
  });

  it('keeps every build of eight overlapping runs', async () => {
    await step({ runId: '1' });
    const overlapping = ['2', '3', '4', '5', '6', '7', '8', '9'];
    await Promise.all(overlapping.map((runId) => step({ runId }, { pauseMs: 4000 })));
    const after = await step({ runId: '10' });
    expect(runsOf(after)).toEqual(['1', ...overlapping]);
    expect(runsOf(await step({ runId: '11', token: 'bare-token' }))).toEqual(['1', ...overlapping, '10']);
  });

  it('takes the newest entry without the permission to list, and names the line that grants it', async () => {
    await step({ runId: '1' });
    await step({ runId: '2' });
    const after = await step({ runId: '3', token: 'bare-token' });
    expect(runsOf(after)).toEqual(['1', '2']);
    expect(codes(after)).toEqual(['history-unlisted']);
    expect(after.problems[0]?.fix).toContain('permissions: actions: read');
  });

  it.each([true, false])(
    'gives a pull request the newest base history and its own builds (listing: %s)',
    async (listing) => {
      await step({ runId: '1' });
      const pull = { event: 'pull_request', branch: 'feature', pullRequest: 7 } as const;
      await step({ ...pull, runId: '2' }, { listing });
      await step({ runId: '3' }, { listing });
      const again = await step({ ...pull, runId: '4' }, { listing });
      expect(runsOf(again)).toEqual(['1', '2', '3']);
      expect(runsOf(await step({ ...pull, pullRequest: 8, runId: '5' }, { listing }))).toEqual(['1', '3']);
      expect(runsOf(await step({ ...pull, runId: '6' }, { listing }))).toEqual(['1', '2', '3', '4']);
      expect(runsOf(await step({ runId: '7' }, { listing }))).toEqual(['1', '3']);
    },
  );

  it('says that the history lies where a tag may not read it', async () => {
    await step({ runId: '1', branch: 'feature' });
    const tag = await step({ event: 'tag', branch: 'v1', runId: '2' });
    expect(tag.status).toBe('wrong-scope');
    expect(tag.problems[0]?.what).toContain('refs/heads/feature');
  });

  it('says that another kind of runner packed the history', async () => {
    await step({ runId: '1' });
    const [entry] = results.entries;
    results.entries.splice(0, 1, { ...(entry as CacheEntry), version: 'windows' });
    const after = await step({ runId: '2' });
    expect(after.status).toBe('wrong-scope');
    expect(after.problems[0]?.fix).toContain('`name`');
  });

  it('goes on beside an entry that cannot be unpacked, and from older ones where listing is allowed', async () => {
    await step({ runId: '1' });
    await step({ runId: '2' });
    await results.writeBlob('cache-2', Buffer.from('not an archive'));
    const newest = results.entries.at(-1)?.blob as string;
    await results.writeBlob(newest, Buffer.from('not an archive'));
    const blind = await step({ runId: '3' }, { listing: false });
    expect(blind).toMatchObject({ status: 'corrupt', saved: { saved: true } });
    expect(results.entries.at(-1)?.key).toContain('-part-');
    const blindAgain = await step({ runId: '4' }, { listing: false });
    expect(runsOf(blindAgain)).toEqual(['3']);
    const listing = await step({ runId: '5' });
    expect(runsOf(listing)).toEqual(['1', '3', '4']);
    expect(codes(listing)).toEqual(['history-corrupt']);
    expect(runsOf(await step({ runId: '6' }, { listing: false }))).toEqual(['1', '3', '4', '5']);
  });

  it.each([
    ['none', 'denied', false],
    ['read', 'found', false],
    ['write-only', 'denied', true],
    ['write', 'found', true],
  ] as const)('respects ACTIONS_CACHE_MODE=%s', async (mode, status, saved) => {
    await step({ runId: '1' });
    const second = await step({ runId: '2', token: 'bare-token', env: { ACTIONS_CACHE_MODE: mode } });
    expect([second.status, second.saved.saved]).toEqual([status, saved]);
    if (!saved) expect(codes(second.saved)).toEqual(['history-save-denied']);
    const runs = saved ? ['1', '2'] : ['1'];
    expect(runsOf(await step({ runId: '3', token: 'bare-token' }))).toEqual(runs);
  });

  it('says that a read-only token may not save', async () => {
    await step({ runId: '1' });
    const token = runtimeToken([{ ref: 'refs/heads/main', permission: 1 }], '2');
    const second = await step({ runId: '2', env: { ACTIONS_RUNTIME_TOKEN: token } });
    expect(second).toMatchObject({ status: 'found', saved: { saved: false } });
    expect(codes(second.saved)).toEqual(['history-save-denied']);
  });

  it('degrades where there is no cache service', async () => {
    const env = { ACTIONS_RESULTS_URL: undefined, ACTIONS_CACHE_SERVICE_V2: undefined };
    const outcome = await step({ runId: '1', env });
    expect(outcome).toMatchObject({ status: 'unreachable', saved: { saved: false } });
    expect(outcome.problems[0]?.what).toContain('no cache service');
  });

  it('degrades when nobody listens', async () => {
    const outcome = await step(
      { runId: '1', env: { ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/' } },
      { deadlineMs: 2000 },
    );
    expect(outcome).toMatchObject({ status: 'unreachable', saved: { saved: false } });
  });

  it('keeps the toolkit from annotating the run', async () => {
    results.faults.set('GetCacheEntryDownloadURL', 403);
    expect((await step({ runId: '1' })).stdout).not.toMatch(/^::(error|warning)/m);
  });
});

describe('faults of the cache service', () => {
  const loadCalls = ['GetCacheEntryDownloadURL', 'GET blob'];
  const saveCalls = ['CreateCacheEntry', 'PUT blob', 'FinalizeCacheEntryUpload'];
  const faults: Fault[] = [403, 404, 409, 422, 429, 500, 503, 'refused', 'blackhole', 'truncated'];
  const cases = [...loadCalls, ...saveCalls].flatMap((call) => faults.map((fault) => ({ call, fault })));
  let seed: CacheEntry;
  let lastRun = 1000;

  beforeAll(async () => {
    results.reset();
    rest.reset();
    identify();
    await step({ runId: '1' });
    seed = results.entries.at(-1) as CacheEntry;
  });

  /** What loading says: outside Azure's own hosts the toolkit takes an error page for the archive. */
  function expectedStatus(call: string, fault: Fault): string {
    if (saveCalls.includes(call)) return 'found';
    if (call === 'GET blob') return typeof fault === 'number' && fault < 500 ? 'corrupt' : 'unreachable';
    return fault === 403 ? 'denied' : 'unreachable';
  }

  it.concurrent.each(cases)(
    '$call answers $fault: told apart, and nothing is lost',
    async ({ call, fault }) => {
      const workflow = `${call} ${fault}`;
      const key = seed.key.replace(seriesPrefix('ci/test'), seriesPrefix(`${workflow}/test`));
      results.entries.push({ ...seed, key });
      lastRun += 2;
      const runId = String(lastRun);
      results.faults.set(call, fault, { runId });
      const hit = await step({ runId, workflow }, { deadlineMs: 2000, listing: false });
      expect(hit.status).toBe(expectedStatus(call, fault));
      const isSaved = loadCalls.includes(call);
      expect(hit.saved.saved).toBe(isSaved);
      expect(codes(hit.saved)).toHaveLength(isSaved ? 0 : 1);
      expect(hit.loadMs + hit.saveMs).toBeLessThan(15_000);
      const after = await step({ runId: String(lastRun + 1_000_000), workflow }, { listing: false });
      // An answer that got lost after the entry was sealed leaves it saved.
      const sealed = call === 'FinalizeCacheEntryUpload' && fault === 'truncated';
      expect(runsOf(after)).toEqual(isSaved || sealed ? ['1', runId] : ['1']);
    },
  );
});
