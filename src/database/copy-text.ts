/** Rows in the text form of PostgreSQL's COPY. Reference: https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS-TEXT */

import type { Cell, Row } from './table.ts';

/** Size of a write: large enough to make calls cheap. */
const chunkLength = 65_536;

/** @param count called with the number of rows so far */
export function* writeCopy(rows: Iterable<Row>, count: (rows: number) => void): Generator<string> {
  let text = '';
  let written = 0;
  for (const row of rows) {
    let line = '';
    for (let at = 0; at < row.length; at++) line += (at === 0 ? '' : '\t') + writeCell(row[at] as Cell);
    text += `${line}\n`;
    written += 1;
    if (text.length < chunkLength) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
  count(written);
}

const special = /[\\\t\n\r\0]/;
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  // PostgreSQL's texts cannot contain it.
  '\0': '\ufffd',
};

function writeCell(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'number') return String(cell);
  if (!special.test(cell)) return cell;
  return cell.replaceAll(/[\\\t\n\r\0]/g, (character) => escapes[character] as string);
}
