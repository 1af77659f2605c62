/** Which alerts a configuration would have raised over a stored history, and which limits would raise fewer. */

import { readStoredGroups } from '../detect/collect/stored-group.ts';
import { readStoredSeries, type StoredSeries } from '../detect/collect/stored-series.ts';
import { chooseGroups, findGroup } from '../detect/conclude/choose-groups.ts';
import { confirmP } from '../detect/judge/judge-series.ts';
import { type ReplayedValue, replaySeries } from '../detect/replay-series.ts';
import { readStoredTogether } from '../detect/stored-together.ts';
import { isPartOf } from '../metrics/name-path.ts';
import type { History } from '../model/history.ts';
import type { Level } from '../model/level.ts';
import { isAtLeast } from '../model/level-order.ts';
import { isBuildTime, isTaskTime, isTogether, type SeriesKey } from '../model/series.ts';
import {
  findRule,
  levelOf,
  levelsOf,
  type RegressionRule,
  regressionLevels,
} from '../settings/regression-rules.ts';

/** One regression that would have been reported. */
export interface ReportedRegression {
  readonly series: SeriesKey;
  readonly buildId: string;
  readonly commit: string | null;
  readonly timeMs: number;
  /** Its first slow build; null when not known. */
  readonly since: {
    readonly buildId: string;
    readonly commit: string | null;
    readonly timeMs: number;
  } | null;
  /** Relative change when it was reported; for rates in points. */
  readonly effect: number;
  /** In the form of the levels; of a rise on top of an open regression, both steps together. */
  readonly worse: number;
  readonly level: Level | null;
  /** Its outcome. */
  readonly end: 'recovered' | 'accepted' | 'open';
}

export interface Tuning {
  /** Number of judged builds: those with enough builds before them. */
  readonly builds: number;
  readonly series: number;
  /** Oldest first. */
  readonly reported: readonly ReportedRegression[];
  readonly suspects: number;
  readonly environments: number;
}

/** Builds of a history before the first one that can be judged. */
const warmUp = 12;

/** Replays a history. @param branch as for `detect` */
export function tuneRegressions(
  history: History,
  branch: string | null,
  rules: readonly RegressionRule[],
): Tuning {
  const together = readStoredTogether(history, branch, rules);
  const stored = readStoredSeries(history, branch, rules);
  const groups = readStoredGroups(history, stored, rules).map(({ series: own, around }, _, { length }) => ({
    around,
    // Each alone: all groups of a build together cause as many false alarms as one series.
    series: { ...own, group: `group ${own.name}`, confirmAt: confirmP / length },
  }));
  const series = [...stored, ...(together === null ? [] : [together])];
  const replayed = replaySeries([...series, ...groups.map((group) => group.series)], warmUp);
  const ofSeries = series.map((each, at) => ({ series: each, verdicts: replayed[at] as ReplayedValue[] }));
  const ofGroups = groups.map((group, at) => ({
    ...group,
    verdicts: replayed[series.length + at] as ReplayedValue[],
  }));
  const judged = new Set<string>();
  const environments = new Set<string>();
  const suspects = new Set<string>();
  // Builds that are known to be this slow: their tasks are no runner change.
  const known = new Set<string>();
  for (const { series: each, verdicts } of ofSeries) {
    const isWhole = isBuildTime(each.key) || isTogether(each.key);
    for (const { index, verdict, state } of verdicts) {
      const { id } = each.builds[index] as StoredSeries['builds'][number];
      if (isWhole && state === 'open') known.add(id);
      if (verdict !== 'learning') judged.add(id);
      if (verdict === 'environment') environments.add(id);
      if (verdict === 'suspect') suspects.add(id);
    }
  }
  return {
    builds: judged.size,
    series: series.length,
    reported: listAllReported(ofSeries, ofGroups, rules),
    suspects: suspects.size,
    environments: [...environments].filter((id) => !known.has(id)).length,
  };
}

interface ReplayedSeries {
  readonly series: StoredSeries;
  readonly verdicts: readonly ReplayedValue[];
}

/** Its regression in the report of a build: a new one, and with `isKnown` an open one. */
function listAt({ series, verdicts }: ReplayedSeries, buildId: string, isKnown: boolean) {
  const found = verdicts.find(({ index }) => series.builds[index]?.id === buildId);
  if (found?.state !== 'opened' && !(isKnown && found?.state === 'open')) return [];
  const state = found.state === 'opened' ? ('new' as const) : ('open' as const);
  return [{ series: series.key, state, from: found.baseline ?? 0, ratio: found.effect ?? 0 }];
}

/** Oldest first, as in the reports: of groups within each other only one, and not the tasks that it covers. */
function listAllReported(
  ofSeries: readonly ReplayedSeries[],
  groups: readonly (ReplayedSeries & { readonly around: readonly string[] })[],
  rules: readonly RegressionRule[],
): ReportedRegression[] {
  const reported = [...ofSeries, ...groups]
    .flatMap(({ series, verdicts }) => listReported(series, verdicts, rules))
    .sort((a, b) => a.timeMs - b.timeMs);
  const around = new Map(groups.map((group) => [group.series.name, group.around]));
  let known: readonly (string | null)[] = [];
  return [...Map.groupBy(reported, ({ buildId }) => buildId)].flatMap(([id, own]) => {
    const going = groups.flatMap((group) => listAt(group, id, known.includes(group.series.name)));
    const isInside = ({ series: { key } }: ReplayedSeries): boolean =>
      isTaskTime(key) && going.some((group) => isPartOf(key.task, group.series.task));
    const changes = ofSeries.filter(isInside).flatMap((task) => listAt(task, id, true));
    const chosen = chooseGroups(going, changes, around);
    known = chosen.map(({ series }) => series.task);
    return own.filter(({ series }) => {
      if (series.scope === 'group') return chosen.some((each) => each.series === series);
      const change = changes.find((each) => each.series === series);
      return change === undefined || findGroup(change, chosen) === null;
    });
  });
}

/** Regressions that the verdicts of one series reported. */
export function listReported(
  { key, builds }: StoredSeries,
  verdicts: readonly ReplayedValue[],
  rules: readonly RegressionRule[],
): ReportedRegression[] {
  const levels = levelsOf(key, findRule(rules, key));
  return verdicts.flatMap(({ index, state, effect, worse }, at) => {
    if (state !== 'opened' || effect === null || worse === null) return [];
    const { id, commit, startTimeMs } = builds[index] as StoredSeries['builds'][number];
    const endAt = verdicts.findIndex((each, place) => place > at && each.state !== 'open');
    const end = verdicts[endAt]?.state;
    // Later builds may find another first slow build.
    const first = builds[verdicts.at(endAt === -1 ? -1 : endAt - 1)?.since ?? -1];
    return [
      {
        series: key,
        buildId: id,
        commit,
        timeMs: startTimeMs,
        since: first ? { buildId: first.id, commit: first.commit, timeMs: first.startTimeMs } : null,
        effect,
        worse,
        level: levelOf('confirmed', worse, levels),
        end: end === 'recovered' || end === 'accepted' ? end : ('open' as const),
      },
    ];
  });
}

export interface SuggestedLimit {
  readonly scope: SeriesKey['scope'];
  readonly level: Level;
  /** Relative change; for rates in points. */
  readonly limit: number;
}

/** Limits that would have reported at most `rate` regressions in 100 builds, at each level; limits that need no change are left out. */
export function suggestLimits(tuning: Tuning, scope: SeriesKey['scope'], rate: number): SuggestedLimit[] {
  const found: SuggestedLimit[] = [];
  let above = 0;
  for (const level of regressionLevels) {
    const own = suggestLimit(tuning, scope, level, rate) ?? 0;
    // A regression that a lower level no longer reports must not be counted at this one.
    const isLow = tuning.reported.some(
      (each) => each.series.scope === scope && each.level === level && each.worse < above,
    );
    above = Math.max(above, own);
    if (own > 0 || isLow) found.push({ scope, level, limit: above });
  }
  return found;
}

/** The smallest sufficient limit of one level, in whole percent; null: no change needed. */
function suggestLimit(tuning: Tuning, scope: SeriesKey['scope'], level: Level, rate: number): number | null {
  const sizes = tuning.reported
    .filter((each) => each.series.scope === scope && each.level !== null && isAtLeast(each.level, level))
    .map(({ worse }) => worse)
    .sort((a, b) => b - a);
  const allowed = Math.floor((rate * tuning.builds) / 100);
  const first = sizes[allowed];
  // One step above the largest regression that should not be reported.
  return first === undefined ? null : (Math.floor(first * 100) + 1) / 100;
}
