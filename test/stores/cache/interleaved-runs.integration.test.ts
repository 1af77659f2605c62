/** Workflow runs that share a cache: each call of the service is a step, and any step may come next. */

import { AsyncLocalStorage } from 'node:async_hooks';
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type GitHubContext, readContext } from '../../../src/github/context.ts';
import type { HistoryStore } from '../../../src/model/history.ts';
import { nameIndex, parseIndex } from '../../../src/stores/cache/cache-index.ts';
import { entryPath } from '../../../src/stores/cache/cache-keys.ts';
import { defaultPacking, type Packing } from '../../../src/stores/cache/cache-save.ts';
import { cacheStore } from '../../../src/stores/cache/cache-store.ts';
import type { CacheFailure } from '../../../src/stores/cache/cache-toolkit.ts';
import type { RestoredEntry } from '../../../src/stores/cache/unpack-entry.ts';
import { segmentFolder } from '../../../src/stores/folder-store.ts';
import type { GitHubStorage } from '../../../src/stores/github-storage.ts';
import { makeNthBuild, startMs, wideLimits } from '../../history/make-history-build.ts';
import { tempFolder } from '../../temp-folder.ts';
import { digestHistory } from '../digest-history.ts';
import { type Actor, interleave, seededRandom, takeTurn } from '../interleave.ts';

interface Entry {
  readonly id: number;
  readonly key: string;
  readonly ref: string;
  readonly created_at: string;
  /** null until it is sealed. */
  files: ReadonlyMap<string, Buffer> | null;
}

/** One run, as the cache service knows it by its token. */
interface Run {
  readonly context: GitHubContext;
  readonly workspace: string;
  /** Chance of each fetch to be answered with 503. */
  readonly outage: number;
}

/** The service: it behaves like the one in test/services, but in memory, so that hundreds of runs take seconds. */
const service = vi.hoisted(() => ({
  restore: (_key: string, _prefixes: readonly string[]): Promise<RestoredEntry | CacheFailure> =>
    Promise.reject(),
  save: (_key: string): Promise<{ key: string } | CacheFailure> => Promise.reject(),
}));
vi.mock('../../../src/stores/cache/cache-service.ts', () => ({
  hasZstd: () => true,
  restoreEntry: (key: string, prefixes: readonly string[]) => service.restore(key, prefixes),
}));
vi.mock('../../../src/stores/cache/cache-toolkit.ts', () => ({
  saveEntry: (_path: string, key: string) => service.save(key),
}));

// Syncing protects against crashes of the machine, and is slow.
vi.mock('../../../src/io/durable-file.ts', () => ({
  writeDurably: (folder: string, name: string, bytes: Uint8Array) => writeFile(join(folder, name), bytes),
  sweepTemporary: async () => {},
}));

const hourMs = 3_600_000;
const acting = new AsyncLocalStorage<Run>();
let entries: Entry[] = [];
let random = seededRandom(0);
let root = '';

beforeEach(() => {
  root = tempFolder('interleaved');
  entries = [];
  vi.useFakeTimers({ toFake: ['Date'], now: startMs });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(root, { recursive: true, force: true });
});

/** A step of the acting run. */
function turn<T>(work: (run: Run) => Promise<T>, half?: () => Promise<unknown>): Promise<T> {
  const run = acting.getStore() as Run;
  return takeTurn(() => {
    // Some take longer than others wait before they delete.
    vi.setSystemTime(Date.now() + random() * (random() < 0.01 ? 2 * hourMs : 2000));
    return work(run);
  }, half);
}

service.restore = (key, prefixes) =>
  turn(async ({ context, outage }) => {
    if (random() < outage) return { key: null, kind: 'unreachable', reason: '503' };
    for (const ref of context.readableRefs) {
      const sealed = entries.filter((entry) => entry.ref === ref && entry.files !== null).reverse();
      const found = [key, ...prefixes].flatMap(
        (start) => sealed.find((entry) => entry.key === key || entry.key.startsWith(start)) ?? [],
      )[0];
      if (found === undefined || (prefixes.length === 0 && found.key !== key)) continue;
      const segments = new Map(found.files);
      const index = parseIndex(segments.get(nameIndex(found.key))?.toString() ?? '');
      return { key: found.key, segments, index };
    }
    return { key: null, kind: 'missing', reason: '' };
  });

let lastId = 0;
service.save = async (key) => {
  const reserved = await turn(async ({ context: { ref } }) => {
    if (entries.some((entry) => entry.key === key && entry.ref === ref)) return null;
    lastId += 1;
    const entry: Entry = { id: lastId, key, ref, created_at: new Date().toISOString(), files: null };
    entries.push(entry);
    return entry;
  });
  if (reserved === null) return { key: null, kind: 'taken', reason: '409' };
  // Half an upload is not sealed.
  return await turn(
    async ({ workspace }) => {
      const folder = join(workspace, entryPath);
      const names = await readdir(folder);
      reserved.files = new Map(
        await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)),
      );
      return { key };
    },
    async () => {},
  );
};

/** REST with the permission to list and, for some, to delete. */
function connect(mayDelete: boolean): GitHubStorage {
  return {
    listCaches: (query) =>
      turn(async () => {
        const rows = entries
          .filter(({ key, ref, files }) => files && key.startsWith(query.key) && ref === (query.ref ?? ref))
          .reverse()
          .slice((query.page - 1) * query.per_page, query.page * query.per_page);
        return { ok: true, value: rows.map((row) => ({ ...row, version: 'linux' })) };
      }),
    deleteCache: (deleted) =>
      turn(async () => {
        if (!mayDelete)
          return { ok: false, failure: { kind: 'denied', status: 403, message: 'Resource not accessible' } };
        entries = entries.filter(({ id }) => id !== deleted);
        return { ok: true, value: null };
      }),
    listArtifacts: async () => ({ ok: true, value: [] }),
    isRunOf: async () => true,
    downloadArtifact: async () => {},
  };
}

const main = 'refs/heads/main';

function contextOf(number: number, ref: string): GitHubContext {
  const env = { GITHUB_RUN_ID: String(1000 + number), GITHUB_REF: ref, GITHUB_WORKFLOW: 'ci' };
  const defaults = { name: 'fuzz', matrix: '', checkRunId: '', jobStatus: '', cpuModel: null };
  const payload = { repository: { default_branch: 'main' } };
  const context = readContext({ ...env, GITHUB_REPOSITORY: 'octo/repo' }, payload, defaults);
  const refs = ref === main ? [main] : [ref, main];
  return { ...context, readableRefs: refs, isTrunk: ref === main };
}

interface Rights {
  readonly lists: boolean;
  readonly deletes: boolean;
}

async function openRun(
  run: Run,
  { lists, deletes }: Rights,
  packing: Packing,
): Promise<HistoryStore & { readonly close: () => Promise<void> }> {
  const temp = await mkdtemp(join(root, 'temp-'));
  const store = cacheStore({
    run: run.context,
    connect: lists ? async () => connect(deletes) : null,
    limits: wideLimits,
    fetchEarlier: async () => [],
    workspace: run.workspace,
    temp,
    packing,
    loadDeadlineMs: 600_000,
    saveDeadlineMs: 600_000,
  });
  return { ...store, close: () => rm(temp, { recursive: true }) };
}

const runs = 60;
/** This many overlap, followed by some hours without runs. */
const atOnce = 30;
/** Others by: SEEDS=3,4 vitest run test/stores/cache/interleaved-runs.integration.test.ts */
const seeds = process.env['SEEDS']?.split(',').map(Number) ?? [1, 2, 3];
const packings: readonly Packing[] = [
  { smallBytes: 1, largeBytes: 1, mostNamed: 16 },
  { smallBytes: 1, largeBytes: 8e6, mostNamed: 4 },
  defaultPacking,
];

describe(`${runs} runs with a shared cache and randomly mixed calls`, () => {
  it.each(seeds)('lose no confirmed build and store none twice (seed %i)', async (seed) => {
    random = seededRandom(seed);
    const packing = packings[seed % packings.length] as Packing;
    const confirmed = new Set<string>();
    const idOf = (number: number, ref: string): string => contextOf(number, ref).buildId;
    const enter = async (number: number, ref: string, outage: number): Promise<Run> => {
      const workspace = await mkdtemp(join(root, 'workspace-'));
      return { context: contextOf(number, ref), workspace, outage };
    };
    /** Loads, checks whether everything confirmed before is there, and appends. */
    const act = async (number: number, ref: string): Promise<void> => {
      const rights = { lists: random() < 0.8, deletes: random() < 0.5 };
      const run = await enter(number, ref, random() < 0.1 ? 0.3 : 0);
      await acting.run(run, async () => {
        const store = await openRun(run, rights, packing);
        const before = [...confirmed].filter((id) => ref !== main || !pulls.has(id));
        const { history, problems } = await store.load();
        const ids = history.builds.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        if (rights.lists && problems.length === 0 && ref === main)
          expect(before.filter((id) => !ids.includes(id))).toEqual([]);
        const build = { ...makeNthBuild(number), id: run.context.buildId };
        const { saved } = await store.append(build);
        if (saved) confirmed.add(build.id);
        await store.close();
      });
    };
    const pull = 'refs/pull/7/merge';
    const refs = Array.from({ length: runs }, () => (random() < 0.15 ? pull : main));
    const pulls = new Set(refs.flatMap((ref, number) => (ref === pull ? [idOf(number, ref)] : [])));
    const actors = refs.map(
      (ref, number): Actor => ({ weight: random() < 0.2 ? 0.05 : 1, act: () => act(number, ref) }),
    );
    let deaths = 0;
    for (let from = 0; from < runs; from += atOnce) {
      deaths += await interleave(actors.slice(from, from + atOnce), { random, atOnce, killed: 0.01 });
      vi.setSystemTime(Date.now() + 3 * random() * hourMs);
    }
    expect(deaths).toBeGreaterThan(0);
    expect(confirmed.size).toBeGreaterThan(runs / 2);

    for (const ref of [main, pull]) {
      const run = await enter(runs, ref, 0);
      const load = async () => await (await openRun(run, { lists: true, deletes: false }, packing)).load();
      const { status, history, problems } = await acting.run(run, load);
      const ids = history.builds.map(({ id }) => id);
      const wanted = [...confirmed].filter((id) => ref === pull || !pulls.has(id));
      expect([status, problems]).toEqual(['found', []]);
      expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
      // One writer in a folder, in order of time: the same history, byte for byte.
      const alone = segmentFolder(await mkdtemp(join(root, 'alone-')), wideLimits);
      for (const [number, at] of refs.entries()) {
        const id = idOf(number, at);
        if (ids.includes(id)) await alone.append({ ...makeNthBuild(number), id });
      }
      expect(digestHistory(history)).toBe(digestHistory((await alone.load()).history));
    }
  });
});
