/**
 * The usual value of a series before a change of another one. The own baseline may be past a change that was
 * reported some builds ago.
 */
import type { Change } from '../../model/change.ts';
import { medianOfSorted } from '../../stats/sorted.ts';
import type { Survey } from '../collect/survey-builds.ts';
import type { Assessed } from '../judge/assessed.ts';

/** Fewer values have no useful median. */
const leastValues = 3;

export type UsualOf = (assessed: Assessed) => number;

/** The median in the builds of the change's baseline, in the scale of the series; else of its own baseline. */
export function usualBefore(
  { state, baselineSpan }: Pick<Change, 'state' | 'baselineSpan'>,
  { builds }: Pick<Survey, 'builds'>,
): UsualOf {
  const ownMedian: UsualOf = ({ assessment }) => medianOfSorted(assessment.judgement.baseline);
  if (state !== 'open' || baselineSpan === null) return ownMedian;
  const [first, last] = baselineSpan.map((id) => builds.findIndex((build) => build.id === id)) as [
    number,
    number,
  ];
  if (first < 0 || last < first) return ownMedian;
  return (assessed) => {
    const { scaled, places } = assessed.series;
    const values = scaled.filter((_, at) => {
      const place = places[at] as number;
      return place >= first && place <= last;
    });
    return values.length < leastValues ? ownMedian(assessed) : medianOfSorted(values.sort());
  };
}
