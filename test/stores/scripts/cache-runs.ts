/** A process of workflow runs that each load the history from the cache and save one build; or one that reads or plants. */

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectApi } from '../../../src/github/api.ts';
import { entryPath } from '../../../src/github/cache-keys.ts';
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

const settings = JSON.parse(process.argv[2] ?? '') as CacheRuns;
const env = process.env;
const workspace = env['GITHUB_WORKSPACE'] ?? '';
const temp = env['RUNNER_TEMP'] ?? '';
const deadlineMs = 30_000;
const defaults = { name: '', matrix: '', checkRunId: '', jobStatus: '', cpuModel: null };

function contextOf(number: number): GitHubContext {
  return readContext({ ...env, GITHUB_RUN_ID: String(100_000 + number) }, settings.payload, defaults);
}

async function open(context: GitHubContext): Promise<HistoryStore> {
  const { owner, repo, apiUrl } = context;
  return cacheStore({
    context,
    connect: (ms) =>
      connectApi({ token: env['INPUT_GITHUB-TOKEN'] ?? '', apiUrl, owner, repo, deadlineMs: ms }),
    limits: { ...limits, ...settings.changed },
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

for (const number of settings.numbers) {
  const context = contextOf(number);
  const store = await open(context);
  await store.load();
  await new Promise((resolve) => setTimeout(resolve, (number * 7919) % (settings.pauseMs + 1)));
  const { saved, problems } = await store.append({ ...makeNthBuild(number), id: context.buildId });
  if (saved) await print(`SAVED ${context.buildId}`);
  else process.stderr.write(`${JSON.stringify(problems)}\n`);
}
if (settings.plant !== null) {
  const [name, bytes] = settings.plant;
  await mkdir(join(workspace, entryPath), { recursive: true });
  await writeFile(join(workspace, entryPath, name), Buffer.from(bytes, 'base64'));
  const { legId } = contextOf(0);
  const key = (await import('../../../src/github/cache-keys.ts')).seriesPrefix(contextOf(0).seriesName);
  await saveEntry(entryPath, `${key}all-1-1-${legId}`, deadlineMs);
}
if (settings.read) {
  const { status, history, problems } = await (await open(contextOf(99_999))).load();
  const ids = history.builds.map(({ id }) => id);
  // Ids end in a hash of the series.
  const builds = history.builds.map((build) => ({ ...build, id: build.id.slice(0, -9) }));
  const codes = problems.map(({ code }) => code);
  await print(
    `READ ${JSON.stringify({ status, ids, codes, digest: digestHistory({ ...history, builds }) })}`,
  );
}
process.exit(0);
