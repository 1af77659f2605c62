/** JUnit XML of any test tool. Reference: https://github.com/testmoapp/junitxml, https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd */

import type { Draft } from '../../ingest/draft.ts';
import type { Format, Input } from '../../ingest/format.ts';
import { parseXml, type XmlAttributes } from '../../ingest/parse-xml.ts';
import { formatCount } from '../../model/counts.ts';
import { addJUnitCase, closeOutcome, leaveCase, openCase, openOutcome, takeText } from './junit-cases.ts';
import { readNumberStyle } from './junit-numbers.ts';
import type { JUnitReader, JUnitSuite } from './junit-reader.ts';
import {
  checkSuite,
  closeSuite,
  createSuite,
  measureSuite,
  noteCrash,
  noteProject,
  statedMs,
} from './junit-suites.ts';
import { readSeconds, readStamp } from './junit-times.ts';

export const junit: Format = {
  id: 'junit',
  title: 'JUnit XML',
  versions: 'CTest 3.25, Surefire, pytest, PHPUnit, Jest',
  family: 'tests',
  reference: 'https://github.com/testmoapp/junitxml',
  howTo: 'any test tool: `pytest --junitxml=report.xml`, `vitest --reporter=junit`, `ctest --output-junit`',
  claims: ({ shape, root, text }) => shape === 'xml' && root !== null && roots.has(root) && isJUnit(text),
  read: readJUnit,
};

/** Eclipse and PHPUnit's older logs name the root `testrun`. */
const roots: ReadonlySet<string> = new Set(['testsuites', 'testsuite', 'testrun']);

/** NUnit 2 and others also use <testsuite>; JUnit's contains <testcase>, or nothing at all. */
function isJUnit(text: string): boolean {
  return (
    /<(?:[\w.-]+:)?testcase[\s/>]/.test(text) || !/<(test-case|test-suite|test|results)[\s/>]/.test(text)
  );
}

async function readJUnit(input: Input, draft: Draft): Promise<void> {
  const reader: JUnitReader = {
    draft,
    numbers: readNumberStyle(input.sample.text),
    suites: [createSuite({}, null, null)],
    entries: 0,
    last: null,
    taskIds: [],
    span: { start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY, isWhole: true },
    current: null,
    failure: null,
    roots: 0,
    crashes: new Set(),
    hasFailure: false,
    longestMs: 0,
  };
  reportUnit(reader);
  await parseXml(input, draft, {
    openTag: (name, attributes, depth) => openTag(reader, name, attributes, depth),
    closeTag: (name) => closeTag(reader, name),
    text: (piece) => takeText(reader, piece),
  });
  finishFacts(reader);
}

function openTag(reader: JUnitReader, name: string, attributes: XmlAttributes, depth: number): void {
  if (depth === 1) reader.roots += 1;
  if ((name === 'testsuites' || name === 'testrun') && depth === 1) openRoot(reader, attributes);
  else if (name === 'testsuite') openSuite(reader, attributes);
  else if (name === 'testcase') openCase(reader, attributes);
  else if (reader.current) openOutcome(reader, reader.current, name, attributes);
  else if (name === 'property') noteProject(reader.suites.at(-1) as JUnitSuite, attributes);
  else if (name === 'failure' || name === 'error')
    noteCrash(reader, reader.suites.at(-1) as JUnitSuite, name);
}

/** Surprising conversions are reported. */
function reportUnit({ draft, numbers: { caseUnitMs, suiteUnitMs } }: JUnitReader): void {
  const units = new Map([
    [1, 'milliseconds'],
    [1e-3, 'microseconds'],
    [1e-6, 'nanoseconds'],
  ]);
  const odd = units.get(Math.min(caseUnitMs, suiteUnitMs));
  if (odd === undefined) return;
  const what = `Its times are read as ${odd}: as seconds they do not match its sums and timestamps.`;
  draft.report('warning', 'odd-unit', what, 'Let the test tool write seconds, as the format requires.');
}

function openRoot(reader: JUnitReader, attributes: XmlAttributes): void {
  const { draft, suites, roots, numbers } = reader;
  const startTimeMs = readStamp(draft, attributes);
  const timeMs = readSeconds(reader, attributes, numbers.suiteUnitMs);
  // In concatenated reports none represents the whole.
  if (roots === 1) suites[0] = { ...createSuite(attributes, timeMs, startTimeMs), name: '' };
  else if (suites[0]) suites[0] = { ...suites[0], timeMs: null };
}

function openSuite(reader: JUnitReader, attributes: XmlAttributes): void {
  const { draft, suites, numbers } = reader;
  if (suites.length === 1) reader.taskIds = [];
  const timeMs = readSeconds(reader, attributes, numbers.suiteUnitMs);
  suites.push(createSuite(attributes, timeMs, readStamp(draft, attributes)));
}

function closeTag(reader: JUnitReader, name: string): void {
  closeOutcome(reader, name);
  if (name === 'testsuite') closeSuite(reader);
  if (name !== 'testcase' || reader.current === null) return;
  if (reader.current.isCut) leaveCase(reader);
  else addJUnitCase(reader, reader.current);
  reader.current = reader.current.outer;
}

/** A file that is cut off inside a failed test, or below a suite with failures, is of a failed build. */
function finishCut(reader: JUnitReader): void {
  for (let test = reader.current; test !== null; test = test.outer)
    if (test.failure !== null) addJUnitCase(reader, test);
  for (const { stated } of reader.suites) {
    if (stated.failures > 0) reader.crashes.add('failure');
    else if (stated.errors > 0) reader.crashes.add('error');
  }
}

/**
 * The tool's own total comes first, then the span of suites with a clock. Without any clock the sum of the suites'
 * times is the best estimate of a duration, although parallel suites took less.
 */
function finishFacts(reader: JUnitReader): void {
  const { draft, suites, span, crashes } = reader;
  const { facts } = draft;
  const root = suites[0] as JUnitSuite;
  if (facts.complete) checkSuite(reader, root);
  else finishCut(reader);
  // Failed cases show it themselves.
  if (crashes.has('failure')) facts.result = 'failure';
  else if (crashes.has('error') && !reader.hasFailure) facts.result = 'error';
  const hasClock = span.end >= span.start;
  facts.startTimeMs = root.startTimeMs;
  if (!facts.complete) return;
  facts.durationMs = hasClock ? statedMs(root) : measureSuite(root);
  const durationMs = facts.durationMs ?? (hasClock && span.isWhole ? span.end - span.start : null);
  // Surefire's time is that of the last rerun alone. Times are rounded.
  const roundedMs = durationMs !== null && durationMs % 1000 === 0 ? 1000 : 20;
  if (durationMs === null || reader.longestMs <= durationMs * 1.01 + roundedMs) return;
  const what = `Its total is ${formatCount(durationMs)} ms, but one test took ${formatCount(reader.longestMs)} ms: the total is treated as unknown.`;
  draft.report('warning', 'odd-duration', what);
  facts.durationMs = null;
  // The place of suites in time is then not known either.
  if (hasClock) draft.addPeriod({ startTimeMs: null, durationMs: null, taskIds: [] });
}
