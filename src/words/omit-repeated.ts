/** One cause is reported once, however many things it kept from being done. */
import type { Problem } from '../model/problem.ts';

/** The notices whose place and cause are not among those told before: a service that fails is one line. */
export function omitRepeated(notices: readonly Problem[], reported: readonly Problem[]): Problem[] {
  const known = new Set(reported.map(causeOf));
  return notices.filter((notice) => !known.has(causeOf(notice)));
}

/** `The trace was not exported in full: connect ECONNREFUSED. 3 of 3 …`: what failed, the cause, and how much. */
function causeOf({ where, what }: Problem): string {
  const cause = /: (.*?)(?:\. |\.?$)/s.exec(what)?.[1] ?? what;
  return `${where}\n${cause}`;
}
