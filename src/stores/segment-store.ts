/** The history as a set of segment files in any place: a folder, a bucket. See docs/decisions/history-format.md. */

import { compactSegments, isCompactionDue } from '../history/compact.ts';
import { decodeSegment } from '../history/decode-segment.ts';
import { encodeBuild } from '../history/encode-build.ts';
import { readSegments } from '../history/read-segments.ts';
import { checkLimits, type HistoryLimits, parseSegmentName, type SegmentFile } from '../history/segment.ts';
import type { HistoryStore, LoadedHistory } from '../model/history.ts';
import type { Problem } from '../model/problem.ts';

/** The result of a call on the files. */
export interface StoreFault {
  readonly status: 'denied' | 'unreachable' | 'rate-limited';
  readonly problem: Problem;
  readonly error: unknown;
}

/** Files that are written once and never changed. Every call may throw the place's own error. */
export interface SegmentFiles {
  /** Their place, for messages. */
  readonly label: string;
  /** Number of concurrent calls: several if each is a round trip. */
  readonly atOnce: number;
  /** Names of the segments, sorted; none if the place does not exist yet. */
  list(): Promise<readonly string[]>;
  /** @returns null if the file is gone */
  read(name: string): Promise<Uint8Array | null>;
  /** Writes the whole file under its name, or nothing. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  /** Bytes of the existing files. */
  sumSizes(names: readonly string[]): Promise<number>;
  /** Sets damaged files aside; files that cannot be moved stay. */
  setAside(names: readonly string[]): Promise<void>;
  /** Removes leftovers of killed writers. */
  sweep(): Promise<void>;
  describeFault(error: unknown, verb: 'read' | 'write', name?: string): StoreFault;
}

/** @throws TypeError for an invalid limit */
export function segmentStore(files: SegmentFiles, limits: HistoryLimits): HistoryStore {
  checkLimits(limits);
  const seen: Seen = { names: null };
  return {
    load: () => load(files, limits, seen),
    append: (build) => append(files, limits, build, seen),
  };
}

/** The names from the last list of this store, with its writes since; null: it must list them. */
interface Seen {
  names: readonly string[] | null;
}

async function load(files: SegmentFiles, limits: HistoryLimits, seen: Seen): Promise<LoadedHistory> {
  const { segments, faults } = await readFiles(files);
  if (faults.length === 0) seen.names = segments.map(({ name }) => name);
  const read = readSegments(segments, limits, undefined, decodeSegment);
  const { history, problems, good, corrupt, kept, withoutUnreadable } = read;
  await files.setAside(corrupt);
  const unread = corrupt.length + kept.length;
  const status =
    history.builds.length > 0 ? 'found' : (faults[0]?.status ?? (unread > 0 ? 'corrupt' : 'missing'));
  return {
    status,
    history,
    problems: [...faults.map(({ problem }) => problem), ...problems],
    segments: good,
    withoutUnreadable,
    sizeBytes: segments.reduce((sum, { bytes }) => sum + bytes.length, 0),
  };
}

/** Merging is rare: this number of merges in a row does not happen during reading. */
const maxListings = 20;

/** Reads all segments. A file may vanish because another run merged it: then a newer file has its content. */
export async function readFiles(
  files: SegmentFiles,
): Promise<{ segments: SegmentFile[]; faults: StoreFault[] }> {
  const read = new Map<string, SegmentFile>();
  for (let attempt = 1; ; attempt++) {
    const faults: StoreFault[] = [];
    let vanished = false;
    const readOne = async (name: string): Promise<void> => {
      try {
        const bytes = await files.read(name);
        if (bytes === null) vanished = true;
        else read.set(name, { name, bytes });
      } catch (error) {
        faults.push(files.describeFault(error, 'read', name));
      }
    };
    try {
      const missing = (await files.list()).filter((name) => !read.has(name));
      await eachOf(missing, files.atOnce, readOne);
    } catch (error) {
      faults.push(files.describeFault(error, 'read'));
    }
    if (!vanished || attempt === maxListings) return { segments: [...read.values()], faults };
  }
}

/** Calls `work` for each value, this many at a time. */
export async function eachOf<T>(
  values: readonly T[],
  atOnce: number,
  work: (value: T) => Promise<void>,
): Promise<void> {
  const queue = values[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const value of queue) await work(value);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, values.length) }, worker));
}

async function append(
  files: SegmentFiles,
  limits: HistoryLimits,
  build: Parameters<HistoryStore['append']>[0],
  seen: Seen,
): ReturnType<HistoryStore['append']> {
  const { name, bytes } = encodeBuild(build, limits.now);
  try {
    await files.write(name, bytes);
  } catch (error) {
    return { saved: false, problems: [files.describeFault(error, 'write').problem] };
  }
  try {
    await files.sweep();
    const listed = await findNames(files, seen, name);
    if (listed === null) return { saved: true, problems: [] };
    const names = [...new Set([...listed, name])];
    const isDue = isCompactionDue(names, await files.sumSizes(names), limits);
    seen.names = isDue ? null : names;
    return { saved: true, problems: isDue ? await compactFiles(files, limits) : [] };
  } catch (error) {
    return { saved: true, problems: [describeCompaction(error, files.label)] };
  }
}

/**
 * The names among which a merge may be due. If a call is a round trip, an old list is enough: at worst it delays a
 * merge, or causes a new list. A store without a list requests one for one build in eight, because eight make a
 * merge.
 * @returns null if this build leaves it to others
 */
async function findNames(files: SegmentFiles, seen: Seen, name: string): Promise<readonly string[] | null> {
  if (files.atOnce === 1) return await files.list();
  const isTurn = Number.parseInt(parseSegmentName(name)?.hash.at(-1) ?? '', 16) % 8 === 0;
  return seen.names ?? (isTurn ? await files.list() : null);
}

/** Stores the merged segments, reads them back, and only then deletes the segments that they replace. */
export async function compactFiles(files: SegmentFiles, limits: HistoryLimits): Promise<readonly Problem[]> {
  const { segments } = await readFiles(files);
  const { add, remove, problems, corrupt } = compactSegments(segments, limits);
  await files.setAside(corrupt);
  for (const { name, bytes } of add) {
    await files.write(name, bytes);
    const stored = await files.read(name);
    // Another run has already merged it further: deleting its inputs is left to that run and the next.
    if (stored === null) return problems;
    if (Buffer.compare(stored, bytes) !== 0) throw new Error(`${name} was not stored as written`);
  }
  await eachOf(remove, files.atOnce, (name) => files.remove(name));
  return problems;
}

function describeCompaction(error: unknown, where: string): Problem {
  return {
    level: 'info',
    code: 'history-not-compacted',
    where,
    what: `The build is stored, but older files could not be merged: ${(error as Error).message}.`,
    fix: 'Nothing is lost. Check that files there can be written and deleted, and that the disk has free space.',
  };
}
