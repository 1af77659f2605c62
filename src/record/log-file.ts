/**
 * A log of lines that any number of processes append to. Each append is one write at the end of the file
 * (O_APPEND), so lines of different processes never mix; a line cut by a killed process costs only itself.
 */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Appends whole lines in one write.
 * @param lines text that ends in a newline
 * @throws when the file cannot be written.
 */
export function appendLines(path: string, lines: string): void {
  const bytes = Buffer.from(lines);
  const file = openForAppend(path);
  try {
    writeWhole(file, bytes, path);
    // A cleanup deleted the file meanwhile, and has perhaps not seen these lines: events have ids, so twice
    // is once.
    if (fstatSync(file).nlink > 0) return;
  } finally {
    closeSync(file);
  }
  appendLines(path, lines);
}

function writeWhole(file: number, bytes: Buffer, path: string): void {
  let rest = bytes;
  // A full disk cuts a write; what was not whole is written again, on a new line.
  for (;;) {
    const chunk = endsMidLine(file) ? Buffer.concat([newline, rest]) : rest;
    const written = writeSync(file, chunk);
    if (written >= chunk.length) return;
    const whole = chunk.subarray(0, written).lastIndexOf(10) + 1;
    if (whole === 0) throw new Error(`${path}: the disk took ${written} of ${chunk.length} bytes.`);
    rest = chunk.subarray(whole);
  }
}

const newline = Buffer.from('\n');

/** Opened for each write, so that a log that was moved away is not written to. */
function openForAppend(path: string): number {
  try {
    return openSync(path, 'a+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'a+');
  }
}

/**
 * True when the last line was cut. A line that another process is writing at this moment looks the same: it is
 * given time to be finished. Were that not enough, the log would get an empty line, which readers skip.
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

/** How far a file has been read. */
export interface LogPosition {
  readonly inode: number;
  readonly offset: number;
}

/**
 * Reads the whole lines that were appended since `position`. A last line without its newline counts when it is
 * whole JSON; otherwise it is left for the next read.
 * @param position null for the start; a file that was replaced or cut is read from its start, and `restarted`.
 */
export function readLines(
  path: string,
  position: LogPosition | null,
): { readonly text: string; readonly position: LogPosition | null; readonly restarted: boolean } {
  const file = openForRead(path);
  if (file === null) return { text: '', position: null, restarted: position !== null };
  try {
    const { size, ino } = fstatSync(file);
    const restarted = position !== null && (position.inode !== ino || position.offset > size);
    const start = position === null || restarted ? 0 : position.offset;
    const bytes = readRange(file, start, size);
    const cut = bytes.lastIndexOf(10) + 1;
    const end = isJson(bytes.subarray(cut)) ? bytes.length : cut;
    const text = bytes.subarray(0, end).toString('utf8');
    return { text, position: { inode: ino, offset: start + end }, restarted };
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

function openForRead(path: string): number | null {
  try {
    return openSync(path, 'r');
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
 * Drops the lines that `keep` refuses while other processes go on appending: the log is moved aside, its kept
 * lines are appended to the new one, then the old one goes. A killed rewrite is finished by the next.
 * @returns how many lines were dropped.
 */
export function rewriteLog(path: string, keep: (line: string) => boolean): number {
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

/** Logs that a rewrite moved aside and has not finished. */
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

/** Writers may have opened the old file before it moved: their lines are taken until it is deleted, and once after. */
function moveLines(old: string, path: string, keep: (line: string) => boolean): number {
  const file = openForRead(old);
  if (file === null) return 0;
  let offset = 0;
  let dropped = 0;
  const moveNew = (): number => {
    const bytes = readRange(file, offset, fstatSync(file).size);
    offset += bytes.length;
    const lines = bytes
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '');
    const kept = lines.filter(keep);
    dropped += lines.length - kept.length;
    if (kept.length > 0) appendLines(path, kept.map((line) => `${line}\n`).join(''));
    return bytes.length;
  };
  try {
    while (moveNew() > 0) pause(1);
    syncFile(path);
    unlinkSync(old);
    moveNew();
  } finally {
    closeSync(file);
  }
  return dropped;
}

/** Nothing is deleted before its copy is on the disk. */
function syncFile(path: string): void {
  const file = openForRead(path);
  if (file === null) return;
  fsyncSync(file);
  closeSync(file);
}

function pause(durationMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
}
