/** The history stores a fingerprint of a failure's first line and error type, never the text. */
import { expect, it } from 'vitest';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { readSegments } from '../../src/history/read-segments.ts';
import type { SegmentFile } from '../../src/history/segment.ts';
import { fingerprintMessage } from '../../src/metrics/fingerprint.ts';
import {
  applyCompaction,
  makeHistoryBuild,
  makeHistoryTask,
  startMs,
  wideLimits,
} from './make-history-build.ts';

const message = 'AssertionError: expected 3 items, got 4\n  private details';

const build = makeHistoryBuild('one', {
  tasks: [
    makeHistoryTask({
      id: '1',
      name: 'login',
      result: 'failure',
      errorType: 'AssertionError',
      failure: { message, file: 'src/private-place.ts', line: 3 },
    }),
    makeHistoryTask({ id: '2', name: 'logout' }),
  ],
});

const readPrints = (files: readonly SegmentFile[]) =>
  [...readSegments(files, wideLimits).history.series].map(({ name, failurePrint }) => [name, failurePrint]);

it('a stored failure has a fingerprint and no text', () => {
  const file = encodeBuild(build, startMs);
  const bytes = Buffer.from(file.bytes).toString('latin1');
  expect(bytes).not.toMatch(/expected 3|private|src\//);
  expect(readPrints([file])).toEqual([
    ['login', [fingerprintMessage(message)]],
    ['logout', null],
  ]);
  const other = encodeBuild(makeHistoryBuild('two', { tasks: build.tasks }), startMs);
  const merged = applyCompaction([file, other]);
  expect(readPrints(merged)[0]).toEqual([
    'login',
    [fingerprintMessage(message), fingerprintMessage(message)],
  ]);
});

it('a fingerprint is that of the first line, whatever its numbers', () => {
  expect(fingerprintMessage('timeout after 3001 ms\nat a')).toBe(
    fingerprintMessage('timeout after 2999 ms\nat b'),
  );
  expect(fingerprintMessage('a')).not.toBe(fingerprintMessage('b'));
  expect(fingerprintMessage('a')).toMatch(/^[0-9a-f]{16}$/);
  expect([fingerprintMessage(null), fingerprintMessage(' \n')]).toEqual([null, null]);
});
