/** Rolls up old metrics and removes rows older than their retention, all in one transaction. */

import { hourMs } from '../../model/time-units.ts';
import type { Retention } from '../../settings/retention.ts';
import { firstKept, removals, rollUps } from '../roll-up.ts';
import type { Database } from './database.ts';
import { recordExport } from './record-export.ts';

/** Removed rows by table; tables without any are left out. */
export type Removed = Readonly<Record<string, number>>;

export async function pruneDatabase(
  database: Database,
  retention: Retention,
  nowMs: number,
): Promise<Removed> {
  const removed: Record<string, number> = {};
  await database.transaction('prune', async () => {
    const metricsFrom = firstKept(nowMs, retention.metrics);
    for (const sql of rollUps) await database.run(sql, [metricsFrom]);
    for (const { keeps, table, sql } of removals) {
      const days = retention[keeps];
      if (days === null) continue;
      const gone = await database.run(sql, [firstKept(nowMs, days)]);
      if (gone > 0) removed[table] = gone;
    }
    const items = Object.values(removed).reduce((sum, rows) => sum + rows, 0);
    await recordExport(database, {
      repository: '',
      exporter: 'prune',
      startedMs: nowMs,
      durationMs: 0,
      items,
    });
  });
  return removed;
}

/** Pruning reads whole tables: pushes do it at most once an hour. */
export async function isPruneDue(database: Database, nowMs: number): Promise<boolean> {
  const [row] = await database.query(
    `select max(started_ms) as last from telemetry_exports where exporter = 'prune'`,
  );
  const last = row?.['last'] ?? null;
  // A time recorded by a clock that was ahead must not delay the next pruning.
  return last === null || Math.abs(nowMs - Number(last)) >= hourMs;
}
