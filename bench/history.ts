/** Measures the history beside JSON lines: disk, loading every series, peak memory, appending. `node bench/history.ts [builds tasks]` */

import { execFileSync } from 'node:child_process';
import {
  closeSync,
  createReadStream,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { folderStore, nameSeriesFolder } from '../src/io/folder-store.ts';
import type { Build } from '../src/model.ts';
import { hourMs, makeBuild, startMs } from './builds.ts';

function openStore(folder: string) {
  const now = startMs + 1000 * hourMs;
  return folderStore(folder, { series: 'bench', maxBuilds: 1000, maxAgeDays: 90, maxBytes: null, now });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function fill(folder: string, builds: number, tasks: number): Promise<void> {
  const json = openSync(join(folder, 'history.jsonl'), 'w');
  const plain: number[] = [];
  const merging: number[] = [];
  const jsonMs: number[] = [];
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
    const beginJson = performance.now();
    writeSync(json, `${JSON.stringify({ ...build, events: undefined })}\n`);
    jsonMs.push(performance.now() - beginJson);
  }
  closeSync(json);
  const sizes = readdirSync(segments).map((name) => statSync(join(segments, name)).size);
  const megabytes = (bytes: number): number => Number((bytes / 1e6).toFixed(2));
  console.log({
    files: sizes.length,
    megabytes: megabytes(sizes.reduce((sum, size) => sum + size, 0)),
    jsonMegabytes: megabytes(statSync(join(folder, 'history.jsonl')).size),
    appendMs: Math.round(median(plain)),
    appendMergingMs: Math.round(median(merging)),
    appendWorstMs: Math.round(Math.max(...merging, ...plain)),
    appendJsonMs: Number(median(jsonMs).toFixed(1)),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  });
}

async function load(folder: string): Promise<void> {
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

function report(form: string, facts: object, begin: number, openedMs: number): void {
  const loadMs = Math.round(performance.now() - begin);
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log({ form, ...facts, openedMs: Math.round(openedMs), loadMs, peakMb });
}

const [mode = '', ...rest] = process.argv.slice(2);
if (mode === 'fill') await fill(rest[0] ?? '', Number(rest[1]), Number(rest[2]));
else if (mode === 'load') await load(rest[0] ?? '');
else if (mode === 'json') await loadJson(rest[0] ?? '');
else {
  const sizes =
    mode === ''
      ? [
          [500, 5000],
          [1000, 10_000],
        ]
      : [[Number(mode), Number(rest[0])]];
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-history-'));
    const run = (...values: (string | number | undefined)[]): void => {
      execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...values.map(String)], {
        stdio: 'inherit',
      });
    };
    console.log(`${size[0]} builds of ${size[1]} tasks`);
    run('fill', folder, ...size);
    for (let turn = 0; turn < 3; turn++) run('load', folder);
    run('json', folder);
    rmSync(folder, { recursive: true });
  }
}
