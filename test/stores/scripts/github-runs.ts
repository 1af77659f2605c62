/**
 * A process of workflow runs that each load the history and save one build, that read it, or plant: one order a line.
 */

import type { Variables } from '../../../src/model/variables.ts';
import '../../services/slow-clock.ts';
import '../../services/short-pauses.ts';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { nameHistoryArtifact, uploadArtifacts } from '../../../src/github/artifacts.ts';
import { connectApi } from '../../../src/github/connect-api.ts';
import { type GitHubContext, readContext } from '../../../src/github/context.ts';
import { openStorage } from '../../../src/github/storage.ts';
import type { HistoryLimits } from '../../../src/history/segment.ts';
import type { Build } from '../../../src/model/build.ts';
import type { HistoryStore } from '../../../src/model/history.ts';
import { fetchEarlierRuns, findKept, keepBuild } from '../../../src/stores/artifact-history.ts';
import { writeCacheIndex } from '../../../src/stores/cache/cache-index.ts';
import { entryPath, seriesKeyPrefix } from '../../../src/stores/cache/cache-keys.ts';
import { cacheStore } from '../../../src/stores/cache/cache-store.ts';
import { saveEntry } from '../../../src/stores/cache/cache-toolkit.ts';
import type { GitHubStorage } from '../../../src/stores/github-storage.ts';
import { makeNthBuild, wideLimits } from '../../history/make-history-build.ts';
import type { Death } from '../conformance.ts';
import { dieWhenDue } from '../die-when-due.ts';
import { digestHistory } from '../digest-history.ts';

export interface Runs {
  /** Where builds are saved: in the cache, or as artifacts with the cache left empty. */
  readonly tier: 'cache' | 'artifacts';
  readonly numbers: readonly number[];
  readonly changed: Partial<HistoryLimits>;
  /** Longest pause between loading and saving, milliseconds. */
  readonly pauseMs: number;
  /** Name and base 64 of a segment from which an entry is made. */
  readonly plant: readonly [string, string] | null;
  readonly read: boolean;
  readonly payload: unknown;
  /** For each run that uploads, by its id: the runner's token. */
  readonly tokens: Readonly<Record<string, string>>;
  /** The variables that the runner sets. */
  readonly env: Variables;
  readonly death: Death | null;
}

const env = process.env;
let workspace = '';
let temp = '';
let token = '';
const deadlineMs = 30_000;
const defaults = { name: '', matrix: '', checkRunId: '', jobStatus: '', cpuModel: null };

function contextOf(number: number, payload: unknown): GitHubContext {
  return readContext({ ...env, GITHUB_RUN_ID: String(100_000 + number) }, payload, defaults);
}

async function open(context: GitHubContext, changed: Partial<HistoryLimits>): Promise<HistoryStore> {
  const { owner, repo, apiUrl } = context;
  const connect = async (ms: number): Promise<GitHubStorage> =>
    openStorage(await connectApi({ token, apiUrl, owner, repo, deadlineMs: ms }), token);
  return cacheStore({
    run: context,
    connect,
    limits: { ...wideLimits, ...changed },
    fetchEarlier: async (folder) => {
      const storage = await connect(deadlineMs);
      const artifact = nameHistoryArtifact('build-telemetry', context);
      const { defaultBranch } = context;
      const earlier = { storage, defaultBranch, artifact, temp, deadlineMs };
      return await fetchEarlierRuns(earlier, folder);
    },
    workspace,
    temp: await mkdtemp(join(temp, 'run-')),
    packing: { smallBytes: 1, largeBytes: 1, mostNamed: 16 },
    loadDeadlineMs: deadlineMs,
    saveDeadlineMs: deadlineMs,
  });
}

/** Becomes a process that the runner has started with that environment. */
function enter(given: Runs['env']): void {
  for (const name of Object.keys(env)) delete env[name];
  Object.assign(env, given);
  workspace = given['GITHUB_WORKSPACE'] ?? '';
  temp = given['RUNNER_TEMP'] ?? '';
  token = given['INPUT_GITHUB-TOKEN'] ?? '';
  process.chdir(workspace);
}

const print = (line: string): Promise<void> =>
  new Promise((resolve) => process.stdout.write(`\n${line}\n`, () => resolve()));

async function append(number: number, order: Runs): Promise<void> {
  const context = contextOf(number, order.payload);
  const build = { ...makeNthBuild(number), id: context.buildId };
  const save = order.tier === 'cache' ? saveInCache : saveAsArtifact;
  if (await save(context, build, number, order)) await print(`SAVED ${build.id}`);
}

type Save = (context: GitHubContext, build: Build, number: number, order: Runs) => Promise<boolean>;

const saveInCache: Save = async (context, build, number, { changed, pauseMs }) => {
  const store = await open(context, changed);
  await store.load();
  await pause((number * 7919) % (pauseMs + 1));
  return (await store.append(build)).saved;
};

const saveAsArtifact: Save = async (context, build, _number, { tokens }) => {
  const folder = join(await mkdtemp(join(temp, 'run-')), 'history');
  const own = { branch: 'main', pullRequest: null, runId: context.runId };
  await keepBuild(folder, { ...build, context: { ...build.context, ...own } }, wideLimits.now);
  return await upload(context, await findKept(folder), tokens);
};

async function upload(
  context: GitHubContext,
  files: readonly string[],
  tokens: Runs['tokens'],
): Promise<boolean> {
  env['ACTIONS_RUNTIME_TOKEN'] = tokens[context.runId];
  const name = nameHistoryArtifact('build-telemetry', context);
  const usual = { runUrl: '', runAttempt: 1, retentionDays: 0, jobStartMs: null, suffix: 'again' };
  const options = { ...usual, deadlineMs };
  return (await uploadArtifacts([{ name, files, zipped: true }], options)).problems.length === 0;
}

/** Saves an entry, or an artifact, of one segment. */
async function plant(
  [name, bytes]: readonly [string, string],
  { tier, payload, tokens }: Runs,
): Promise<void> {
  const context = contextOf(0, payload);
  const folder = join(workspace, entryPath);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), Buffer.from(bytes, 'base64'));
  if (tier === 'artifacts') {
    await upload({ ...context, runId: '1' }, [join(folder, name)], tokens);
  } else {
    const key = `${seriesKeyPrefix(context.seriesName)}all-1-1-${context.legId}`;
    await writeCacheIndex(folder, { key, holds: [name], generation: 0, rest: [], lacks: [] });
    await saveEntry(entryPath, key, deadlineMs);
  }
  await rm(folder, { recursive: true });
}

async function read({ changed, payload }: Runs): Promise<void> {
  const store = await open(contextOf(99_999, payload), changed);
  const { status, history, problems } = await store.load();
  const ids = history.builds.map(({ id }) => id);
  // Ids end in a hash of the series.
  const builds = history.builds.map((build) => ({ ...build, id: build.id.slice(0, -9) }));
  const codes = problems.map(({ code }) => code).filter((code) => code !== 'history-from-artifacts');
  await print(
    `READ ${JSON.stringify({ status, ids, codes, digest: digestHistory({ ...history, builds }) })}`,
  );
}

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as Runs;
  enter(order.env);
  for (const [at, number] of order.numbers.entries()) {
    dieWhenDue(order.death, at);
    await append(number, order);
  }
  if (order.plant !== null) await plant(order.plant, order);
  if (order.read) await read(order);
  await print('DONE');
}
process.exit(0);
