/** The names of the followed series. */

/**
 * The measure that is followed over time. `value` is that of a measurement; the rates are shares from 0 to 1
 * over the newest builds, `cache_hit_rate` is the share of each build.
 */
export type Measure =
  | 'duration'
  | 'cost'
  | 'tokens'
  | 'value'
  | 'cache_hit_rate'
  | 'success_rate'
  | 'flake_rate';

/** The name of one followed series. */
export interface SeriesKey {
  /** `group`: the tasks of one package, folder, file or suite, judged as one. */
  readonly scope: 'build' | 'task' | 'metric' | 'group';
  readonly measure: Measure;
  /**
   * Name of the task, measurement or group; null for the build itself; `*` with scope `build`: what all its
   * tasks or measurements share, where the build has no time of its own.
   */
  readonly task: string | null;
  readonly kind: string | null;
  /** `ms`, `usd`, `tokens`, `ratio`; for a measurement its own, in UCUM. */
  readonly unit: string;
  readonly better: 'lower' | 'higher';
}

/** The name of all tasks, or measurements, of a build together. */
export const togetherName = '*';

/** Whether it is the series of what all tasks, or measurements, of a build share. */
export function isTogether({ scope, task }: Pick<SeriesKey, 'scope' | 'task'>): boolean {
  return scope === 'build' && task === togetherName;
}

/** Whether it is the time of the build itself. */
export function isBuildTime({
  scope,
  measure,
  task,
}: Pick<SeriesKey, 'scope' | 'task'> & { readonly measure: string }): boolean {
  return scope === 'build' && measure === 'duration' && task === null;
}

/** Whether it is the duration of a task. */
export function isTaskTime({
  scope,
  measure,
}: Pick<SeriesKey, 'scope'> & { readonly measure: string }): boolean {
  return scope === 'task' && measure === 'duration';
}

/** Identity of a series across builds, also as part of an alert's id. */
export function seriesId({
  scope,
  measure,
  kind,
  task,
}: Pick<SeriesKey, 'scope' | 'kind' | 'task'> & { readonly measure: string }): string {
  return `${scope}:${measure}:${kind ?? ''}:${task ?? ''}`;
}
