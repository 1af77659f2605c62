/** Iterates over the task rows of several segments, task by task, and reads only the requested pages. */

import type { Segment } from './decode-segment.ts';
import { openPages, type Pages } from './pages.ts';
import { clearRows, copyRows, type OwnedRows, openRowBuffer, type RowBuffer } from './row-buffer.ts';

/** A segment and which of its builds count. */
export interface Part {
  readonly segment: Segment;
  /** Id of a build → its index in the result; ids that are absent are left out. */
  readonly builds: ReadonlyMap<string, number>;
}

/** A task or measurement with rows that are not read yet. */
export interface WalkedTask {
  readonly name: string;
  readonly kind: string;
  /** Its rows, to be read once. The buffer is reused for the next task. */
  readonly read: () => RowBuffer;
}

/** Returns the rows of each task of all parts together, sorted by name and kind, then build. */
export function* walkTasks(parts: readonly Part[]): Generator<OwnedRows> {
  for (const { name, kind, read } of walkNames(parts)) {
    const buffer = read();
    if (buffer.rows > 0) yield copyRows(buffer, name, kind);
  }
}

/** Searching more names than this in each row group takes longer than reading it. */
const mostNames = 64;

/**
 * Returns each task of all parts, sorted by name and kind. Parts should come oldest first.
 * @param wanted names that the caller needs: row groups without any of a few names are skipped
 */
export function* walkNames(parts: readonly Part[], wanted?: ReadonlySet<string>): Generator<WalkedTask> {
  const names = wanted !== undefined && wanted.size <= mostNames ? [...wanted] : null;
  const cursors = parts.map((part) => openCursor(part, names)).filter(({ advance }) => advance());
  const here: Cursor[] = [];
  const buffer = openRowBuffer();
  const read = (): RowBuffer => {
    for (const cursor of here) if (cursor.isHere) cursor.pass(buffer);
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

/** A position in a segment: a run of rows of one task within one page. */
interface Cursor {
  task: string;
  kind: string;
  /** False at the end of the segment. */
  isAlive: boolean;
  /** Whether it is at the current task. */
  isHere: boolean;
  /** Goes to the next run; false at the end of the segment. */
  readonly advance: () => boolean;
  /** Skips all rows of its task; adds those that count to a buffer. */
  readonly pass: (into: RowBuffer | null) => void;
}

function openCursor({ segment, builds }: Part, names: readonly string[] | null): Cursor {
  const pages: Pages = openPages(segment, builds, null, names);
  let from = 0;
  let to = 0;
  const cursor: Cursor = {
    task: '',
    kind: '',
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
