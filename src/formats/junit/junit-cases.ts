/** Test cases of a JUnit report: their names, results and attempts. */

import type { TaskDraft } from '../../ingest/clean-task.ts';
import { failureTextLength } from '../../ingest/describe-failure.ts';
import { joinNames } from '../../ingest/name-tasks.ts';
import type { XmlAttributes } from '../../ingest/parse-xml.ts';
import type { Result } from '../../model/task.ts';
import type { CaseList, FailureText, JUnitCase, JUnitReader, JUnitSuite } from './junit-reader.ts';
import { listCases, nameSuite } from './junit-suites.ts';
import { readSeconds, readStamp } from './junit-times.ts';

export function openCase(reader: JUnitReader, attributes: XmlAttributes): void {
  const { name = '', classname = '', status, result, file, line } = attributes;
  const suite = reader.suites.at(-1) as JUnitSuite;
  reader.current = {
    outer: reader.current,
    suites: namesAround(suite, classname),
    name: stepName(classname, name.trim()),
    isCut: name === '' && Object.keys(attributes).join() === 'time',
    durationMs: readSeconds(reader, attributes, reader.numbers.caseUnitMs),
    startTimeMs: readStamp(reader.draft, attributes),
    written: (status ?? result ?? '').trim().toLowerCase(),
    result: status === undefined && result === undefined ? 'success' : readWords(reader, [status, result]),
    isTodo: false,
    errorType: null,
    failure: null,
    file: file || suite.file,
    line: Number.parseInt(line ?? '', 10) || null,
    retries: [],
  };
}

/** Fastlane numbers the steps of a lane: a step that is added would rename those after it. */
function stepName(classname: string, name: string): string {
  return classname === 'fastlane.lanes' ? name.replace(/^\d+: /, '') : name;
}

/** Most tools use an inner element; CTest, GoogleTest and behave also use words, and some tools only words. */
const resultsInWords: ReadonlyMap<string, Result> = new Map([
  ...['', 'run', 'completed', 'passed', 'pass', 'success', 'successful', 'ok', 'executed', 'true'].map(
    (word): [string, Result] => [word, 'success'],
  ),
  ...['disabled', 'notrun', 'skipped', 'ignored', 'pending', 'untested', 'suppressed', 'todo'].map(
    (word): [string, Result] => [word, 'skip'],
  ),
  ...['fail', 'failed', 'failure', 'undefined', 'false'].map((word): [string, Result] => [word, 'failure']),
  ['error', 'error'],
  ['broken', 'error'],
  ['errored', 'error'],
  ['timeout', 'timeout'],
  ['aborted', 'cancellation'],
  ['cancelled', 'cancellation'],
  ['canceled', 'cancellation'],
]);

/** The first word that means anything but success; unknown words have no meaning. */
function readWords(reader: JUnitReader, written: readonly (string | undefined)[]): Result {
  const words = written.flatMap((word) => word?.trim().toLowerCase() ?? []);
  const results = words.map((word) => resultsInWords.get(word) ?? 'unknown');
  const odd = results.indexOf('unknown');
  if (odd >= 0)
    reader.draft.report(
      'info',
      'unknown-status',
      `\`${words[odd]?.slice(0, 40)}\` is not a known status of a test.`,
    );
  return results.find((result) => result !== 'success') ?? 'success';
}

export function openOutcome(
  reader: JUnitReader,
  test: JUnitCase,
  name: string,
  attributes: XmlAttributes,
): void {
  const errorType = attributes['type'] || null;
  const failure = { message: attributes['message'] ?? '', text: '' };
  test.isCut = false;
  // Output inside a failure is not part of its message.
  if (name === 'system-out' || name === 'system-err') reader.failure = null;
  switch (name) {
    case 'failure':
      if (test.result !== 'error' && test.result !== 'timeout') test.result = 'failure';
      test.errorType ??= errorType;
      return keepFailure(reader, test, failure);
    case 'error':
      test.result = 'error';
      test.errorType ??= errorType;
      return keepFailure(reader, test, failure);
    case 'skipped':
    case 'skip':
    case 'ignored':
    case 'disabled':
    case 'incomplete':
    case 'pending':
      // Nose2 fails for it, as unittest does.
      if (attributes['message'] === 'test passes unexpectedly') {
        test.result = 'failure';
        return keepFailure(reader, test, failure);
      }
      if (test.written === 'notrun') checkNotRun(reader, test, attributes['message'] ?? '');
      // Catch2 writes why it ignores the failure that follows.
      test.isTodo ||=
        attributes['type'] === 'todo' || /^TEST_CASE tagged with !/.test(attributes['message'] ?? '');
      if (test.result === 'success' || test.result === 'unknown') test.result = 'skip';
      return;
    case 'flakyFailure':
    case 'flakyError':
    case 'rerunFailure':
    case 'rerunError':
      // More attempts than any tool makes.
      reader.failure = failure;
      if (test.retries.length < 254)
        test.retries.push({
          errorType,
          failure,
          durationMs: readSeconds(reader, attributes, reader.numbers.caseUnitMs),
        });
      return;
    default:
      if (reader.failure === null && !sideElements.has(name)) reportElement(reader, name);
  }
}

/** Parts of a test that say nothing about its result. */
const sideElements: ReadonlySet<string> = new Set([
  ...[
    'system-out',
    'system-err',
    'properties',
    'property',
    'stackTrace',
    'output',
    'attachments',
    'attachment',
  ],
  ...['tags', 'tag', 'assertions', 'traits', 'trait', 'steps', 'step', 'labels', 'label', 'links', 'link'],
  ...['description', 'requirements', 'requirement', 'testsuite'],
]);

function reportElement({ draft }: JUnitReader, name: string): void {
  const what = `\`<${name.slice(0, 40)}>\` in a test is not known, and does not change its result.`;
  draft.report('info', 'unknown-element', what);
}

/** A test may have several failures, for example a second one in its tear-down: the first is the reason. */
function keepFailure(reader: JUnitReader, test: JUnitCase, failure: FailureText): void {
  if (test.failure !== null) return;
  test.failure = failure;
  reader.failure = failure;
}

export function closeOutcome(reader: JUnitReader, name: string): void {
  if (/^(?:failure|error|flakyFailure|flakyError|rerunFailure|rerunError|testcase)$/.test(name))
    reader.failure = null;
}

export function takeText({ failure }: JUnitReader, piece: string): void {
  if (failure !== null && failure.text.length < failureTextLength)
    failure.text += piece.slice(0, failureTextLength);
}

/** CTest fails if it cannot run a test, although it counts that test as skipped. */
function checkNotRun({ draft, crashes }: JUnitReader, { suites, name }: JUnitCase, why: string): void {
  if (why === '' || why.startsWith('SKIP_')) return;
  crashes.add('failure');
  const what = `\`${joinNames([...suites, name]).slice(0, 200)}\` could not be run: ${why.slice(0, 100)}. CTest counts this as a failure.`;
  draft.report('warning', 'not-run', what);
}

export function leaveCase({ draft, suites }: JUnitReader): void {
  draft.facts.complete = false;
  const what = `${nameSuite(suites.at(-1) as JUnitSuite)} was interrupted: a test in it has no name and no outcome.`;
  draft.report('warning', 'unfinished-task', what);
}

export function addJUnitCase(reader: JUnitReader, test: JUnitCase): void {
  if (isTornDown(reader, test)) return;
  const { file, line, suites, startTimeMs } = test;
  const suite = reader.suites.at(-1) as JUnitSuite;
  const list = listCases(reader, suite, test);
  reader.entries += 1;
  // Tasks that are summed up need no place.
  const place = reader.draft.isSummedUp() ? undefined : { list, entry: reader.entries, suites, file, line };
  const common = { name: nameCase(list, test), kind: 'test', ...(place && { place }) };
  test.retries.forEach((retry, index) => {
    const { errorType, durationMs, failure } = retry;
    addTask(reader, {
      attempt: index + 1,
      result: 'failure',
      failure: { ...failure, file, line },
      errorType,
      durationMs,
      ...common,
    });
  });
  const result = test.isTodo ? 'skip' : test.result;
  const errorType = test.isTodo ? null : test.errorType;
  countCase(reader, test);
  const attempt = test.retries.length + 1;
  // A skipped test with a time of zero has no duration.
  const durationMs = result === 'skip' ? test.durationMs || null : test.durationMs;
  const failure = test.failure && { ...test.failure, file, line };
  // Last: V8 defines what follows a spread slowly.
  addTask(reader, { attempt, result, errorType, failure, startTimeMs, durationMs, ...common });
}

function addTask({ draft, taskIds }: JUnitReader, task: TaskDraft): void {
  const { id } = draft.addTask(task);
  if (draft.isSummedUp()) taskIds.length = 0;
  else taskIds.push(id);
}

/** A project is part of the name even if the report has only one. */
function nameCase({ isProjectNamed, project }: CaseList, { suites, name }: JUnitCase): string {
  const own = name || (suites.every((part) => part === '') ? 'test' : '');
  return isProjectNamed && project ? `${own} [${project}]` : own;
}

/** Pytest lists a test a second time if it failed and its tear-down failed as well. */
function isTornDown(reader: JUnitReader, test: JUnitCase): boolean {
  const before = reader.last;
  reader.last = test;
  if (before === null || test.failure?.message.startsWith('failed on teardown with') !== true) return false;
  return before.name === test.name && before.suites.join('\0') === test.suites.join('\0');
}

/** One list for all cases of a class: there may be a million of them. */
function namesAround(suite: JUnitSuite, classname: string): readonly string[] {
  if (suite.names?.[1] !== classname) suite.names = [suite.name, classname];
  return suite.names;
}

function countCase(reader: JUnitReader, { result, isTodo, retries, durationMs }: JUnitCase): void {
  const suite = reader.suites.at(-1);
  if (suite === undefined) return;
  suite.cases += 1;
  // Some tools count a test that passed in the end as failed.
  if (result === 'failure' || result === 'error' || retries.length > 0) suite.failing += 1;
  suite.hasWork ||= (durationMs ?? 0) > 0;
  // A suite without a time of its own takes that of its inner suites and of the tests beside them.
  if (suite.innerMs !== null) suite.innerMs += durationMs ?? 0;
  reader.hasFailure ||= result === 'failure' && !isTodo;
  reader.longestMs = Math.max(reader.longestMs, durationMs ?? 0);
}
