/** Reads the rows of a CSV file as records, and counts skipped rows. */
import { formatCount, plural } from '../model/counts.ts';
import type { Draft } from './draft.ts';
import type { Input } from './format.ts';
import type { Fields } from './read-fields.ts';
import { splitCsv } from './split-csv.ts';

/**
 * Calls `visit` for each row after the header, with its non-empty cells by their column's key.
 * @param keyOf the key of a column by its title; of columns with equal keys the last non-empty one counts
 */
export async function readCsv(
  input: Input,
  draft: Draft,
  keyOf: (title: string) => string,
  visit: (record: Fields) => void,
): Promise<void> {
  let keys: readonly string[] | null = null;
  for await (const row of splitCsv(input.chunks(), draft.limits)) {
    if (row.kind === 'truncated') {
      draft.markTruncated();
      continue;
    }
    if (row.kind === 'row' && keys === null) {
      keys = row.cells.map(keyOf);
      continue;
    }
    draft.countRecord();
    if (row.kind === 'too-large') draft.skipRecord(row.offset, 'it is too long.', '');
    else if (keys !== null && row.cells.length === keys.length) visit(toRecord(keys, row.cells));
    else if (row.isLast) draft.markTruncated();
    else
      draft.skipRecord(
        row.offset,
        `it has ${plural(row.cells.length, 'cell')}, not ${formatCount(keys?.length ?? 0)}.`,
        '',
        row.cells.length === 1,
      );
  }
}

function toRecord(keys: readonly string[], cells: readonly string[]): Fields {
  return Object.fromEntries(
    keys.flatMap((key, i) => {
      const cell = restoreText(cells[i] ?? '').trim();
      return cell === '' ? [] : [[key, cell]];
    }),
  );
}

/** Our own CSV adds an apostrophe to text that a spreadsheet would interpret as a formula. */
function restoreText(cell: string): string {
  return /^'\s*[=+\-@＝＋－＠]/u.test(cell) ? cell.slice(1) : cell;
}
