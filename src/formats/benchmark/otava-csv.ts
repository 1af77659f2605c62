/**
 * The CSV files of Apache Otava: one row per run, with its time, commit and branch, and one column per metric.
 * https://otava.apache.org/docs/csv/ (examples/csv/data)
 */
import type { ArchiveFormat } from '../../ingest/archive-format.ts';
import { cleanName } from '../../ingest/clean-text.ts';
import { createDraft } from '../../ingest/draft.ts';
import { parseTime } from '../../ingest/read-fields.ts';
import { firstRow, listCsvRows } from '../../ingest/split-csv.ts';
import type { Build } from '../../model/build.ts';
import type { Metric } from '../../model/metric.ts';
import { defaultLimits } from '../../settings/limits.ts';
import { makeArchivedBuild } from './archived-build.ts';

const format = 'otava-csv';
const longestName = 500;

const timeColumns = ['time', 'timestamp', 'date'];
const commitColumns = ['commit', 'commit_id', 'revision', 'git_commit'];
const branchColumns = ['branch', 'git_branch'];

export const otavaCsv: ArchiveFormat = {
  id: format,
  claims: (text) => {
    const head = text.slice(0, 65_536);
    const [titles = [], ...rows] = listCsvRows(head, findSeparator(head));
    return (
      titles.length > 1 &&
      timeColumns.includes(titles[0]?.trim().toLowerCase() ?? '') &&
      rows.some((row) => isRun(titles, row))
    );
  },
  read: (text, { name, context }, skip) => {
    const [titles = [], ...rows] = listCsvRows(text, findSeparator(text.slice(0, 65_536)));
    const find = (names: readonly string[]): number =>
      titles.findIndex((title) => names.includes(title.trim().toLowerCase()));
    const [commitAt, branchAt] = [find(commitColumns), find(branchColumns)];
    return rows.flatMap((row): Build[] => {
      const startTimeMs = parseRunTime(row[0] ?? '');
      if (startTimeMs === null) {
        skip();
        return [];
      }
      for (const [at, title] of titles.entries())
        if (at > 0 && !isKnown(title) && Number.isNaN(readCell(row[at]))) skip();
      const commit = row[commitAt]?.trim() || null;
      return makeArchivedBuild({
        ...{ format, startTimeMs, name: name ?? 'otava' },
        identity: [format, startTimeMs, commit, row],
        metrics: listMetrics(titles, row),
        context: { ...context, commit, branch: row[branchAt]?.trim() || context.branch },
      });
    });
  },
};

/** A log of events also has a time, and texts next to it. */
function isRun(titles: readonly string[], row: readonly string[]): boolean {
  return (
    parseRunTime(row[0] ?? '') !== null &&
    listMetrics(titles, row).length > 0 &&
    titles.every((title, at) => at === 0 || isKnown(title) || !Number.isNaN(readCell(row[at])))
  );
}

function isKnown(title: string): boolean {
  return [...timeColumns, ...commitColumns, ...branchColumns].includes(title.trim().toLowerCase());
}

/**
 * Otava's configuration may set another separator than the comma: the one that splits the titles into the most
 * columns.
 */
function findSeparator(text: string): string {
  const count = (separator: string): number => firstRow(text, separator)?.length ?? 0;
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
}

/**
 * null for an empty cell, NaN for a cell that is not a number. If cells are separated by semicolons, numbers may have
 * commas.
 */
function readCell(cell = ''): number | null {
  const text = cell.trim().replace(/^([+-]?\d+),(\d+)$/, '$1.$2');
  if (text === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : Number.NaN;
}

/** The file has neither units nor directions: less is better, unless the configuration states otherwise. */
function listMetrics(titles: readonly string[], row: readonly string[]): readonly Metric[] {
  const draft = createDraft('', defaultLimits);
  titles.forEach((title, at) => {
    const value = readCell(row[at]);
    if (at === 0 || isKnown(title) || value === null || Number.isNaN(value)) return;
    const metric = {
      name: cleanName(title, longestName),
      value,
      unit: '1',
      better: 'lower',
    } as const;
    draft.addMetric({ ...metric, samples: null });
  });
  return draft.finish().metrics;
}

/** `2024.01.01 3:00:00 +0100`, ISO 8601, or seconds since 1970. */
function parseRunTime(text: string): number | null {
  const cell = text.trim();
  if (/^\d{9,10}(\.\d+)?$/.test(cell)) return Number(cell) * 1000;
  const [, year, month, day, hour, rest, zone = '+00:00'] =
    /^(\d{4})[.-](\d{1,2})[.-](\d{1,2})[ T](\d{1,2})(:\d{2}(?::\d{2})?)\s*([+-]\d{2}:?\d{2}|Z)?$/.exec(
      cell,
    ) ?? [];
  if (year === undefined) return parseTime(cell);
  const two = (part = ''): string => part.padStart(2, '0');
  return parseTime(
    `${year}-${two(month)}-${two(day)}T${two(hour)}${rest}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`,
  );
}
