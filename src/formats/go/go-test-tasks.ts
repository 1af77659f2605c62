/** Creates tasks for a package of `go test -json` and its tests, once the result of the package is known. */

import type { FailureDraft } from '../../ingest/describe-failure.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { CacheState, Result } from '../../model/task.ts';

export interface TestRun {
  readonly test: string;
  /** 2 for the second time in one run of its package. */
  readonly occurrence: number;
  readonly startTimeMs: number | null;
  result: Result | null;
  durationMs: number | null;
  /** The data of its `--- PASS:` line, for logs without the event. */
  printed: { readonly result: Result; readonly durationMs: number } | null;
  errorType: string | null;
  /** The beginning of its output; discarded when it passes. */
  output: string;
}

export interface PackageRun {
  /** Empty if the events do not contain it. */
  readonly name: string;
  readonly startTimeMs: number | null;
  readonly tests: TestRun[];
  /** The newest run of each test. */
  readonly newest: Map<string, TestRun>;
  /** There was an event other than output. */
  hasEvents: boolean;
  isCached: boolean;
  /** The output of its compiler, and its own output outside of tests. */
  output: string;
  /** It did not compile. */
  isUnbuilt: boolean;
  /** Its last line of output reports a failure. */
  hasFailed: boolean;
  /** The test that was running at the timeout. */
  timedOutIn: string | null;
  /** The data of its last line of output. */
  printed: { readonly name: string; readonly durationMs: number | null } | null;
  /** Output of a benchmark with an unfinished line. */
  partLine: string;
}

export interface GoTasks {
  readonly endPackage: (run: PackageRun, result: Result, durationMs: number | null) => void;
  /** The log ends before the package. */
  readonly leavePackage: (run: PackageRun) => void;
  /** A package that others depend on did not compile. */
  readonly failBuild: (importPath: string, output: string) => void;
  /** Adds the tests so far, because there are more than the limit. */
  readonly flush: (run: PackageRun) => void;
}

export function createGoTasks(draft: Draft): GoTasks {
  /** How often each name occurred: its next run is another attempt. */
  const attempts = new Map<string, number>();
  let hasFailure = false;

  const nextAttempt = (name: string): number => {
    if (draft.isSummedUp()) attempts.clear();
    const attempt = (attempts.get(name) ?? 0) + 1;
    attempts.set(name, attempt);
    return attempt;
  };
  const addPackage = (
    run: PackageRun,
    end: { result: Result; durationMs: number | null; cache: CacheState },
  ) => {
    const name = run.name || run.printed?.name;
    if (name === undefined) return addTests(draft, run, end, '', null, nextAttempt);
    const { id } = draft.addTask({
      name,
      kind: 'package',
      attempt: nextAttempt(name),
      startTimeMs: run.startTimeMs,
      ...end,
      errorType: run.isUnbuilt ? 'build failed' : null,
      failure: describeOutput(run.isUnbuilt || !hasFailedTest(run) ? run.output : '', name),
    });
    addTests(draft, run, end, name, id, nextAttempt);
  };
  return {
    endPackage: (run, result, durationMs) => {
      hasFailure ||= result === 'failure';
      const ran = result !== 'skip' && !run.isUnbuilt;
      addPackage(run, {
        result,
        durationMs: ran && !run.isCached ? (durationMs ?? run.printed?.durationMs ?? null) : null,
        cache: run.isCached ? 'hit' : ran ? 'miss' : 'unknown',
      });
    },
    leavePackage: (run) => {
      draft.facts.complete = false;
      hasFailure ||= run.tests.some((test) => test.result === 'failure');
      draft.facts.result = hasFailure ? 'failure' : 'unknown';
      const what = `The package \`${run.name}\` started and never ended.`;
      draft.report('warning', 'unfinished-task', what);
      addPackage(run, { result: 'unknown', durationMs: null, cache: 'unknown' });
    },
    failBuild: (importPath, output) => {
      draft.facts.result = 'failure';
      const name = importPath.replace(/ \[.*/, '') || 'build';
      const failure = describeOutput(output, name);
      draft.addTask({ name, kind: 'build', result: 'failure', errorType: 'build failed', failure });
    },
    flush: (run) => {
      addTests(draft, run, { result: 'unknown', cache: 'unknown' }, run.name, null, nextAttempt);
      run.tests.length = 0;
      run.newest.clear();
    },
  };
}

function addTests(
  draft: Draft,
  run: PackageRun,
  end: { readonly result: Result; readonly cache: CacheState },
  packageName: string,
  packageId: string | null,
  nextAttempt: (name: string) => number,
): void {
  const ids = new Map<string, string>();
  for (const test of run.tests) {
    const result = judgeTest(draft, run, test, end.result);
    if (result === null) continue;
    const path = packageName === '' ? test.test : `${packageName} › ${test.test}`;
    const name = test.occurrence === 1 ? path : `${path} #${test.occurrence}`;
    const took = test.durationMs ?? test.printed?.durationMs ?? null;
    const isHit = end.cache === 'hit';
    const { id } = draft.addTask({
      name,
      kind: 'test',
      parentId: parentOf(test.test, ids) ?? packageId,
      attempt: nextAttempt(name),
      startTimeMs: test.startTimeMs,
      // Replayed times are those of the cached run; a test that was skipped immediately took no time.
      durationMs: isHit ? null : result === 'skip' ? took || null : took,
      savedMs: isHit && !test.test.includes('/') ? took : null,
      result,
      cache: end.cache,
      errorType: result === 'failure' ? test.errorType : null,
      failure: describeOutput(test.output, packageName),
    });
    ids.set(test.test, id);
  }
}

/** The tests of a failed package contain the reason, unless it failed outside of them. */
function hasFailedTest({ tests }: PackageRun): boolean {
  return tests.some(({ result, printed }) => (result ?? printed?.result) === 'failure');
}

/** Go names files without their folder, which is that of the package. */
function describeOutput(output: string, packageName: string): FailureDraft {
  const file = packageName.replace(/[.]test$|_test$/, '');
  const text = output.replaceAll(
    /^([^\S\n]*(?:\.\/)?)([\w.-]+\.go:\d+)/gm,
    (_, indent: string, place: string) =>
      file === '' ? `${indent}${place}` : `${indent.replace('./', '')}${file}/${place}`,
  );
  return { text };
}

/** @returns null for a benchmark that was run: it is a measurement */
function judgeTest(draft: Draft, run: PackageRun, test: TestRun, packageResult: Result): Result | null {
  const known = test.result ?? test.printed?.result ?? null;
  if (/^Benchmark(?![a-z])/.test(test.test) && (known === null || known === 'success')) return null;
  if (known === 'failure' && run.timedOutIn === test.test) return 'timeout';
  if (known !== null) return known;
  // Go loses events of subtests (golang/go#40771); if the test around them passed, they did not fail.
  const root = run.newest.get(test.test.replace(/\/.*/s, ''));
  if (root !== test && root?.result === 'success') return 'unknown';
  draft.facts.complete = false;
  draft.report('warning', 'unfinished-task', `\`${test.test.slice(0, 200)}\` started and never ended.`);
  if (packageResult !== 'failure') return 'unknown';
  return run.timedOutIn === null ? 'failure' : 'timeout';
}

/** The nearest test around a subtest; names of subtests may contain slashes. */
function parentOf(test: string, ids: ReadonlyMap<string, string>): string | null {
  for (let end = test.lastIndexOf('/'); end > 0; end = test.lastIndexOf('/', end - 1)) {
    const id = ids.get(test.slice(0, end));
    if (id !== undefined) return id;
  }
  return null;
}
