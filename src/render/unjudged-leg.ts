/** The section of a job that judged nothing: in its place, an older result would be read as the result of this run. */
import type { Problem } from '../model/problem.ts';
import { renderUnjudged } from './comment.ts';
import type { Leg } from './comment-legs.ts';
import type { Links } from './links.ts';

/** @param notices why nothing was checked, the reason first */
export function makeUnjudgedLeg(
  own: Pick<Leg, 'key' | 'job' | 'runId' | 'attempt' | 'commit'>,
  links: Links,
  notices: readonly Problem[],
): Leg {
  const reason = notices[0]?.what ?? '';
  return {
    ...{ ...own, standing: 'incomplete', order: 0, advice: '' },
    headline: `Nothing was checked: ${reason}`,
    body: renderUnjudged(own.key, { links, notices }),
  };
}
