/** Tables and views as SQL, which differs only in the names of a few types. */

import type { CellType, SqlColumn, Table } from './table.ts';
import type { SqlView } from './views.ts';

export const engines = ['sqlite', 'postgres'] as const;
export type Engine = (typeof engines)[number];

const types: Readonly<Record<Engine, Readonly<Record<CellType, string>>>> = {
  sqlite: { text: 'text', integer: 'integer', real: 'real', flag: 'integer', json: 'text' },
  postgres: { text: 'text', integer: 'bigint', real: 'double precision', flag: 'smallint', json: 'jsonb' },
};

const rowIds: Readonly<Record<Engine, string>> = {
  sqlite: 'id integer primary key',
  postgres: 'id bigint generated always as identity primary key',
};

/** The table in its first version. */
export function createTable(table: Table, engine: Engine): string[] {
  const first = table.columns.filter(({ since }) => since === undefined);
  const columns = first.map((column) => `  ${defineColumn(column, engine)}`);
  const lines =
    table.key === null
      ? [`  ${rowIds[engine]}`, ...columns]
      : [...columns, `  primary key (${table.key.join(', ')})`];
  return [
    `create table ${table.name} (\n${lines.join(',\n')}\n)`,
    ...table.indexes.map(
      (index) => `create index ${table.name}_by_${index.join('_')} on ${table.name} (${index.join(', ')})`,
    ),
  ];
}

/** The additions of a version of the tables. */
export function addColumns({ name, columns }: Table, version: number, engine: Engine): string[] {
  return columns
    .filter(({ since }) => since === version)
    .map((column) => `alter table ${name} add column ${defineColumn(column, engine)}`);
}

/** The same rows with the values that columns may have now; SQLite can only make the table again. */
export function replaceChecks(table: Table, engine: Engine): string[] {
  const { name } = table;
  if (engine === 'postgres')
    return table.columns
      .filter(({ values }) => values !== undefined)
      .flatMap((column) => [
        `alter table ${name} drop constraint if exists ${name}_${column.name}_check`,
        `alter table ${name} add constraint ${name}_${column.name}_check${limitValues(column)}`,
      ]);
  const names = table.columns.map((column) => column.name).join(', ');
  return [
    `create table kept_${name} as select * from ${name}`,
    `drop table ${name}`,
    ...createTable(table, engine),
    `insert into ${name} (${names}) select ${names} from kept_${name}`,
    `drop table kept_${name}`,
  ];
}

function defineColumn(column: SqlColumn, engine: Engine): string {
  const { name, type, required } = column;
  return `${name} ${types[engine][type]}${required ? ' not null' : ''}${limitValues(column)}`;
}

function limitValues({ name, values }: SqlColumn): string {
  return values === undefined
    ? ''
    : ` check (${name} in (${values.map((value) => `'${value}'`).join(', ')}))`;
}

export function createView({ name, query }: SqlView): string {
  return `create view ${name} as\n  ${query}`;
}

/** The same columns by another query; in PostgreSQL the view keeps its grants and the views that use it. */
export function replaceView(view: SqlView, engine: Engine): string[] {
  const { name, query } = view;
  if (engine === 'postgres') return [`create or replace view ${name} as\n  ${query}`];
  return [`drop view ${name}`, createView(view)];
}
