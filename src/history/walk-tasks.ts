/** Walks the task rows of several segments at once, task by task, reading only the pages that are asked for. */

import type { Segment } from './decode-segment.ts';
import { openPages, type Pages } from './pages.ts';
import { appendRows, clearRows, copyRows, type OwnedRows, openRowBuffer, type RowBuffer } from './row-buffer.ts';

/** A segment and which of its builds count. */
export interface Part {
  readonly segment: Segment;
  /** Id of a build → its index in the result; ids that are absent are left out. */
  readonly builds: ReadonlyMap<string, number>;
}

/** A task or measurement whose rows are not read yet. */
export interface WalkedTask {
  readonly name: string;
  readonly kind: string;
  /**
   * Its rows of the builds from index `from` on; older ones of the same segments come along. Asking again with an
   * older index adds to them. The buffer is used again for the next task.
   */
  readonly read: (from: number) => RowBuffer;
}

/** Gives the rows of each task of all parts together, sorted by name and kind, then build. */
export function* walkTasks(parts: readonly Part[]): Generator<OwnedRows> {
  for (const { name, kind, read } of walkNames(parts)) {
    const buffer = read(0);
    if (buffer.rows > 0) yield copyRows(buffer, name, kind);
  }
}

/** Gives each task of all parts, sorted by name and kind. Parts should come oldest first. */
export function* walkNames(parts: readonly Part[]): Generator<WalkedTask> {
  const cursors = parts.map(openCursor).filter(({ advance }) => advance());
  const here: Cursor[] = [];
  let buffer = openRowBuffer();
  let older = openRowBuffer();
  const read = (from: number): RowBuffer => {
    clearRows(older);
    for (const cursor of here) if (cursor.isHere && cursor.newest >= from) cursor.pass(older);
    if (older.rows === 0) return buffer;
    if (buffer.rows > 0) appendRows(older, buffer);
    [buffer, older] = [older, buffer];
    return buffer;
  };
  while (cursors.length > 0) {
    const { task: name, kind } = findFirst(cursors);
    clearRows(buffer);
    here.length = 0;
    for (const cursor of cursors) {
      cursor.isHere = cursor.task === name && cursor.kind === kind;
      if (cursor.isHere) here.push(cursor);
    }
    yield { name, kind, read };
    let hasEnded = false;
    for (const cursor of here) {
      if (cursor.isHere) cursor.pass(null);
      hasEnded ||= !cursor.isAlive;
    }
    if (hasEnded) keepAlive(cursors);
  }
}

function keepAlive(cursors: Cursor[]): void {
  let kept = 0;
  for (const cursor of cursors) if (cursor.isAlive) cursors[kept++] = cursor;
  cursors.length = kept;
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
  /** Index of the newest build that counts. */
  readonly newest: number;
  /** False at the end of the segment. */
  isAlive: boolean;
  /** Whether it is at the task that is being walked. */
  isHere: boolean;
  /** Goes to the next run; false at the end of the segment. */
  readonly advance: () => boolean;
  /** Goes past all rows of its task; adds those that count to a buffer. */
  readonly pass: (into: RowBuffer | null) => void;
}

function openCursor({ segment, builds }: Part): Cursor {
  const pages: Pages = openPages(segment, builds);
  let from = 0;
  let to = 0;
  const cursor: Cursor = {
    task: '',
    kind: '',
    newest: Math.max(...builds.values()),
    isAlive: true,
    isHere: false,
    advance: () => {
      from = to;
      if (from === pages.rows) {
        cursor.isAlive = pages.next();
        if (!cursor.isAlive) return false;
        from = 0;
      }
      to = pages.findEnd(from);
      cursor.task = pages.taskAt(from);
      cursor.kind = pages.kindAt(from);
      return true;
    },
    pass: (into) => {
      const { task, kind } = cursor;
      cursor.isHere = false;
      do {
        if (into) pages.copy(from, to, into);
      } while (cursor.advance() && cursor.task === task && cursor.kind === kind);
    },
  };
  return cursor;
}
