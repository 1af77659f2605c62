/**
 * What a run costs, as one table: this tree compared with another commit, bare Node and peers, measured alternately,
 * medians of CPU time, clock and peak memory; then how the cost of `check` grows with builds, tasks and files.
 * `npm run bench [REF]`. With BENCHMARK_ACTION, a checkout of github-action-benchmark, that runs on the same data;
 * with BENCH_DATA, a folder, histories are kept there for the next time. `npm run bench:ingest` has the logs.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeNdjson } from '../src/formats/build-telemetry/write-ndjson.ts';
import { openBenchmarkAction } from './benchmark-action.ts';
import { type Cost, measureInTurns, type Program } from './measure.ts';
import { makeBuild } from './plain-builds.ts';
import { openSide, root, type Side, writeHistory } from './sides.ts';

const rounds = 5;
const [ref] = process.argv.slice(2);
const peer = process.env['BENCHMARK_ACTION'];
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const data = process.env['BENCH_DATA'] ?? folder;
const packages = ['@actions/core', '@actions/github', '@actions/cache', '@actions/artifact'];
const reports = ['--report', 'r.json', '--html', 'r.html', '--summary', 's.md'];

/** A row of the table: what it is, and which side runs it. */
interface Row {
  readonly what: string;
  readonly ours: Program;
  readonly before: Program | null;
  readonly peers: readonly (readonly [name: string, program: Program])[];
}

const base = ref === undefined ? null : await openSide(ref, join(folder, 'base'));
try {
  mkdirSync(data, { recursive: true });
  const rows = await listRows(base);
  console.log(
    `Node ${process.version}, medians of ${rounds} alternating runs: CPU time (clock, memory), and ours as a multiple of it\n`,
  );
  console.log(`| what | this tree | ${ref ?? 'before'} | compared with |\n|---|--:|--:|---|`);
  for (const row of rows) console.log(writeRow(row));
  console.log('\n| check with reports | CPU time (clock, memory) |\n|---|--:|');
  for (const { what, ours } of listGrowth()) {
    const [cost] = measureInTurns([ours], 3, folder);
    console.log(`| ${what} | ${cost === undefined ? '' : formatCost(cost)} |`);
  }
} finally {
  await base?.close();
  rmSync(folder, { recursive: true });
}

function writeRow({ what, ours, before, peers }: Row): string {
  const programs = [ours, ...(before ? [before] : []), ...peers.map(([, program]) => program)];
  const [own, ...others] = measureInTurns(programs, rounds, folder);
  if (own === undefined) throw new Error('nothing was measured');
  const compare = (cost: Cost | undefined): string =>
    cost === undefined
      ? ''
      : `${formatCost(cost)}: ${(own.cpuMs / cost.cpuMs).toFixed(2)}× (${(own.wallMs / cost.wallMs).toFixed(2)}×)`;
  const old = before ? compare(others.shift()) : '';
  const comparisons = peers.map(([name], place) => `${name}: ${compare(others[place])}`);
  return `| ${[what, formatCost(own), old, comparisons.join('; ')].join(' | ')} |`;
}

function formatCost({ cpuMs, wallMs, peakMb }: Cost): string {
  const time = (ms: number): string => (ms < 995 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`);
  return `${time(cpuMs)} (${time(wallMs)}, ${peakMb.toFixed(0)} MB)`;
}

async function listRows(before: Side | null): Promise<Row[]> {
  const small = join(folder, 'small.ndjson');
  writeFileSync(small, writeNdjson(makeBuild(0, 60)));
  writeFileSync(join(root, 'build/bench-imports.mjs'), importsOf(packages));
  const node: Program = { args: ['-e', '0'] };
  const bare = ['bare Node', node] as const;
  const cli = (side: string, ...args: string[]): Program => ({
    args: [join(side, 'dist/cli/index.js'), ...args],
  });
  const ofSides = (what: string, args: readonly string[], peers: Row['peers']): Row => ({
    what,
    ours: cli(root, ...args),
    before: before && cli(before.folder, ...args),
    peers,
  });
  const off = { BUILD_TELEMETRY_ENABLED: '0' };
  const action = (side: string): Program => ({ args: [join(side, 'dist/index.js')], env: off });
  const benchmarkAction = peer ? await openBenchmarkAction(peer, folder, 500, 200) : null;
  return [
    checkRow(before, 10_000, []),
    checkRow(before, 200, benchmarkAction ? [['github-action-benchmark', benchmarkAction]] : []),
    ofSides('`--help`', ['--help'], [bare]),
    ofSides('`inspect` of a log of 10 KB', ['inspect', small], [bare]),
    {
      what: 'the action, switched off',
      ours: action(root),
      before: before && action(before.folder),
      peers: [['importing the four packages', { args: [join(root, 'build/bench-imports.mjs')] }]],
    },
  ];
}

function importsOf(names: readonly string[]): string {
  return names.map((name) => `import ${JSON.stringify(name)};`).join('');
}

function checkRow(before: Side | null, tasks: number, peers: Row['peers']): Row {
  const checkOf = (side: string, name: string): Program => check(side, name, 500, tasks, 1);
  return {
    what: `\`check\` of ${tasks} tasks against 500 builds of ${tasks}, with JSON, HTML and Markdown`,
    ours: checkOf(root, 'head'),
    before: before && checkOf(before.folder, `base-${ref}`),
    peers,
  };
}

/** @param files that the log is split into */
function check(side: string, name: string, builds: number, tasks: number, files: number): Program {
  const history = join(data, `${name}-${builds}x${tasks}`);
  if (!existsSync(history))
    writeHistory(side, history, { maker: './plain-builds.ts', series: 'bench', builds, tasks });
  const { tasks: all, ...build } = makeBuild(500, tasks);
  const logs = Array.from({ length: files }, (_, file) => {
    const log = join(folder, `now-${tasks}-${file + 1}-of-${files}.ndjson`);
    writeFileSync(log, writeNdjson({ ...build, tasks: all.filter((_, at) => at % files === file) }));
    return log;
  });
  const stored = ['--history', history, '--name', 'bench', '--save-history', 'never'];
  return { args: [join(side, 'dist/cli/index.js'), 'check', ...logs, ...stored, ...reports] };
}

function listGrowth(): { readonly what: string; readonly ours: Program }[] {
  const of = (what: string, builds: number, tasks: number, files: number) => ({
    what,
    ours: check(root, 'head', builds, tasks, files),
  });
  return [
    ...[60, 125, 250, 500].map((builds) => of(`${builds} builds of 1000 tasks`, builds, 1_000, 1)),
    ...[200, 1_000, 3_000, 10_000].map((tasks) => of(`500 builds of ${tasks} tasks`, 500, tasks, 1)),
    ...[1, 10, 50, 200].map((files) =>
      of(`500 builds of 1000 tasks, a log of ${files} files`, 500, 1_000, files),
    ),
  ];
}
