/** Adds the tests of a report with their attempts, and compares the report's own counts with its entries. */

import type { TaskDraft } from '../../ingest/clean-task.ts';
import type { FailureDraft } from '../../ingest/describe-failure.ts';
import type { List } from '../../ingest/distinguish-by-place.ts';
import type { Draft } from '../../ingest/draft.ts';
import { stripRoots } from '../../ingest/strip-roots.ts';
import { hasFailed } from '../../metrics/final-tasks.ts';
import { formatCount, plural } from '../../model/counts.ts';
import type { Result, Task } from '../../model/task.ts';

/** One run of a test; missing fields are unknown. */
export interface Try {
  readonly result: Result;
  readonly durationMs?: number | null;
  readonly startTimeMs?: number | null;
  readonly errorType?: string | null;
  readonly failure?: FailureDraft | null;
  /** The worker that ran it. */
  readonly lane?: string;
}

interface TestDraft {
  /** Project, file, suites and name, outermost first; empty parts are left out. */
  readonly path: readonly (string | null | undefined)[];
  /** The tool's unique id of the test in the file: a second entry after a failure is a retry. */
  readonly id?: string | undefined;
  /** The environment of the same tests, such as a browser or a version of .NET; used if names are equal. */
  readonly project?: string | null;
  /** `suite` for a failure outside of tests, else `test`. */
  readonly kind?: 'test' | 'suite';
  /** In their order; the last one counts. */
  readonly tries: readonly Try[];
  /** Number of runs, if the report states more than it lists. */
  readonly attempts?: number;
  /** Of the test itself, for a failure without a place in its texts. */
  readonly file?: string | null;
  readonly line?: number | null;
}

/** A run's own totals and times; missing ones are left out. */
export interface ToolRun {
  readonly tests?: number | null;
  readonly failed?: number | null;
  readonly startTimeMs?: number | null;
  readonly durationMs?: number | null;
}

interface Listed {
  readonly tests: number;
  readonly failed: number;
}

export interface Tests {
  readonly add: (test: TestDraft) => Task | null;
  /** The time of the tests added since the last call, for reports with timestamps only for groups. */
  readonly stamp: (startTimeMs: number | null, durationMs: number | null) => void;
  /** The total time of the tests added since the last `stamp`. */
  readonly sum: (durationMs: number | null) => void;
  /** Adds these numbers of tests and failures. */
  readonly listed: () => Listed;
  /** Ends a run; further ones may follow in the file. */
  readonly conclude: (run: ToolRun) => void;
}

const maxAttempts = 255;

export function collectTests(draft: Draft): Tests {
  // Titles may be equal in all of these tools.
  const lists = new Map<string, List>();
  const listOf = ({ id = '', project = null }: TestDraft): List => {
    const key = `${project}\0${id}`;
    const list = lists.get(key) ?? { stated: null, repeats: id === '' ? 'maybe' : 'never', project };
    if (!draft.isSummedUp()) lists.set(key, list);
    return list;
  };
  let tests = 0;
  let failed = 0;
  let taskIds: string[] = [];
  const conclude = concludeRuns(draft);
  const addTask = (task: TaskDraft): Task => {
    const added = draft.addTask(task);
    if (taskIds.length < draft.limits.tasks) taskIds.push(added.id);
    return added;
  };
  return {
    add: (test) => {
      const place = {
        list: listOf(test),
        entry: tests,
        suites: [],
        file: test.file ? stripRoots(test.file) : null,
        line: test.line ?? null,
      };
      const common = { name: nameByPath(test.path), kind: test.kind ?? 'test', place };
      const earlier = test.tries.slice(0, -1).slice(0, maxAttempts - 1);
      const last = test.tries.at(-1);
      if (last === undefined) return null;
      for (const [index, each] of earlier.entries())
        addTask({ ...common, attempt: index + 1, ...describeTry(each, test) });
      tests += 1;
      if (hasFailed(last)) failed += 1;
      const attempt = Math.max(earlier.length + 1, test.attempts ?? 1);
      return addTask({ ...common, attempt, ...describeTry(last, test) });
    },
    stamp: (startTimeMs, durationMs) => {
      if (startTimeMs !== null && taskIds.length > 0) draft.addPeriod({ startTimeMs, durationMs, taskIds });
      taskIds = [];
    },
    sum: (durationMs) => {
      if (durationMs !== null && taskIds.length > 0) draft.addSum({ durationMs, taskIds });
    },
    listed: () => ({ tests, failed }),
    conclude: (run) => conclude(run, { tests, failed }),
  };
}

/** @returns a function that ends a run, with the entries of all runs so far */
export function concludeRuns(draft: Draft): (run: ToolRun, listed: Listed) => void {
  const addTimes = addRuns(draft);
  let before: Listed = { tests: 0, failed: 0 };
  return (run, listed) => {
    addTimes(run);
    checkStated(draft, run, { tests: listed.tests - before.tests, failed: listed.failed - before.failed });
    before = { ...listed };
  };
}

/**
 * Several runs in a file: their durations add up; runs with a clock are measured by the times of their tests.
 * @returns a function that adds the times of a run
 */
export function addRuns({ facts }: Draft): (run: Pick<ToolRun, 'startTimeMs' | 'durationMs'>) => void {
  let isFirst = true;
  return ({ startTimeMs = null, durationMs = null }) => {
    if (isFirst) Object.assign(facts, { startTimeMs, durationMs });
    else if (facts.startTimeMs === null && startTimeMs === null && facts.durationMs !== null)
      facts.durationMs = durationMs === null ? null : facts.durationMs + durationMs;
    else Object.assign(facts, { startTimeMs: null, durationMs: null });
    isFirst = false;
  };
}

/** Reports tests and failures that are counted but not listed. */
function checkStated({ facts, report }: Draft, stated: ToolRun, listed: Listed): void {
  if (stated.tests && stated.tests > listed.tests) {
    facts.complete = false;
    const what = `It counts ${plural(stated.tests, 'test')} and lists ${formatCount(listed.tests)}.`;
    report('warning', 'unlisted-tests', what);
  }
  if (!stated.failed || stated.failed <= listed.failed) return;
  facts.result = 'failure';
  const what = `It counts ${plural(stated.failed, 'failed test')} and lists ${formatCount(listed.failed)}.`;
  const fix =
    'Check the output of the tool for a failure outside the tests, or a test that passed unexpectedly.';
  report('warning', 'unlisted-failure', what, fix);
}

/** The parts of a path, without the folders of the machine. */
export function nameByPath(path: TestDraft['path']): string {
  const parts = path.map((part) => stripRoots(part ?? '').trim()).filter((part) => part !== '');
  return parts.join(' › ') || 'test';
}

/** A skipped test with a time of zero has no duration. */
function describeTry(each: Try, { file = null, line = null }: TestDraft): Try {
  // Without binary rounding noise.
  const durationMs = typeof each.durationMs === 'number' ? Math.round(each.durationMs * 1e6) / 1e6 : null;
  const { result, failure } = each;
  return {
    ...each,
    durationMs: result === 'skip' ? durationMs || null : durationMs,
    failure: failure ? (failure.file ? failure : { ...failure, file, line }) : null,
  };
}
