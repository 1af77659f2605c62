/** Expected changes: `acknowledge` entries, stored in Git with the code that they are about. */
import { isDay } from '../model/calendar-day.ts';
import type { KeySpec } from './key-spec.ts';
import { showValue } from './show-value.ts';
import { list, optional, record, refine, required, text, type ValueSpec } from './value-spec.ts';

/** One entry. */
export interface Acknowledgement {
  /** `build`, or a name of a task or measurement with `*` wildcards. */
  readonly series: string;
  readonly reason: string;
  readonly owner: string;
  /** Day it ends, `YYYY-MM-DD`; it holds through that day in UTC. */
  readonly expires: string;
  /** Commit with which the new level starts, at least 7 hexadecimal digits; null: the current change. */
  readonly since: string | null;
  /** Its position in the file, for messages. */
  readonly where: string;
}

/** A day such as `2027-01-31`. */
export const calendarDay: ValueSpec<string> = {
  schema: { type: 'string', format: 'date' },
  read: ({ value, refuse }) => {
    const written = String(value);
    if (/^\d{4}-\d{2}-\d{2}$/.test(written) && isDay(written)) return written;
    return refuse(`${showValue(value)} is not a date.`, 'Write a date such as `2027-01-31`.');
  },
};

const commit: ValueSpec<string> = {
  schema: { type: 'string', pattern: '^[0-9a-fA-F]{7,64}$' },
  read: ({ value, refuse }) => {
    // A number has lost its leading zeros, or was `12345e7`.
    if (typeof value === 'string' && /^[0-9a-f]{7,64}$/i.test(value)) return value.toLowerCase();
    return refuse(`${showValue(value)} is not a commit.`, 'Write at least its first 7 digits, in quotes.');
  },
};

/** `acknowledge`: the first entry that matches a series holds. */
export const acknowledgeKey: KeySpec<readonly Acknowledgement[]> = {
  value: list(
    refine(
      record({
        series: required(text, '`build`, or a name of a task or measurement with `*` wildcards'),
        reason: required(text, 'Why the change is expected'),
        owner: required(text, 'Who is responsible for it'),
        expires: required(calendarDay, 'The last day it applies, in UTC'),
        since: optional(
          commit,
          'Commit that the new level starts from: the change of that commit is expected, and the builds from it on are the baseline once there are 12; without it, the change seen now',
        ),
      }),
      ({ series = '', reason = '', owner = '', expires = '', since = null }, { where }): Acknowledgement => ({
        series,
        reason,
        owner,
        expires,
        since,
        where,
      }),
    ),
    '- series: build',
  ),
  description: 'Changes that are expected.',
  fallback: [],
  docs: {
    title: 'Acknowledgements',
    text: 'Changes that are expected. Commit an entry together with its change. From that commit on, or from the step that is seen, the new level is the baseline: the change is shown as acknowledged and does not fail the check. A later rise of 20% or more above that level is reported as new; if it is expected too, name its first commit in `since`. You get a warning from two weeks before an entry expires, when it has expired, and when no series matches it any more.',
    example: `acknowledge:
  - series: "e2e *"
    reason: the suite runs in two browsers now
    owner: "@ann"
    expires: 2027-01-31
    since: 3f2a9c1             # optional: the commit that the new level starts from
`,
  },
};
