/** Describes the tests of a build whose log is not complete. */

import { formatCount, plural } from '../model/counts.ts';
import type { Report } from '../model/report.ts';
import { nounOf } from './noun-of.ts';

/** `In the logged part, 96 tests passed and 1 failed.` */
export function describePartial({ tasks }: Pick<Report, 'tasks'>): string {
  const done = tasks.filter(({ result }) => result !== 'skip' && result !== 'unknown');
  if (done.length === 0) return 'The log does not show whether anything passed.';
  const passed = done.filter(({ result }) => result === 'success').length;
  const failed = done.length - passed;
  const noun = nounOf(done.map(({ kind }) => kind));
  return `In the logged part, ${plural(passed, noun)} passed and ${failed === 0 ? 'none' : formatCount(failed)} failed.`;
}
