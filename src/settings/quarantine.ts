/**
 * Tests with known failures that wait for a fix: `quarantine` entries, stored in Git with owner and last day.
 */
import { calendarDay } from './acknowledgements.ts';
import type { KeySpec } from './key-spec.ts';
import { list, record, refine, required, text } from './value-spec.ts';

/** One entry. */
export interface Quarantine {
  /** Name of a test or task with `*` wildcards. */
  readonly test: string;
  readonly reason: string;
  readonly owner: string;
  /** Day it ends, `YYYY-MM-DD`; it holds through that day in UTC. */
  readonly expires: string;
  /** Its position in the file, for messages. */
  readonly where: string;
}

/** `quarantine`: the first entry that matches a test holds. */
export const quarantineKey: KeySpec<readonly Quarantine[]> = {
  value: list(
    refine(
      record({
        test: required(text, 'Name of a test or task, with `*` wildcards'),
        reason: required(text, 'Why it may fail'),
        owner: required(text, 'Who fixes it'),
        expires: required(calendarDay, 'The last day it applies, in UTC'),
      }),
      ({ test = '', reason = '', owner = '', expires = '' }, { where }): Quarantine => ({
        test,
        reason,
        owner,
        expires,
        where,
      }),
    ),
    '- test: login',
  ),
  description: 'Tests whose failures do not fail the check.',
  fallback: [],
  docs: {
    title: 'Quarantine',
    text: 'Tests whose failures are known. A quarantined failure is listed, and fails no check: it counts neither for `fail-on-tests` nor for the thresholds on failed tasks, success rate and error rate. The build’s own numbers still include it. You get a warning when an entry has expired, and a note when no test has its name.',
    example: `quarantine:
  - test: "checkout › pays *"
    reason: the payment sandbox times out
    owner: "@ann"
    expires: 2027-01-31
`,
  },
};
