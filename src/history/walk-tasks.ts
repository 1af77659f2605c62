/** Walks the task rows of several segments at once, task by task, holding one page of each at a time. */

import type { Segment } from './decode-segment.ts';
import { openPages, type Pages } from './pages.ts';
import { clearRows, copyRows, type OwnedRows, openRowBuffer, type RowBuffer } from './row-buffer.ts';

/** A segment and which of its builds count. */
export interface Part {
  readonly segment: Segment;
  /** Id of a build → its index in the result; ids that are absent are left out. */
  readonly builds: ReadonlyMap<string, number>;
}

/**
 * Gives the rows of each task of all parts together, sorted by name and kind, then build.
 * Parts should come oldest first.
 */
export function* walkTasks(parts: readonly Part[]): Generator<OwnedRows> {
  const cursors = parts.map((part) => openCursor(part)).filter(({ advance }) => advance());
  const buffer = openRowBuffer();
  while (cursors.length > 0) {
    const { task, kind } = findFirst(cursors);
    clearRows(buffer);
    let kept = 0;
    for (const cursor of cursors) {
      let alive = true;
      while (alive && cursor.task === task && cursor.kind === kind) {
        cursor.take(buffer);
        alive = cursor.advance();
      }
      if (alive) cursors[kept++] = cursor;
    }
    cursors.length = kept;
    if (buffer.rows > 0) yield copyRows(buffer, task, kind);
  }
}

function findFirst(cursors: readonly Cursor[]): Cursor {
  let first = cursors[0]!;
  for (const cursor of cursors) {
    if (cursor.task < first.task || (cursor.task === first.task && cursor.kind < first.kind)) first = cursor;
  }
  return first;
}

/** A place in a segment: a run of rows of one task within one page. */
interface Cursor {
  task: string;
  kind: string;
  /** Goes to the next run; false at the end of the segment. */
  readonly advance: () => boolean;
  /** Adds the rows of this run that count. */
  readonly take: (buffer: RowBuffer) => void;
}

function openCursor({ segment, builds }: Part): Cursor {
  const pages: Pages = openPages(segment, builds);
  let from = 0;
  let to = 0;
  const cursor: Cursor = {
    task: '',
    kind: '',
    advance: () => {
      from = to;
      if (from === pages.rows) {
        if (!pages.next()) return false;
        from = 0;
      }
      to = pages.findEnd(from);
      cursor.task = pages.taskAt(from);
      cursor.kind = pages.kindAt(from);
      return true;
    },
    take: (buffer) => pages.copy(from, to, buffer),
  };
  return cursor;
}
