/** The steps that bring a database from any version, or from nothing, to this version, in order. */

import { alertsTable, buildsTable, changesTable, measurementsTable, tasksTable } from './history-tables.ts';
import type { Table } from './table.ts';
import {
  aggregatesTable,
  exportsTable,
  metricsTable,
  spanEventsTable,
  spansTable,
} from './telemetry-tables.ts';
import { views } from './views.ts';
import {
  addColumns,
  createTable,
  createView,
  type Engine,
  replaceChecks,
  replaceView,
} from './write-schema.ts';

export interface Migration {
  /** From 1, without gaps. */
  readonly version: number;
  readonly statements: (engine: Engine) => readonly string[];
}

/** In the order in which `database status` shows them. */
export const tables: readonly Table[] = [
  buildsTable,
  tasksTable,
  measurementsTable,
  changesTable,
  alertsTable,
  metricsTable,
  spansTable,
  spanEventsTable,
  aggregatesTable,
  exportsTable,
];

/** A released step never changes: a later change is a new step. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    statements: (engine) => [
      ...tables.flatMap((table) => createTable(table, engine)),
      ...views.map(createView),
    ],
  },
  { version: 2, statements: (engine) => tables.flatMap((table) => addColumns(table, 2, engine)) },
  {
    version: 3,
    statements: (engine) =>
      views.filter(({ name }) => name === 'v_error_rate').flatMap((view) => replaceView(view, engine)),
  },
  {
    version: 4,
    statements: (engine) =>
      views.filter(({ name }) => name === 'v_trace_summary').flatMap((view) => replaceView(view, engine)),
  },
  // The scope `group`.
  { version: 5, statements: (engine) => replaceChecks(changesTable, engine) },
];

/** The table with the applied steps. */
export const versionTable =
  'create table if not exists telemetry_schema (version integer not null primary key, applied_ms double precision not null)';

/** All of the schema as a script, for running it manually. */
export function writeSchema(engine: Engine): string {
  const own = migrations.flatMap(({ version, statements }) => [
    ...statements(engine),
    `insert into telemetry_schema (version, applied_ms) values (${version}, 0)`,
  ]);
  return ['begin', versionTable, ...own, 'commit'].map((statement) => `${statement};\n`).join('');
}
