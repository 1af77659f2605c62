/** Rolls old metrics up and removes what is older than it is kept, all in one transaction. */

import type { Retention } from '../../settings/retention.ts';
import { firstKept, removals, rollUps } from '../roll-up.ts';
import type { Database } from './database.ts';
import { recordExport } from './record-export.ts';

/** Removed rows by table; tables that lost none are left out. */
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

const hourMs = 3_600_000;

/** Pruning reads whole tables: pushes leave it to one in an hour. */
export async function isPruneDue(database: Database, nowMs: number): Promise<boolean> {
  const [row] = await database.query(
    `select max(started_ms) as last from telemetry_exports where exporter = 'prune'`,
  );
  const last = row?.['last'] ?? null;
  // One that a clock ahead of this one recorded is no reason to wait for that time.
  return last === null || Math.abs(nowMs - Number(last)) >= hourMs;
}
