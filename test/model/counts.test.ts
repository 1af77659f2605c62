import { expect, it } from 'vitest';
import { formatCount, listSome, plural } from '../../src/model/counts.ts';

it.each([
  [null, '—'],
  [Number.NaN, '—'],
  [0, '0'],
  [-0.001, '0'],
  [999, '999'],
  [12_345, '12,345'],
  [1_234_567.891, '1,234,567.89'],
  [-1_234, '-1,234'],
  [1.5e30, '1.5e+30'],
])('a count of %s is %s', (count, text) => expect(formatCount(count)).toBe(text));

it('a noun, and a verb if there is one, agree with their count', () => {
  expect([0, 1, 2, 1_234].map((count) => plural(count, 'task'))).toEqual([
    '0 tasks',
    '1 task',
    '2 tasks',
    '1,234 tasks',
  ]);
  expect([1, 2].map((count) => plural(count, 'job was', 'jobs were'))).toEqual(['1 job was', '2 jobs were']);
});

it('a long list names its first texts and counts the others', () => {
  expect(listSome(['a', 'b'], 2)).toBe('a, b');
  expect(listSome(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
  expect(listSome(Array<string>(2000).fill('a'), 1)).toBe('a and 1,999 more');
});
