/**
 * Whether this working tree is slower than another commit: the benches of both run alternately on this machine, and
 * the paired test of `compare` decides by the CPU time. Exits with 1 on a confirmed loss over 5%. `npm run
 * bench:guard [REF] [BENCH…]`; by default the newest release, or where this branch left `main`. `REF..HEAD` compares
 * two commits, neither of which is this tree. With BENCH_RESULTS set, the milliseconds of the newer side are written
 * to that file as custom benchmarks, for the action to keep.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeNdjson } from '../src/formats/build-telemetry/write-ndjson.ts';
import type { ComparedSeries } from '../src/model/comparison.ts';
import { readOptions } from '../src/settings/read-option-texts.ts';
import { measureSides } from '../src/trial/measure-sides.ts';
import { formatDuration, formatMove, formatMoveInterval } from '../src/words/numbers.ts';
import { makeContext } from '../test/make.ts';
import { makeBuild } from './builds.ts';
import { openSide, openTree, root, writeHistory } from './sides.ts';

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
const [ref = '', newer] = (given ?? findReference()).split('..');
const folder = mkdtempSync(join(tmpdir(), 'bench-guard-'));
const base = await openSide(ref, join(folder, 'base'));
const head = newer ? await openSide(newer, join(folder, 'head')) : openTree();
try {
  mkdirSync(join(folder, 'work'));
  writeFileSync(join(folder, 'work/build.ndjson'), writeNdjson(makeBuild(builds, tasks)));
  writeFileSync(join(folder, 'work/small.ndjson'), writeNdjson(makeBuild(0, 20)));
  writeFileSync(join(folder, 'work/large.ndjson'), writeNdjson(makeBuild(0, 60_000)));
  const stored = { maker: './builds.ts', series: 'local', builds, tasks };
  writeHistory(base.folder, join(folder, 'history-base'), stored);
  writeHistory(head.folder, join(folder, 'history-head'), stored);
  process.exitCode = await measureAll();
} finally {
  await base.close();
  await head.close();
  rmSync(folder, { recursive: true, force: true });
}

function findReference(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const [newest] = git('tag', '--list', 'v*.*.*', '--sort=-v:refname').split('\n');
  return newest || git('merge-base', 'HEAD', 'origin/main');
}

async function measureAll(): Promise<number> {
  console.log(
    `| ${ref} → ${newer ?? 'this tree'} | from | to | CPU time | 95% interval | pairs | |\n|---|--:|--:|--:|--:|--:|---|`,
  );
  let worst = 0;
  const results: { readonly name: string; readonly unit: string; readonly value: number }[] = [];
  for (const [name, args] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const { series, pairs } = await measure(args);
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

async function measure(args: string): Promise<{ series: ComparedSeries; pairs: number }> {
  const command = (at: string, side: string): string =>
    `"${process.execPath}" "${join(at, 'dist/cli/index.js')}" ${args.replace('HISTORY', `"${join(folder, `history-${side}`)}"`)}`;
  const texts = {
    'compare-base': command(base.folder, 'base'),
    'compare-head': command(head.folder, 'head'),
    'compare-runs': '20',
  };
  const { options } = readOptions([{ where: 'cli', texts }]);
  const measured = await measureSides({
    options,
    folder: join(folder, 'work'),
    rules: [],
    judges: 'all',
    read: { name: 'guard', format: 'auto', id: 'guard', context: makeContext() },
    notify: () => {},
    onPair: () => {},
  });
  if ('problems' in measured) throw new Error(measured.problems.map(({ what }) => what).join('\n'));
  const { comparison } = measured;
  const series =
    comparison.series.find(({ series: { task } }) => task === 'CPU time') ?? comparison.series[0];
  return { series: series as ComparedSeries, pairs: comparison.pairs };
}
