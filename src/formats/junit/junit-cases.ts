/** Test cases of a JUnit report: their names, results and attempts. */

import { cleanName } from '../../ingest/clean-text.ts';
import { failureTextLength } from '../../ingest/describe-failure.ts';
import type { Attributes } from '../../ingest/parse-xml.ts';
import { stripRoots } from '../../ingest/strip-roots.ts';
import type { Result } from '../../model/task.ts';
import type { Case, FailureText, Reader, Suite } from './junit-reader.ts';
import { nameSuite } from './junit-suites.ts';
import { readSeconds, readStamp } from './junit-times.ts';

export function openCase(reader: Reader, attributes: Attributes): void {
  const { name = '', classname = '', status, result, file, line } = attributes;
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
    failure: null,
    file: file || null,
    line: Number.parseInt(line ?? '', 10) || null,
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

export function openOutcome(reader: Reader, test: Case, name: string, attributes: Attributes): void {
  const errorType = attributes['type'] || null;
  const failure = { message: attributes['message'] ?? '', text: '' };
  test.isCut = false;
  // Output inside of a failure is no part of what it says.
  if (name === 'system-out' || name === 'system-err') reader.failure = null;
  switch (name) {
    case 'failure':
      if (test.result !== 'error') test.result = 'failure';
      test.errorType ??= errorType;
      return keepFailure(reader, test, failure);
    case 'error':
      test.result = 'error';
      test.errorType ??= errorType;
      return keepFailure(reader, test, failure);
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
      reader.failure = failure;
      if (test.retries.length < 254)
        test.retries.push({ errorType, failure, durationMs: readSeconds(reader.draft, attributes) });
      return;
  }
}

/** A test may fail more than once, as after it has failed its tear-down does: the first says why. */
function keepFailure(reader: Reader, test: Case, failure: FailureText): void {
  if (test.failure !== null) return;
  test.failure = failure;
  reader.failure = failure;
}

export function closeOutcome(reader: Reader, name: string): void {
  if (/^(?:failure|error|flakyFailure|flakyError|rerunFailure|rerunError|testcase)$/.test(name))
    reader.failure = null;
}

export function takeText({ failure }: Reader, piece: string): void {
  if (failure !== null && failure.text.length < failureTextLength)
    failure.text += piece.slice(0, failureTextLength);
}

/** CTest fails when it cannot run a test, though it counts that one as skipped. */
function checkNotRun({ draft, crashes }: Reader, { name }: Case, why: string): void {
  if (why === '' || why.startsWith('SKIP_')) return;
  crashes.add('failure');
  const what = `\`${name.slice(0, 200)}\` could not be run: ${why.slice(0, 100)}. CTest fails for that.`;
  draft.report('warning', 'not-run', what);
}

export function leaveCase({ draft, suites }: Reader): void {
  draft.facts.complete = false;
  const what = `${nameSuite(suites.at(-1) as Suite)} was interrupted: a test in it has no name and no outcome.`;
  draft.report('warning', 'unfinished-task', what);
}

export function addCase(reader: Reader, test: Case): void {
  const name = reader.distinguish(cleanName(test.name, reader.draft.limits.nameLength - 12));
  const place = { file: test.file, line: test.line };
  test.retries.forEach((retry, index) => {
    const { errorType, durationMs, failure } = retry;
    reader.draft.addTask({
      name,
      kind: 'test',
      attempt: index + 1,
      result: 'failure',
      failure: { ...failure, ...place },
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
  const failure = test.failure && { ...test.failure, ...place };
  reader.draft.addTask({ name, kind: 'test', attempt, result, errorType, failure, startTimeMs, durationMs });
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
