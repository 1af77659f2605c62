/** Describes an acknowledgement that needs attention. */
import type { ReviewedAcknowledgement } from '../detect/acknowledge.ts';
import { plural } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';

type Advice = Pick<Problem, 'level' | 'code' | 'what' | 'fix'>;

/** The text after "The acknowledgement of …", by state. */
const adviceByState: Readonly<
  Record<ReviewedAcknowledgement['state'], (reviewed: ReviewedAcknowledgement) => Advice>
> = {
  expired: ({ entry: { expires, owner, reason } }) => ({
    level: 'warning',
    code: 'acknowledgement-expired',
    what: `expired on ${expires} (${owner}: ${reason}).`,
    fix: 'Fix the regression, renew the entry, or remove it.',
  }),
  unmatched: () => ({
    level: 'warning',
    code: 'acknowledgement-unused',
    what: 'matches no series of this build or of the newest builds.',
    fix: 'Correct its pattern or remove it, unless it is for another job.',
  }),
  unbuilt: ({ entry: { since } }) => ({
    level: 'warning',
    code: 'acknowledgement-unused',
    what: `starts at commit ${since}, but no build of that commit is stored.`,
    fix: 'Write the commit on the baseline branch, or leave `since` out.',
  }),
  ending: ({ entry: { expires, owner, reason }, daysLeft }) => ({
    level: 'warning',
    code: 'acknowledgement-expires',
    what: `expires on ${expires}, in ${plural(daysLeft, 'day')} (${owner}: ${reason}).`,
    fix: 'Fix the regression, or renew the entry.',
  }),
  done: () => ({
    level: 'info',
    code: 'acknowledgement-done',
    what: 'is not needed any more.',
    fix: 'Remove it.',
  }),
};

/** The problem, with the place of the entry and the fix. */
export function acknowledgementProblem(reviewed: ReviewedAcknowledgement): Problem {
  const { level, code, what, fix } = adviceByState[reviewed.state](reviewed);
  const { where, series } = reviewed.entry;
  return { level, code, where, what: `The acknowledgement of \`${series}\` ${what}`, fix };
}
