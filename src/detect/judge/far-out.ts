/** Among many series one often stands out by chance: whether a suspect is far out for this project. */
import type { Assessment } from './assess-series.ts';
import { type FirstRun, openFirstRuns, type Series } from './first-run.ts';
import { maxBaseline } from './grow-baseline.ts';
import type { Judgement } from './judge-series.ts';

/** So many of the unchanged builds may warn of a suspect. */
const mostBuilds = 0.02;
/** One value in 1,000 is a suspect by chance: with more series than this, a build has one too often to report it. */
const fewSuspects = 50;
/** Without enough series to learn from, a suspect is far out from so many robust standard deviations on. */
const farZ = 20;

/** Whether a suspect is so far out that few builds have one by chance: among many series, learned from all of them. */
export function openFarOut(
  tested: readonly { readonly series: Series; readonly assessment: Pick<Assessment, 'judgement'> }[],
): (suspect: Series, judgement: Pick<Judgement, 'slow' | 'z'>) => boolean {
  let runs: readonly (FirstRun | null)[] | undefined;
  return (suspect, { slow, z }) => {
    if (tested.length <= fewSuspects) return true;
    runs ??= openFirstRuns(
      // Earlier builds of the same suspicion are not what values do by chance.
      tested.map(({ series: { scaled, fresh }, assessment: { judgement } }) => ({
        scaled,
        fresh: Math.max(fresh, judgement.slow, 1),
      })),
      mostBuilds,
    );
    const run = runs[tested.findIndex(({ series }) => series === suspect)] ?? null;
    if (run === null) return z >= farZ;
    const { scaled } = suspect;
    const first = scaled.length - slow;
    const lowest = scaled.subarray(first).reduce((a, b) => Math.min(a, b));
    const highest = scaled.subarray(Math.max(0, first - maxBaseline), first).reduce((a, b) => Math.max(a, b));
    return run(lowest - highest) !== null;
  };
}
