/** First stage: a build and its comparable past as series that can be judged. */
import type { Build } from '../../model/build.ts';
import type { History, StoredBuild } from '../../model/history.ts';
import type { Task } from '../../model/task.ts';
import type { Acknowledgement } from '../../settings/acknowledgements.ts';
import { type Collection, collectSeries } from './collect-series.ts';
import { type Comparable, findComparable } from './comparable.ts';
import type { Collected } from './place-values.ts';
import { poolGroups } from './pool-groups.ts';
import { type Started, type Survey, surveyBuilds } from './survey-builds.ts';
import { keepTriggerClass } from './trigger-class.ts';

export interface CollectedBuild extends Omit<Collection, 'series'> {
  readonly build: Build;
  /** The last attempt of each task. */
  readonly tasks: readonly Task[];
  readonly history: History;
  readonly comparable: Comparable;
  /**
   * The trigger of this build and of all builds that it is compared with, if they are a separate class;
   * otherwise null.
   */
  readonly trigger: string | null;
  readonly survey: Survey;
  /** Lets a series start at an acknowledged step, if there is one. */
  readonly start: (series: Collected) => Started;
  /** Each started. */
  readonly series: readonly Started[];
  /** The combined series of the tasks of each package, folder, file or suite. */
  readonly groups: readonly Started[];
  /** Names of the groups around a group, by its name. */
  readonly around: ReadonlyMap<string, readonly string[]>;
}

/** @param branch of the baseline; null: all builds that belong to no pull request */
export function collectBuild(
  build: Build,
  tasks: readonly Task[],
  history: History,
  branch: string | null,
  acknowledgements: readonly Acknowledgement[],
): CollectedBuild {
  const whole = findComparable(build, history, branch);
  const past = whole.past.map((index) => history.builds[index] as StoredBuild);
  const { trigger, places } = keepTriggerClass(past, build.context.event);
  const comparable = { ...whole, past: places.map((place) => whole.past[place] as number) };
  const survey = surveyBuilds(build, history, comparable);
  const collection = collectSeries(build, tasks, history, comparable);
  const start = (each: Collected): Started => survey.startAt(each, acknowledgements);
  const series = collection.series.map(start);
  const pooled = poolGroups(collection.series, comparable);
  const groups = pooled.map((group) => start(group.series));
  const around = new Map(pooled.map((group) => [group.series.key.task ?? '', group.around]));
  return { ...collection, build, tasks, history, comparable, trigger, survey, start, series, groups, around };
}
