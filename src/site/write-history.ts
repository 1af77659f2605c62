/** The files of one history: its builds, one file per series, one file per build; and its entry in the index. */
import { findBranch } from '../history/find-branch.ts';
import type { History, StoredBuild } from '../model/history.ts';
import { cleanLongName, cleanText } from '../render/escape.ts';
import { writeDataFile } from './data-file.ts';
import { findMarks, siteSeriesId } from './find-marks.ts';
import { type JudgedHistory, type JudgeOptions, judgeHistory } from './judge-history.ts';
import { listBuildsData } from './list-builds-data.ts';
import { makeSeriesData } from './make-series-data.ts';
import { historyFolder, longestName, nameHistory } from './name-file.ts';
import { readVerdict } from './read-verdict.ts';
import type { BuildsData, SiteFile, SiteIndex, Tag } from './site-data.ts';
import { walkGroups } from './walk-groups.ts';
import { type Walked, walkSeries } from './walk-series.ts';
import { type MeasuredSeries, writeBuilds } from './write-builds.ts';

export interface HistorySource {
  readonly history: History;
  /** Name of the series of builds. */
  readonly name: string;
  /** '' for the only one. */
  readonly repository: string;
  readonly url: string | null;
  readonly tags: readonly Tag[];
}

export type HistoryEntry = SiteIndex['histories'][number];

/** Yields the files of one history. @returns its entry in the index */
export function* writeHistory(
  source: HistorySource,
  options: JudgeOptions,
): Generator<SiteFile, HistoryEntry> {
  const { history, name, repository, url } = source;
  const id = nameHistory(repository, name);
  const branch = findBranch(history, options.branch);
  const verdict = judgeHistory(history, options);
  const builds = listBuildsData(history, branch, source.tags);
  const trunk = history.builds.flatMap((_, at) => (builds.baseline[at] === 1 ? [at] : []));
  const marks = findMarks(history, branch, options.config.regressions);
  const judged = readVerdict(verdict, options);
  const kept: MeasuredSeries[] = [];
  for (const walked of walkAll(history, branch, verdict, options)) {
    const reported = marks.get(siteSeriesId(walked.key)) ?? [];
    const made = makeSeriesData(walked, history, trunk, judged, reported);
    if (made === null) continue;
    yield writeDataFile(`${historyFolder(id)}/s-${made.row.id}.js`, made.data);
    kept.push({ row: made.row, values: Float64Array.from(walked.values), failedAt: walked.failedAt });
  }
  yield writeDataFile(`${historyFolder(id)}/builds.js`, builds);
  yield* writeBuilds(id, kept, builds);
  const newest = trunk.at(-1);
  const stored = newest === undefined ? null : (history.builds[newest] as StoredBuild);
  return {
    id,
    name: cleanLongName(name, longestName),
    repository: cleanText(repository, 120),
    url,
    branch,
    workflow: cleanText(stored?.workflow ?? '', 120) || null,
    branches: listNewest(builds, builds.branch),
    runners: listNewest(builds, builds.runner),
    builds: history.builds.length,
    newestMs: history.builds.at(-1)?.startTimeMs ?? null,
    headline: cleanText(
      verdict?.report.headline.replaceAll('`', '') ?? 'No complete build on the baseline branch',
      300,
    ),
    openRegressions: kept.filter(({ row }) => row.status === 'regressed' && row.partOf === null).length,
    cost: stored?.costUsd ?? null,
    tokens: stored?.tokens ?? null,
    series: kept.map(({ row }) => row),
  };
}

function* walkAll(
  history: History,
  branch: string | null,
  verdict: JudgedHistory | null,
  { config }: JudgeOptions,
): Iterable<Walked> {
  yield* walkSeries(history);
  if (verdict !== null) yield* walkGroups(verdict, history, branch, config.acknowledge);
}

const newestBuilds = 200;
const mostChoices = 20;

/** The words of a column in the newest builds, newest first. */
function listNewest({ words }: BuildsData, column: readonly number[]): string[] {
  const newest = column.slice(-newestBuilds).reverse();
  return [...new Set(newest)].flatMap((place) => words[place] || []).slice(0, mostChoices);
}
