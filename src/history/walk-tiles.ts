/**
 * Iterates over the tasks of several segments one tile at a time; tasks that do not fit into a tile are read
 * row by row.
 */

import type { SeriesHandle } from '../model/history.ts';
import { numberNames } from './name-numbers.ts';
import { compareTexts } from './task-rows.ts';
import { Tile } from './tile.ts';
import { TileSource } from './tile-source.ts';
import type { Part } from './walk-tasks.ts';

/** Cells of a tile: what fits into a processor's cache, however long the history is. */
const mostCells = 65_536;

/**
 * Returns each requested name with a run in one of the builds, sorted by name and kind.
 * @param builds their indexes, ascending
 * @param walkRows the same names row by row
 */
export function* walkTiles(
  parts: readonly Part[],
  builds: readonly number[],
  wanted: ReadonlySet<string>,
  walkRows: () => Iterable<SeriesHandle>,
): Generator<SeriesHandle> {
  const names = numberNames(wanted);
  const kinds = new Map<string, number>();
  const columns = new Map(builds.map((build, column) => [build, column]));
  const sources = parts.map(({ segment, builds: own }) => {
    const ids = [...own].flatMap(([id, index]): [string, number][] => {
      const column = columns.get(index);
      return column === undefined ? [] : [[id, column]];
    });
    return new TileSource(segment, { names, kinds, columns: new Map(ids) });
  });
  const count = names.names.length;
  const height = Math.min(count, Math.max(1, Math.floor(mostCells / Math.max(1, builds.length))));
  const tile = new Tile(Int32Array.from(builds), height);
  const readRows = followNames(walkRows);
  for (let first = 0; first < count; first += height) {
    const end = Math.min(count, first + height);
    tile.clear();
    for (const source of sources) source.fill(tile, first, end);
    const kindNames = [...kinds.keys()];
    for (let number = first; number < end; number++) {
      const name = names.names[number]!;
      const task = number - first;
      const kind = kindNames[tile.kinds[task]!];
      if (kind === undefined) continue;
      if (tile.isPartial[task] === 1) yield* readRows(name);
      else yield { name, kind, read: () => tile.read(task, name, kind) };
    }
  }
}

/** Follows a sorted iteration from name to name; it begins with the first requested name. */
function followNames(walk: () => Iterable<SeriesHandle>): (name: string) => Generator<SeriesHandle> {
  let rest: Iterator<SeriesHandle> | null = null;
  let here: IteratorResult<SeriesHandle> | null = null;
  return function* (name) {
    rest ??= walk()[Symbol.iterator]();
    here ??= rest.next();
    while (!here.done) {
      const order = compareTexts(here.value.name, name);
      if (order > 0) return;
      if (order === 0) yield here.value;
      here = rest.next();
    }
  };
}
