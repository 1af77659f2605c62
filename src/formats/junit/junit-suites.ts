/** Suites of a JUnit report: what they say of themselves against what they list, and how long they took. */

import type { Attributes } from '../../ingest/parse-xml.ts';
import type { Reader, Suite } from './junit-reader.ts';

export function createSuite(
  attributes: Attributes,
  timeMs: number | null,
  startTimeMs: number | null,
): Suite {
  const count = (key: string): number => Number.parseInt(attributes[key] ?? '', 10) || 0;
  return {
    name: attributes['name'] ?? '',
    timeMs,
    startTimeMs,
    innerMs: 0,
    hasInner: false,
    stated: { tests: count('tests'), failures: count('failures'), errors: count('errors') },
    cases: 0,
    failing: 0,
    hasWork: false,
  };
}

/** What a suite says that it took. One of tests that took time did not take 0 s: its tool does not measure it. */
export function statedMs({ timeMs, hasWork }: Suite): number | null {
  return timeMs === 0 && hasWork ? null : timeMs;
}

/** What a suite says, or else the suites inside it. */
export function measureSuite(suite: Suite): number | null {
  return statedMs(suite) ?? (suite.hasInner ? suite.innerMs : null);
}

/**
 * A suite that says that it failed, and lists no case that did, has crashed around its cases (Karma's lost
 * browser, errors while a suite is set up or loaded) or does not list what failed (subtests in CPython's runner):
 * it is no success. One that lists nothing of what it ran is not whole.
 * To list fewer cases than `tests` says is usual: pytest and unittest count subtests, others what they skipped.
 */
export function checkSuite(reader: Reader, suite: Suite): void {
  const { draft } = reader;
  const { stated } = suite;
  if (suite.failing === 0 && stated.failures + stated.errors > 0)
    noteCrash(reader, suite, stated.failures > 0 ? 'failure' : 'error');
  if (suite.cases === 0 && stated.tests > 0) {
    suite.cases = stated.tests;
    draft.facts.complete = false;
    const what = `${nameSuite(suite)} says that it ran ${stated.tests} tests and lists none.`;
    draft.report('warning', 'unlisted-tests', what);
  }
}

export function noteCrash({ draft, crashes }: Reader, suite: Suite, how: 'failure' | 'error'): void {
  crashes.add(how);
  // Suites around this one count it too, and need not say it again.
  suite.failing += 1;
  const what = `${nameSuite(suite)} says that it failed beside its test cases.`;
  draft.report('warning', 'unlisted-failure', what, 'Look for a crash outside of the tests in its output.');
}

export function nameSuite({ name }: Suite): string {
  return name === '' ? 'The report' : `The suite \`${name.slice(0, 100)}\``;
}

export function closeSuite(reader: Reader): void {
  const { suites, span } = reader;
  const suite = suites.pop();
  const outer = suites.at(-1);
  if (suite === undefined || outer === undefined) return;
  checkSuite(reader, suite);
  outer.cases += suite.cases;
  outer.failing += suite.failing;
  outer.hasWork ||= suite.hasWork;
  const timeMs = measureSuite(suite);
  outer.innerMs = outer.innerMs === null || timeMs === null ? null : outer.innerMs + timeMs;
  outer.hasInner = true;
  if (suites.length > 1) return;
  if (suite.startTimeMs === null || timeMs === null) span.isWhole = false;
  if (suite.startTimeMs !== null) {
    span.start = Math.min(span.start, suite.startTimeMs);
    span.end = Math.max(span.end, suite.startTimeMs + (timeMs ?? 0));
  }
}
