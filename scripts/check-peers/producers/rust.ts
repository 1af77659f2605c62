/** Has Cargo, nextest and hyperfine write reports of work that succeeds and fails, and reads them. */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installCrate } from '../install.ts';
import { expectNear, expectSame, inspect, type PeerCheck, run, runCliWell, runWell } from '../peer.ts';

export const rustChecks: readonly PeerCheck[] = [
  { name: 'producers/hyperfine', run: checkHyperfine },
  { name: 'producers/cargo-timings', run: checkTimings },
  { name: 'producers/cargo-nextest', run: checkNextest },
];

const tests = `pub fn one() -> u8 { 1 }
#[cfg(test)]
mod tests {
    #[test] fn passes() { assert_eq!(super::one(), 1); }
    #[test] fn fails() { assert_eq!(super::one(), 2); }
    #[test] fn panics() { panic!("<&\\u{7}") }
}
`;

function write(folder: string, lib: string): void {
  mkdirSync(join(folder, 'src'), { recursive: true });
  writeFileSync(
    join(folder, 'Cargo.toml'),
    '[package]\nname = "peer"\nversion = "0.1.0"\nedition = "2021"\n',
  );
  writeFileSync(join(folder, 'src/lib.rs'), lib);
  writeFileSync(join(folder, 'src/main.rs'), 'fn main() { println!("{}", peer::one()); }\n');
}

/** Seconds, as hyperfine 1 and 2 write them. */
interface Benchmarks {
  readonly results: readonly {
    readonly command: string;
    readonly median?: number;
    readonly summary?: { readonly time_wall_clock: { readonly median: number } };
  }[];
}

/** Medians are read as measured, and runs that fail are no success. */
function checkHyperfine(folder: string): string {
  const hyperfine = installCrate('hyperfine');
  const args = ['--warmup', '0', '--runs', '5', '--export-json', 'bench.json', 'sleep 0.05', 'sleep 0.1'];
  runWell(hyperfine, args, { cwd: folder });
  const { results } = JSON.parse(readFileSync(join(folder, 'bench.json'), 'utf8')) as Benchmarks;
  runCliWell(['check', 'bench.json', '--report', 'report.json'], { cwd: folder });
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
  for (const { command, summary, median = summary?.time_wall_clock.median ?? Number.NaN } of results) {
    const ours = report.measurements.find((each: { name: string }) => each.name === command);
    expectNear(command, ours?.value ?? null, median * 1000, 1e-6);
  }
  const failing = ['--shell=default', '--ignore-failure', '--runs=2', '--export-json=failed.json'];
  runWell(hyperfine, [...failing, 'sleep 0.05; false'], { cwd: folder });
  expectSame('result of commands that fail', inspect('failed.json', folder).result, 'unknown');
  return `${runWell(hyperfine, ['--version'], { cwd: folder }).trim()}: medians of ${results.length} commands, failures`;
}

interface Unit {
  readonly name: string;
  readonly duration: number;
}

/** Units and their times, in a build that succeeds, one with nothing to do, and one that fails. */
function checkTimings(folder: string): string {
  write(folder, tests);
  const build = (): number | null =>
    run('cargo', ['build', '--timings', '--offline'], { cwd: folder }).status;
  expectSame('exit of a build', build(), 0);
  const first = compareTimings(folder);
  expectSame('result', first.result, 'success');
  expectSame('exit of a build without work', build(), 0);
  expectSame('hits', compareTimings(folder).byCache['hit'], first.tasks);
  write(folder, 'pub fn one() -> u8 { "no" }');
  expectSame('exit of a build that fails', build(), 101);
  expectSame('result of a build that fails', compareTimings(folder).result, 'failure');
  return `${runWell('cargo', ['--version'], { cwd: folder }).trim()}: ${first.tasks} units, built, fresh, failed`;
}

function compareTimings(folder: string): ReturnType<typeof inspect> {
  const html = 'target/cargo-timings/cargo-timing.html';
  const units = JSON.parse(
    /const UNIT_DATA = (\[[\s\S]*?\]);\n/.exec(readFileSync(join(folder, html), 'utf8'))?.[1] ?? '[]',
  ) as Unit[];
  const facts = inspect(html, folder);
  const seconds = units.reduce((sum, unit) => sum + unit.duration, 0);
  expectNear('time of all units', facts.taskDurationMs, seconds * 1000, 0.001);
  return facts;
}

/** nextest's JUnit report gives the same counts as nextest itself. */
function checkNextest(folder: string): string {
  const nextest = installCrate('cargo-nextest');
  write(folder, tests);
  mkdirSync(join(folder, '.config'), { recursive: true });
  writeFileSync(
    join(folder, '.config/nextest.toml'),
    '[profile.default]\nretries = 1\nfail-fast = false\n[profile.default.junit]\npath = "junit.xml"\n',
  );
  const ran = run(nextest, ['nextest', 'run', '--offline'], { cwd: folder });
  expectSame('exit of nextest', ran.status, 100);
  const [, all = '', passed = '', failed = ''] =
    /(\d+) tests? run: (\d+) passed, (\d+) failed/.exec(ran.stderr) ?? [];
  const [report = ''] = globSync('target/nextest/default/junit.xml', { cwd: folder });
  const facts = inspect(report, folder);
  expectSame('passed', String(facts.byResult['success']), passed);
  expectSame('failed', String(facts.byResult['failure']), failed);
  expectSame('all', String(facts.tasks), all);
  expectSame('result', facts.result, 'failure');
  const version = runWell(nextest, ['nextest', '--version'], { cwd: folder }).split('\n')[0];
  return `${version}: ${all} tests, ${failed} failed twice`;
}
