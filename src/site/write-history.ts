/** The files of one history: its builds, a file a series, a file a build; and its entry in the index. */
import type { Change } from '../model/change.ts';
import type { History, StoredBuild } from '../model/history.ts';
import { cleanText } from '../render/escape.ts';
import { listChanges } from '../words/describe-group.ts';
import { describeAcknowledgement, describeEvidence, plainPhrase } from '../words/phrases.ts';
import { writeDataFile } from './data-file.ts';
import { describeRow, type Level, readLevel, round, type Said } from './describe-series-row.ts';
import { findMarks, siteSeriesId } from './find-marks.ts';
import { findBranch, type JudgeOptions, judgeHistory, type Verdict } from './judge-history.ts';
import { listBuildsData } from './list-builds-data.ts';
import { markAcknowledged } from './mark-acknowledged.ts';
import { nameHistory } from './name-file.ts';
import type { BuildsData, Mark, SeriesData, SeriesRow, SiteFile, SiteIndex, Tag } from './site-data.ts';
import { walkGroups } from './walk-groups.ts';
import { type Walked, walkSeries } from './walk-series.ts';

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

const longestName = 300;

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
  const said = readVerdict(verdict, options);
  const kept: Kept[] = [];
  for (const walked of walkAll(history, branch, verdict, options)) {
    const told = marks.get(siteSeriesId(walked.key)) ?? [];
    const made = describeOne(walked, history, trunk, said, told);
    if (made === null) continue;
    yield writeDataFile(`data/${id}/s-${made.row.id}.js`, made.data);
    kept.push(made.kept);
  }
  yield writeDataFile(`data/${id}/builds.js`, builds);
  yield* writeBuilds(id, kept, builds);
  const newest = trunk.at(-1);
  const stored = newest === undefined ? null : (history.builds[newest] as StoredBuild);
  return {
    id,
    name: cleanText(name, longestName),
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
  verdict: Verdict | null,
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

function readVerdict(verdict: Verdict | null, { ownersOf, config }: JudgeOptions): Said {
  const changes = new Map<string, Change>();
  for (const change of verdict?.changes ?? []) {
    const id = siteSeriesId(change.series);
    if (!changes.has(id)) changes.set(id, change);
  }
  const flaky = new Map((verdict?.report.flaky ?? []).map((task) => [`${task.kind}\0${task.name}`, task]));
  const groupOf = verdict === null ? new Map() : listMembers(verdict.report);
  return { changes, flaky, groupOf, ownersOf, acknowledgements: config.acknowledge };
}

/** Series for which a group speaks, each with its name. */
function listMembers(report: Verdict['report']): Map<string, string> {
  const groups = report.groups.filter(({ asOne }) => asOne);
  return new Map(
    groups.flatMap((group) =>
      listChanges(report, group).map(({ series }) => [
        siteSeriesId(series),
        cleanText(group.name, longestName),
      ]),
    ),
  );
}

/** What the files of builds need of a series. */
interface Kept {
  readonly row: SeriesRow;
  readonly values: Float64Array;
  readonly failedAt: readonly number[];
}

/** null for a series without any value or failure, such as costs of tests. */
function describeOne(
  walked: Walked,
  { builds }: History,
  trunk: readonly number[],
  said: Said,
  told: readonly Mark[],
): { readonly row: SeriesRow; readonly data: SeriesData; readonly kept: Kept } | null {
  const { key, failedAt } = walked;
  const at: number[] = [];
  for (let index = 0; index < walked.values.length; index++)
    if (!Number.isNaN(walked.values[index])) at.push(index);
  if (at.length === 0 && failedAt.length === 0) return null;
  const values = at.map((index) => walked.values[index] as number);
  const own = trunk.filter((index) => !Number.isNaN(walked.values[index]));
  const change = said.changes.get(siteSeriesId(key)) ?? null;
  const ofTrunk = own.map((index) => walked.values[index] as number);
  const level = readLevel(key, ofTrunk, change);
  const isTrunk = new Set(trunk);
  const ranAt = walked.ranAt.filter((index) => isTrunk.has(index));
  const newestBuild = trunk.at(-1) ?? -1;
  const row = describeRow(walked, { values: ofTrunk, ranAt, newestBuild, builds }, level, said);
  const { spark: _, ...facts } = {
    ...row,
    ...(row.task === null ? {} : { task: cleanText(row.task, longestName) }),
  };
  const data = {
    ...facts,
    at: at.length === builds.length ? null : at,
    values: values.map(round),
    failedAt,
    ...describeLevel(level),
    marks: [
      ...markAcknowledged(key, change, told, builds, said.acknowledgements),
      ...markSince(change, builds),
    ],
    notes: change === null ? [] : describeNotes(change),
  };
  const listed = { ...facts, spark: row.spark };
  return {
    row: listed,
    data,
    kept: { row: listed, values: Float64Array.from(walked.values), failedAt },
  };
}

function describeLevel({ band, builds }: Level): Pick<SeriesData, 'band' | 'baselineBuilds'> {
  return { band, baselineBuilds: builds };
}

function markSince(change: Change | null, builds: readonly StoredBuild[]): Mark[] {
  if (change?.since == null) return [];
  const at = builds.findIndex(({ id }) => id === change.since?.buildId);
  return at < 0 ? [] : [{ at, kind: 'since' }];
}

function describeNotes(change: Change): string[] {
  return [
    describeEvidence(change),
    describeAcknowledgement(change) ?? '',
    // A place on the critical path is an effect.
    ...change.causes.map(({ kind, text }) =>
      kind === 'critical-path' ? text.replace(/^[a-z]/, (l) => l.toUpperCase()) : `Cause: ${text}`,
    ),
  ]
    .map((text) => cleanText(plainPhrase([text]), 400))
    .filter((text) => text !== '');
}

/** Groups are left out: their values are relative to what their tasks usually take now. */
function* writeBuilds(id: string, all: readonly Kept[], { file }: BuildsData): Iterable<SiteFile> {
  const kept = all.filter(({ row }) => row.scope !== 'group');
  yield writeDataFile(
    `data/${id}/series.js`,
    kept.map(({ row: { id: own, scope, measure, task, kind, unit, better } }) => ({
      ...{ id: own, scope, measure, task, kind, unit, better },
    })),
  );
  const failed = file.map((): string[] => []);
  for (const { row, failedAt } of kept) for (const at of failedAt) failed[at]?.push(row.id);
  for (let at = 0; at < file.length; at++) {
    const measured = kept.filter(({ values }) => !Number.isNaN(values[at]));
    yield writeDataFile(`data/${id}/b-${file[at]}.js`, {
      series: measured.map(({ row }) => row.id),
      values: measured.map(({ values }) => round(values[at] as number)),
      failed: failed[at],
    });
  }
}
