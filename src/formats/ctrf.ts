/** Common Test Report Format. Reference: https://ctrf.io/docs/specification/overview */

import type { FailureDraft } from '../ingest/describe-failure.ts';
import type { List } from '../ingest/distinguish-by-place.ts';
import type { Draft } from '../ingest/draft.ts';
import { findFactor, findWholeFactor, type PartsAndWhole } from '../ingest/find-unit.ts';
import type { Format, Sample } from '../ingest/format.ts';
import {
  type Fields,
  isFields,
  readChoice,
  readDuration,
  readFields,
  readFlag,
  readList,
  readNumber,
  readText,
  readTime,
} from '../ingest/read-fields.ts';
import { readRecords } from '../ingest/read-records.ts';
import { stripRoots } from '../ingest/strip-roots.ts';
import type { Result } from '../model/task.ts';
import { concludeRuns, type ToolRun } from './tests/collect-tests.ts';

export const ctrf: Format = {
  id: 'ctrf',
  title: 'CTRF',
  versions: 'CTRF 1.0',
  family: 'tests',
  reference: 'https://ctrf.io/docs/specification/overview',
  howTo:
    'a CTRF reporter of your test tool, such as `playwright-ctrf-json-reporter`, `jest-ctrf-json-reporter`',
  claims: isCtrf,
  read: async (input, draft) => {
    const list = listTests(input.sample.text);
    const listed: Listed = { tests: 0, failed: 0, hasWork: false, unitMs: readUnit(input.sample.text) };
    if (listed.unitMs !== 1) reportUnit(listed.unitMs, draft);
    const conclude = concludeRuns(draft);
    await readRecords(input, draft, ['results.tests'], (record, key) => {
      if (key !== null) addTest(record, draft, list, listed);
      else
        conclude(readSummary(readFields(readFields(record, 'results'), 'summary'), listed.hasWork), listed);
    });
  },
};

/** Real reports lack `reportFormat`; a schema of the format has its words, but in other places. */
function isCtrf({ shape, keys, text }: Sample): boolean {
  if (shape !== 'object' || !keys.includes('results')) return false;
  if (keys.includes('reportFormat') && /"reportFormat"\s*:\s*"CTRF"/.test(text)) return true;
  const hasSummary = /"summary"\s*:\s*\{[^{}]*"passed"\s*:\s*\d/.test(text);
  const hasTests = /"tests"\s*:\s*\[\s*(\]|\{[^{}]*"(status|duration)"\s*:)/.test(text);
  return /"tool"\s*:\s*\{/.test(text) && (hasSummary || hasTests);
}

/** The listed tests compared with the summary. */
interface Listed {
  tests: number;
  failed: number;
  hasWork: boolean;
  /** Milliseconds per unit of a duration: 1 in the format. */
  readonly unitMs: number;
}

const statuses = ['passed', 'failed', 'skipped', 'pending', 'other'] as const;
const results: Readonly<Record<(typeof statuses)[number], Result>> = {
  passed: 'success',
  failed: 'failure',
  skipped: 'skip',
  pending: 'skip',
  other: 'unknown',
};

/** An interrupted test has a start, no end, and the initial status of tests. */
function isUnfinished(test: Fields): boolean {
  return readNumber(test, 'stop') === 0 && (readDuration(test, 'duration') ?? 0) < 0;
}

function readResult(fields: Fields): Result {
  if (isUnfinished(fields)) return 'unknown';
  const status = readChoice(fields, 'status', statuses);
  return status === null ? 'unknown' : results[status];
}

/** The start and stop of a test contain its duration a second time. */
function readUnit(text: string): number {
  const sums: PartsAndWhole[] = [];
  for (const [record] of text.matchAll(/\{[^{}]*\}/g)) {
    if (!record.includes('"duration"')) continue;
    const test = parseTest(record);
    const start = readClock(test, 'start');
    const stop = readClock(test, 'stop');
    const parts = readNumber(test, 'duration');
    if (readText(test, 'status') !== null && start !== null && stop !== null && parts !== null)
      sums.push({ parts, whole: stop - start });
  }
  return findWholeFactor(sums) / findFactor(sums);
}

function parseTest(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : {};
  } catch {
    return {};
  }
}

function reportUnit(unitMs: number, { report }: Draft): void {
  const what = `Its durations are read as ${unitMs === 1000 ? 'seconds' : `${unitMs} ms each`}: as milliseconds they do not match its timestamps.`;
  report('warning', 'odd-unit', what, 'Let the reporter write milliseconds, as the format requires.');
}

function readLength(test: Fields, unitMs: number): number | null {
  const duration = readDuration(test, 'duration');
  return duration === null || duration < 0 ? duration : duration * unitMs;
}

/**
 * The whole report is one list. In tools of languages with test functions names are unique; converted JUnit XML may
 * have rows of data with the name of their method.
 */
function listTests(text: string): List {
  const [, tool = ''] = /"tool"\s*:\s*\{[^{}]*?"name"\s*:\s*"([^"]{1,100})"/.exec(text) ?? [];
  const [, tests] = /"summary"\s*:\s*\{[^{}]*?"tests"\s*:\s*(\d{1,9})/.exec(text) ?? [];
  const isOfFunctions = /pytest|gotest|go-|nunit|xunit|phpunit|unittest|playwright/i.test(tool);
  return { stated: tests === undefined ? null : Number(tests), repeats: isOfFunctions ? 'never' : 'maybe' };
}

function addTest(test: Fields, draft: Draft, list: List, listed: Listed): void {
  const name = nameTest(test);
  if (name === null) return draft.report('warning', 'unnamed-task', 'A test without a name is left out.');
  const line = readNumber(test, 'line');
  const place = {
    list,
    entry: listed.tests,
    suites: [],
    file: relativeOnly(stripRoots(readText(test, 'filePath') ?? '')),
    line,
  };
  const result = readResult(test);
  const lane = readText(test, 'threadId');
  const isCut = isUnfinished(test);
  if (isCut) {
    draft.facts.complete = false;
    draft.report('warning', 'unfinished-task', `\`${name.slice(0, 200)}\` started and never ended.`);
  }
  const durationMs = isCut ? null : readLength(test, listed.unitMs);
  const earlier = readEarlier(test, result);
  earlier.forEach((retry, index) => {
    draft.addTask({
      name,
      kind: 'test',
      place,
      attempt: index + 1,
      result: readResult(retry),
      failure: readFailure(retry, test),
      startTimeMs: readClock(retry, 'start'),
      durationMs: readLength(retry, listed.unitMs),
    });
  });
  // Reports contain how often a test was retried, but not always the result of each attempt.
  const retries = Math.max(earlier.length, readNumber(test, 'retries') ?? 0, readFlag(test, 'flaky') ? 1 : 0);
  draft.addTask({
    name,
    kind: 'test',
    place,
    attempt: retries + 1,
    result,
    failure: readFailure(test, test),
    startTimeMs: readClock(test, 'start'),
    ...(lane === null ? {} : { lane }),
    // A skipped test with a time of zero has no duration.
    durationMs: result === 'skip' ? durationMs || null : durationMs,
  });
  listed.tests += 1;
  if (result === 'failure') listed.failed += 1;
  listed.hasWork ||= (durationMs ?? 0) > 0;
}

function readFailure(attempt: Fields, test: Fields): FailureDraft {
  return {
    message: readText(attempt, 'message'),
    text: readText(attempt, 'trace'),
    file: readText(test, 'filePath'),
    line: readNumber(attempt, 'line') ?? readNumber(test, 'line'),
  };
}

/** Suite, test and browser; the file in place of a suite. */
function nameTest(test: Fields): string | null {
  const name = readText(test, 'name');
  if (name === null) return null;
  const suites = readList(test, 'suite').filter((part): part is string => typeof part === 'string');
  const suite =
    suites.length > 0 ? suites.join(' › ') : (readText(test, 'suite')?.replaceAll(' > ', ' › ') ?? null);
  const place = suite ?? relativeFile(test);
  // The browser's version is not part of the test.
  const browser = readText(test, 'browser')?.split(/[\s/]/, 1)[0];
  // Vitest's reporter writes the full path into both.
  const isPartOfName = place === null || place === name.replaceAll(' > ', ' › ');
  const title = isPartOfName ? (place ?? name) : `${place} › ${name}`;
  return browser ? `${title} [${browser}]` : title;
}

/** The root of a full path differs from machine to machine. */
function relativeFile(test: Fields): string | null {
  return relativeOnly(readText(test, 'filePath') ?? '');
}

function relativeOnly(path: string): string | null {
  return /^(?:$|[/\\]|[a-z]:|file:)/i.test(path) ? null : path;
}

/** Attempts before the last one; some reporters include the last one. */
function readEarlier(test: Fields, result: Result): readonly Fields[] {
  const attempts = readList(test, 'retryAttempts').filter(isFields).slice(0, 250);
  const retries = readNumber(test, 'retries');
  if (retries !== null && retries >= 0) return attempts.slice(0, retries);
  const last = attempts.at(-1);
  return last !== undefined && readResult(last) === result ? attempts.slice(0, -1) : attempts;
}

/** Some reporters write 0 for an unknown time. */
function readClock(fields: Fields, key: string): number | null {
  return readTime(fields, key) || null;
}

function readSummary(summary: Fields, hasWork: boolean): ToolRun {
  const start = readClock(summary, 'start');
  const stop = readClock(summary, 'stop');
  const stated = readNumber(summary, 'duration');
  const durationMs = start !== null && stop !== null && stop >= start ? stop - start : stated;
  return {
    startTimeMs: start,
    durationMs: durationMs === 0 && hasWork ? null : durationMs,
    tests: readNumber(summary, 'tests'),
    failed: readNumber(summary, 'failed'),
  };
}
