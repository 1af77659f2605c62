/**
 * Finds the changes of each series: those that a report reported first. Builds without a report, such as imported
 * ones, are judged now.
 */

import { acknowledgedPrefix } from '../detect/acknowledge.ts';
import { readStoredSeries } from '../detect/collect/stored-series.ts';
import { openedPrefixes } from '../detect/conclude/change-state.ts';
import { type ReplayedValue, replaySeries } from '../detect/replay-series.ts';
import { minBaseline } from '../model/baseline.ts';
import type { History, StoredBuild } from '../model/history.ts';
import { seriesId } from '../model/series.ts';
import type { RegressionRule } from '../settings/regression-rules.ts';
import type { Mark, SiteKey } from './site-data.ts';

/** By `siteSeriesId`, each oldest first. */
export type Marks = ReadonlyMap<string, readonly Mark[]>;

/**
 * Judging one value takes a tenth of a millisecond, so of a large history only the newest builds are judged, or none.
 */
const mostJudged = 30_000;
const mostValues = 200_000;

export function findMarks(history: History, branch: string | null, rules: readonly RegressionRule[]): Marks {
  if (history.builds.some(({ opened }) => opened.length > 0)) return readReported(history.builds);
  let rows = 0;
  for (const { build } of history.series) rows += build.length;
  return rows > mostValues ? new Map() : judgeAgain(history, branch, rules);
}

/** The build's own series is one, whatever kinds of work it has. */
export function siteSeriesId(key: SiteKey): string {
  return seriesId(key.scope === 'build' ? { ...key, kind: null } : key);
}

const fewBuilds = 10;
const prefixes = {
  [openedPrefixes.drift]: 'drift',
  [openedPrefixes.improvement]: 'improvement',
  [acknowledgedPrefix]: 'acknowledged',
  // Beside the mark of the regression.
  [openedPrefixes.quiet]: null,
  [openedPrefixes.alerted]: null,
} as const satisfies Record<string, Mark['kind'] | null>;

function readReported(builds: readonly StoredBuild[]): Marks {
  const marks = new Map<string, Mark[]>();
  const newest = new Map<string, number>();
  builds.forEach(({ opened, pullRequest }, at) => {
    // A regression of a pull request is not one of the branch.
    if (pullRequest !== null) return;
    for (const text of opened) {
      const { kind, id } = readOpened(text);
      if (kind === null) continue;
      // Improvements and acknowledged changes are reported until their level is the baseline.
      const isSaidAgain = kind === 'improvement' || kind === 'acknowledged';
      const before = newest.get(`${kind} ${id}`);
      newest.set(`${kind} ${id}`, at);
      if (!(isSaidAgain && before !== undefined && at - before <= fewBuilds)) add(marks, id, { at, kind });
    }
  });
  return marks;
}

function readOpened(text: string): { kind: Mark['kind'] | null; id: string } {
  const prefix = (Object.keys(prefixes) as (keyof typeof prefixes)[]).find((each) => text.startsWith(each));
  const id = text.slice(prefix?.length ?? 0).replace(/^(build:\w+):[^:]*:/, '$1::');
  return { kind: prefix === undefined ? 'regression' : prefixes[prefix], id };
}

function judgeAgain(history: History, branch: string | null, rules: readonly RegressionRule[]): Marks {
  const series = readStoredSeries(history, branch, rules);
  const marks = new Map<string, Mark[]>();
  const places = new Map(history.builds.map((build, at) => [build, at]));
  const longest = Math.max(0, ...series.map(({ values }) => values.length));
  const from = Math.max(minBaseline, longest - Math.floor(mostJudged / Math.max(1, series.length)));
  replaySeries(series, from).forEach((verdicts, place) => {
    const { key, builds } = series[place] as (typeof series)[number];
    let before: ReplayedValue['verdict'] = 'none';
    for (const { index, state, verdict } of verdicts) {
      const kind =
        state === 'opened'
          ? 'regression'
          : state === 'recovered' || state === 'accepted'
            ? state
            : verdict === 'improvement' && before !== 'improvement'
              ? 'improvement'
              : null;
      before = verdict;
      if (kind !== null)
        add(marks, siteSeriesId(key), { at: places.get(builds[index] as StoredBuild) ?? 0, kind });
    }
  });
  return marks;
}

function add(marks: Map<string, Mark[]>, id: string, mark: Mark): void {
  const known = marks.get(id);
  if (known) known.push(mark);
  else marks.set(id, [mark]);
}
