/**
 * Whether this working tree is slower than another commit: each bench of both runs in turns on this machine, and
 * the paired test of `compare` decides by the processor time. Exits with 1 on a confirmed loss over 5%.
 * `npm run bench:guard [REF] [BENCH…]`; by default the newest release, or where this branch left `main`. With
 * BENCH_RESULTS set, the milliseconds of this tree are written to that file as custom benchmarks, for the action to keep.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { writeNdjson } from '../src/formats/build-telemetry/write-ndjson.ts';
import type { ComparedSeries } from '../src/model/comparison.ts';
import { readOptions } from '../src/settings/read-option-texts.ts';
import { measureSides } from '../src/trial/measure-sides.ts';
import { openWorktree } from '../src/trial/open-worktree.ts';
import { formatDuration, formatMove, formatMoveInterval } from '../src/words/numbers.ts';
import { makeContext } from '../test/make.ts';
import { makeBuild } from './builds.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const lost = 0.05;
const builds = 100;
const tasks = 2_000;

/** What is measured: arguments of the command line, `HISTORY` being a folder that the side itself wrote. */
const benches: Readonly<Record<string, string>> = {
  check: 'check build.ndjson --history HISTORY --save-history never --json',
  'check with reports':
    'check build.ndjson --history HISTORY --save-history never --html r.html --report r.json --summary r.md',
  help: '--help',
  'inspect of a small log': 'inspect small.ndjson',
  'inspect of a large log': 'inspect large.ndjson',
};

const [given, ...wanted] = process.argv.slice(2);
const ref = given ?? findReference();
const folder = mkdtempSync(join(tmpdir(), 'bench-guard-'));
const worktree = await openWorktree(root, ref, join(folder, 'base'));
if ('problem' in worktree) throw new Error(`${worktree.problem.what} ${worktree.problem.fix}`);
try {
  const base = worktree.folder;
  symlinkSync(join(root, 'node_modules'), join(base, 'node_modules'));
  build(root);
  build(base);
  mkdirSync(join(folder, 'work'));
  writeFileSync(join(folder, 'work/build.ndjson'), writeNdjson(makeBuild(builds, tasks)));
  writeFileSync(join(folder, 'work/small.ndjson'), writeNdjson(makeBuild(0, 20)));
  writeFileSync(join(folder, 'work/large.ndjson'), writeNdjson(makeBuild(0, 60_000)));
  for (const [side, at] of [
    ['base', base],
    ['head', root],
  ] as const)
    writeHistory(at, join(folder, `history-${side}`));
  process.exitCode = await measureAll(base);
} finally {
  await worktree.close();
  rmSync(folder, { recursive: true, force: true });
}

function findReference(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const [newest] = git('tag', '--list', 'v*.*.*', '--sort=-v:refname').split('\n');
  return newest || git('merge-base', 'HEAD', 'origin/main');
}

/** By the side's own script; where that needs packages that are not here, its committed bundles stand. */
function build(at: string): void {
  try {
    execFileSync(process.execPath, ['scripts/build.ts'], { cwd: at, stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    if (at === root) throw error;
    execFileSync('git', ['checkout', '--quiet', '--', 'dist'], { cwd: at });
    console.warn(
      `${ref} cannot be built with the packages of this tree: its committed bundles are measured.\n`,
    );
  }
}

/** By the library of that side, as neither can be asked to read what the other one wrote. */
function writeHistory(at: string, into: string): void {
  const script = `
    import { folderStore } from ${JSON.stringify(pathToFileURL(join(at, 'build/index.js')).href)};
    import { makeBuild } from ${JSON.stringify(pathToFileURL(join(root, 'bench/builds.ts')).href)};
    for (let number = 0; number < ${builds}; number++) {
      const build = { ...makeBuild(number, ${tasks}), name: 'local' };
      const limits = { series: 'local', maxBuilds: 1000, maxAgeDays: 90, maxBytes: 1e9, now: build.startTimeMs };
      await folderStore(${JSON.stringify(into)}, limits).append({ ...build, context: { ...build.context, branch: null } });
    }`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
}

async function measureAll(base: string): Promise<number> {
  console.log(
    `| ${ref} → this tree | from | to | CPU time | 95% interval | pairs | |\n|---|--:|--:|--:|--:|--:|---|`,
  );
  let worst = 0;
  const results: { readonly name: string; readonly unit: string; readonly value: number }[] = [];
  for (const [name, args] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const { series, pairs } = await measure(base, args);
    results.push({ name, unit: 'ms', value: series.to });
    const isLost = series.standing === 'worse' && series.ratio >= lost;
    if (isLost) worst = 1;
    const numbers = [
      formatDuration(series.from),
      formatDuration(series.to),
      formatMove(series),
      formatMoveInterval(series),
    ];
    console.log(`| ${[name, ...numbers, pairs, isLost ? '**slower**' : series.standing].join(' | ')} |`);
  }
  const file = process.env['BENCH_RESULTS'];
  if (file) writeFileSync(file, JSON.stringify(results));
  return worst;
}

async function measure(base: string, args: string): Promise<{ series: ComparedSeries; pairs: number }> {
  const command = (at: string, side: string): string =>
    `"${process.execPath}" "${join(at, 'dist/cli/index.js')}" ${args.replace('HISTORY', `"${join(folder, `history-${side}`)}"`)}`;
  const texts = {
    'compare-base': command(base, 'base'),
    'compare-head': command(root, 'head'),
    'compare-runs': '20',
  };
  const { options } = readOptions([{ where: 'cli', texts }]);
  const measured = await measureSides({
    options,
    folder: join(folder, 'work'),
    rules: [],
    read: { name: 'guard', format: 'auto', id: 'guard', context: makeContext() },
    tell: () => {},
    onPair: () => {},
  });
  if ('problems' in measured) throw new Error(measured.problems.map(({ what }) => what).join('\n'));
  const { comparison } = measured;
  const series =
    comparison.series.find(({ series: { task } }) => task === 'CPU time') ?? comparison.series[0];
  return { series: series as ComparedSeries, pairs: comparison.pairs };
}
