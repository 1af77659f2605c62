import { expect, it } from 'vitest';
import { describeNegatives } from '../../src/words/describe-negatives.ts';
import { describeOtherUnits } from '../../src/words/describe-other-units.ts';

const measure = (name: string, value: number) =>
  ({ name, value, unit: '1', better: 'lower', samples: null }) as const;

it('names the measurements that are negative and not compared', () => {
  expect(describeNegatives([measure('a', 0), measure('b', 3)])).toEqual([]);
  expect(describeNegatives([measure('a', -2), measure('b', 3)])).toMatchObject([
    { what: '1 measurement is negative and not compared, as the change has no percentage: `a` (−2).' },
  ]);
  const many = ['a', 'b', 'c', 'd'].map((name) => measure(name, -1));
  expect(describeNegatives(many)[0]?.what).toBe(
    '4 measurements are negative and not compared, as the change has no percentage: `a` (−1), `b` (−1), `c` (−1) and 1 more.',
  );
});

it('advises on one and on several other units', () => {
  const fixOf = (...names: string[]) =>
    describeOtherUnits(names.map((name) => ({ name, from: 'ms', to: 's' }))).map(({ fix }) => fix);
  expect(fixOf('a')).toEqual(['Report it in its earlier unit, or give the measurement another name.']);
  expect(fixOf('a', 'b')).toEqual([
    'Report them in their earlier units, or give the measurements other names.',
  ]);
});
