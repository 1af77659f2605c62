/** Splits CSV into rows without keeping the file in memory. Reference: https://www.rfc-editor.org/rfc/rfc4180 */

export type CsvRow =
  | {
      readonly kind: 'row';
      readonly cells: readonly string[];
      readonly offset: number;
      readonly isLast: boolean;
    }
  | { readonly kind: 'too-large'; readonly offset: number }
  | { readonly kind: 'truncated'; readonly offset: number };

/**
 * Rows without blank lines. An unclosed quote counts as truncation.
 * @param options.recordBytes longer rows are skipped without buffering
 * @returns offsets in characters; `isLast` marks a row without a line end
 */
export async function* splitCsv(
  chunks: AsyncIterable<Uint8Array>,
  options: { readonly recordBytes: number },
): AsyncGenerator<CsvRow> {
  const decoder = new TextDecoder();
  const walk = walkCsv(options.recordBytes);
  for await (const chunk of chunks) yield* walk.feed(decoder.decode(chunk, { stream: true }));
  yield* walk.feed(decoder.decode());
  yield* walk.end();
}

/** The cells of the first row of a text; null if the row does not end inside. */
export function firstRow(text: string, separator = ','): readonly string[] | null {
  for (const row of walkCsv(65_536, separator).feed(text)) return row.kind === 'row' ? row.cells : null;
  return null;
}

/** The cells of every row of a text; rows that are too long or cut are left out. */
export function listCsvRows(text: string, separator = ','): (readonly string[])[] {
  const walk = walkCsv(65_536, separator);
  return [...walk.feed(text), ...walk.end()].flatMap((row) => (row.kind === 'row' ? [row.cells] : []));
}

interface CsvWalk {
  readonly feed: (text: string) => Generator<CsvRow>;
  readonly end: () => Generator<CsvRow>;
}

function walkCsv(limit: number, separator = ','): CsvWalk {
  let cells: string[] = [];
  let cell = '';
  let size = 0;
  let start = 0;
  let position = 0;
  let isQuoted = false;
  /** A quote was closed, or is the first of two. */
  let isAfterQuote = false;

  const take = (char: string): void => {
    size += 1;
    isAfterQuote = false;
    if (size <= limit) cell += char;
  };
  const finishCell = (): void => {
    size += 1;
    isAfterQuote = false;
    if (size <= limit) cells.push(cell);
    cell = '';
  };
  /** Two quotes inside quotes are one; a quote inside plain text is a normal character. */
  const takeQuote = (): void => {
    if (!isQuoted && !isAfterQuote && cell !== '') return take('"');
    if (isAfterQuote) take('"');
    else isAfterQuote = isQuoted;
    isQuoted = !isQuoted;
  };
  const finishRow = (isLast: boolean): CsvRow | null => {
    const offset = start;
    const isTooLarge = size > limit;
    const row = [...cells, cell];
    cells = [];
    cell = '';
    size = 0;
    start = position;
    isAfterQuote = false;
    if (isTooLarge) return { kind: 'too-large', offset };
    return row.length === 1 && row[0] === '' ? null : { kind: 'row', cells: row, offset, isLast };
  };
  const step = (char: string): CsvRow | null => {
    if (char === '"') takeQuote();
    else if (isQuoted) take(char);
    else if (char === separator) finishCell();
    else if (char === '\n') return finishRow(false);
    else if (char !== '\r') take(char);
    return null;
  };
  return {
    feed: function* (text) {
      for (const char of text) {
        position += 1;
        const row = step(char);
        if (row) yield row;
      }
    },
    end: function* () {
      const row: CsvRow | null = isQuoted ? { kind: 'truncated', offset: start } : finishRow(true);
      if (row) yield row;
    },
  };
}
