/** One series of a history: its row in the lists, and the data of its page. */
import type { Change } from '../model/change.ts';
import type { History, StoredBuild } from '../model/history.ts';
import { cleanLongName, cleanText } from '../render/escape.ts';
import { describeAcknowledgement, describeEvidence, plainPhrase } from '../words/phrases.ts';
import { describeRow, type JudgedFacts, readLevel, roundForSite } from './describe-series-row.ts';
import { siteSeriesId } from './find-marks.ts';
import { markAcknowledged } from './mark-acknowledged.ts';
import { longestName } from './name-file.ts';
import type { Mark, SeriesData, SeriesRow } from './site-data.ts';
import type { Walked } from './walk-series.ts';

const longestKind = 60;

/** null for a series without any value or failure, such as costs of tests. */
export function makeSeriesData(
  walked: Walked,
  { builds }: History,
  trunk: readonly number[],
  judged: JudgedFacts,
  reported: readonly Mark[],
): { readonly row: SeriesRow; readonly data: SeriesData } | null {
  const { key, failedAt } = walked;
  const at = listMeasured(walked);
  if (at.length === 0 && failedAt.length === 0) return null;
  const values = at.map((index) => walked.values[index] as number);
  const own = trunk.filter((index) => !Number.isNaN(walked.values[index]));
  const change = judged.changes.get(siteSeriesId(key)) ?? null;
  const ofTrunk = own.map((index) => walked.values[index] as number);
  const level = readLevel(key, ofTrunk, change);
  const isTrunk = new Set(trunk);
  const ranAt = walked.ranAt.filter((index) => isTrunk.has(index));
  const newestBuild = trunk.at(-1) ?? -1;
  const row = describeRow(walked, { values: ofTrunk, ranAt, newestBuild, builds }, level, judged);
  const { spark: _, ...facts } = {
    ...row,
    task: row.task === null ? null : cleanLongName(row.task, longestName),
    kind: row.kind === null ? null : cleanText(row.kind, longestKind),
  };
  const data = {
    ...facts,
    at: at.length === builds.length ? null : at,
    values: values.map(roundForSite),
    failedAt,
    band: level.band,
    baselineBuilds: level.builds,
    marks: [
      ...markAcknowledged(key, change, reported, builds, judged.acknowledgements),
      ...markSince(change, builds),
    ],
    notes: change === null ? [] : describeNotes(change),
  };
  return { row: { ...facts, spark: row.spark }, data };
}

/** The builds with a value. */
function listMeasured({ values }: Walked): number[] {
  const measured: number[] = [];
  for (let index = 0; index < values.length; index++) if (!Number.isNaN(values[index])) measured.push(index);
  return measured;
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
    // Being on the critical path is an effect, not a cause.
    ...change.causes.map(({ kind, text }) =>
      kind === 'critical-path' ? text.replace(/^[a-z]/, (l) => l.toUpperCase()) : `Cause: ${text}`,
    ),
  ]
    .map((text) => cleanText(plainPhrase([text]), 400))
    .filter((text) => text !== '');
}
