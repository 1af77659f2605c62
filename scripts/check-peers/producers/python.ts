/** Has pytest, Ninja and CTest write logs of work that succeeds, fails and is interrupted, and reads them. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPython } from '../install.ts';
import { expectNear, expectSame, inspect, type PeerCheck, run, runCliWell, runWell } from '../peer.ts';

const packages = ['pytest', 'pytest-benchmark', 'ninja', 'cmake'];
const installed = (): string => installPython('tests', packages);

export const pythonChecks: readonly PeerCheck[] = [
  { name: 'producers/pytest', run: checkPytest },
  { name: 'producers/pytest-benchmark', run: checkPytestBenchmark },
  { name: 'producers/ninja', run: checkNinja },
  { name: 'producers/ctest', run: checkCtest },
];

const tests = `import os, pytest, time
def test_passes(): time.sleep(0.02)
@pytest.mark.parametrize("text", ["plain", "<&\\u0007>", "größe"])
def test_texts(text): assert text != os.environ.get("UNWANTED")
@pytest.mark.skip(reason="not here")
def test_skipped(): pass
@pytest.mark.xfail(reason="known")
def test_expected(): assert False
@pytest.fixture
def broken(): 1 / int(os.environ.get("DIVISOR", "1"))
def test_set_up(broken): pass
def test_killed():
    if "KILL" in os.environ: os.kill(os.getpid(), 9)
`;

/** The report of a run agrees with pytest's last line. */
function checkPytest(folder: string): string {
  const bin = installed();
  writeFileSync(join(folder, 'test_app.py'), tests);
  const pytest = (env: Readonly<Record<string, string>>): string =>
    run(join(bin, 'pytest'), ['--junitxml=report.xml', '-q'], { cwd: folder, env }).stdout;
  compareSummary(pytest({}), folder, 'success');
  compareSummary(pytest({ UNWANTED: 'plain', DIVISOR: '0' }), folder, 'failure');
  writeFileSync(join(folder, 'report.xml'), '');
  pytest({ KILL: '1' });
  expectSame('report of a killed run', readFileSync(join(folder, 'report.xml'), 'utf8'), '');
  expectSame('format of an empty report', inspect('report.xml', folder).format, null);
  return `${runWell(join(bin, 'pytest'), ['--version'], { cwd: folder }).trim()}: passed, failed, errors, skipped, killed`;
}

function compareSummary(output: string, folder: string, result: string): void {
  const last = output.trim().split('\n').at(-1) ?? '';
  const count = (word: string): number => Number(new RegExp(`(\\d+) ${word}`).exec(last)?.[1] ?? 0);
  const facts = inspect('report.xml', folder);
  const { success = 0, failure = 0, error = 0, skip = 0 } = facts.byResult;
  expectSame('passed', success, count('passed'));
  expectSame('failed', failure, count('failed'));
  expectSame('errors', error, count('errors?'));
  expectSame('skipped', skip, count('skipped') + count('xfailed'));
  expectSame('result', facts.result, result);
}

interface Benchmark {
  readonly fullname: string;
  readonly stats: { readonly median: number };
}

function checkPytestBenchmark(folder: string): string {
  const bin = installed();
  writeFileSync(
    join(folder, 'test_speed.py'),
    'def test_sum(benchmark): benchmark(sum, range(1000))\ndef test_sort(benchmark): benchmark(sorted, range(100))\n',
  );
  const args = ['--benchmark-json=bench.json', '--benchmark-max-time=0.2', '-q'];
  runWell(join(bin, 'pytest'), args, { cwd: folder });
  const { benchmarks, version } = JSON.parse(readFileSync(join(folder, 'bench.json'), 'utf8')) as {
    readonly benchmarks: readonly Benchmark[];
    readonly version: string;
  };
  runCliWell(['check', 'bench.json', '--report', 'report.json'], { cwd: folder });
  const { measurements } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
  for (const { fullname, stats } of benchmarks) {
    const ours = measurements.find((each: { name: string }) => each.name === fullname);
    expectNear(fullname, ours?.value ?? null, stats.median * 1000, stats.median * 1e-6);
  }
  return `pytest-benchmark ${version}: medians of ${benchmarks.length} benchmarks`;
}

const ninjaFile = `rule run
  command = sleep $seconds && touch $out
build a: run
  seconds = 0.1
build b: run
  seconds = 0.2
build all: phony a b
`;

/** A first build, one that makes a single output again, and one that fails. */
function checkNinja(folder: string): string {
  const ninja = join(installed(), 'ninja');
  writeFileSync(join(folder, 'build.ninja'), ninjaFile);
  runWell(ninja, ['-j1', 'all'], { cwd: folder });
  const rows = readFileSync(join(folder, '.ninja_log'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t').map(Number));
  const took = rows.reduce((sum, [start = 0, end = 0]) => sum + end - start, 0);
  const first = inspect('.ninja_log', folder);
  expectSame('tasks of the first build', first.tasks, 2);
  expectSame('time of the first build', first.taskDurationMs, took);
  writeFileSync(join(folder, 'build.ninja'), ninjaFile.replace('0.2', '0.3'));
  runWell(ninja, ['-j1', 'all'], { cwd: folder });
  expectSame('tasks of the second build', inspect('.ninja_log', folder).tasks, 1);
  return `ninja ${runWell(ninja, ['--version'], { cwd: folder }).trim()}: a first build and a partial one`;
}

/** CTest's own last lines compared with its JUnit report. */
function checkCtest(folder: string): string {
  const bin = installed();
  writeFileSync(
    join(folder, 'CMakeLists.txt'),
    `cmake_minimum_required(VERSION 3.21)
project(peer NONE)
enable_testing()
add_test(NAME passes COMMAND \${CMAKE_COMMAND} -E sleep 0.1)
add_test(NAME fails COMMAND \${CMAKE_COMMAND} -E false)
add_test(NAME slow COMMAND \${CMAKE_COMMAND} -E sleep 5)
set_tests_properties(slow PROPERTIES TIMEOUT 1)
add_test(NAME off COMMAND \${CMAKE_COMMAND} -E true)
set_tests_properties(off PROPERTIES DISABLED TRUE)
`,
  );
  runWell(join(bin, 'cmake'), ['-S', '.', '-B', 'build', '-G', 'Ninja'], {
    cwd: folder,
    env: { CMAKE_MAKE_PROGRAM: join(bin, 'ninja'), PATH: `${bin}:${process.env['PATH']}` },
  });
  const args = ['--test-dir', 'build', '--output-junit', join(folder, 'ctest.xml')];
  const ran = run(join(bin, 'ctest'), args, { cwd: folder });
  const [, failed = '', all = ''] = /(\d+) tests failed out of (\d+)/.exec(ran.stdout) ?? [];
  if (!existsSync(join(folder, 'ctest.xml'))) throw new Error(`CTest wrote no report: ${ran.stderr}`);
  const facts = inspect('ctest.xml', folder);
  const { success = 0, failure = 0, timeout = 0, skip = 0 } = facts.byResult;
  expectSame('failed', String(failure + timeout), failed);
  expectSame('all but disabled', String(success + failure + timeout), all);
  expectSame('disabled', skip, 1);
  expectSame('result', facts.result, 'failure');
  const version = runWell(join(bin, 'ctest'), ['--version'], { cwd: folder }).split('\n')[0];
  return `${version}: ${all} tests, ${failed} failed`;
}
