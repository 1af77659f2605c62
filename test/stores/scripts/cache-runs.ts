/** A process of workflow runs that each load the history from the cache and save one build, that read it, or plant: one order a line. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connectApi } from '../../../src/github/api.ts';
import { writeIndex } from '../../../src/github/cache-index.ts';
import { entryPath, seriesPrefix } from '../../../src/github/cache-keys.ts';
import { cacheStore } from '../../../src/github/cache-store.ts';
import { saveEntry } from '../../../src/github/cache-toolkit.ts';
import { type GitHubContext, readContext } from '../../../src/github/context.ts';
import type { HistoryLimits } from '../../../src/history/index.ts';
import type { HistoryStore } from '../../../src/model.ts';
import { limits, makeNthBuild } from '../../history/make-build.ts';
import { digestHistory } from '../conformance.ts';

export interface CacheRuns {
  readonly numbers: readonly number[];
  readonly changed: Partial<HistoryLimits>;
  /** Longest pause between loading and saving, milliseconds. */
  readonly pauseMs: number;
  /** Name and base 64 of a segment that an entry is made of. */
  readonly plant: readonly [string, string] | null;
  readonly read: boolean;
  readonly payload: unknown;
}

const env = process.env;
const workspace = env['GITHUB_WORKSPACE'] ?? '';
const temp = env['RUNNER_TEMP'] ?? '';
const deadlineMs = 30_000;
const defaults = { name: '', matrix: '', checkRunId: '', jobStatus: '', cpuModel: null };

function contextOf(number: number, payload: unknown): GitHubContext {
  return readContext({ ...env, GITHUB_RUN_ID: String(100_000 + number) }, payload, defaults);
}

async function open(context: GitHubContext, changed: Partial<HistoryLimits>): Promise<HistoryStore> {
  const { owner, repo, apiUrl } = context;
  return cacheStore({
    context,
    connect: (ms) =>
      connectApi({ token: env['INPUT_GITHUB-TOKEN'] ?? '', apiUrl, owner, repo, deadlineMs: ms }),
    limits: { ...limits, ...changed },
    fetchEarlier: async () => [],
    workspace,
    temp: await mkdtemp(join(temp, 'run-')),
    packing: { smallBytes: 1, largeBytes: 1, mostNamed: 16 },
    loadDeadlineMs: deadlineMs,
    saveDeadlineMs: deadlineMs,
  });
}

const print = (line: string): Promise<void> =>
  new Promise((resolve) => process.stdout.write(`\n${line}\n`, () => resolve()));

async function append(number: number, { changed, pauseMs, payload }: CacheRuns): Promise<void> {
  const context = contextOf(number, payload);
  const store = await open(context, changed);
  await store.load();
  await new Promise((resolve) => setTimeout(resolve, (number * 7919) % (pauseMs + 1)));
  const { saved } = await store.append({ ...makeNthBuild(number), id: context.buildId });
  if (saved) await print(`SAVED ${context.buildId}`);
}

/** Saves an entry of one segment. */
async function plant([name, bytes]: readonly [string, string], payload: unknown): Promise<void> {
  const { legId, seriesName } = contextOf(0, payload);
  const key = `${seriesPrefix(seriesName)}all-1-1-${legId}`;
  const folder = join(workspace, entryPath);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), Buffer.from(bytes, 'base64'));
  await writeIndex(folder, { key, holds: [name], generation: 0, rest: [], lacks: [] });
  await saveEntry(entryPath, key, deadlineMs);
  await rm(folder, { recursive: true });
}

async function read({ changed, payload }: CacheRuns): Promise<void> {
  const store = await open(contextOf(99_999, payload), changed);
  const { status, history, problems } = await store.load();
  const ids = history.builds.map(({ id }) => id);
  // Ids end in a hash of the series.
  const builds = history.builds.map((build) => ({ ...build, id: build.id.slice(0, -9) }));
  const codes = problems.map(({ code }) => code);
  await print(
    `READ ${JSON.stringify({ status, ids, codes, digest: digestHistory({ ...history, builds }) })}`,
  );
}

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as CacheRuns;
  for (const number of order.numbers) await append(number, order);
  if (order.plant !== null) await plant(order.plant, order.payload);
  if (order.read) await read(order);
  await print('DONE');
}
process.exit(0);
