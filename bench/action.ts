/**
 * Start-up of the bundles, and one check of 10,000 events against 500 stored builds: time and peak memory of
 * child processes, five runs each, medians. Run with `npm run bench`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Build } from '../src/model/build.ts';
import type { Task } from '../src/model/task.ts';
import { folderStore } from '../src/stores/folder-store.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist/cli/index.js');
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const runs = 5;

interface Sample {
  readonly ms: number;
  readonly peakMb: number;
}

/** Runs node with a hook that prints its own peak memory at the end. */
function measure(args: readonly string[]): Sample {
  const hook = 'process.on("exit",()=>process._rawDebug("PEAK "+process.resourceUsage().maxRSS))';
  const started = performance.now();
  const child = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, ...args],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  const ms = performance.now() - started;
  const peak = /PEAK (\d+)/.exec(child.stderr);
  if (!peak) throw new Error(child.stderr);
  return { ms, peakMb: Number(peak[1]) / 1024 };
}

function median(samples: readonly number[]): number {
  return [...samples].sort((a, b) => a - b)[samples.length >> 1] as number;
}

function report(name: string, args: readonly string[]): number {
  const samples = Array.from({ length: runs }, () => measure(args));
  const ms = median(samples.map((sample) => sample.ms));
  const peakMb = median(samples.map((sample) => sample.peakMb));
  console.log(`${name.padEnd(44)} ${ms.toFixed(0).padStart(6)} ms ${peakMb.toFixed(0).padStart(6)} MB`);
  return ms;
}

const packages = ['@actions/core', '@actions/github', '@actions/cache', '@actions/artifact'];
const eager = packages.map((name) => `import ${JSON.stringify(name)};`).join('');
writeFileSync(join(root, 'build/bench-imports.mjs'), eager);

console.log(`node ${process.version}, median of ${runs} runs, each a process of its own\n`);
const bare = report('node alone', ['-e', '0']);
report('importing the four @actions packages', [join(root, 'build/bench-imports.mjs')]);
const off = { ...process.env };
process.env['BUILD_TELEMETRY_ENABLED'] = '0';
const start = report('start-up of the action (switched off)', [join(root, 'dist/index.js')]);
process.env = off;
report('start-up of the command line (--version)', [cli, '--version']);
console.log(`the action starts ${(start - bare).toFixed(0)} ms after bare node\n`);

const tasksABuild = 10_000;
const builds = 500;

/** Skewed durations with 10 % noise; the names of a large repository. */
function makeTasks(seed: number): Task[] {
  const random = mulberry(seed);
  return Array.from({ length: tasksABuild }, (_, i) => ({
    id: `t${i}`,
    parentId: null,
    name: `//service-${i % 97}/module-${i}:compile`,
    kind: 'task',
    attempt: 1,
    startTimeMs: null,
    durationMs: (50 + (i % 300) * 7) * (0.95 + random() / 10),
    result: 'success',
    cache: 'miss',
    savedMs: null,
    errorType: null,
    failure: null,
    cpuMs: null,
    memoryBytes: null,
    model: null,
    tokens: null,
    costUsd: null,
  }));
}

/** A small seeded generator, so that every run measures the same. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const now = Date.now();
const context = {
  branch: null,
  commit: null,
  pullRequest: null,
  event: 'local',
  workflow: null,
  job: null,
  runId: null,
  runAttempt: 1,
  runnerOs: 'linux',
  runnerArch: 'x64',
  cpuModel: 'bench',
  runnerImage: null,
};

const history = join(folder, 'history');
for (let i = 0; i < builds; i++) {
  const startTimeMs = now - (builds - i) * 3_600_000;
  const tasks = makeTasks(i);
  const durationMs = 60_000 * (0.95 + mulberry(i)() / 10);
  const store = folderStore(history, {
    series: 'bench',
    maxBuilds: 1000,
    maxAgeDays: 90,
    maxBytes: null,
    now,
  });
  const build: Build = {
    id: `b${i}`,
    name: 'bench',
    startTimeMs,
    durationMs,
    result: 'success',
    complete: true,
    degraded: false,
    formats: ['build-telemetry'],
    tasks,
    events: [],
    metrics: [],
    spans: [],
    machine: [],
    problems: [],
    context,
  };
  await store.append(build);
}
const lines = [
  ...makeTasks(builds).map((task) => ({
    v: 1,
    type: 'task',
    task_id: task.id,
    name: task.name,
    duration_ms: task.durationMs,
    result: 'success',
    cache: 'miss',
  })),
  ...Array.from({ length: 10_000 - tasksABuild }, (_, i) => ({
    v: 1,
    type: 'event',
    event_id: `e${i}`,
    name: 'MODEL_SELECTED',
    severity: 'info',
  })),
];
writeFileSync(join(folder, 'now.ndjson'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
const size = execFileSync('du', ['-sm', history], { encoding: 'utf8' }).split('\t')[0];
console.log(`${builds} stored builds of ${tasksABuild} tasks: ${size} MB on disk`);
const check = ['check', 'now.ndjson', '--history', history, '--name', 'bench', '--save-history', 'never'];
report('check of 10,000 events, reports written', [
  cli,
  ...check,
  '--report',
  'r.json',
  '--html',
  'r.html',
  '--summary',
  's.md',
]);
rmSync(folder, { recursive: true });
