/** The rows of one segment, copied into tiles column by column: without an object or a string per row. */

import type { Segment } from './decode-segment.ts';
import { pageRows } from './schema.ts';
import { isHit, noRun, type Tile } from './tile.ts';
import {
  openTileGroup,
  openTilePage,
  readTilePage,
  type TileGroup,
  type TilePage,
  type Wanted,
} from './tile-page.ts';

/** Names are searched in the bounds of a row group only if they are few. */
const fewNames = 64;

/** A class, because each number of a closure would be an object. */
export class TileSource {
  readonly #segment: Segment;
  readonly #wanted: Wanted;
  readonly #page: TilePage;
  #index = 0;
  #group: TileGroup | null = null;
  /** Of the group: rows up to the end of the page. */
  #read = 0;
  /** Of the page: the next row, and its end. */
  #row = 0;
  #rows = 0;

  constructor(segment: Segment, wanted: Wanted) {
    this.#segment = segment;
    this.#wanted = wanted;
    this.#page = openTilePage(Math.min(pageRows, Math.max(0, ...segment.groupRows.slice(1))));
  }

  /** Copies the rows of the next names, up to number `end`, into a tile that begins at number `first`. */
  fill(tile: Tile, first: number, end: number): void {
    while (this.#copyPage(tile, first, end) && this.#nextPage());
  }

  /**
   * The same of the current page: a loop of its own, because V8 compiles a long-running loop with all that it calls.
   * @returns false if a later tile needs the rest of the page
   */
  #copyPage(tile: Tile, first: number, end: number): boolean {
    const { task } = this.#page;
    while (this.#row < this.#rows) {
      const code = task[this.#row]!;
      const number = this.#group!.numbers[code]!;
      if (number >= end) return false;
      let to = this.#row + 1;
      while (to < this.#rows && task[to] === code) to++;
      if (number >= 0) putRuns(this.#page, this.#group!, this.#row, to, tile, number - first);
      this.#row = to;
    }
    return true;
  }

  /** Goes to the next page that contains a requested name. */
  #nextPage(): boolean {
    for (;;) {
      if (this.#group === null || this.#read === this.#group.rows) {
        this.#group = this.#nextGroup();
        this.#read = 0;
        if (this.#group === null) return false;
      }
      const group = this.#group;
      this.#row = 0;
      this.#rows = Math.min(pageRows, group.rows - this.#read);
      this.#read += this.#rows;
      group.task.readCodes(this.#page.task);
      if (isAnyWanted(group.numbers, this.#page.task, this.#rows)) {
        readTilePage(this.#page, group, this.#rows);
        return true;
      }
      for (const column of group.others) column.skip();
    }
  }

  #nextGroup(): TileGroup | null {
    const { groupRows, mayHold } = this.#segment;
    const { names } = this.#wanted.names;
    while (++this.#index < groupRows.length) {
      const isFar = names.length <= fewNames && !names.some((name) => mayHold(this.#index, name));
      const group = isFar ? null : openTileGroup(this.#segment, this.#index, this.#wanted);
      if (group?.numbers.some((number) => number >= 0)) return group;
    }
    return null;
  }
}

/** Codes are assigned in the order of rows, which is the order of names. */
function isAnyWanted(numbers: Int32Array, codes: Uint32Array, rows: number): boolean {
  for (let code = codes[0]!; code <= codes[rows - 1]!; code++) if (numbers[code]! >= 0) return true;
  return false;
}

/** Copies the runs of one task on one page, which are contiguous, into its row of a tile. */
function putRuns(page: TilePage, group: TileGroup, from: number, to: number, tile: Tile, at: number): void {
  const { build, result, cached, duration, more } = page;
  const { columns, states } = group;
  const { states: cells, durationMs } = tile;
  const first = at * tile.width;
  let isPartial = page.kind[from] !== page.kind[to - 1];
  let isThere = false;
  for (let row = from; row < to; row++) {
    const column = columns[build[row]!]!;
    if (column < 0) continue;
    const cell = first + column;
    if (cells[cell] !== noRun || more[row] !== 0) isPartial = true;
    cells[cell] = states[result[row]!]! | (cached[row] === 1 ? isHit : 0);
    durationMs[cell] = duration[row]! / 1000;
    isThere = true;
  }
  if (!isThere) return;
  const kind = group.kinds[page.kind[from]!]!;
  if (tile.kinds[at] !== kind && tile.kinds[at] !== -1) isPartial = true;
  tile.kinds[at] = kind;
  if (isPartial) tile.isPartial[at] = 1;
}
