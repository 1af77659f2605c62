/** One page of a segment in the form that tiles need: codes and times, and the meaning of the codes. */

import { allResults } from '../model/results.ts';
import { noFlag, noValue } from '../parquet/column-values.ts';
import type { ColumnReader } from '../parquet/read-parquet.ts';
import type { Segment } from './decode-segment.ts';
import type { NameNumbers } from './name-numbers.ts';
import { sparseColumns } from './pages.ts';
import { sparseNumbers, sparseTexts } from './row-buffer.ts';
import { hasRun, resultShift } from './tile.ts';

/** The requested part of a segment. */
export interface Wanted {
  readonly names: NameNumbers;
  /** Id of a build → its column in the tiles; builds that are absent do not count. */
  readonly columns: ReadonlyMap<string, number>;
  /** Kind → its number; new kinds are added. */
  readonly kinds: Map<string, number>;
}

/** The columns of one page. */
export interface TilePage {
  readonly task: Uint32Array;
  readonly kind: Uint32Array;
  readonly build: Uint32Array;
  readonly result: Uint32Array;
  readonly cached: Uint8Array;
  readonly duration: Float64Array;
  /** 1: the row has a value in a column that tiles lack. */
  readonly more: Uint8Array;
}

export function openTilePage(size: number): TilePage {
  return {
    task: new Uint32Array(size),
    kind: new Uint32Array(size),
    build: new Uint32Array(size),
    result: new Uint32Array(size),
    cached: new Uint8Array(size),
    duration: new Float64Array(size),
    more: new Uint8Array(size),
  };
}

/** One row group: its columns, and the meaning of their codes. */
export interface TileGroup {
  readonly rows: number;
  readonly task: ColumnReader;
  readonly kind: ColumnReader;
  readonly build: ColumnReader;
  readonly result: ColumnReader;
  readonly cached: ColumnReader;
  readonly duration: ColumnReader;
  readonly moreNumbers: readonly ColumnReader[];
  readonly moreTexts: readonly ColumnReader[];
  /** null if each run is the first attempt. */
  readonly attempt: ColumnReader | null;
  /** All except the names. */
  readonly others: readonly ColumnReader[];
  /** For names, -1 for one that is not requested. */
  readonly numbers: Int32Array;
  readonly kinds: Int32Array;
  /** For builds, -1 for one that does not count. */
  readonly columns: Int32Array;
  readonly states: Uint8Array;
}

export function openTileGroup(segment: Segment, index: number, { names, columns, kinds }: Wanted): TileGroup {
  const open = (name: string): ColumnReader => segment.open(index, name);
  const [task, kind, build, result] = [open('task'), open('kind'), open('build'), open('result')];
  const [cached, duration] = [open('cached'), open('duration_us')];
  const openMore = (list: readonly (keyof typeof sparseColumns)[]): ColumnReader[] =>
    list.map((name) => open(sparseColumns[name])).filter(({ empty }) => !empty);
  const [moreNumbers, moreTexts] = [openMore(sparseNumbers), openMore(sparseTexts)];
  const attempt = open('attempt').dictionary.every((number) => number === 1) ? null : open('attempt');
  return {
    rows: segment.groupRows[index]!,
    task,
    kind,
    build,
    result,
    cached,
    duration,
    moreNumbers,
    moreTexts,
    attempt,
    others: [
      kind,
      build,
      result,
      cached,
      duration,
      ...moreNumbers,
      ...moreTexts,
      ...(attempt ? [attempt] : []),
    ],
    numbers: names.numbersOf(task),
    kinds: Int32Array.from(kind.dictionary, (text) => numberKind(kinds, String(text))),
    columns: Int32Array.from(build.dictionary, (id) => columns.get(String(id)) ?? -1),
    states: Uint8Array.from(result.dictionary, (word) => hasRun | (numberResult(word) << resultShift)),
  };
}

function numberKind(kinds: Map<string, number>, kind: string): number {
  const number = kinds.get(kind) ?? kinds.size;
  kinds.set(kind, number);
  return number;
}

function numberResult(word: string | number): number {
  const known = (allResults as readonly unknown[]).indexOf(word);
  return known === -1 ? allResults.indexOf('unknown') : known;
}

/** If all tasks ran in the same builds, all pages are equal. */
function readCodes(column: ColumnReader, into: Uint32Array): void {
  if (column.repeats()) column.skip();
  else column.readCodes(into);
}

export function readTilePage(page: TilePage, group: TileGroup, rows: number): void {
  readCodes(group.kind, page.kind);
  readCodes(group.build, page.build);
  readCodes(group.result, page.result);
  if (group.cached.empty) page.cached.fill(noFlag);
  else if (group.cached.repeats()) group.cached.skip();
  else group.cached.readFlags(page.cached);
  if (group.duration.empty) page.duration.fill(Number.NaN);
  else group.duration.readNumbers(page.duration);
  page.more.fill(0);
  for (const column of group.moreNumbers) {
    const values = new Float64Array(rows);
    column.readNumbers(values);
    for (let row = 0; row < rows; row++) if (!Number.isNaN(values[row])) page.more[row] = 1;
  }
  for (const column of group.moreTexts) {
    const codes = new Uint32Array(rows);
    column.readCodes(codes);
    for (let row = 0; row < rows; row++) if (codes[row] !== noValue) page.more[row] = 1;
  }
  if (group.attempt !== null) {
    const codes = new Uint32Array(rows);
    group.attempt.readCodes(codes);
    const { dictionary } = group.attempt;
    for (let row = 0; row < rows; row++) if (dictionary[codes[row]!] !== 1) page.more[row] = 1;
  }
}
