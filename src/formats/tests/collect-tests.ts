/** Adds the tests of a report with their tries, and holds what the report counts against what it lists. */

import type { TaskDraft } from '../../ingest/clean-task.ts';
import type { FailureDraft } from '../../ingest/describe-failure.ts';
import type { List } from '../../ingest/distinguish-by-place.ts';
import type { Draft } from '../../ingest/draft.ts';
import { stripRoots } from '../../ingest/strip-roots.ts';
import { hasFailed } from '../../metrics/final-tasks.ts';
import type { Result, Task } from '../../model/task.ts';

/** One run of a test; what is left out is not known. */
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
  /** Project, file, suites and name, the outermost first; empty parts are left out. */
  readonly path: readonly (string | null | undefined)[];
  /**
   * What the tool calls this test and no other one of the file: when it stands there again after it had failed, it was
   * tried again.
   */
  readonly id?: string | undefined;
  /** What the same tests are run with, such as a browser or a version of .NET; told where names are equal. */
  readonly project?: string | null;
  /** `suite` for what failed around its tests, else `test`. */
  readonly kind?: 'test' | 'suite';
  /** In their order; the last one counts. */
  readonly tries: readonly Try[];
  /** How often it ran, where the report tells more than it lists. */
  readonly attempts?: number;
  /** Of the test itself, for a failure whose texts name no place. */
  readonly file?: string | null;
  readonly line?: number | null;
}

/** A report's own totals; those that it lacks are left out. */
interface Stated {
  readonly tests?: number | null;
  readonly failed?: number | null;
}

export interface Tests {
  readonly add: (test: TestDraft) => Task | null;
  /** When those tests were that were added since the last call, for reports that stamp them as a whole. */
  readonly stamp: (startTimeMs: number | null, durationMs: number | null) => void;
  /** What those tests took together that were added since the last `stamp`. */
  readonly sum: (durationMs: number | null) => void;
  /** So many tests and failures were added. */
  readonly listed: () => { readonly tests: number; readonly failed: number };
  /** Reports tests and failures that are counted and not listed. */
  readonly conclude: (stated: Stated) => void;
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
      const common = { name: nameTest(test.path), kind: test.kind ?? 'test', place };
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
    conclude: (stated) => {
      const { facts, report } = draft;
      if ((stated.tests ?? 0) > tests) {
        facts.complete = false;
        report('warning', 'unlisted-tests', `It counts ${stated.tests} tests; ${tests} are listed.`);
      }
      if ((stated.failed ?? 0) <= failed) return;
      facts.result = 'failure';
      const what = `It counts ${stated.failed} failures; ${failed} are listed.`;
      const fix = 'Look in the output of the tool for a failure outside of the tests.';
      report('warning', 'unlisted-failure', what, fix);
    },
  };
}

function nameTest(path: TestDraft['path']): string {
  const parts = path.map((part) => stripRoots(part ?? '').trim()).filter((part) => part !== '');
  return parts.join(' › ') || 'test';
}

/** What did not run and is said to have taken no time has no duration. */
function describeTry(each: Try, { file = null, line = null }: TestDraft): Try {
  // Without the noise of binary fractions.
  const durationMs = typeof each.durationMs === 'number' ? Math.round(each.durationMs * 1e6) / 1e6 : null;
  const { result, failure } = each;
  return {
    ...each,
    durationMs: result === 'skip' ? durationMs || null : durationMs,
    failure: failure ? (failure.file ? failure : { ...failure, file, line }) : null,
  };
}
