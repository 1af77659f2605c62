import { expect, it } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import { omitRepeated } from '../../src/words/omit-repeated.ts';

const notice = (what: string, where = 'OTLP endpoint http://x'): Problem => ({
  ...{ level: 'warning', code: 'c', fix: '' },
  ...{ where, what },
});
const trace = notice(
  'The trace was not exported in full: connect ECONNREFUSED 127.0.0.1:1. 2 of 2 spans were not accepted.',
);

it('one cause at one place is reported once, whatever it prevented', () => {
  const metrics = notice(
    'The metrics were not exported in full: connect ECONNREFUSED 127.0.0.1:1. 4 of 4 points were not accepted.',
  );
  expect(omitRepeated([metrics], [trace])).toEqual([]);
  expect(omitRepeated([metrics], [])).toEqual([metrics]);
});

it.each([
  notice('The metrics were not exported in full: 404 Not Found.'),
  notice(
    'The metrics were not exported in full: connect ECONNREFUSED 127.0.0.1:1.',
    'OTLP endpoint http://y',
  ),
  notice('Nothing of the kind'),
])('another cause or place is reported: %o', (other) => {
  expect(omitRepeated([other], [trace])).toEqual([other]);
});
