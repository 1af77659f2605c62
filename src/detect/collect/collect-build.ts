/** First stage: a build beside its comparable past, as series that can be judged. */
import type { Build } from '../../model/build.ts';
import type { History } from '../../model/history.ts';
import type { Task } from '../../model/task.ts';
import type { Acknowledgement } from '../../settings/acknowledgements.ts';
import { type Collection, collectSeries } from './collect-series.ts';
import { type Comparable, findComparable } from './comparable.ts';
import { type Started, type Survey, surveyBuilds } from './survey-builds.ts';

export interface CollectedBuild extends Omit<Collection, 'series'> {
  readonly build: Build;
  /** The last attempt of each task. */
  readonly tasks: readonly Task[];
  readonly history: History;
  readonly comparable: Comparable;
  readonly survey: Survey;
  /** Each from an acknowledged step on. */
  readonly series: readonly Started[];
}

/** @param branch of the baseline; null: all builds that belong to no pull request */
export function collectBuild(
  build: Build,
  tasks: readonly Task[],
  history: History,
  branch: string | null,
  acknowledgements: readonly Acknowledgement[],
): CollectedBuild {
  const comparable = findComparable(build, history, branch);
  const survey = surveyBuilds(build, history, comparable);
  const collection = collectSeries(build, tasks, history, comparable);
  const series = collection.series.map((each) => survey.startAt(each, acknowledgements));
  return { ...collection, build, tasks, history, comparable, survey, series };
}
