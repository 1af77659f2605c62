/** A column of a Parquet file. */

/**
 * How a column is stored. `text`, `timestamp` and `int` repeat and have a dictionary; `double` and `flag` are
 * plain; `long` is packed as differences, or plain where gzip makes that much smaller. `timestamp` and `long` are
 * INT64, `int` is INT32, `double` DOUBLE and `flag` BOOLEAN.
 */
export type ColumnType = 'text' | 'timestamp' | 'int' | 'long' | 'double' | 'flag';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly required: boolean;
}

/** Parquet's physical types. */
export const physical = {
  text: 'BYTE_ARRAY',
  timestamp: 'INT64',
  int: 'INT32',
  long: 'INT64',
  double: 'DOUBLE',
  flag: 'BOOLEAN',
} as const satisfies Record<ColumnType, string>;
