/** A step that loads the history from the cache, saves its build, and prints what both gave. */

import { readFile } from 'node:fs/promises';
import { connectApi } from '../../../src/github/api.ts';
import { cacheStore, defaultPacking, type Packing } from '../../../src/github/cache-store.ts';
import { readContext } from '../../../src/github/context.ts';
import { segmentFolder } from '../../../src/io/folder-store.ts';
import type { Build } from '../../../src/model.ts';

const settings = JSON.parse(process.argv[2] ?? '{}') as {
  deadlineMs?: number;
  pauseMs?: number;
  listing?: boolean;
  packing?: Packing;
};
const deadlineMs = settings.deadlineMs ?? 10_000;
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
const limits = { maxBuilds: 1000, maxAgeDays: 90, maxBytes: null, now: Date.now() };
const store = cacheStore({
  context,
  connect:
    settings.listing === false ? null : (ms) => connectApi({ token, apiUrl, owner, repo, deadlineMs: ms }),
  openFolder: (folder) => segmentFolder(folder, limits),
  workspace: env['GITHUB_WORKSPACE'] ?? '',
  temp: env['RUNNER_TEMP'] ?? '',
  packing: settings.packing ?? defaultPacking,
  oldestMs: 0,
  loadDeadlineMs: deadlineMs,
  saveDeadlineMs: deadlineMs,
});

const startMs = performance.now();
const loaded = await store.load();
const loadMs = performance.now() - startMs;
await new Promise((resolve) => setTimeout(resolve, settings.pauseMs ?? 0));
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
const saveMs = performance.now() - startMs - loadMs;
const { status, problems, history } = loaded;
const result = { status, problems, builds: history.builds.map(({ id }) => id).sort(), saved, loadMs, saveMs };
process.stdout.write(`\nRESULT ${JSON.stringify(result)}\n`, () => process.exit(0));
