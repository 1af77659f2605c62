/** The packages, folders, files and suites that are judged as one, with their usual times in the compared builds. */
import { collectBuild } from '../detect/collect/collect-build.ts';
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
  const { groups, comparable } = collectBuild(build, tasks, history, branch, acknowledgements);
  for (const { series } of groups) {
    const { key, scale, scaled, places } = series;
    const values = new Float64Array(history.builds.length).fill(Number.NaN);
    const ranAt = Array.from(places, (place) => comparable.past[place] ?? at);
    ranAt.forEach((index, nth) => {
      values[index] = scale.from(scaled[nth] as number);
    });
    yield { key, values, failedAt: [], ranAt };
  }
}
