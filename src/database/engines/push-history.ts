/**
 * Copies one series of the history into a database: existing builds are skipped, so an interrupted push continues.
 */

import type { SegmentFile } from '../../history/segment.ts';
import { type HistoryPiece, splitHistory } from '../../history/split-history.ts';
import type { BuildRecord } from '../../history/stored-build.ts';
import type { Problem } from '../../model/problem.ts';
import type { Report } from '../../model/report.ts';
import { alertsTable, buildsTable, changesTable, measurementsTable, tasksTable } from '../history-tables.ts';
import { buildCells, buildRow, measurementRows, type Owner, taskRows } from '../project-history.ts';
import { alertRows, changeCells } from '../project-report.ts';
import type { Database } from './database.ts';

export interface Pushed {
  /** Builds that are new or changed. */
  readonly added: number;
  /** Builds that existed. */
  readonly known: number;
  /** Builds that were left out: older than the retention. */
  readonly old: number;
  /** Rows in all tables. */
  readonly rows: number;
  readonly problems: readonly Problem[];
}

/** The report of a build, judged against the builds before it; null: not judged. */
export type Judge = (build: BuildRecord['build']) => Report | null;

/** @param fromMs builds that began before would be removed immediately; absent: builds are kept without a limit */
export async function pushSeries(
  database: Database,
  owner: Owner,
  files: readonly SegmentFile[],
  judge: Judge,
  fromMs = Number.NEGATIVE_INFINITY,
): Promise<Pushed> {
  const known = await readDigests(database, owner);
  const isNew = ({ build, digest }: BuildRecord): boolean => known.get(build.id) !== digest;
  let [total, old] = [0, 0];
  const { pieces, problems } = splitHistory(files, (record) => {
    const isOld = record.build.startTimeMs < fromMs;
    old += Number(isOld);
    total += 1;
    return !isOld && isNew(record);
  });
  let [added, rows] = [0, 0];
  for (const piece of pieces) {
    const pushed = await database.transaction(owner.repository, () =>
      pushPiece(database, owner, piece, judge),
    );
    added += pushed.builds;
    rows += pushed.rows;
  }
  return { added, known: total - added - old, old, rows, problems };
}

async function readDigests(database: Database, { repository, series }: Owner): Promise<Map<string, string>> {
  const rows = await database.query('select id, digest from builds where repository = $1 and series = $2', [
    repository,
    series,
  ]);
  return new Map(rows.map(({ id, digest }) => [String(id), String(digest)]));
}

/** Another writer may have been faster: its rows are detected under the lock. */
async function pushPiece(
  database: Database,
  owner: Owner,
  piece: HistoryPiece,
  judge: Judge,
): Promise<{ builds: number; rows: number }> {
  const known = await readDigests(database, owner);
  const isNew = ({ build, digest }: BuildRecord): boolean => known.get(build.id) !== digest;
  const fresh = piece.records.filter(isNew);
  if (fresh.length === 0) return { builds: 0, rows: 0 };
  for (const { build } of fresh) if (known.has(build.id)) await removeBuild(database, owner, build.id);
  const ids = new Set(fresh.map(({ build }) => build.id));
  const isWanted = (id: string): boolean => ids.size === piece.records.length || ids.has(id);
  let rows = await database.insert(
    buildsTable,
    fresh.map((record) => buildRow(owner, record)),
  );
  rows += await database.insert(tasksTable, taskRows(owner, piece, isWanted));
  rows += await database.insert(measurementsTable, measurementRows(owner, piece, isWanted));
  for (const { build } of fresh) {
    const report = judge(build);
    if (report === null) continue;
    const head = buildCells(owner, build);
    rows += await database.insert(changesTable, changeCells(head, report));
    rows += await database.insert(alertsTable, alertRows(head, report));
  }
  return { builds: fresh.length, rows };
}

async function removeBuild(database: Database, { repository, series }: Owner, id: string): Promise<void> {
  for (const { name } of [tasksTable, measurementsTable, changesTable, alertsTable])
    await database.run(`delete from ${name} where repository = $1 and series = $2 and build = $3`, [
      repository,
      series,
      id,
    ]);
  await database.run('delete from builds where repository = $1 and series = $2 and id = $3', [
    repository,
    series,
    id,
  ]);
}
