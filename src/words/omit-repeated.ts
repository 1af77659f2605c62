/** Reports one cause once, however many actions it prevented. */
import type { Problem } from '../model/problem.ts';

/** The notices whose place and cause have not been reported yet: a failing service is one line. */
export function omitRepeated(notices: readonly Problem[], reported: readonly Problem[]): Problem[] {
  const known = new Set(reported.map(causeOf));
  return notices.filter((notice) => !known.has(causeOf(notice)));
}

/**
 * `The trace was not exported in full: connect ECONNREFUSED. 3 of 3 …`: the failure, the cause, and the
 * extent.
 */
function causeOf({ where, what }: Problem): string {
  const cause = /: (.*?)(?:\. |\.?$)/s.exec(what)?.[1] ?? what;
  return `${where}\n${cause}`;
}
