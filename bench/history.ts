/**
 * Compares the history with JSON lines: disk, loading every series, one task's series, peak memory, appending. `node
 * bench/history.ts [builds tasks]`
 */

import { execFileSync } from 'node:child_process';
import {
  closeSync,
  createReadStream,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Build } from '../src/model/build.ts';
import { folderStore, nameSeriesFolder } from '../src/stores/folder-store.ts';
import { hourMs, makeBuild, startMs } from './builds.ts';

function openStore(folder: string) {
  const now = startMs + 1000 * hourMs;
  return folderStore(folder, { series: 'bench', maxBuilds: 1000, maxAgeDays: 90, maxBytes: null, now });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The content of a line of the other form: the same facts as in a segment. */
function toLine({ id, name, startTimeMs, durationMs, result, complete, context, tasks }: Build): string {
  const lean = tasks.map((task) => {
    const { name: of, kind, durationMs: took, result: ended, cache } = task;
    return { name: of, kind, durationMs: took, result: ended, cache };
  });
  return `${JSON.stringify({ id, name, startTimeMs, durationMs, result, complete, context, tasks: lean })}\n`;
}

/**
 * Adds a line with the guarantees of a segment: a build counts once, no more than the limit are kept, and a crash
 * loses nothing. So the file is copied without its oldest line, synced and renamed.
 */
async function appendLine(path: string, build: Build): Promise<void> {
  const partial = openSync(`${path}.partial`, 'w');
  let first = true;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const isSame = line.startsWith(`{"id":${JSON.stringify(build.id)},`);
    if (!first && !isSame) writeSync(partial, `${line}\n`);
    first = false;
  }
  writeSync(partial, toLine(build));
  fsyncSync(partial);
  closeSync(partial);
  renameSync(`${path}.partial`, path);
}

async function fill(folder: string, builds: number, tasks: number): Promise<void> {
  const path = join(folder, 'history.jsonl');
  const json = openSync(path, 'w');
  const plain: number[] = [];
  const merging: number[] = [];
  const segments = join(folder, nameSeriesFolder('bench'));
  let before = 0;
  for (let number = 0; number < builds; number++) {
    const build = makeBuild(number, tasks);
    const begin = performance.now();
    const { saved, problems } = await openStore(folder).append(build);
    const took = performance.now() - begin;
    if (!saved || problems.length > 0) throw new Error(JSON.stringify(problems));
    const after = readdirSync(segments).length;
    (after > before ? plain : merging).push(took);
    before = after;
    writeSync(json, toLine(build));
  }
  closeSync(json);
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const sizes = readdirSync(segments).map((name) => statSync(join(segments, name)).size);
  const jsonBytes = statSync(path).size;
  const begin = performance.now();
  await appendLine(path, makeBuild(builds - 1, tasks));
  const appendJsonMs = performance.now() - begin;
  const all = [...plain, ...merging];
  print({
    files: sizes.length,
    megabytes: megabytes(sizes.reduce((sum, size) => sum + size, 0)),
    jsonMegabytes: megabytes(jsonBytes),
    appendMs: Math.round(median(plain)),
    appendMergingMs: Math.round(median(merging)),
    appendMeanMs: Math.round(all.reduce((sum, ms) => sum + ms, 0) / all.length),
    appendWorstMs: Math.round(Math.max(...all)),
    appendJsonMs: Math.round(appendJsonMs),
    fillPeakMb: peakMb,
  });
}

async function load(folder: string): Promise<void> {
  startCpu = process.threadCpuUsage();
  const begin = performance.now();
  const { history } = await openStore(folder).load();
  const opened = performance.now() - begin;
  let rows = 0;
  let sum = 0;
  let series = 0;
  for (const { durationMs } of history.series) {
    series++;
    rows += durationMs.length;
    for (const value of durationMs) sum += value;
  }
  report('parquet', { builds: history.builds.length, series, rows, sum: Math.round(sum) }, begin, opened);
}

async function loadJson(folder: string): Promise<void> {
  startCpu = process.threadCpuUsage();
  const begin = performance.now();
  const series = new Map<string, { durationMs: number[]; build: number[] }>();
  let builds = 0;
  let rows = 0;
  let sum = 0;
  for await (const line of createInterface({ input: createReadStream(join(folder, 'history.jsonl')) })) {
    const build = JSON.parse(line) as Build;
    for (const { name, kind, durationMs } of build.tasks) {
      const key = `${kind}\0${name}`;
      const columns = series.get(key) ?? { durationMs: [], build: [] };
      series.set(key, columns);
      columns.durationMs.push(durationMs ?? Number.NaN);
      columns.build.push(builds);
      sum += durationMs ?? 0;
      rows++;
    }
    builds++;
  }
  report('jsonl', { builds, series: series.size, rows, sum: Math.round(sum) }, begin, 0);
}

/**
 * One task's series, in a cold process and again: as compiled code, since stripping types keeps other threads busy.
 */
const readOne = `
  import { readNamedSeries } from ${JSON.stringify(new URL('../build/stores/read-named-series.js', import.meta.url).href)};
  const [folder, name] = process.argv.slice(1);
  const cpu = process.threadCpuUsage();
  const begin = performance.now();
  const [series] = readNamedSeries(folder, name).series;
  const loadMs = Math.round(performance.now() - begin);
  const { user, system } = process.threadCpuUsage(cpu);
  const again = performance.now();
  for (let count = 0; count < 5; count++) readNamedSeries(folder, name);
  const againMs = Math.round((performance.now() - again) / 5);
  const cpuMs = Math.round((user + system) / 1000);
  console.log(JSON.stringify({ form: 'task', rows: series?.build.length, loadMs, cpuMs, againMs }));`;

function runReadOne(folder: string, tasks: number): Facts {
  const at = Math.floor(tasks / 2);
  const name = `:module-${at % 211}:compile-${String(at).padStart(5, '0')}`;
  return runNode(['--input-type=module', '--eval', readOne, join(folder, nameSeriesFolder('bench')), name]);
}

/** For the thread that does the work; set when the measured part begins. */
let startCpu: NodeJS.CpuUsage | undefined;

/** `cpuMs` is what an otherwise idle machine takes, however busy this one is. */
function report(form: string, facts: object, begin: number, openedMs: number): void {
  const loadMs = Math.round(performance.now() - begin);
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const { user, system } = process.threadCpuUsage(startCpu);
  const cpuMs = Math.round((user + system) / 1000);
  print({ form, ...facts, openedMs: Math.round(openedMs), loadMs, cpuMs, peakMb });
}

type Facts = Readonly<Record<string, number>>;

/** One line of JSON for the parent process. */
function print(facts: object): void {
  process.stdout.write(`${JSON.stringify(facts)}\n`);
}

function megabytes(bytes: number): number {
  return Number((bytes / 1e6).toFixed(2));
}

function run(...values: (string | number)[]): Facts {
  return runNode([fileURLToPath(import.meta.url), ...values.map(String)]);
}

function runNode(args: readonly string[]): Facts {
  const text = execFileSync(process.execPath, args, { encoding: 'utf8' });
  console.log(text.trim());
  return JSON.parse(text) as Facts;
}

/** Both forms, each measurement in a process of its own, and how they compare. */
function compare(builds: number, tasks: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-history-'));
  try {
    console.log(`${builds} builds of ${tasks} tasks`);
    const filled = run('fill', folder, builds, tasks);
    const loads = [1, 2, 3].map(() => run('load', folder));
    const singles = [1, 2, 3, 4, 5].map(() => runReadOne(folder, tasks));
    const json = run('json', folder);
    const middle = (facts: readonly Facts[], name: string): number =>
      median(facts.map((one) => one[name] ?? Number.NaN));
    const times = (slow: number | undefined, fast: number | undefined): number =>
      Number(((slow ?? Number.NaN) / (fast ?? Number.NaN)).toFixed(1));
    console.log({
      megabytes: filled['megabytes'],
      loadMs: middle(loads, 'loadMs'),
      loadPeakMb: middle(loads, 'peakMb'),
      loadCpuMs: middle(loads, 'cpuMs'),
      taskMs: middle(singles, 'loadMs'),
      taskCpuMs: middle(singles, 'cpuMs'),
      taskAgainMs: middle(singles, 'againMs'),
      loadTimesFasterThanJson: times(json['loadMs'], middle(loads, 'loadMs')),
      loadCpuTimesFasterThanJson: times(json['cpuMs'], middle(loads, 'cpuMs')),
      appendTimesFasterThanJson: times(filled['appendJsonMs'], filled['appendMeanMs']),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [mode = '', ...rest] = process.argv.slice(2);
if (mode === 'fill') await fill(rest[0] ?? '', Number(rest[1]), Number(rest[2]));
else if (mode === 'load') await load(rest[0] ?? '');
else if (mode === 'json') await loadJson(rest[0] ?? '');
else if (mode === '') for (const tasks of [1000, 10_000]) compare(1000, tasks);
else compare(Number(mode), Number(rest[0]));
