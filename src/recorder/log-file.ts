/**
 * A log of lines that any number of processes append to. Each append is one write at the end of the file (O_APPEND),
 * so lines of different processes never mix; a line that a killed process cut affects only itself.
 */

import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Fields, isFields } from '../ingest/read-fields.ts';
import { makeFolder } from '../io/make-folder.ts';
import { formatCount, plural } from '../model/counts.ts';

/**
 * Appends whole lines in one write.
 * @param lines text that ends in a newline
 * @throws if the file cannot be written, or is no log: a report, a configuration.
 */
export function appendLines(path: string, lines: string): void {
  const bytes = Buffer.from(lines);
  const file = openForAppend(path);
  try {
    refuseOther(file, path);
    writeWhole(file, bytes, path);
    if (!wasDeleted(file, path)) return;
  } finally {
    closeSync(file);
  }
  appendLines(path, lines);
}

/**
 * A cleanup that deletes the file may have missed the newest lines: events have ids, so writing them twice is
 * harmless.
 */
function wasDeleted(file: number, path: string): boolean {
  const { nlink, ino } = fstatSync(file);
  return nlink === 0 && statSync(path, { throwIfNoEntry: false })?.ino !== ino;
}

/** A log begins with a record, on one line. */
const otherStart = /^\uFEFF?\s*(?:[^{\s\uFEFF\0]|\{\s*[\r\n])/;
const head = Buffer.alloc(64);

function refuseOther(file: number, path: string): void {
  // Reading from a pipe would wait for its writer.
  if (fstatSync(file).size === 0) return;
  if (otherStart.test(head.toString('utf8', 0, readSync(file, head, 0, head.length, 0))))
    throw new Error(`${path} is not a log of events: its content would be damaged`);
}

function writeWhole(file: number, bytes: Buffer, path: string): void {
  let rest = bytes;
  // A full disk truncates a write; the incomplete part is written again, on a new line.
  for (;;) {
    const chunk = endsMidLine(file) ? Buffer.concat([newline, rest]) : rest;
    const written = writeSync(file, chunk);
    if (written >= chunk.length) return;
    const whole = chunk.subarray(0, written).lastIndexOf(10) + 1;
    if (whole === 0)
      throw new Error(`${path}: the disk took ${formatCount(written)} of ${plural(chunk.length, 'byte')}.`);
    rest = chunk.subarray(whole);
  }
}

const newline = Buffer.from('\n');

/** Opened for each write, so that nothing is written to a log that was moved away. */
function openForAppend(path: string): number {
  try {
    return openSync(path, 'a+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    makeFolder(dirname(path));
    return openSync(path, 'a+');
  }
}

/**
 * True if the last line was cut. A line that another process is writing looks the same, so it gets time to finish. If
 * that is not enough, the log gets an empty line, which readers skip.
 */
function endsMidLine(file: number): boolean {
  let size = 0;
  for (let stableMs = 0; stableMs <= patienceMs; stableMs += 1) {
    const now = fstatSync(file).size;
    if (now === 0) return false;
    if (readSync(file, lastByte, 0, 1, now - 1) === 1 && lastByte[0] === 10) return false;
    if (now !== size) stableMs = 0;
    size = now;
    pause(1);
  }
  return true;
}

const lastByte = Buffer.alloc(1);
const patienceMs = 50;

/** The object of a line; null for other content. */
export function parseLogLine(line: string): Fields | null {
  try {
    const value: unknown = JSON.parse(line);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

/** How far a file has been read. */
export interface LogPosition {
  readonly inode: number;
  readonly offset: number;
}

/** Size of a read: a log may be larger than the longest string. */
const chunkBytes = 1 << 24;

/**
 * Reads the lines that were appended since `position`, without empty ones. A last line without a newline counts if it
 * is complete JSON; otherwise it is left for the next call.
 * @param position null for the start
 * @param restart called first if the file was replaced or cut, and is then read from its start
 * @returns the next position; null without a file.
 */
export function followLines(
  path: string,
  position: LogPosition | null,
  line: (text: string) => void,
  restart: () => void = () => {},
): LogPosition | null {
  const file = openExisting(path);
  if (file === null) {
    if (position !== null) restart();
    return null;
  }
  try {
    const { size, ino } = fstatSync(file);
    const replaced = position !== null && (position.inode !== ino || position.offset > size);
    if (replaced) restart();
    const offset = readChunks(file, position === null || replaced ? 0 : position.offset, size, line);
    return { inode: ino, offset };
  } finally {
    closeSync(file);
  }
}

/** @returns the offset after the last line that was read */
function readChunks(file: number, start: number, size: number, line: (text: string) => void): number {
  let offset = start;
  for (let length = chunkBytes; offset < size; ) {
    const bytes = readRange(file, offset, Math.min(size, offset + length));
    const isLast = bytes.length < length || offset + length >= size;
    const cut = bytes.lastIndexOf(10) + 1;
    const end = isLast && isJson(bytes.subarray(cut)) ? bytes.length : cut;
    for (const text of bytes.toString('utf8', 0, end).split('\n')) if (text !== '') line(text);
    offset += end;
    if (isLast) break;
    // A line that is longer than a chunk needs a longer chunk.
    length = end === 0 ? length * 2 : chunkBytes;
  }
  return offset;
}

/**
 * Refuses to write another file over a log.
 * @throws TypeError if both paths are one file
 */
export function refuseLog(path: string, log: string | null): void {
  if (log === null) return;
  const [target, own] = [path, log].map((each) => statSync(each, { throwIfNoEntry: false }));
  if (target !== undefined && target.ino === own?.ino && target.dev === own.dev)
    throw new TypeError(`${path} is the log itself: its content would be lost. Name another file.`);
}

/** The first line of a log, within its first 64 kB; empty without one. */
export function readFirstLine(path: string): string {
  const file = openExisting(path);
  if (file === null) return '';
  try {
    return readRange(file, 0, Math.min(65_536, fstatSync(file).size))
      .toString('utf8')
      .split('\n', 1)[0] as string;
  } finally {
    closeSync(file);
  }
}

function isJson(bytes: Buffer): boolean {
  if (bytes.length === 0 || bytes[bytes.length - 1] !== 125) return false;
  try {
    JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

function openExisting(path: string, flag: 'r' | 'r+' = 'r'): number | null {
  try {
    return openSync(path, flag);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function readRange(file: number, start: number, end: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, end - start));
  let filled = 0;
  while (filled < bytes.length) {
    const read = readSync(file, bytes, filled, bytes.length - filled, start + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

/**
 * Drops the lines that `keep` refuses while other processes continue to append: the log is moved aside, its kept
 * lines are appended to the new one, then the old one is deleted. A killed rewrite is finished by the next.
 * @returns how many lines were dropped.
 * @throws if the file cannot be written, or is no log
 */
export function rewriteLog(path: string, keep: (line: string) => boolean): number {
  const file = openExisting(path);
  if (file !== null) {
    try {
      refuseOther(file, path);
    } finally {
      closeSync(file);
    }
  }
  const own = `${path}.${process.pid}-${Date.now()}.old`;
  const abandoned = listAside(path).filter((old) => !isAlive(Number(/(\d+)-\d+\.old$/.exec(old)?.[1])));
  const olds = moveAside(path, own) ? [...abandoned, own] : abandoned;
  return olds.reduce((dropped, old) => dropped + moveLines(old, path, keep), 0);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function moveAside(path: string, aside: string): boolean {
  try {
    renameSync(path, aside);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Logs that an unfinished rewrite moved aside. */
export function listAside(path: string): string[] {
  const prefix = `${basename(path)}.`;
  try {
    return readdirSync(dirname(path))
      .filter((name) => name.startsWith(prefix) && /^\d+-\d+\.old$/.test(name.slice(prefix.length)))
      .map((name) => join(dirname(path), name));
  } catch {
    return [];
  }
}

/**
 * Writers may have opened the old file before it moved: their lines are copied until it is deleted, and once after. A
 * writer that is still busy then finds the file deleted, and writes again.
 */
function moveLines(old: string, path: string, keep: (line: string) => boolean): number {
  const file = openExisting(old);
  if (file === null) return 0;
  let offset = 0;
  let dropped = 0;
  const moveNew = (): boolean => {
    const before = offset;
    let kept = '';
    const write = (): void => {
      if (kept !== '') appendLines(path, kept);
      kept = '';
    };
    offset = readChunks(file, offset, fstatSync(file).size, (line) => {
      if (keep(line)) kept += `${line}\n`;
      else dropped += 1;
      if (kept.length > chunkBytes) write();
    });
    write();
    return offset > before;
  };
  try {
    while (moveNew()) pause(1);
    syncFile(path);
    unlinkSync(old);
    moveNew();
  } finally {
    closeSync(file);
  }
  return dropped;
}

/** The old file is deleted only after its copy is on the disk. */
function syncFile(path: string): void {
  // Windows syncs only a file that is open for writing.
  const file = openExisting(path, 'r+');
  if (file === null) return;
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function pause(durationMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
}
