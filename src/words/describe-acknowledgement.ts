/** What a report says of an acknowledgement that needs a look. */
import type { ReviewedAcknowledgement } from '../detect/acknowledge.ts';
import type { Problem } from '../model/problem.ts';
import { plural } from './numbers.ts';

/** The problem, with where the entry is written and what to do about it. */
export function describeAcknowledgement({ entry, state, daysLeft }: ReviewedAcknowledgement): Problem {
  const { series, since, owner, reason, expires } = entry;
  const tell = (level: Problem['level'], code: string, what: string, fix: string): Problem => ({
    level,
    code,
    where: entry.where,
    what: `The acknowledgement of \`${series}\` ${what}`,
    fix,
  });
  const by = `${owner}: ${reason}`;
  switch (state) {
    case 'expired':
      return tell(
        'warning',
        'acknowledgement-expired',
        `ended on ${expires} (${by}).`,
        'Mend the regression, renew the entry, or remove it.',
      );
    case 'unmatched':
      return tell(
        'warning',
        'acknowledgement-unused',
        'matches no series of this build, nor of the newest ones.',
        'Correct its pattern, or remove it.',
      );
    case 'unbuilt':
      return tell(
        'warning',
        'acknowledgement-unused',
        `begins at the commit ${since}, of which no build is stored.`,
        'Write the commit that came to the baseline branch, or leave `since` out.',
      );
    case 'ending':
      return tell(
        'warning',
        'acknowledgement-expires',
        `ends on ${expires}, in ${plural(daysLeft, 'day')} (${by}).`,
        'Mend the regression, or renew the entry.',
      );
    case 'done':
      return tell('info', 'acknowledgement-done', 'has nothing left to excuse.', 'Remove it.');
  }
}
