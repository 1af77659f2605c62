/** The state of a JUnit report during reading. */

import type { FailureDraft } from '../../ingest/describe-failure.ts';
import type { List } from '../../ingest/distinguish-by-place.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { XmlAttributes } from '../../ingest/parse-xml.ts';
import type { Result } from '../../model/task.ts';
import type { NumberStyle } from './junit-numbers.ts';

/** The cases of a suite as a list. */
export interface CaseList extends List {
  /** The report is one of projects, which are part of every name. */
  readonly isProjectNamed: boolean;
}

export interface JUnitSuite {
  readonly name: string;
  readonly file: string | null;
  /** Its own attributes, unchanged. */
  readonly attributes: XmlAttributes;
  list: CaseList | null;
  /** Its environment from the properties: a browser, a device. */
  projects: readonly string[];
  /** Its own name and the class of its last case. */
  names: readonly string[] | null;
  readonly timeMs: number | null;
  readonly startTimeMs: number | null;
  /** The time of the inner suites; null as soon as one has none. */
  innerMs: number | null;
  hasInner: boolean;
  /** The numbers that it states, and the sums of its entries; inner suites included. */
  readonly stated: { readonly tests: number; readonly failures: number; readonly errors: number };
  cases: number;
  /** Cases that failed at least once. */
  failing: number;
  /** A case took longer than 0 s. */
  hasWork: boolean;
}

export interface JUnitCase {
  /** The test that contains this one. */
  readonly outer: JUnitCase | null;
  /** Its suite and its class, by name. */
  readonly suites: readonly string[];
  readonly name: string;
  /** An interrupted pytest writes only the time so far of the running test. */
  isCut: boolean;
  readonly durationMs: number | null;
  readonly startTimeMs: number | null;
  /** Its result in the tool's own words; often empty. */
  readonly written: string;
  result: Result;
  /** Node's runner and Catch2 do not count the result of a test marked as `todo` or `!mayfail`. */
  isTodo: boolean;
  errorType: string | null;
  /** Of the first failure in it. */
  failure: FailureText | null;
  readonly file: string | null;
  readonly line: number | null;
  /** Failed attempts before the last one, as Surefire reports them. */
  readonly retries: {
    readonly errorType: string | null;
    readonly durationMs: number | null;
    readonly failure: FailureText;
  }[];
}

/** The message and text of a failure while they are read. */
export interface FailureText extends FailureDraft {
  readonly message: string;
  text: string;
}

export interface JUnitReader {
  readonly draft: Draft;
  readonly numbers: NumberStyle;
  /** Its tool names rows of data like their test. */
  readonly repeatsNames: boolean;
  /** The open suites; the first represents the whole file. */
  readonly suites: JUnitSuite[];
  /** Number of cases so far. */
  entries: number;
  /** Of the cases in the open outermost suite. */
  taskIds: string[];
  /** The previous case. */
  last: JUnitCase | null;
  /** Outermost suites with a clock: from the first start to the last end. */
  readonly span: { start: number; end: number; isWhole: boolean };
  current: JUnitCase | null;
  /** Receives the current text; null if it is not needed. */
  failure: FailureText | null;
  roots: number;
  /** Results of suites whose cases do not show them. */
  readonly crashes: Set<'failure' | 'error'>;
  hasFailure: boolean;
  longestMs: number;
}
