/**
 * Measures what a history costs in object storage on loopback, by the clock, in CPU time and in calls:
 * `history import` of 1,000 builds compared with a plain upload of the same files, and the build that a check stores,
 * which has read the history, or a program that has not, compared with a plain PUT of its bytes. Needs `npm run
 * build`. `node bench/objects.ts [builds tasks]`
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeBuild } from '../src/history/encode-build.ts';
import { type Storage, startAzure, startS3 } from '../test/services/object-storages.ts';
import { makeBuild, startMs } from './builds.ts';

interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly calls: number;
}

const [builds = 1000, tasks = 1000] = process.argv.slice(2).map(Number);
/** Builds that are stored one by one. */
const single = 40;
const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bench-objects-'));

/** The server's front is in this process, so the client is a separate one, which prints what it used. */
async function spend({ env, calls }: Storage, args: readonly string[]): Promise<Cost> {
  const before = calls.length;
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', pathOf('print-cpu.ts'), ...args], {
    env: { ...process.env, ...env, GITHUB_REPOSITORY: 'a/b' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', (chunk) => {
    text += chunk;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  const [, cpu, wall] = /USED (\S+) (\S+)/.exec(text) ?? [];
  if (code !== 0 || cpu === undefined) throw new Error(text);
  // A client that times its own part prints how long that took.
  const wallMs = wall === '0' ? performance.now() - start : Number(wall);
  return { cpuMs: Number(cpu), wallMs, calls: calls.length - before };
}

function printRow(what: string, cost: Cost, plain: Cost, count: number): void {
  const per = (value: number): string => (value / count).toFixed(1);
  const times = (of: (cost: Cost) => number): string => (of(cost) / of(plain)).toFixed(2);
  console.log(
    `${what}: ${per(cost.wallMs)} ms (${times(({ wallMs }) => wallMs)} times), processor ${per(cost.cpuMs)} ms (${times(({ cpuMs }) => cpuMs)} times), ${per(cost.calls)} calls`,
  );
}

/**
 * Number of alternating rounds; for each way the round with the lowest CPU time counts, as other load only
 * adds.
 */
const rounds = 3;

async function measureBuilds(name: string, storage: Storage): Promise<void> {
  const least = new Map<string, Cost>();
  for (let round = 0; round < rounds; round++)
    for (const way of ['put', 'loaded', 'unread']) {
      const place = storage.place(`${way}-${round}`);
      const cost = await spend(storage, [pathOf('store-objects.ts'), way, place, `${single}`, `${tasks}`]);
      const known = least.get(way);
      if (known === undefined || cost.cpuMs < known.cpuMs) least.set(way, cost);
    }
  for (const [way, cost] of least)
    printRow(`${name}, a build, ${way}`, cost, least.get('put') as Cost, single);
}

async function measureImport(name: string, storage: Storage): Promise<void> {
  const client = pathOf('store-objects.ts');
  const plain = await spend(storage, [client, 'upload', storage.place('upload'), folder]);
  const cli = pathOf('../dist/cli/index.js');
  const args = ['history', 'import', folder, '--history', storage.place('import')];
  const cost = await spend(storage, [cli, ...args]);
  printRow(`${name}, ${builds} builds, plain upload`, plain, plain, 1);
  printRow(`${name}, ${builds} builds, history import`, cost, plain, 1);
  console.log(`${name}: ${Math.round((1000 * builds * (tasks + 1)) / cost.wallMs)} rows/s`);
}

mkdirSync(join(folder, 'bench'));
let bytes = 0;
for (let number = 0; number < builds; number++) {
  const file = encodeBuild(makeBuild(number, tasks), startMs);
  writeFileSync(join(folder, 'bench', file.name), file.bytes);
  bytes += file.bytes.length;
}
console.log(`${builds} builds of ${tasks} tasks: ${(bytes / 1e6).toFixed(0)} MB`);
for (const [name, start] of [
  ['S3', startS3],
  ['Azure', startAzure],
] as const) {
  const storage = await start();
  await measureBuilds(name, storage);
  await measureImport(name, storage);
  await storage.close();
}
rmSync(folder, { recursive: true });
