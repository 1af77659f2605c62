/** The values of one column, before they are encoded. */

/** The index of a row without a value. */
export const noValue = 0xffffffff;

/** A flag that is not known. */
export const noFlag = 2;

/** Repeating values: `dictionary[index[row]]`, or none for `noValue`. Timestamps are microseconds. */
export interface Coded {
  readonly dictionary: readonly (string | number)[];
  readonly index: Uint32Array;
}

/** Values of one column: codes, numbers (NaN for none), flags (0, 1, `noFlag`), or null if no row has one. */
export type Values = Coded | Float64Array | Uint8Array | null;

/** Encodes a list of texts or numbers. */
export function codeValues(values: readonly (string | number | null)[]): Coded {
  const codes = new Map<string | number, number>();
  const index = Uint32Array.from(values, (value) => {
    if (value === null) return noValue;
    const code = codes.get(value) ?? codes.size;
    codes.set(value, code);
    return code;
  });
  return { dictionary: [...codes.keys()], index };
}

/** Keeps only the dictionary entries that these rows use, in the order in which they first appear; null for none. */
export function recode({ dictionary, index }: Coded, rows: number): Coded | null {
  const codes = new Uint32Array(dictionary.length).fill(noValue);
  const used: (string | number)[] = [];
  const own = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = index[row]!;
    if (value !== noValue && codes[value] === noValue) {
      codes[value] = used.length;
      used.push(dictionary[value]!);
    }
    own[row] = value === noValue ? noValue : codes[value]!;
  }
  return used.length > 0 ? { dictionary: used, index: own } : null;
}
