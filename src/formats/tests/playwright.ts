/** Playwright's JSON report. Reference: https://playwright.dev/docs/test-reporters#json-reporter */

import type { FailureDraft } from '../../ingest/describe-failure.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import {
  type Fields,
  isFields,
  lookUp,
  readDuration,
  readFields,
  readList,
  readNumber,
  readText,
  readTime,
} from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { plural } from '../../model/counts.ts';
import type { Result } from '../../model/task.ts';
import { collectTests, type Tests, type Try } from './collect-tests.ts';

export const playwright: Format = {
  id: 'playwright',
  title: 'Playwright JSON',
  versions: 'Playwright 1.65',
  family: 'tests',
  reference: 'https://playwright.dev/docs/test-reporters#json-reporter',
  howTo: '`PLAYWRIGHT_JSON_OUTPUT_NAME=tests.json npx playwright test --reporter=json`',
  claims: ({ shape, keys, text }) =>
    shape === 'object' &&
    keys.includes('config') &&
    (keys.includes('suites') || keys.length === 1) &&
    /"(rootDir|forbidOnly|reportSlowTests)"\s*:/.test(text) &&
    /"projects"\s*:/.test(text),
  read: async (input, draft) => {
    const tests = collectTests(draft);
    const [, rootDir = ''] = /"rootDir"\s*:\s*"([^"]{1,1000})"/.exec(input.sample.text) ?? [];
    const state: State = { draft, tests, rootDir, unrun: 0 };
    await readRecords(input, draft, ['suites', 'errors'], (record, key) => {
      if (key === 'suites') addSuite(record, [], state, 0);
      else if (key === 'errors') addError(record, tests);
      else {
        const stats = readFields(record, 'stats');
        tests.conclude({
          startTimeMs: readTime(stats, 'startTime'),
          durationMs: readDuration(stats, 'duration'),
        });
      }
    });
    if (state.unrun === 0) return;
    draft.facts.complete = false;
    const what = `${plural(state.unrun, 'test')} did not run: the run was interrupted, or stopped at a failure.`;
    draft.report('warning', 'unfinished-task', what);
  },
};

interface State {
  readonly draft: Draft;
  readonly tests: Tests;
  /** The base folder of the test files. */
  readonly rootDir: string;
  /** Tests without any result. */
  unrun: number;
}

function addSuite(suite: Fields, path: readonly (string | null)[], state: State, depth: number): void {
  if (depth > state.draft.limits.depth) return;
  const own = [...path, readText(suite, 'title')];
  for (const spec of readList(suite, 'specs').filter(isFields)) {
    for (const test of readList(spec, 'tests').filter(isFields)) addTest(test, spec, own, state);
  }
  for (const inner of readList(suite, 'suites').filter(isFields)) addSuite(inner, own, state, depth + 1);
}

/** One test per project. */
function addTest(test: Fields, spec: Fields, path: readonly (string | null)[], state: State): void {
  const project = readText(test, 'projectName');
  const title = readText(spec, 'title') ?? 'test';
  const isFailureExpected = readText(test, 'expectedStatus') === 'failed';
  const tries = readList(test, 'results')
    .filter(isFields)
    .map((result) => readTry(result, isFailureExpected));
  const isSkipped = readText(test, 'expectedStatus') === 'skipped';
  if (tries.length === 0 && !isSkipped) state.unrun += 1;
  state.tests.add({
    path: [...path, project === null ? title : `${title} [${project}]`],
    tries: tries.length === 0 ? [{ result: isSkipped ? 'skip' : 'unknown' }] : tries,
    file: [state.rootDir, readText(spec, 'file')].join('/'),
    line: readNumber(spec, 'line'),
  });
}

const results: Readonly<Record<string, Result>> = {
  passed: 'success',
  failed: 'failure',
  timedOut: 'timeout',
  interrupted: 'cancellation',
  skipped: 'skip',
};

function readTry(result: Fields, isFailureExpected: boolean): Try {
  const status = lookUp(results, readText(result, 'status')) ?? 'unknown';
  const isExpected = isFailureExpected && status === 'failure';
  const isMissed = isFailureExpected && status === 'success';
  const place = readNumber(result, 'parallelIndex');
  return {
    result: isExpected ? 'success' : isMissed ? 'failure' : status,
    durationMs: readDuration(result, 'duration'),
    startTimeMs: status === 'skip' ? null : readTime(result, 'startTime'),
    // A worker that failed is replaced by one with a new number.
    ...(place === null || place < 0 ? {} : { lane: `worker ${place + 1}` }),
    failure: isMissed
      ? { message: 'Expected to fail, but passed.' }
      : describe(readFields(result, 'error'), readFields(result, 'errorLocation')),
  };
}

function describe(error: Fields, place: Fields): FailureDraft | null {
  const message = readText(error, 'message');
  if (message === null) return null;
  const location = 'file' in place ? place : readFields(error, 'location');
  const file = readText(location, 'file');
  return { message, text: readText(error, 'stack'), file, line: readNumber(location, 'line') };
}

/** An error outside of the tests: a file that cannot be loaded, a crashed worker, a timeout of the run. */
function addError(error: Fields, tests: Tests): void {
  const failure = describe(error, {});
  tests.add({ path: [failure?.file ?? 'the run'], kind: 'suite', tries: [{ result: 'failure', failure }] });
}
