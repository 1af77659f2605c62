/** Has Go's own tools write logs of tests that pass, fail and are killed, and reads them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installGo } from '../install.ts';
import { expectSame, inspect, type PeerCheck, type Ran, run, runWell } from '../peer.ts';

export const goChecks: readonly PeerCheck[] = [
  { name: 'producers/go-test', run: checkGoTest },
  { name: 'producers/gotestsum', run: checkGotestsum },
];

const tests = (failing: string): string => `package app
import ("os"; "testing"; "time")
func TestFast(t *testing.T) {}
func TestGroup(t *testing.T) {
	t.Run("one", func(t *testing.T) { time.Sleep(20 * time.Millisecond) })
	t.Run("two", func(t *testing.T) { ${failing} })
}
func TestSkipped(t *testing.T) { t.Skip("not here") }
func TestExits(t *testing.T) { if os.Getenv("EXIT") != "" { os.Exit(7) } }
`;

function write(folder: string, failing: string): void {
  mkdirSync(join(folder, 'other'), { recursive: true });
  writeFileSync(join(folder, 'go.mod'), 'module peer.test/app\n\ngo 1.20\n');
  writeFileSync(join(folder, 'app_test.go'), tests(failing));
  writeFileSync(
    join(folder, 'other/other_test.go'),
    'package other\nimport "testing"\nfunc TestOther(t *testing.T) {}\n',
  );
}

function goTest(folder: string, env: Readonly<Record<string, string>> = {}): Ran {
  const ran = run('go', ['test', '-json', '-count=1', './...'], { cwd: folder, env });
  writeFileSync(join(folder, 'go-test.json'), ran.stdout);
  return ran;
}

interface GoEvent {
  readonly Action: string;
  readonly Package?: string;
}

/** The results that `go test` writes, by action: `pass`, `fail`, `skip`; of tests and of packages. */
function countEnds(log: string): Record<string, number> {
  const ends: Record<string, number> = { pass: 0, fail: 0, skip: 0 };
  for (const line of log.trim().split('\n')) {
    const event = JSON.parse(line) as GoEvent;
    if (event.Package === undefined || !(event.Action in ends)) continue;
    ends[event.Action] = (ends[event.Action] ?? 0) + 1;
  }
  return ends;
}

function checkGoTest(folder: string): string {
  write(folder, '');
  expectSame('exit of tests that pass', goTest(folder).status, 0);
  compareEnds(folder, 'success');
  write(folder, 't.Fatal("no")');
  expectSame('exit of tests that fail', goTest(folder).status, 1);
  compareEnds(folder, 'failure');
  goTest(folder, { EXIT: '1' });
  expectSame('result of a test binary that exits', inspect('go-test.json', folder).result, 'failure');
  write(folder, 'undefined()');
  expectSame('exit of tests that do not compile', goTest(folder).status, 1);
  expectSame('result without a compiled package', inspect('go-test.json', folder).result, 'failure');
  write(folder, 'time.Sleep(time.Minute)');
  // A killed `go` leaves its log where it stopped.
  const killed = run('sh', ['-c', 'timeout -s KILL 10 go test -json ./... > go-test.json'], { cwd: folder });
  expectSame('exit of tests that are killed', killed.status, 137);
  expectSame('completeness of tests that are killed', inspect('go-test.json', folder).complete, false);
  return `${runWell('go', ['version'], { cwd: folder }).trim()}: pass, fail, exit, not compiled, killed`;
}

function compareEnds(folder: string, result: string): void {
  const ends = countEnds(readFileSync(join(folder, 'go-test.json'), 'utf8'));
  const facts = inspect('go-test.json', folder);
  expectSame('result', facts.result, result);
  expectSame('complete', facts.complete, true);
  const counts = facts.byResult as Readonly<Record<string, number>>;
  expectSame(
    'ends',
    [counts['success'] ?? 0, counts['failure'] ?? 0, counts['skip'] ?? 0],
    [ends['pass'], ends['fail'], ends['skip']],
  );
}

/** gotestsum's own JUnit report and the log of the same run give the same results. */
function checkGotestsum(folder: string): string {
  const gotestsum = installGo('gotest.tools/gotestsum@latest', 'gotestsum');
  write(folder, 't.Fatal("no")');
  const args = ['--jsonfile', 'log.json', '--junitfile', 'junit.xml', '--', '-count=1', './...'];
  const ran = run(gotestsum, args, { cwd: folder });
  const [, tests = '', skipped = '', failures = ''] =
    /DONE (\d+) tests(?:, (\d+) skipped)?(?:, (\d+) failures)?/.exec(ran.stdout) ?? [];
  const junit = inspect('junit.xml', folder);
  expectSame('tests of the report', String(junit.tasks), tests);
  expectSame('failures of the report', String(junit.byResult['failure']), failures);
  expectSame('skipped of the report', String(junit.byResult['skip']), skipped);
  const log = inspect('log.json', folder);
  const packages = 2;
  expectSame('tests of the log', log.tasks - packages, junit.tasks);
  expectSame('result of both', [junit.result, log.result], ['failure', 'failure']);
  return `${runWell(gotestsum, ['--version'], { cwd: folder }).trim()}: ${tests} tests in both files`;
}
