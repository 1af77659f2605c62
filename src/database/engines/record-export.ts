/** One row of `telemetry_exports` for each operation. */

import { exportsTable } from '../telemetry-tables.ts';
import type { Database } from './database.ts';

export interface ExportRecord {
  readonly repository: string;
  readonly exporter: string;
  readonly startedMs: number;
  readonly durationMs: number;
  readonly items: number;
  /** The failure; absent on success. */
  readonly error?: string;
}

/** Inside a transaction. */
export async function recordExport(database: Database, record: ExportRecord): Promise<void> {
  const { repository, exporter, startedMs, durationMs, items, error } = record;
  const status = error === undefined ? 'success' : 'failure';
  await database.insert(exportsTable, [
    [repository, exporter, database.label, startedMs, durationMs, items, status, error ?? null],
  ]);
}
