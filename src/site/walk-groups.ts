/**
 * The packages, folders, files and suites that are judged as one, with their usual times in the compared
 * builds; and all tasks together where they are.
 */
import { collectBuild } from '../detect/collect/collect-build.ts';
import { findTogether } from '../detect/judge/find-together.ts';
import { shareFactors } from '../detect/judge/share-factors.ts';
import { finalTasks } from '../metrics/final-tasks.ts';
import type { History } from '../model/history.ts';
import type { Acknowledgement } from '../settings/acknowledgements.ts';
import type { JudgedHistory } from './judge-history.ts';
import type { Walked } from './walk-series.ts';

/** @param branch null: all builds outside of pull requests */
export function* walkGroups(
  { build, at }: Pick<JudgedHistory, 'build' | 'at'>,
  history: History,
  branch: string | null,
  acknowledgements: readonly Acknowledgement[],
): Iterable<Walked> {
  const tasks = finalTasks(build.tasks);
  const collected = collectBuild(build, tasks, history, branch, acknowledgements);
  const { groups, comparable, survey } = collected;
  const series = collected.series.map((each) => each.series);
  const { all } = shareFactors(series, survey.builds.length + 1);
  const together = findTogether(series, all, build, comparable);
  const started = together === null ? groups : [collected.start(together), ...groups];
  for (const { series } of started) {
    const { key, scale, scaled, places } = series;
    const values = new Float64Array(history.builds.length).fill(Number.NaN);
    const ranAt = Array.from(places, (place) => comparable.past[place] ?? at);
    ranAt.forEach((index, nth) => {
      values[index] = scale.from(scaled[nth] as number);
    });
    yield { key, values, failedAt: [], ranAt };
  }
}
