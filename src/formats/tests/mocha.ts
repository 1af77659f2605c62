/** Mocha's JSON report. Reference: https://mochajs.org/#json */
import type { Format } from '../../ingest/format.ts';
import {
  type Fields,
  lookUp,
  readDuration,
  readFields,
  readNumber,
  readText,
  readTime,
} from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import type { Result } from '../../model/task.ts';
import { collectTests, type Tests } from './collect-tests.ts';

export const mocha: Format = {
  id: 'mocha',
  title: 'Mocha JSON',
  versions: 'Mocha 12.0',
  family: 'tests',
  reference: 'https://mochajs.org/#json',
  howTo: '`mocha --reporter json --reporter-option output=tests.json`',
  claims: ({ shape, keys, records }) =>
    shape === 'object' &&
    keys.includes('stats') &&
    keys.includes('tests') &&
    (records.length > 0
      ? records.every((record) => ('fullTitle' in record && 'err' in record) || 'stats' in record)
      : keys.includes('passes') && keys.includes('failures')),
  read: async (input, draft) => {
    const tests = collectTests(draft);
    // `tests` lists them all without results.
    let begun = 0;
    await readRecords(input, draft, ['tests', 'pending', 'failures', 'passes'], (record, key) => {
      if (key === 'tests') begun += 1;
      else if (key !== null) addTest(record, key, tests);
      else {
        const stats = readFields(record, 'stats');
        const startTimeMs = readTime(stats, 'start');
        const durationMs = readDuration(stats, 'duration');
        tests.stamp(startTimeMs, durationMs);
        const stated = Math.max(begun, readNumber(stats, 'tests') ?? 0);
        tests.conclude({ tests: stated, failed: readNumber(stats, 'failures'), startTimeMs, durationMs });
        begun = 0;
      }
    });
  },
};

const results: Readonly<Record<string, Result>> = { passes: 'success', failures: 'failure', pending: 'skip' };

/** A failed hook is among the failures, with its own title. */
function addTest(test: Fields, list: string, tests: Tests): void {
  const title = readText(test, 'title') ?? 'test';
  const full = readText(test, 'fullTitle') ?? title;
  const suite = full.endsWith(title) ? full.slice(0, -title.length).trim() : '';
  const file = readText(test, 'file');
  const error = readFields(test, 'err');
  const message = readText(error, 'message');
  tests.add({
    path: [file, suite, suite === '' ? full : title],
    kind: /^"(before|after) (all|each)" hook\b/.test(title) ? 'suite' : 'test',
    tries: [
      {
        result: lookUp(results, list) ?? 'unknown',
        durationMs: readDuration(test, 'duration'),
        errorType: readText(error, 'name') ?? readText(error, 'code'),
        failure: list === 'failures' ? { message, text: readText(error, 'stack') } : null,
      },
    ],
    attempts: (readNumber(test, 'currentRetry') ?? 0) + 1,
    file,
  });
}
