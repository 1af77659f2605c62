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
  // Builds mostly run the same tasks, so their dictionaries have the same bytes.
  const kept: { readonly bytes: Uint8Array; readonly numbers: Int32Array }[] = [];
  return {
    names,
    numbersOf: (column) => {
      const bytes = column.dictionaryBytes;
      const same = kept.find((each) => Buffer.compare(each.bytes, bytes) === 0);
      if (same) return same.numbers;
      const made = numberAll(column.dictionary, names);
      if (kept.length < mostKept) kept.push({ bytes, numbers: made });
      return made;
    },
  };
}

/** Without hashing each text: a dictionary mostly has the names in their order. */
function numberAll(dictionary: ColumnReader['dictionary'], names: readonly string[]): Int32Array {
  const numbers = new Int32Array(dictionary.length);
  let next = 0;
  for (let code = 0; code < dictionary.length; code++) {
    const text = String(dictionary[code]);
    const number = names[next] === text ? next : findNumber(names, text);
    numbers[code] = number;
    if (number >= 0) next = number + 1;
  }
  return numbers;
}

function findNumber(names: readonly string[], text: string): number {
  let from = 0;
  let to = names.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((names[middle] as string) < text) from = middle + 1;
    else to = middle;
  }
  return names[from] === text ? from : -1;
}
