import { expect, it } from 'vitest';
import { readRetryAfter } from '../../src/io/retry-after.ts';

const nowMs = Date.UTC(2026, 10, 1, 12);
const used = { 'x-ratelimit-remaining': '0' };
const resetIn = (seconds: number): Record<string, string> => ({
  'x-ratelimit-reset': String(nowMs / 1000 + seconds),
});

it.each<[Record<string, string>, number | null]>([
  [{}, null],
  [{ 'retry-after': '7' }, 7000],
  [{ 'retry-after': ' 0 ' }, 0],
  [{ 'retry-after': 'Sun, 01 Nov 2026 12:00:30 GMT' }, 30_000],
  // A time in the past requires no more waiting.
  [{ 'retry-after': 'Sun, 01 Nov 2026 11:00:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, null],
  [{ ...used, ...resetIn(90) }, 90_000],
  [{ ...used, ...resetIn(-90) }, 0],
  [{ ...used, 'x-ratelimit-reset': 'later' }, null],
  // Calls are left: the reset does not matter.
  [{ 'x-ratelimit-remaining': '12', ...resetIn(90) }, null],
  [{ 'retry-after': '1', ...used, ...resetIn(90) }, 1000],
])('%o', (headers, ms) => {
  expect(readRetryAfter((name) => headers[name], nowMs)).toBe(ms);
});
