/** JUnit XML of any test tool. Reference: https://github.com/testmoapp/junitxml, https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd */
import type { Result } from '../model.ts';
import { cleanName } from './clean-text.ts';
import { countNames } from './count-names.ts';
import type { Draft } from './draft.ts';
import type { Format, Input } from './format.ts';
import { type Attributes, parseXml } from './parse-xml.ts';
import { parseTime } from './read-fields.ts';
import { stripRoots } from './strip-roots.ts';

export const junit: Format = {
  id: 'junit',
  title: 'JUnit XML',
  reference: 'https://github.com/testmoapp/junitxml',
  howTo: 'any test tool: `pytest --junitxml=report.xml`, `vitest --reporter=junit`, `ctest --output-junit`',
  claims: ({ shape, root, text }) =>
    shape === 'xml' && (root === 'testsuites' || root === 'testsuite') && isJUnit(text),
  read: readJUnit,
};

/** NUnit 2 and others also use <testsuite>; JUnit's hold <testcase>, or nothing at all. */
function isJUnit(text: string): boolean {
  return /<testcase[\s/>]/.test(text) || !/<(test-case|test-suite|test|results)[\s/>]/.test(text);
}

interface Suite {
  readonly name: string;
  readonly timeMs: number | null;
  readonly startTimeMs: number | null;
  /** What the suites inside took; null as soon as one does not say. */
  innerMs: number | null;
  hasInner: boolean;
  /** What it says of itself, against what it lists; suites inside included. */
  readonly stated: { readonly tests: number; readonly failures: number; readonly errors: number };
  cases: number;
  /** Cases that failed at least once. */
  failing: number;
  /** A case took longer than 0 s. */
  hasWork: boolean;
}

interface Case {
  /** The test that this one is a part of. */
  readonly outer: Case | null;
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
  /** Tries that failed before the last one, as Surefire reports them. */
  readonly retries: { readonly errorType: string | null; readonly durationMs: number | null }[];
}

interface Reader {
  readonly draft: Draft;
  /** The open suites; the first stands for the whole file. */
  readonly suites: Suite[];
  /** The same test again in the same suite (parameters that the tool does not name) is told by its occurrence. */
  readonly distinguish: (name: string) => string;
  /** Outermost suites that have a clock: from the first start to the last end. */
  readonly span: { start: number; end: number; isWhole: boolean };
  current: Case | null;
  roots: number;
  /** How suites ended whose cases do not tell. */
  readonly crashes: Set<'failure' | 'error'>;
  hasFailure: boolean;
  longestMs: number;
}

async function readJUnit(input: Input, draft: Draft): Promise<void> {
  const reader: Reader = {
    draft,
    suites: [createSuite({}, null, null)],
    distinguish: countNames(draft),
    span: { start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY, isWhole: true },
    current: null,
    roots: 0,
    crashes: new Set(),
    hasFailure: false,
    longestMs: 0,
  };
  await parseXml(input, draft, {
    openTag: (name, attributes, depth) => openTag(reader, name, attributes, depth),
    closeTag: (name) => closeTag(reader, name),
  });
  finishFacts(reader);
}

function createSuite(attributes: Attributes, timeMs: number | null, startTimeMs: number | null): Suite {
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

function openTag(reader: Reader, name: string, attributes: Attributes, depth: number): void {
  if (depth === 1) reader.roots += 1;
  if (name === 'testsuites' && depth === 1) openRoot(reader, attributes);
  else if (name === 'testsuite') openSuite(reader, attributes);
  else if (name === 'testcase') openCase(reader, attributes);
  else if (reader.current) openOutcome(reader, reader.current, name, attributes);
  else if (name === 'failure' || name === 'error') noteCrash(reader, reader.suites.at(-1) as Suite, name);
}

function openRoot({ draft, suites, roots }: Reader, attributes: Attributes): void {
  const startTimeMs = readStamp(draft, attributes);
  const timeMs = readSeconds(draft, attributes);
  // Of reports that were put one after the other none speaks for the whole.
  if (roots === 1) suites[0] = { ...createSuite(attributes, timeMs, startTimeMs), name: '' };
  else if (suites[0]) suites[0] = { ...suites[0], timeMs: null };
}

function openSuite({ draft, suites }: Reader, attributes: Attributes): void {
  suites.push(createSuite(attributes, readSeconds(draft, attributes), readStamp(draft, attributes)));
}

/** A suite of tests that took time did not take 0 s: its tool does not measure it. */
function measureSuite({ timeMs, hasWork, hasInner, innerMs }: Suite): number | null {
  return timeMs === null || (timeMs === 0 && hasWork) ? (hasInner ? innerMs : null) : timeMs;
}

/**
 * A suite that says that it failed, and lists no case that did, has crashed around its cases (Karma's lost
 * browser, errors while a suite is set up or loaded) or does not list what failed (subtests in CPython's runner):
 * it is no success. One that lists nothing of what it ran is not whole.
 * To list fewer cases than `tests` says is usual: pytest and unittest count subtests, others what they skipped.
 */
function checkSuite(reader: Reader, suite: Suite): void {
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

function noteCrash({ draft, crashes }: Reader, suite: Suite, how: 'failure' | 'error'): void {
  crashes.add(how);
  // Suites around this one count it too, and need not say it again.
  suite.failing += 1;
  const what = `${nameSuite(suite)} says that it failed beside its test cases.`;
  draft.report('warning', 'unlisted-failure', what, 'Look for a crash outside of the tests in its output.');
}

function nameSuite({ name }: Suite): string {
  return name === '' ? 'The report' : `The suite \`${name.slice(0, 100)}\``;
}

function closeSuite(reader: Reader): void {
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

/**
 * A date alone says nothing of when. Times without a zone count as UTC. Tools that do not know the time write the
 * beginning of theirs: 1970 (Jest, of a suite that did not load) or the year 1 (.NET).
 */
function readStamp({ facts }: Draft, attributes: Attributes): number | null {
  const stamp = attributes['timestamp'];
  if (stamp === undefined || !stamp.includes(':')) return null;
  let isZoneless = false;
  const timeMs = parseTime(stamp, () => {
    isZoneless = true;
  });
  if (timeMs === null || timeMs <= 0) return null;
  facts.zoneless ||= isZoneless;
  return timeMs;
}

function openCase(reader: Reader, attributes: Attributes): void {
  const { name = '', classname = '', status, result } = attributes;
  const suite = reader.suites.at(-1)?.name ?? '';
  const written = (status ?? result ?? '').toLowerCase();
  reader.current = {
    outer: reader.current,
    name: nameCase(suite, classname, name),
    isCut: Object.keys(attributes).join() === 'time',
    durationMs: readSeconds(reader.draft, attributes),
    startTimeMs: readStamp(reader.draft, attributes),
    written,
    result: resultsInWords.get(written) ?? 'success',
    isTodo: false,
    errorType: null,
    retries: [],
  };
}

/** Most tools say it by an element inside; CTest and GoogleTest in words as well, as some others alone. */
const resultsInWords: ReadonlyMap<string, Result> = new Map([
  ['disabled', 'skip'],
  ['notrun', 'skip'],
  ['skipped', 'skip'],
  ['fail', 'failure'],
  ['failed', 'failure'],
  ['error', 'error'],
]);

/** Suite, class and test, without saying anything twice, nor where the file lay that the suite is named by. */
function nameCase(suite: string, classname: string, name: string): string {
  const parts = [stripRoots(suite), stripRoots(classname), name]
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const told = parts.filter(
    (part, index) => parts[index + 1] !== part && !parts[index + 1]?.startsWith(`${part}.`),
  );
  return told.join(' › ') || 'test';
}

function openOutcome(reader: Reader, test: Case, name: string, attributes: Attributes): void {
  const errorType = attributes['type'] || null;
  test.isCut = false;
  switch (name) {
    case 'failure':
      if (test.result !== 'error') test.result = 'failure';
      test.errorType ??= errorType;
      return;
    case 'error':
      test.result = 'error';
      test.errorType ??= errorType;
      return;
    case 'skipped':
      if (test.written === 'notrun') checkNotRun(reader, test, attributes['message'] ?? '');
      test.isTodo ||= attributes['type'] === 'todo';
      if (test.result === 'success') test.result = 'skip';
      return;
    case 'flakyFailure':
    case 'flakyError':
    case 'rerunFailure':
    case 'rerunError':
      // No tool tries as often as attempts can be counted.
      if (test.retries.length < 254)
        test.retries.push({ errorType, durationMs: readSeconds(reader.draft, attributes) });
      return;
  }
}

/** CTest fails when it cannot run a test, though it counts that one as skipped. */
function checkNotRun({ draft, crashes }: Reader, { name }: Case, why: string): void {
  if (why === '' || why.startsWith('SKIP_')) return;
  crashes.add('failure');
  const what = `\`${name.slice(0, 200)}\` could not be run: ${why.slice(0, 100)}. CTest fails for that.`;
  draft.report('warning', 'not-run', what);
}

function closeTag(reader: Reader, name: string): void {
  if (name === 'testsuite') closeSuite(reader);
  if (name !== 'testcase' || reader.current === null) return;
  if (reader.current.isCut) leaveCase(reader);
  else addCase(reader, reader.current);
  reader.current = reader.current.outer;
}

function leaveCase({ draft, suites }: Reader): void {
  draft.facts.complete = false;
  const what = `${nameSuite(suites.at(-1) as Suite)} was interrupted: a test in it has no name and no outcome.`;
  draft.report('warning', 'unfinished-task', what);
}

function addCase(reader: Reader, test: Case): void {
  const name = reader.distinguish(cleanName(test.name, reader.draft.limits.nameLength - 12));
  test.retries.forEach((retry, index) => {
    const { errorType, durationMs } = retry;
    reader.draft.addTask({
      name,
      kind: 'test',
      attempt: index + 1,
      result: 'failure',
      errorType,
      durationMs,
    });
  });
  const { startTimeMs } = test;
  const result = test.isTodo ? 'skip' : test.result;
  const errorType = test.isTodo ? null : test.errorType;
  countCase(reader, test);
  const attempt = test.retries.length + 1;
  // What did not run and is said to have taken no time has no duration.
  const durationMs = result === 'skip' ? test.durationMs || null : test.durationMs;
  reader.draft.addTask({ name, kind: 'test', attempt, result, errorType, startTimeMs, durationMs });
}

function countCase(reader: Reader, { result, isTodo, retries, durationMs }: Case): void {
  const suite = reader.suites.at(-1);
  if (suite === undefined) return;
  suite.cases += 1;
  // Some tools count a test that passed in the end as failed.
  if (result === 'failure' || result === 'error' || retries.length > 0) suite.failing += 1;
  suite.hasWork ||= (durationMs ?? 0) > 0;
  reader.hasFailure ||= result === 'failure' && !isTodo;
  reader.longestMs = Math.max(reader.longestMs, durationMs ?? 0);
}

/**
 * The tool's own total comes first, then the span of suites that have a clock. Without any clock the sum of the
 * suites' times is the nearest thing to a duration, though suites that ran side by side took less.
 */
function finishFacts(reader: Reader): void {
  const { draft, suites, span, crashes } = reader;
  const { facts } = draft;
  const root = suites[0] as Suite;
  if (facts.complete) checkSuite(reader, root);
  // Failed cases tell by themselves.
  if (crashes.has('failure')) facts.result = 'failure';
  else if (crashes.has('error') && !reader.hasFailure) facts.result = 'error';
  const hasClock = span.end >= span.start;
  facts.startTimeMs = root.startTimeMs ?? (hasClock ? span.start : null);
  if (!facts.complete) return;
  const told = root.timeMs === 0 && root.hasWork ? null : root.timeMs;
  if (!hasClock) facts.durationMs = measureSuite(root);
  else facts.durationMs = told ?? (span.isWhole ? span.end - span.start : null);
  const { durationMs } = facts;
  // Surefire's time is that of the last rerun alone. Times are rounded.
  const roundedMs = durationMs !== null && durationMs % 1000 === 0 ? 1000 : 20;
  if (durationMs !== null && reader.longestMs > durationMs * 1.01 + roundedMs) {
    const what = `It says that all took ${durationMs} ms, and one test ${reader.longestMs} ms.`;
    draft.report('warning', 'odd-duration', what);
  }
}

/** `1,024.12` is a thousand, `0,03` a fraction; null for what is no number or below zero. */
function readSeconds(draft: Draft, { time }: Attributes): number | null {
  const plain = time?.trim() ?? '';
  if (plain === '') return null;
  const isFraction = /^-?\d+,\d+$/.test(plain) && !/^-?[1-9]\d{0,2},\d{3}$/.test(plain);
  const number = Number(isFraction ? plain.replace(',', '.') : plain.replaceAll(',', ''));
  // Gotestsum writes -0.000000 of a test that never ended.
  if (Number.isFinite(number) && number >= 0 && !Object.is(number, -0)) return number * 1000;
  const what = `\`time="${plain.slice(0, 40)}"\` is not a duration; it is taken as not known.`;
  draft.report('warning', 'invalid-duration', what);
  return null;
}
