import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LoadedHistory } from '../../../src/model/history.ts';
import type { Problem } from '../../../src/model/problem.ts';
import type { Packing } from '../../../src/stores/cache/cache-save.ts';
import type { Fault } from '../../services/loopback.ts';
import { actionsBot, type RestService, startRestService } from '../../services/rest-service.ts';
import {
  type CacheEntry,
  type ResultsService,
  runtimeToken,
  startResultsService,
} from '../../services/results-service.ts';
import { removeWorkspaces, runStep, type Scenario } from '../../services/runner.ts';
import { tempFolder } from '../../temp-folder.ts';

const script = fileURLToPath(new URL('../scripts/cache-step.ts', import.meta.url));

interface StepResult {
  readonly status: LoadedHistory['status'];
  readonly builds: readonly string[];
  readonly problems: readonly Problem[];
  readonly others?: LoadedHistory['others'];
  readonly saved: { readonly saved: boolean; readonly problems: readonly Problem[] };
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
  settings: {
    deadlineMs?: number;
    saveDeadlineMs?: number;
    meeting?: { folder: string; steps: number };
    listing?: boolean;
    packing?: Packing;
    maxBuilds?: number;
  } = {},
): Promise<StepResult> {
  const full: Scenario = { event: 'push', ...scenario };
  const outcome = await runStep({ results, rest }, full, script, [JSON.stringify(settings)]);
  const found = /^RESULT (.*)$/m.exec(outcome.stdout);
  if (found === null) throw new Error(`${outcome.stdout}\n${outcome.stderr}`);
  expect(await outcome.readFile('.build-telemetry-history')).toBeNull();
  return { ...(JSON.parse(found[1] as string) as StepResult), stdout: outcome.stdout };
}

/** Runs contained in a result, without attempt and leg. */
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

  it('grows over the runs of a branch and reports if there is none', async () => {
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

  it('that has no builds of a job names those of earlier runs, newest first', async () => {
    for (const [at, job] of ['lint', 'old', 'docs', 'unit'].entries())
      await step({ runId: `${at + 1}`, job });
    await step({ runId: '9', job: 'topic', branch: 'topic' });
    const renamed = await step({ runId: '10', job: 'tests' });
    expect(renamed.others).toMatchObject({
      named: [{ runId: '4' }, { runId: '3' }, { runId: '2' }],
      more: 1,
    });
    expect(renamed.others?.named[0]?.name).toMatch(/\/unit$/);
    expect((await step({ runId: '10', job: 'tests' })).others).toBeUndefined();
    const ofRun = await step({ runId: '4', job: 'beside' });
    expect(ofRun.others?.named.map(({ runId }) => runId)).toEqual(['10', '3', '2']);
    const blind = await step({ runId: '11', job: 'blind', token: 'bare-token' });
    expect(blind.others).toEqual({ named: [], more: 0 });
    expect(rest.violations).toEqual([]);
  });

  it('keeps every build of eight overlapping runs if listing is allowed, and reports the cost otherwise', async () => {
    await step({ runId: '1' });
    const overlapping = Array.from({ length: 8 }, (_, at) => String(at + 2));
    const meeting = { folder: tempFolder('meeting'), steps: overlapping.length };
    await Promise.all(overlapping.map((runId) => step({ runId }, { meeting })));
    const blind = await step({ runId: '30', token: 'bare-token' });
    expect(blind.builds.length).toBeLessThan(9);
    expect(codes(blind)).toEqual(['history-unlisted']);
    expect(blind.problems[0]?.what).toContain("only the newest one's builds");
    const after = await step({ runId: '31' });
    expect(runsOf(after)).toEqual(['1', ...overlapping, '30']);
    expect(runsOf(await step({ runId: '32', token: 'bare-token' }))).toEqual([
      '1',
      ...overlapping,
      '30',
      '31',
    ]);
  });

  describe('of a large history', () => {
    const large = { packing: { smallBytes: 1, largeBytes: 1, mostNamed: 16 } };
    const runs = (count: number): string[] => Array.from({ length: count }, (_, at) => String(at + 1));
    const grow = async (count: number, settings: { listing?: boolean } = {}): Promise<void> => {
      for (const runId of runs(count)) await step({ runId }, { ...large, ...settings });
    };

    it('has each segment once, and blind runs find them all', async () => {
      await grow(18, { listing: false });
      const after = await step({ runId: '19' }, { ...large, listing: false });
      expect(runsOf(after)).toEqual(runs(18));
      expect(codes(after)).toEqual(['history-unlisted']);
      const sizes = results.entries.map(({ sizeBytes }) => sizeBytes);
      expect(Math.max(...sizes)).toBeLessThan(4 * Math.min(...sizes));
      // Small again: one entry has all builds.
      await step({ runId: '20' }, { listing: false });
      results.entries.splice(0, results.entries.length - 1);
      expect(runsOf(await step({ runId: '21' }, { listing: false }))).toEqual(runs(20));
    });

    it('is packed completely again if it would refer to too many entries', async () => {
      const medium = { packing: { smallBytes: 1, largeBytes: 8e6, mostNamed: 4 }, listing: false };
      const fetched: number[] = [];
      for (const runId of runs(8)) {
        results.calls.length = 0;
        await step({ runId }, medium);
        fetched.push(results.calls.filter(({ call }) => call === 'GET blob').length);
      }
      expect(fetched.map((count) => count > 0)).toEqual([false, ...Array(7).fill(true)]);
      const asked = results.entries.length;
      results.entries.splice(0, 5);
      expect(runsOf(await step({ runId: '9' }, medium))).toEqual(runs(asked));
    });

    it('refers to the newest of the entries with the same content, in any reading order', async () => {
      await grow(3, { listing: false });
      await step({ runId: '4' }, { listing: false });
      await step({ runId: '5' }, { ...large, listing: false });
      // A run that overlapped the last two and names the first three.
      const hidden = results.entries.splice(3, 2);
      await step({ runId: '6' }, { ...large, listing: false });
      results.entries.splice(3, 0, ...hidden);
      expect(runsOf(await step({ runId: '7' }, large))).toEqual(runs(6));
      results.entries.splice(0, 3);
      const blind = await step({ runId: '8' }, { ...large, listing: false });
      expect(runsOf(blind)).toEqual(runs(7));
      expect(codes(blind)).toEqual(['history-unlisted']);
    });

    it('reports how many builds an evicted entry had, and keeps the others', async () => {
      await grow(4);
      results.entries.splice(1, 1);
      const blind = await step({ runId: '5' }, { ...large, listing: false });
      expect(blind.status).toBe('found');
      expect(runsOf(blind)).toEqual(['1', '3', '4']);
      expect(codes(blind)).toEqual(['history-evicted', 'history-unlisted']);
      expect(blind.problems[0]?.what).toMatch(/^The history lost 1 older build:/);
      expect(codes(await step({ runId: '6' }, { ...large, listing: false }))).toEqual(['history-unlisted']);
    });

    it('keeps referring to entries that an outage made unreadable', async () => {
      await grow(4);
      const names = () => results.calls.filter(({ call }) => call === 'GetCacheEntryDownloadURL').length;
      const before = names();
      await step({ runId: '5' }, { ...large, listing: false });
      expect(names() - before).toBe(2 + 3);
      // The first two calls request the newest entries; the rest of the history then answers 503.
      results.faults.set('GET blob', 503, { runId: '6', after: 1 });
      const outage = await step({ runId: '6' }, { ...large, listing: false });
      expect(outage).toMatchObject({ status: 'found', saved: { saved: true } });
      expect(codes(outage)).toContain('history-unreachable');
      expect(runsOf(outage).length).toBeLessThan(5);
      expect(runsOf(await step({ runId: '7' }, { ...large, listing: false }))).toEqual(runs(6));
    });

    it.each(['refs/heads/main', 'refs/heads/other'])(
      'deletes covered entries if permitted, only on its own ref: %s',
      async (ref) => {
        rest.identities.set('writing-token', {
          author: actionsBot,
          permissions: ['actions: read', 'actions: write'],
        });
        for (const runId of runs(18)) await step({ runId }, large);
        const old = results.entries.map((entry) => ({
          ...entry,
          ref,
          createdAtMs: entry.createdAtMs - 7_200_000,
        }));
        results.entries.splice(0, 18, ...old);
        expect((await step({ runId: '19' }, large)).saved.problems).toEqual([]);
        const before = results.entries.length;
        const branch = 'main';
        const token = 'writing-token';
        const after = await step({ runId: '20', branch, token }, large);
        expect(after.saved).toEqual({ saved: true, problems: [] });
        expect(results.entries.length < before).toBe(ref === 'refs/heads/main');
        const known = ref === 'refs/heads/main' ? runs(20) : ['19', '20'];
        expect(runsOf(await step({ runId: '21' }, { ...large, listing: false }))).toEqual(known);
        expect(rest.violations).toEqual([]);
      },
    );
  });

  it('fetches no entry for builds that the limits leave out', async () => {
    for (const runId of ['1', '2', '3', '4']) await step({ runId });
    results.calls.length = 0;
    expect(runsOf(await step({ runId: '5' }, { maxBuilds: 2 }))).toEqual(['3', '4']);
    expect(results.calls.filter(({ call }) => call === 'GetCacheEntryDownloadURL')).toHaveLength(2);
  });

  it('uses the newest entry without the permission to list, and prints the missing permission', async () => {
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

  it('reports that a tag may not read the history', async () => {
    await step({ runId: '1', branch: 'feature' });
    const tag = await step({ event: 'tag', branch: 'v1', runId: '2' });
    expect(tag.status).toBe('wrong-scope');
    expect(tag.problems[0]?.what).toContain('refs/heads/feature');
  });

  it('starts on the default branch without a word about what pull requests and other branches saved', async () => {
    const pull = { event: 'pull_request', branch: 'topic', pullRequest: 7 } as const;
    await step({ ...pull, runId: '1' });
    await step({ runId: '2', branch: 'feature' });
    const next = await step({ ...pull, pullRequest: 8, runId: '3' });
    expect(next.problems[0]?.what).toContain('refs/heads/feature');
    const first = await step({ runId: '4' });
    expect([first.status, first.problems]).toEqual(['missing', []]);
  });

  it('reports that another kind of runner packed the history', async () => {
    await step({ runId: '1' });
    const [entry] = results.entries;
    results.entries.splice(0, 1, { ...(entry as CacheEntry), version: 'windows' });
    const after = await step({ runId: '2' });
    expect(after.status).toBe('wrong-scope');
    expect(after.problems[0]?.fix).toContain('`name`');
  });

  it('continues with an entry that cannot be unpacked, and from older ones if listing is allowed', async () => {
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

  it('distinguishes a truncated archive from no history, and still saves', async () => {
    await step({ runId: '1' });
    const blob = results.entries[0]?.blob ?? '';
    const bytes = await results.readBlob(blob);
    await results.writeBlob(blob, bytes.subarray(0, bytes.length - 100));
    const after = await step({ runId: '2' });
    expect(after).toMatchObject({ status: 'corrupt', builds: [], saved: { saved: true } });
    expect(codes(after)).toEqual(['history-corrupt']);
    expect(results.entries.at(-1)?.key).toContain('-part-');
    results.entries.splice(0, 2);
    expect((await step({ runId: '3' })).status).toBe('missing');
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
    // When nothing can be read either, the baseline states what to do.
    const fixes = second.saved.problems.map(({ fix }) => fix);
    if (!saved)
      expect(fixes).toEqual([status === 'denied' ? '' : expect.stringMatching(/No action is needed/)]);
    const runs = saved ? ['1', '2'] : ['1'];
    expect(runsOf(await step({ runId: '3', token: 'bare-token' }))).toEqual(runs);
  });

  it('reports that a read-only token may not save', async () => {
    await step({ runId: '1' });
    const token = runtimeToken([{ ref: 'refs/heads/main', permission: 1 }], '2');
    const second = await step({ runId: '2', env: { ACTIONS_RUNTIME_TOKEN: token } });
    expect(second).toMatchObject({ status: 'found', saved: { saved: false } });
    expect(codes(second.saved)).toEqual(['history-save-denied']);
  });

  it('degrades without a cache service', async () => {
    const env = { ACTIONS_RESULTS_URL: undefined, ACTIONS_CACHE_SERVICE_V2: undefined };
    const outcome = await step({ runId: '1', env });
    expect(outcome).toMatchObject({ status: 'unreachable', saved: { saved: false } });
    expect(outcome.problems[0]?.what).toContain('No cache service');
  });

  it('degrades if nothing listens', async () => {
    const outcome = await step(
      { runId: '1', env: { ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/' } },
      { deadlineMs: 2000 },
    );
    expect(outcome).toMatchObject({ status: 'unreachable', saved: { saved: false } });
  });

  it('prevents the toolkit from annotating the run', async () => {
    results.faults.set('GetCacheEntryDownloadURL', 403);
    expect((await step({ runId: '1' })).stdout).not.toMatch(/^::(error|warning)/m);
  });

  it('reads an entry again whose transfer breaks off', async () => {
    await step({ runId: '1' });
    for (const call of ['GetCacheEntryDownloadURL', 'GET blob'])
      results.faults.set(call, 'truncated', { times: 1 });
    const second = await step({ runId: '2' }, { listing: false, deadlineMs: 30_000 });
    expect([second.status, runsOf(second), codes(second)]).toEqual(['found', ['1'], ['history-unlisted']]);
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
    seed = results.entries.pop() as CacheEntry;
  });

  /** The messages of loading. */
  function expectedStatus(call: string, fault: Fault): string {
    if (saveCalls.includes(call)) return 'found';
    if (fault === 429) return 'rate-limited';
    return fault === 403 && call !== 'GET blob' ? 'denied' : 'unreachable';
  }

  it.concurrent.each(cases)(
    '$call answers $fault: distinguished, and nothing is lost',
    async ({ call, fault }) => {
      lastRun += 2;
      const runId = String(lastRun);
      // Each on a branch of its own.
      const branch = `branch-${runId}`;
      results.entries.push({ ...seed, ref: `refs/heads/${branch}` });
      results.faults.set(call, fault, { runId });
      const expected = expectedStatus(call, fault);
      const isSaved = loadCalls.includes(call);
      // Work that is not part of the fault may take as long as a busy machine needs.
      const deadlines = {
        deadlineMs: fault === 'blackhole' ? 2000 : 30_000,
        saveDeadlineMs: isSaved ? 30_000 : 5000,
      };
      const hit = await step({ runId, branch }, { ...deadlines, listing: false });
      expect(hit.status).toBe(expected);
      expect(hit.saved.saved).toBe(isSaved);
      expect(codes(hit.saved)).toHaveLength(isSaved ? 0 : 1);
      const after = await step({ runId: String(lastRun + 1_000_000), branch }, { listing: false });
      // An answer that was lost after the entry was sealed leaves it saved.
      const sealed = call === 'FinalizeCacheEntryUpload' && fault === 'truncated';
      expect(runsOf(after)).toEqual(isSaved || sealed ? ['1', runId] : ['1']);
    },
  );
});
