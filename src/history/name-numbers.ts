/** Numbers names in the order of the files, so that rows are distinguished without their texts. */

import type { ColumnReader } from '../parquet/read-parquet.ts';
import { compareTexts } from './task-rows.ts';

export interface NameNumbers {
  /** By number. */
  readonly names: readonly string[];
  /** For each code of a column's dictionary the number of its name, -1 for a name that is not requested. */
  readonly numbersOf: (column: ColumnReader) => Int32Array;
}

/** With more dictionaries than this, equal ones are rare. */
const mostKept = 32;

export function numberNames(wanted: ReadonlySet<string>): NameNumbers {
  const names = [...wanted].sort(compareTexts);
  const numbers = new Map(names.map((name, number) => [name, number]));
  // Builds mostly run the same tasks, so their dictionaries have the same bytes.
  const kept: { readonly bytes: Uint8Array; readonly numbers: Int32Array }[] = [];
  return {
    names,
    numbersOf: (column) => {
      const bytes = column.dictionaryBytes;
      const same = kept.find((each) => Buffer.compare(each.bytes, bytes) === 0);
      if (same) return same.numbers;
      const made = Int32Array.from(column.dictionary, (name) => numbers.get(String(name)) ?? -1);
      if (kept.length < mostKept) kept.push({ bytes, numbers: made });
      return made;
    },
  };
}
