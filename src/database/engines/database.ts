/** The database operations that the commands use, the same for each engine. */

import type { Cell, Row, Table } from '../table.ts';
import type { Engine } from '../write-schema.ts';

/** One row of an answer, by column. */
export type Answered = Readonly<Record<string, Cell>>;

/** One connection. Every call throws the engine's own error; `describeDatabaseFault` describes it. */
export interface Database {
  readonly engine: Engine;
  /** Its address, without a password. */
  readonly label: string;
  /** Runs one statement; parameters are `$1`, `$2`, … */
  query(sql: string, parameters?: readonly Cell[]): Promise<readonly Answered[]>;
  /** Runs one statement. @returns how many rows it changed */
  run(sql: string, parameters?: readonly Cell[]): Promise<number>;
  /** Runs all of `work` or nothing of it, with one writer of `lock` at a time. */
  transaction<T>(lock: string, work: () => Promise<T>): Promise<T>;
  /**
   * Adds rows that do not exist, inside a transaction.
   * @returns how many
   */
  insert(table: Table, rows: Iterable<Row>): Promise<number>;
  /**
   * Adds rows of a table with a key; existing ones are replaced.
   * @returns how many
   */
  upsert(table: Table, rows: Iterable<Row>): Promise<number>;
  close(): Promise<void>;
}
