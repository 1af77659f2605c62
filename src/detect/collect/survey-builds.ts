/** Data about the builds behind the values: their runners, shared changes, and reports. */

import type { Baseline } from '../../model/baseline.ts';
import { minBaseline } from '../../model/baseline.ts';
import type { Build, BuildContext } from '../../model/build.ts';
import type { History, StoredBuild } from '../../model/history.ts';
import { nameRunner } from '../../model/name-runner.ts';
import { seriesId } from '../../model/series.ts';
import type { Acknowledgement } from '../../settings/acknowledgements.ts';
import { acknowledgedPrefix, findAcknowledgement } from '../acknowledge.ts';
import type { Collected, Placed } from './collect-series.ts';
import type { Comparable } from './comparable.ts';

/** The build of a value. */
export interface BuildPoint {
  readonly id: string;
  readonly commit: string | null;
}

/** Builds by index: `Comparable.past`, then `fresh`, then the current one. */
export interface Survey {
  /** Start of the current build, epoch milliseconds. */
  readonly nowMs: number;
  readonly pointsOf: (series: Placed) => BuildPoint[];
  readonly timesOf: (series: Placed) => number[];
  /** Class of the runner of each value, -1 when not known; null when none is. */
  readonly runnersOf: (series: Placed) => Int32Array | null;
  readonly startAt: (series: Collected, entries: readonly Acknowledgement[]) => Started;
  /** Indexes of the values from baseline builds that reported the series, ascending. */
  readonly reportsOf: (series: Collected, prefix?: string) => number[];
  /**
   * The build that reported it last.
   * @param id of the series, with its prefix
   */
  readonly reportedBy: (id: string) => StoredBuild | null;
  readonly runnerNow: string | null;
  /** Number of baseline builds that ran on it. */
  readonly buildsOnRunner: number;
  /** The most frequent runner of the newest comparable builds. */
  readonly runnerBefore: string | null;
  readonly countRunners: (indexes: readonly number[]) => Baseline['runners'];
  readonly builds: readonly StoredBuild[];
}

/** A series that starts at an acknowledged step. */
export interface Started {
  readonly series: Collected;
  /** The entry that excuses a change of it. */
  readonly acknowledgement: Acknowledgement | null;
  /** Index of the value with the commit of the entry; null: it names none. */
  readonly stepAt: number | null;
  /** Whether the series would be judged differently without the entry. */
  readonly needed: Acknowledgement | null;
  /** Indexes of the values that reported it; on the level of an entry, without its step. */
  readonly reports: readonly number[];
}

const recent = 40;

/** Collects the data of all builds that are comparable with the current one. */
export function surveyBuilds(build: Build, history: History, comparable: Comparable): Survey {
  const builds = [...comparable.past, ...comparable.fresh].map(
    (index) => history.builds[index] as StoredBuild,
  );
  const contexts: BuildContext[] = [...builds, build.context];
  const nowMs = build.startTimeMs ?? builds.at(-1)?.startTimeMs ?? 0;
  const runner = nameRunner(build.context);
  const runners = codeRunners(contexts);
  const times = [...builds.map(({ startTimeMs }) => startTimeMs), nowMs];
  const reports = listReports(builds.slice(0, comparable.past.length));
  const reportsOf: Survey['reportsOf'] = (each, prefix = '') => {
    const reported = reports.size === 0 ? undefined : reports.get(prefix + seriesId(each.key));
    if (reported === undefined) return [];
    return reported.map((place) => each.places.indexOf(place)).filter((index) => index >= 0);
  };
  const countRunners = (indexes: readonly number[]): Baseline['runners'] =>
    countTexts(indexes.map((index) => nameRunner(history.builds[index] as StoredBuild)));
  return {
    nowMs,
    builds,
    pointsOf: ({ places }) => Array.from(places, (place) => pointOf(builds[place], build)),
    timesOf: oncePerPlaces((places) => {
      const found: number[] = [];
      for (let i = 0; i < places.length; i++) found.push(times[places[i] as number] as number);
      return found;
    }),
    runnersOf: oncePerPlaces((places) => runners && places.map((place) => runners[place] as number)),
    reportedBy: (id) => builds[reports.get(id)?.at(-1) ?? -1] ?? null,
    reportsOf,
    startAt: (each, entries) => startAt(each, entries, contexts, { nowMs, reportsOf }),
    runnerNow: runner || null,
    buildsOnRunner: builds.slice(0, comparable.past.length).filter((stored) => nameRunner(stored) === runner)
      .length,
    runnerBefore: findUsualRunner(builds.slice(0, comparable.past.length), build.context),
    countRunners,
  };
}

function pointOf(stored: StoredBuild | undefined, { id, context: { commit } }: Build): BuildPoint {
  return stored ? { id: stored.id, commit: stored.commit } : { id, commit };
}

/** Caches the result for the last indexes: series that ran in the same builds share them. */
export function oncePerPlaces<T>(make: (places: Int32Array) => T): (placed: Pick<Placed, 'places'>) => T {
  let last: { readonly places: Int32Array; readonly made: T } | null = null;
  return ({ places }) => {
    if (last?.places !== places) last = { places, made: make(places) };
    return last.made;
  };
}

/**
 * An unknown processor on either side does not make another runner: only properties known on both sides are
 * compared.
 */
function findUsualRunner(past: readonly StoredBuild[], { cpuModel }: BuildContext): string | null {
  const similar =
    cpuModel === null
      ? past.map((build) => ({ ...build, cpuModel }))
      : past.filter((build) => build.cpuModel !== null);
  return countTexts(similar.slice(-recent).map(nameRunner))[0]?.runner ?? null;
}

function countTexts(texts: readonly string[]): Baseline['runners'] {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .map(([runner, count]) => ({ runner, builds: count }))
    .sort((a, b) => b.builds - a.builds || (a.runner < b.runner ? -1 : 1));
}

/** Only the processor distinguishes classes; without it nothing is known. */
function codeRunners(contexts: readonly BuildContext[]): Int32Array | null {
  const codes = new Map<string, number>();
  const coded = Int32Array.from(contexts, (context) => {
    if (context.cpuModel === null) return -1;
    const runner = nameRunner(context);
    const code = codes.get(runner) ?? codes.size;
    codes.set(runner, code);
    return code;
  });
  return codes.size > 0 ? coded : null;
}

/** For each series the indexes of the builds that reported it. */
function listReports(builds: readonly StoredBuild[]): Map<string, number[]> {
  const reports = new Map<string, number[]>();
  builds.forEach(({ opened }, place) => {
    for (const id of opened) {
      const places = reports.get(id);
      if (places) places.push(place);
      else reports.set(id, [place]);
    }
  });
  return reports;
}

/** A step is reported within this number of builds. */
const reportDelay = 4;

/**
 * An acknowledged step begins a new level: earlier values are not used for the series, once the later ones are a
 * baseline.
 */
function startAt(
  series: Collected,
  entries: readonly Acknowledgement[],
  contexts: readonly BuildContext[],
  { nowMs, reportsOf }: Pick<Survey, 'nowMs' | 'reportsOf'>,
): Started {
  const reports = reportsOf(series);
  const unexcused: Started = { series, acknowledgement: null, stepAt: null, needed: null, reports };
  const entry = findAcknowledgement(entries, series.key, nowMs);
  if (entry === null) return unexcused;
  const { since } = entry;
  const excused: Started = { series, acknowledgement: entry, stepAt: null, needed: entry, reports };
  if (since === null) return excused;
  const step = contexts.findIndex(({ commit }) => commit?.startsWith(since) === true);
  if (step < 0) return unexcused;
  // The build of that commit may have failed and have no value.
  const first = series.places.findIndex((place) => place >= step);
  // A rise that was reported since is not part of the new level; the step may have been reported before the entry.
  const acknowledged = reportsOf(series, acknowledgedPrefix);
  const risen = reports.filter((at) => at > first + reportDelay && !acknowledged.includes(at));
  const end = risen[0] ?? series.places.length - Math.max(1, series.fresh);
  if (end - first < minBaseline) return { ...excused, stepAt: first };
  const kept = {
    ...series,
    scaled: series.scaled.slice(first),
    places: series.places.slice(first),
    fresh: Math.min(series.fresh, series.places.length - first),
    month: null,
  };
  const settled = kept.scaled.length > 2 * minBaseline;
  // A change on the new level is a different one.
  const needed = settled ? null : entry;
  return { ...unexcused, series: kept, needed, reports: risen.map((at) => at - first) };
}
