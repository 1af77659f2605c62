/** What is kept of a JUnit report while it is read. */

import type { FailureDraft } from '../../ingest/describe-failure.ts';
import type { List } from '../../ingest/distinguish-by-place.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { XmlAttributes } from '../../ingest/parse-xml.ts';
import type { Result } from '../../model/task.ts';
import type { NumberStyle } from './junit-numbers.ts';

/** The cases of a suite as a list. */
export interface CaseList extends List {
  /** The report is one of projects, which are a part of every name. */
  readonly isProjectNamed: boolean;
}

export interface Suite {
  readonly name: string;
  readonly file: string | null;
  /** Its own attributes, as written. */
  readonly attributes: XmlAttributes;
  list: CaseList | null;
  /** Where it ran, from its properties: a browser, a device. */
  projects: readonly string[];
  /** Its own name and the class of its last case. */
  names: readonly string[] | null;
  readonly timeMs: number | null;
  readonly startTimeMs: number | null;
  /** What the suites inside took; null as soon as one does not say. */
  innerMs: number | null;
  hasInner: boolean;
  /** The numbers that it states, beside the sums of what it lists; suites inside included. */
  readonly stated: { readonly tests: number; readonly failures: number; readonly errors: number };
  cases: number;
  /** Cases that failed at least once. */
  failing: number;
  /** A case took longer than 0 s. */
  hasWork: boolean;
}

export interface Case {
  /** The test that this one is a part of. */
  readonly outer: Case | null;
  /** Its suite and its class, by name. */
  readonly suites: readonly string[];
  readonly name: string;
  /** Pytest, when it is interrupted, writes of the test that is running how long it has, and nothing else. */
  isCut: boolean;
  readonly durationMs: number | null;
  readonly startTimeMs: number | null;
  /** How it ended, in its tool's word; often empty. */
  readonly written: string;
  result: Result;
  /** Node's runner does not count what a test does that is yet to be written. */
  isTodo: boolean;
  errorType: string | null;
  /** Of the first failure in it. */
  failure: FailureText | null;
  readonly file: string | null;
  readonly line: number | null;
  /** Tries that failed before the last one, as Surefire reports them. */
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

export interface Reader {
  readonly draft: Draft;
  readonly numbers: NumberStyle;
  /** The open suites; the first stands for the whole file. */
  readonly suites: Suite[];
  /** How many cases were read. */
  entries: number;
  /** Of the cases in the outermost suite that is open. */
  taskIds: string[];
  /** The case before. */
  last: Case | null;
  /** Outermost suites that have a clock: from the first start to the last end. */
  readonly span: { start: number; end: number; isWhole: boolean };
  current: Case | null;
  /** Takes the text that is being read; null where nobody needs it. */
  failure: FailureText | null;
  roots: number;
  /** How suites ended whose cases do not tell. */
  readonly crashes: Set<'failure' | 'error'>;
  hasFailure: boolean;
  longestMs: number;
}
