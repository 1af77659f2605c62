/** Listing the entries of a series, however many there are. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { connectApi } from '../../../src/github/connect-api.ts';
import { openStorage } from '../../../src/github/storage.ts';
import { listCacheEntries } from '../../../src/stores/cache/cache-list.ts';
import { actionsBot, type RestService, startRestService } from '../../services/rest-service.ts';
import type { CacheEntry } from '../../services/results-service.ts';

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 0, 1);
const prefix = 'build-telemetry-v1-ci-';
let entries: CacheEntry[] = [];
let rest: RestService;

beforeAll(async () => {
  rest = await startRestService(() => entries);
});
afterAll(() => rest.close());
beforeEach(() => {
  rest.reset();
  rest.identities.set('default-token', { author: actionsBot, permissions: ['actions: read'] });
});

/** Entries of one ref, each this much later than the previous one. */
function makeEntries(count: number, ref: string, stepMs: number): CacheEntry[] {
  return Array.from({ length: count }, (_, id) => ({
    ...{ id, key: `${prefix}all-${id}-1-00000000`, version: 'v', ref, blob: '' },
    ...{ createdAtMs: startMs + id * stepMs, finalized: true, sizeBytes: 1 },
  }));
}

async function list(refs: readonly string[] | null): Promise<{ ids: number[]; calls: number }> {
  const where = { owner: 'octo-org', repo: 'octo-repo', apiUrl: rest.url };
  const api = await connectApi({ ...where, token: 'default-token', deadlineMs: 60_000 });
  const before = rest.calls.length;
  const listing = await listCacheEntries(openStorage(api, 'default-token'), prefix, refs);
  expect([listing.failure, rest.violations]).toEqual([null, []]);
  return { ids: listing.entries.map(({ id }) => id), calls: rest.calls.length - before };
}

it.each([
  ['all that a day had', 250, 0.1, 250, 3],
  ['no more than what may overlap', 250, 1, 100, 1],
  ['a page and no empty one more than it must', 99, 0.1, 99, 1],
  ['a thousand at most', 1050, 0.01, 1000, 10],
])('gives %s', async (_, count, hours, listed, calls) => {
  entries = makeEntries(count, 'refs/heads/main', hours * hourMs);
  const found = await list(['refs/heads/main']);
  expect(found).toEqual({
    ids: entries
      .map(({ id }) => id)
      .slice(-listed)
      .reverse(),
    calls,
  });
});

it('unites refs by age, and returns one page if any ref will do', async () => {
  const other = makeEntries(3, 'refs/heads/other', 2 * hourMs).map((entry) => ({
    ...entry,
    id: entry.id + 500,
  }));
  entries = [...makeEntries(150, 'refs/heads/main', 60_000), ...other];
  expect((await list(['refs/heads/main', 'refs/heads/other'])).ids.slice(0, 2)).toEqual([502, 149]);
  expect(await list(null)).toMatchObject({ calls: 1 });
});

it.each(['text/html', 'application/json'])('is missing if a proxy answers with %s', async (type) => {
  const api = await connectApi({
    ...{ owner: 'octo-org', repo: 'octo-repo', apiUrl: rest.url },
    ...{ token: 'default-token', deadlineMs: 1500 },
  });
  rest.faults.set('GET caches', { status: 200, headers: { 'content-type': type } });
  const { entries: listed, failure } = await listCacheEntries(openStorage(api, 'default-token'), prefix, [
    'refs/heads/main',
  ]);
  expect(listed).toEqual([]);
  expect(failure).toMatchObject({ kind: 'unreachable' });
});
