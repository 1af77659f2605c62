/** The complete followed series of a stored history, for a replay. */

import { hasMeaningfulTime } from '../../metrics/final-tasks.ts';
import { isPartOf } from '../../metrics/name-path.ts';
import type { BuildContext } from '../../model/build.ts';
import { coarseKinds } from '../../model/coarse-kinds.ts';
import type { History, StoredBuild } from '../../model/history.ts';
import { nameRunner } from '../../model/name-runner.ts';
import { isTaskTime, type SeriesKey, seriesId } from '../../model/series.ts';
import {
  findRule,
  floorsOf,
  levelsOf,
  type RegressionRule,
  type SmallestChange,
} from '../../settings/regression-rules.ts';
import type { KnownSeries } from '../replay-series.ts';
import { higherIsBetter, lowerIsBetter, type Scale, scaleWithZeros, shareIsBetter } from '../scale.ts';
import { isExact, isMachineSpeed, keyOfMetric, makeSeriesKey } from '../series-key.ts';
import { hitRate } from './collect-series.ts';
import { findComparable } from './comparable.ts';
import { readMetricValues, readSeriesValues } from './task-values.ts';

/** One series with the builds of its values. */
export interface StoredSeries extends KnownSeries {
  readonly key: SeriesKey;
  /** The build of each value. */
  readonly builds: readonly StoredBuild[];
  readonly scale: Scale;
  readonly gate: SmallestChange;
  readonly exact: boolean;
}

/**
 * Reads the series that `wants`, of the builds that belong to the baseline, oldest first.
 * @param branch null: all builds that belong to no pull request
 */
export function readStoredSeries(
  history: History,
  branch: string | null,
  rules: readonly RegressionRule[],
  wants: (key: SeriesKey) => boolean = () => true,
): StoredSeries[] {
  const past = listPast(history, branch);
  const found: StoredSeries[] = [];
  const add = (key: SeriesKey, scale: Scale, read: (index: number) => number): void => {
    if (!wants(key)) return;
    const known = past.filter((index) => !Number.isNaN(read(index)));
    if (known.length === 0) return;
    const values = known.map(read);
    const builds = known.map((index) => history.builds[index] as StoredBuild);
    found.push({
      name: key.task ?? 'build',
      key,
      scale: scaleWithZeros(scale, key.unit, values),
      values,
      ...originOf(builds),
      group: 'stored',
      role: key.scope === 'build' ? 'total' : isMachineSpeed(key) ? 'task' : 'other',
      gate: floorsOf(key, rules),
      levels: levelsOf(key, findRule(rules, key)),
      exact: isExact(key),
    });
  };
  addBuilds(history, past, add);
  addTasks(history, add);
  return found;
}

/** The builds of the values of a series, with their ids and runners. */
export function originOf(
  builds: readonly StoredBuild[],
): Required<Pick<StoredSeries, 'builds' | 'keys' | 'hardware'>> {
  return {
    builds,
    keys: builds.map(({ id }) => id),
    hardware: builds.map((build) => (build.cpuModel === null ? null : nameRunner(build))),
  };
}

/**
 * With the regressions that its builds reported. A history without reports, such as an imported one, is
 * judged again.
 */
export function addReports(series: StoredSeries, { builds }: Pick<History, 'builds'>): StoredSeries {
  if (builds.every(({ opened }) => opened.length === 0)) return series;
  const id = seriesId(series.key);
  const reported = series.builds.flatMap(({ opened }, at) => (opened.includes(id) ? [at] : []));
  const { key } = series;
  const isOfGroup = (text: string): boolean =>
    text.startsWith(groupId) && isPartOf(key.task, text.slice(text.indexOf(':', groupId.length) + 1));
  const reportedWith = isTaskTime(key)
    ? series.builds.flatMap(({ opened }, at) => (opened.some(isOfGroup) ? [at] : []))
    : [];
  return { ...series, reported, reportedWith };
}

/** Start of the id of a group, before the kind of its tasks. */
const groupId = 'group:duration:';

function listPast(history: History, branch: string | null): readonly number[] {
  const name = history.builds.at(-1)?.name ?? '';
  const context = { pullRequest: null, branch, runId: null } as BuildContext;
  return findComparable({ id: '', name, startTimeMs: null, context }, history, branch).past;
}

type Add = (key: SeriesKey, scale: Scale, read: (index: number) => number) => void;

function addBuilds(history: History, past: readonly number[], add: Add): void {
  const newest = history.builds[past.at(-1) ?? -1];
  const kind = newest !== undefined && newest.tasks > 0 && isTimedInSeconds(history) ? 'job' : null;
  const reader = (read: (stored: StoredBuild) => number | null) => (index: number) => {
    const stored = history.builds[index] as StoredBuild;
    return hasMeaningfulTime(stored.result) ? (read(stored) ?? Number.NaN) : Number.NaN;
  };
  add(
    makeSeriesKey('duration', null, kind),
    lowerIsBetter,
    reader((stored) => stored.durationMs),
  );
  add(
    makeSeriesKey('cost', null, kind),
    lowerIsBetter,
    reader((stored) => stored.costUsd),
  );
  add(
    makeSeriesKey('tokens', null, kind),
    lowerIsBetter,
    reader((stored) => stored.tokens),
  );
  add(makeSeriesKey('cache_hit_rate', null, kind), shareIsBetter, reader(hitRate));
}

function isTimedInSeconds(history: History): boolean {
  for (const { kind } of history.series) if (!coarseKinds.includes(kind)) return false;
  return true;
}

function addTasks(history: History, add: Add): void {
  const values = new Float64Array(history.builds.length);
  const read = (index: number): number => values[index] as number;
  for (const series of history.series) {
    if (series.value !== null) {
      readMetricValues(series, values);
      const { name, unit, better } = series;
      const key = keyOfMetric({ name, unit: unit ?? '1', better: better ?? 'lower' });
      add(key, better === 'higher' ? higherIsBetter : lowerIsBetter, read);
      continue;
    }
    for (const measure of ['duration', 'cost', 'tokens'] as const) {
      if (readSeriesValues(series, measure, history.builds, values))
        add(makeSeriesKey(measure, series), lowerIsBetter, read);
    }
  }
}
