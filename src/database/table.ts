/** What a table of the database is, for every engine, and its rows. */

/** `flag` is 0 or 1 in every engine, so that one text of SQL asks them all. */
export type CellType = 'text' | 'integer' | 'real' | 'flag' | 'json';

/** A value of one column; JSON is given as its text. */
export type Cell = string | number | null;

/** Cells in the order of the table's columns. */
export type Row = readonly Cell[];

export interface SqlColumn {
  readonly name: string;
  readonly type: CellType;
  readonly required: boolean;
  /** All that a text can be. */
  readonly values?: readonly string[];
  /** Version of the tables that brought it; absent: the first. */
  readonly since?: number;
}

export interface Table {
  readonly name: string;
  /** Without the number that the engine gives to rows of a table without a key. */
  readonly columns: readonly SqlColumn[];
  /** Columns whose values no two rows share; null: rows have no name. */
  readonly key: readonly string[] | null;
  /** Columns of each further index. */
  readonly indexes: readonly (readonly string[])[];
}

export const need = (name: string, type: CellType, values?: readonly string[]): SqlColumn => ({
  ...{ name, type, required: true },
  ...(values === undefined ? {} : { values }),
});

export const may = (name: string, type: CellType): SqlColumn => ({ name, type, required: false });

/** A column that tables of earlier versions lack: last of its table, as it is added there. */
export const addedIn = (since: number, column: SqlColumn): SqlColumn => ({ ...column, since });
