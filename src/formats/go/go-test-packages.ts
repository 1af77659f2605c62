/** Packages and tests, from the events of `go test -json`. */

import type { Draft } from '../../ingest/draft.ts';
import { type Fields, readNumber, readText, readTime } from '../../ingest/read-fields.ts';
import type { Result } from '../../model/task.ts';
import { collectGoBenchmarks, readBenchmarkLine } from './go-benchmark-lines.ts';
import { addOutput, createFailedBuilds } from './go-failed-builds.ts';
import { createRun, followPackages } from './go-open-packages.ts';
import { createRunClock } from './go-test-clock.ts';
import { createGoTasks, type PackageRun, type TestRun } from './go-test-tasks.ts';

export interface GoTests {
  readonly take: (event: Fields) => void;
  /** A line that is not an event: before Go 1.24 only such a line shows that a package did not compile. */
  readonly takeLine: (line: string) => void;
  readonly finish: () => void;
}

/** Tracks each package from its first event to its end, and then creates its tasks. */
export function createGoTests(draft: Draft): GoTests {
  const benchmarks = collectGoBenchmarks(draft);
  const tasks = createGoTasks(draft);
  const clock = createRunClock();
  const packages = followPackages(draft.limits.tasks, tasks);
  const builds = createFailedBuilds(draft.limits.tasks);

  const takeOutput = (run: PackageRun, test: string | null, output: string): void =>
    readOutput(run, test, output, (line) => {
      const result = readBenchmarkLine(line);
      if (result) benchmarks.add(run.name, result);
      else benchmarks.takeUnit(line);
    });
  const takeEnd = (run: PackageRun, test: string | null, result: Result, event: Fields): void => {
    const elapsed = readNumber(event, 'Elapsed');
    const durationMs = elapsed === null ? null : elapsed * 1000;
    if (test !== null) return endTest(run, test, result, durationMs);
    run.output = builds.explain(readText(event, 'FailedBuild') ?? '') ?? run.output;
    packages.end(run.name);
    tasks.endPackage(run, result, durationMs);
  };

  return {
    takeLine: (line) => {
      const [, name] = unbuiltLine.exec(line) ?? [];
      if (name === undefined || packages.knows(name)) return;
      packages.end(name);
      tasks.endPackage({ ...createRun(name, null), isUnbuilt: true }, 'failure', null);
    },
    take: (event) => {
      const action = readText(event, 'Action');
      if (action === null || builds.take(action, event)) return;
      const timeMs = readTime(event, 'Time');
      const run = packages.follow(readText(event, 'Package') ?? '', timeMs);
      const test = readText(event, 'Test');
      // A finished package starts again while none is open: another `go test` wrote into the same file.
      if (action !== 'output' && packages.begin(run)) clock.endRun();
      clock.tick(timeMs);
      if (action === 'output') return takeOutput(run, test, readText(event, 'Output') ?? '');
      if (action === 'run' && test !== null) {
        packages.makeRoom();
        startTest(run, test, timeMs);
      }
      const result = results.get(action);
      if (result !== undefined) takeEnd(run, test, result, event);
    },
    finish: () => {
      packages.finish();
      for (const { path, output } of builds.rest()) tasks.failBuild(path, output);
      benchmarks.finish();
      draft.facts.startTimeMs = clock.startTimeMs();
      draft.facts.durationMs = packages.areWhole() ? clock.durationMs() : null;
    },
  };
}

const results: ReadonlyMap<string, Result> = new Map([
  ['pass', 'success'],
  ['bench', 'success'],
  ['fail', 'failure'],
  ['skip', 'skip'],
]);

/** `-count` runs a test again inside its package. */
function startTest(run: PackageRun, test: string, startTimeMs: number | null): TestRun {
  const before = run.newest.get(test);
  if (before !== undefined && before.result === null && before.printed === null) return before;
  const occurrence = (before?.occurrence ?? 0) + 1;
  const started: TestRun = {
    test,
    occurrence,
    startTimeMs,
    result: null,
    durationMs: null,
    printed: null,
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
  ended.durationMs = durationMs ?? ended.printed?.durationMs ?? null;
}

const testLine = /--- (PASS|FAIL|SKIP): (\S+) \((\d+(?:\.\d+)?)s\)\s*$/;
const packageLine = /^(ok {2}|FAIL|\? {3})\t(\S+)\t(\(cached\)|(\d+(?:\.\d+)?)s)?/;
const unbuiltLine = /^FAIL\t(\S+) \[(?:build|setup) failed\]/;
const words: ReadonlyMap<string, Result> = new Map([
  ['PASS', 'success'],
  ['FAIL', 'failure'],
  ['SKIP', 'skip'],
]);

/** Facts that may be only in the output: cached results, the result of a test, its reason, benchmarks. */
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
  } else if (run.partLine !== '' || /^(?:Benchmark|Unit )/.test(output)) {
    run.partLine = (run.partLine + output).slice(0, 10_000);
    if (!output.endsWith('\n')) return;
    takeLine(run.partLine);
    run.partLine = '';
  } else if (output.includes('--- ')) {
    const [, word = '', name = '', seconds] = testLine.exec(output) ?? [];
    const printed = run.newest.get(name);
    const result = words.get(word);
    if (printed && result) printed.printed ??= { result, durationMs: Number(seconds) * 1000 };
  } else readPackageLine(run, test, output);
}

/** The tool's own lines do not explain the failure. */
const frameLine = /^\s*(?:=== |--- |(?:PASS|FAIL|ok|exit status|coverage:)\b)/;

function keepOutput(of: { output: string } | undefined, output: string): void {
  if (of !== undefined && !frameLine.test(output)) of.output = addOutput(of.output, output);
}

function readPackageLine(run: PackageRun, test: string | null, output: string): void {
  if (test === null) run.isUnbuilt ||= unbuiltLine.test(output);
  const [, word, name, cached, seconds] = packageLine.exec(output) ?? [];
  // Tests may print such a line; only the one of their own package is Go's.
  if (name === undefined || (test !== null && (name !== run.name || word !== 'FAIL'))) return;
  run.hasFailed = word === 'FAIL';
  run.isCached ||= cached === '(cached)';
  run.printed = { name, durationMs: seconds === undefined ? null : Number(seconds) * 1000 };
}
