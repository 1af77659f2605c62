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
  /** Name of the task, measurement or group; null for the build itself. */
  readonly task: string | null;
  readonly kind: string | null;
  /** `ms`, `usd`, `tokens`, `ratio`; for a measurement its own, in UCUM. */
  readonly unit: string;
  readonly better: 'lower' | 'higher';
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
