/**
 * Whether this working tree is slower than another commit: each bench of both runs in turns on this machine, and
 * the paired test of `compare` decides by the processor time. Exits with 1 on a confirmed loss over 5%.
 * `npm run bench:guard [REF] [BENCH…]`; by default the newest release, or where this branch left `main`. With
 * BENCH_RESULTS set, the milliseconds of this tree are written to that file as custom benchmarks, for the action to keep.
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
import { buildSide, openSide, root, writeHistory } from './sides.ts';

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
const side = await openSide(ref, join(folder, 'base'));
try {
  buildSide(root, 'this tree');
  mkdirSync(join(folder, 'work'));
  writeFileSync(join(folder, 'work/build.ndjson'), writeNdjson(makeBuild(builds, tasks)));
  writeFileSync(join(folder, 'work/small.ndjson'), writeNdjson(makeBuild(0, 20)));
  writeFileSync(join(folder, 'work/large.ndjson'), writeNdjson(makeBuild(0, 60_000)));
  const wanted = { maker: './builds.ts', series: 'local', builds, tasks };
  writeHistory(side.folder, join(folder, 'history-base'), wanted);
  writeHistory(root, join(folder, 'history-head'), wanted);
  process.exitCode = await measureAll(side.folder);
} finally {
  await side.close();
  rmSync(folder, { recursive: true, force: true });
}

function findReference(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const [newest] = git('tag', '--list', 'v*.*.*', '--sort=-v:refname').split('\n');
  return newest || git('merge-base', 'HEAD', 'origin/main');
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
