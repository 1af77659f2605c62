/** JSON of Jest and of Vitest, which writes the same. Reference: https://jestjs.io/docs/cli#--json, https://vitest.dev/guide/reporters#json-reporter */
import { countNames } from '../../ingest/count-names.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import {
  type Fields,
  isFields,
  lookUp,
  readDuration,
  readFields,
  readFlag,
  readList,
  readNumber,
  readText,
  readTime,
} from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import type { Result } from '../../model/task.ts';
import { addMeasure, numbersOf } from '../benchmark/add-measure.ts';
import { collectTests, nameByPath, type Tests, type Try } from './collect-tests.ts';

export const jest: Format = {
  id: 'jest',
  title: 'Jest and Vitest JSON',
  versions: 'Jest 30.5, Vitest 4.1 and 5.1',
  family: 'tests',
  reference: 'https://jestjs.io/docs/cli#--json',
  howTo: '`jest --json --outputFile=tests.json`, `vitest run --reporter=json --outputFile=tests.json`',
  claims: ({ shape, keys }) =>
    shape === 'object' && keys.includes('numTotalTests') && keys.includes('numTotalTestSuites'),
  read: async (input, draft) => {
    const tests = collectTests(draft);
    const addTimings = readTimings(draft);
    let endTimeMs = Number.NEGATIVE_INFINITY;
    await readRecords(input, draft, ['testResults'], (record, key) => {
      if (key === null) {
        readRun(record, endTimeMs, tests, draft);
        endTimeMs = Number.NEGATIVE_INFINITY;
        return;
      }
      endTimeMs = Math.max(endTimeMs, endOf(record) ?? endTimeMs);
      addSuite(record, tests, addTimings);
    });
  },
};

const results: Readonly<Record<string, Result>> = {
  passed: 'success',
  failed: 'failure',
  pending: 'skip',
  skipped: 'skip',
  todo: 'skip',
  disabled: 'skip',
};

/** What reporters get from Jest, and some write, has other names than what Jest writes. */
function endOf(suite: Fields): number | null {
  return readTime(suite, 'endTime') ?? readTime(readFields(suite, 'perfStats'), 'end');
}

/** A failed file without failed tests could not be loaded, or failed in a hook outside of its tests. */
function addSuite(suite: Fields, tests: Tests, addTimings: AddTimings): void {
  const file = readText(suite, 'name') ?? readText(suite, 'testFilePath');
  const before = tests.listed().failed;
  const startTimeMs = readTime(suite, 'startTime') ?? readTime(readFields(suite, 'perfStats'), 'start');
  const endTimeMs = endOf(suite);
  for (const list of ['assertionResults', 'testResults'])
    for (const test of readList(suite, list).filter(isFields)) {
      const path = addTest(test, file, tests);
      addTimings(test, path);
    }
  const isFailed = readText(suite, 'status') === 'failed' || isFields(suite['testExecError']);
  const isBroken = isFailed && tests.listed().failed === before;
  if (isBroken) addBroken(suite, file, tests);
  tests.stamp(
    startTimeMs,
    startTimeMs === null || endTimeMs === null ? null : Math.max(0, endTimeMs - startTimeMs),
  );
}

function addBroken(suite: Fields, file: string | null, tests: Tests): void {
  const text = (readText(suite, 'message') ?? readText(suite, 'failureMessage') ?? '').replace(
    /^\s*● Test suite failed to run\s*/,
    '',
  );
  const message = text || 'The file could not be loaded, or a hook failed; the report does not say which.';
  tests.add({ path: [file], kind: 'suite', tries: [{ result: 'failure', failure: { message } }], file });
}

type Path = readonly (string | null)[];
type AddTimings = (test: Fields, path: Path) => void;

/** Vitest 5 lists the benchmarks of a test. */
function readTimings(draft: Draft): AddTimings {
  const distinguish = countNames(draft);
  return (test, path) => {
    for (const group of readList(test, 'benchmarks').filter(isFields))
      for (const task of readList(group, 'tasks').filter(isFields)) {
        const latency = readFields(task, 'latency');
        addMeasure(draft, {
          name: distinguish(nameByPath([...path, readText(task, 'name') ?? 'benchmark'])),
          unit: 'ms',
          value: readNumber(latency, 'p50') ?? readNumber(latency, 'mean'),
          samples: numbersOf(readList(latency, 'samples')),
        });
      }
  };
}

function addTest(test: Fields, file: string | null, tests: Tests): Path {
  const ancestors = readList(test, 'ancestorTitles').filter((title) => typeof title === 'string');
  const messages = readList(test, 'failureMessages').filter((message) => typeof message === 'string');
  const result = lookUp(results, readText(test, 'status')) ?? 'unknown';
  const last: Try = {
    result,
    durationMs: readDuration(test, 'duration'),
    startTimeMs: result === 'skip' ? null : readTime(test, 'startAt'),
    failure: describe(messages),
  };
  // Vitest lists the failures of earlier attempts without their number; Jest counts them.
  const reasons = readList(test, 'retryReasons').filter((reason) => typeof reason === 'string');
  const failed = reasons.length > 0 ? reasons : result === 'success' ? messages.slice(0, 1) : [];
  const earlier = failed.map((message): Try => ({ result: 'failure', failure: describe([message]) }));
  const path = [file, ...ancestors, readText(test, 'title') ?? readText(test, 'fullName')];
  tests.add({
    path,
    tries: [...earlier, last],
    attempts: readNumber(test, 'invocations') ?? 1,
    file,
    line: readNumber(readFields(test, 'location'), 'line'),
  });
  return path;
}

function describe([message]: readonly string[]): { readonly message: string; readonly text: string } | null {
  return message === undefined ? null : { message, text: message };
}

function readRun(run: Fields, endTimeMs: number, tests: Tests, { facts, report }: Draft): void {
  const startTimeMs = readTime(run, 'startTime');
  const durationMs = startTimeMs !== null && endTimeMs >= startTimeMs ? endTimeMs - startTimeMs : null;
  if (readFlag(run, 'wasInterrupted') === true) {
    facts.complete = false;
    report('warning', 'unfinished', 'The run was interrupted.', 'Check its output for what stopped it.');
  }
  tests.conclude({ tests: readNumber(run, 'numTotalTests'), startTimeMs, durationMs });
  if (readFlag(run, 'success') !== false || tests.listed().failed > 0) return;
  facts.result = 'failure';
  const what = 'The run failed, but no failed test is listed.';
  const fix =
    'Check the output of the tool for a coverage threshold, an obsolete snapshot or an unhandled error.';
  report('warning', 'unlisted-failure', what, fix);
}
