/** The description of a database table, for every engine, and its rows. */

/** `flag` is 0 or 1 in every engine, so that the same SQL works for all. */
export type CellType = 'text' | 'integer' | 'real' | 'flag' | 'json';

/** A value of one column; JSON is passed as its text. */
export type Cell = string | number | null;

/** Cells in the order of the table's columns. */
export type Row = readonly Cell[];

export interface SqlColumn {
  readonly name: string;
  readonly type: CellType;
  readonly required: boolean;
  /** The types of a text column. */
  readonly values?: readonly string[];
  /** Version of the tables that added it; absent: the first. */
  readonly since?: number;
}

export interface Table {
  readonly name: string;
  /** Without the row number that the engine adds to tables without a key. */
  readonly columns: readonly SqlColumn[];
  /** Columns of the primary key; null: rows have no key. */
  readonly key: readonly string[] | null;
  /** Columns of each further index. */
  readonly indexes: readonly (readonly string[])[];
}

export const need = (name: string, type: CellType): SqlColumn => ({ name, type, required: true });

/** A required text of a known type, so that the compiler notices a missing value: the engine would refuse its rows. */
export const needOneOf = <T extends string>(name: string, values: Readonly<Record<T, true>>): SqlColumn => ({
  ...need(name, 'text'),
  values: Object.keys(values),
});

export const may = (name: string, type: CellType): SqlColumn => ({ name, type, required: false });

/** A column that tables of earlier versions lack: last in its table, because it is added there. */
export const addedIn = (since: number, column: SqlColumn): SqlColumn => ({ ...column, since });
