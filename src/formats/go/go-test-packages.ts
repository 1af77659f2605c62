/** Packages and tests as the events of `go test -json` tell of them. */

import type { Draft } from '../../ingest/draft.ts';
import { type Fields, readNumber, readText, readTime } from '../../ingest/read-fields.ts';
import type { Result } from '../../model/task.ts';
import { collectGoBenchmarks, readBenchmarkLine } from './go-benchmark-lines.ts';
import { createRunClock } from './go-test-clock.ts';
import { createGoTasks, type PackageRun, type TestRun } from './go-test-tasks.ts';

export interface GoTests {
  readonly take: (event: Fields) => void;
  /** A line that is no event: before Go 1.24 that a package did not compile is said so alone. */
  readonly takeLine: (line: string) => void;
  readonly finish: () => void;
}

/** Follows each package from its first event to its end, which makes its tasks. */
export function createGoTests(draft: Draft): GoTests {
  const benchmarks = collectGoBenchmarks(draft);
  const tasks = createGoTasks(draft);
  const clock = createRunClock();
  const open = new Map<string, PackageRun>();
  const ended = new Set<string>();
  const failedBuilds = new Set<string>();
  const buildOutputs = new Map<string, string>();
  /** Packages and tests that are not tasks yet, and names of those that are. */
  let held = 0;

  const follow = (name: string, timeMs: number | null): PackageRun => {
    const known = open.get(name);
    if (known) return known;
    makeRoom();
    const run = createRun(name, timeMs);
    open.set(name, run);
    return run;
  };
  const begin = (run: PackageRun): void => {
    if (run.hasEvents) return;
    run.hasEvents = true;
    // A package that ended runs again, and none goes on: another `go test` wrote into the same file.
    const others = [...open.values()].filter((other) => other !== run && other.hasEvents);
    if (ended.has(run.name) && others.length === 0) clock.endRun();
  };
  /** Packages that end late, or never, may have more tests than can be held. */
  const makeRoom = (): void => {
    held += 1;
    if (held <= draft.limits.tasks) return;
    held = 0;
    ended.clear();
    for (const run of open.values()) tasks.flush(run);
    if (open.size <= draft.limits.tasks) return;
    for (const run of open.values()) tasks.leavePackage(run);
    open.clear();
  };
  const takeBuildOutput = (path: string, output: string): void => {
    const before = buildOutputs.get(path) ?? '';
    if (buildOutputs.size < maxBuildOutputs || before !== '')
      buildOutputs.set(path, addOutput(before, output));
  };
  const takeBuildFailure = (path: string): void => {
    if (failedBuilds.size < draft.limits.tasks) failedBuilds.add(path);
  };

  return {
    takeLine: (line) => {
      const [, name] = unbuiltLine.exec(line) ?? [];
      if (name === undefined || open.has(name) || ended.has(name)) return;
      ended.add(name);
      tasks.endPackage({ ...createRun(name, null), isUnbuilt: true }, 'failure', null);
    },
    take: (event) => {
      const action = readText(event, 'Action');
      if (action === null) return;
      if (action === 'build-output')
        return takeBuildOutput(readText(event, 'ImportPath') ?? '', readText(event, 'Output') ?? '');
      if (action === 'build-fail') return takeBuildFailure(readText(event, 'ImportPath') ?? '');
      const timeMs = readTime(event, 'Time');
      const run = follow(readText(event, 'Package') ?? '', timeMs);
      const test = readText(event, 'Test');
      if (action === 'output') {
        clock.tick(timeMs);
        return readOutput(run, test, readText(event, 'Output') ?? '', (line) => {
          const result = readBenchmarkLine(line);
          if (result) benchmarks.add(run.name, result);
        });
      }
      begin(run);
      clock.tick(timeMs);
      if (action === 'run' && test !== null) {
        makeRoom();
        startTest(run, test, timeMs);
      }
      const result = results.get(action);
      if (result === undefined) return;
      const elapsed = readNumber(event, 'Elapsed');
      const durationMs = elapsed === null ? null : elapsed * 1000;
      if (test !== null) return endTest(run, test, result, durationMs);
      const failedBuild = readText(event, 'FailedBuild') ?? '';
      failedBuilds.delete(failedBuild);
      run.output = buildOutputs.get(failedBuild) ?? run.output;
      open.delete(run.name);
      ended.add(run.name);
      tasks.endPackage(run, result, durationMs);
    },
    finish: () => {
      for (const run of open.values()) {
        // Output that comes after a package's end starts nothing.
        if (!run.hasEvents && ended.has(run.name)) continue;
        // Before Go 1.12 a panic left the end of the package to the test that it happened in.
        if (run.hasFailed) tasks.endPackage(run, 'failure', null);
        else tasks.leavePackage(run);
      }
      for (const path of failedBuilds) tasks.failBuild(path, buildOutputs.get(path) ?? '');
      benchmarks.finish();
      draft.facts.startTimeMs = clock.startTimeMs();
      const isWhole = [...open.values()].every((run) => run.hasFailed || !run.hasEvents);
      draft.facts.durationMs = isWhole ? clock.durationMs() : null;
    },
  };
}

/** Compilers of more packages than this say why they failed in the log alone. */
const maxBuildOutputs = 200;

const results: ReadonlyMap<string, Result> = new Map([
  ['pass', 'success'],
  ['bench', 'success'],
  ['fail', 'failure'],
  ['skip', 'skip'],
]);

function createRun(name: string, startTimeMs: number | null): PackageRun {
  return {
    name,
    startTimeMs,
    tests: [],
    newest: new Map(),
    hasEvents: false,
    isCached: false,
    output: '',
    isUnbuilt: false,
    hasFailed: false,
    timedOutIn: null,
    told: null,
    partLine: '',
  };
}

/** `-count` runs a test again inside of its package. */
function startTest(run: PackageRun, test: string, startTimeMs: number | null): TestRun {
  const before = run.newest.get(test);
  if (before !== undefined && before.result === null && before.told === null) return before;
  const occurrence = (before?.occurrence ?? 0) + 1;
  const started: TestRun = {
    test,
    occurrence,
    startTimeMs,
    result: null,
    durationMs: null,
    told: null,
    errorType: null,
    output: '',
  };
  run.tests.push(started);
  run.newest.set(test, started);
  return started;
}

function endTest(run: PackageRun, test: string, result: Result, durationMs: number | null): void {
  const known = run.newest.get(test);
  const ended = known === undefined || known.result !== null ? startTest(run, test, null) : known;
  ended.result = result;
  if (result !== 'failure') ended.output = '';
  ended.durationMs = durationMs ?? ended.told?.durationMs ?? null;
}

const testLine = /--- (PASS|FAIL|SKIP): (\S+) \((\d+(?:\.\d+)?)s\)\s*$/;
const packageLine = /^(ok {2}|FAIL|\? {3})\t(\S+)\t(\(cached\)|(\d+(?:\.\d+)?)s)?/;
const unbuiltLine = /^FAIL\t(\S+) \[(?:build|setup) failed\]/;
const words: ReadonlyMap<string, Result> = new Map([
  ['PASS', 'success'],
  ['FAIL', 'failure'],
  ['SKIP', 'skip'],
]);

/** What output says that events may not: cached results, how a test ended, why it did not, benchmarks. */
function readOutput(
  run: PackageRun,
  test: string | null,
  output: string,
  takeLine: (line: string) => void,
): void {
  if (output.length > 10_000) return;
  keepOutput(test === null ? run : run.newest.get(test), output);
  if (output.startsWith('panic: ')) {
    const panicked = test === null ? undefined : run.newest.get(test);
    if (panicked) panicked.errorType = 'panic';
    if (output.startsWith('panic: test timed out after ')) run.timedOutIn = test ?? '';
  } else if (run.partLine !== '' || output.startsWith('Benchmark')) {
    run.partLine = (run.partLine + output).slice(0, 10_000);
    if (!output.endsWith('\n')) return;
    takeLine(run.partLine);
    run.partLine = '';
  } else if (output.includes('--- ')) {
    const [, word = '', name = '', seconds] = testLine.exec(output) ?? [];
    const told = run.newest.get(name);
    const result = words.get(word);
    if (told && result) told.told ??= { result, durationMs: Number(seconds) * 1000 };
  } else readPackageLine(run, test, output);
}

/** The tool's own lines say nothing about the failure. */
const frameLine = /^\s*(?:=== |--- |(?:PASS|FAIL|ok|exit status|coverage:)\b)/;
const maxOutput = 2_000;

function keepOutput(of: { output: string } | undefined, output: string): void {
  if (of !== undefined && !frameLine.test(output)) of.output = addOutput(of.output, output);
}

function addOutput(before: string, output: string): string {
  return before.length < maxOutput ? (before + output).slice(0, maxOutput) : before;
}

function readPackageLine(run: PackageRun, test: string | null, output: string): void {
  if (test === null) run.isUnbuilt ||= unbuiltLine.test(output);
  const [, word, name, cached, seconds] = packageLine.exec(output) ?? [];
  // Tests may print such a line; that of their own package is Go's.
  if (name === undefined || (test !== null && (name !== run.name || word !== 'FAIL'))) return;
  run.hasFailed = word === 'FAIL';
  run.isCached ||= cached === '(cached)';
  run.told = { name, durationMs: seconds === undefined ? null : Number(seconds) * 1000 };
}
