/** A step that loads the history from the cache, saves its build, and prints the results of both. */

import '../../services/slow-clock.ts';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { nameHistoryArtifact, uploadArtifacts } from '../../../src/github/artifacts.ts';
import { connectApi } from '../../../src/github/connect-api.ts';
import { readContext } from '../../../src/github/context.ts';
import { openStorage } from '../../../src/github/storage.ts';
import type { Build } from '../../../src/model/build.ts';
import { fetchEarlierRuns, findKept, keepBuild } from '../../../src/stores/artifact-history.ts';
import { defaultPacking, type Packing } from '../../../src/stores/cache/cache-save.ts';
import { cacheStore } from '../../../src/stores/cache/cache-store.ts';
import type { GitHubStorage } from '../../../src/stores/github-storage.ts';

const settings = JSON.parse(process.argv[2] ?? '{}') as {
  deadlineMs?: number;
  /** Of the save, when it is a different one. */
  saveDeadlineMs?: number;
  /** This many steps wait here for each other between loading and saving. */
  meeting?: { readonly folder: string; readonly steps: number };
  listing?: boolean;
  packing?: Packing;
  maxBuilds?: number;
  /** Uploads the build for the second tier. */
  upload?: boolean;
};
// As long as a busy machine takes: an outage has a deadline of its own.
const deadlineMs = settings.deadlineMs ?? 60_000;
const env = process.env;
const payload: unknown = JSON.parse(await readFile(env['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
const defaults = {
  name: '',
  matrix: env['INPUT_MATRIX'] ?? '',
  checkRunId: '',
  jobStatus: '',
  cpuModel: null,
};
const context = readContext(env, payload, defaults);
const { owner, repo, apiUrl } = context;
const token = env['INPUT_GITHUB-TOKEN'] ?? '';
const limits = { maxBuilds: settings.maxBuilds ?? 1000, maxAgeDays: 90, maxBytes: null, now: Date.now() };
const temp = env['RUNNER_TEMP'] ?? '';
const artifact = nameHistoryArtifact('build-telemetry', context);
const connect = async (ms: number): Promise<GitHubStorage> =>
  openStorage(await connectApi({ token, apiUrl, owner, repo, deadlineMs: ms }), token);
const upload = { jobStartMs: null, suffix: 'again' };
const store = cacheStore({
  fetchEarlier: async (folder) => {
    if (settings.listing === false) return [];
    const storage = await connect(deadlineMs);
    const { defaultBranch } = context;
    return await fetchEarlierRuns({ storage, defaultBranch, artifact, temp, deadlineMs }, folder);
  },
  run: context,
  connect: settings.listing === false ? null : connect,
  limits,
  workspace: env['GITHUB_WORKSPACE'] ?? '',
  temp,
  packing: settings.packing ?? defaultPacking,
  loadDeadlineMs: deadlineMs,
  saveDeadlineMs: settings.saveDeadlineMs ?? deadlineMs,
});

async function meet({ folder, steps }: NonNullable<typeof settings.meeting>): Promise<void> {
  await writeFile(join(folder, context.buildId), '');
  while ((await readdir(folder)).length < steps) await pause(20);
}

const loaded = await store.load();
if (settings.meeting !== undefined) await meet(settings.meeting);
const build: Build = {
  id: context.buildId,
  name: context.seriesName,
  startTimeMs: limits.now,
  durationMs: 1000,
  result: 'success',
  complete: true,
  degraded: false,
  formats: [],
  tasks: [],
  events: [],
  metrics: [],
  spans: [],
  machine: [],
  problems: [],
  context: context.build,
};
const saved = await store.append(build);
if (settings.upload) {
  const folder = join(temp, 'kept');
  await keepBuild(folder, build, limits.now);
  const requests = [{ name: artifact, files: await findKept(folder), zipped: true }];
  await uploadArtifacts(requests, { runUrl: '', runAttempt: 1, retentionDays: 0, deadlineMs, ...upload });
}
const { status, problems, history, others } = loaded;
const result = { status, problems, others, builds: history.builds.map(({ id }) => id).sort(), saved };
process.stdout.write(`\nRESULT ${JSON.stringify(result)}\n`, () => process.exit(0));
