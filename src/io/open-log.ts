/** Opens a log: a file, or a pipe, which gives its bytes only once, from a copy. */
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  openSync,
  readSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isatty } from 'node:tty';
import type { Source } from '../ingest/source.ts';
import type { Problem } from '../model/problem.ts';

/** Of the first chunk, which is enough for most logs, and of those after it: each new one costs some time. */
const firstBytes = 65_536;
const chunkBytes = 262_144;
const mostBytes = 2 * 1024 ** 3;
const standardInput = /^(?:-|\/dev\/(?:stdin|fd\/0)|\/proc\/self\/fd\/0)$/;

/** null for a path that cannot be read. */
export function findStats(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

/** Whether it is standard input (`-`), a pipe, or a device such as a terminal. */
export function isPipe(name: string, folder: string): boolean {
  const stats = findStats(resolve(folder, name));
  return (
    name === '-' || stats?.isFIFO() === true || stats?.isCharacterDevice() === true || isSocket(name, stats)
  );
}

/** Some programs connect standard input to a socket, which has no other path. */
function isSocket(name: string, stats: Stats | null): boolean {
  return standardInput.test(name) && stats?.isSocket() === true;
}

/** A file that vanished, or whose name is not UTF-8, fails when it is read: as a file that cannot be read. */
export function openFile(name: string, folder = ''): Source {
  const path = resolve(folder, name);
  const stats = findStats(path);
  const facts = stats === null ? {} : { modifiedMs: stats.mtimeMs, sizeBytes: stats.size };
  return { name, ...facts, open: () => readChunks(path) };
}

/** @returns why it cannot be used, instead of a source */
export async function openPipe(name: string, folder = ''): Promise<Source | Problem> {
  const path = resolve(folder, name);
  const refuse = (what: string, fix: string): Problem => ({
    ...{ level: 'error', code: 'unreadable', where: name, what, fix },
  });
  try {
    const isInput = standardInput.test(name);
    if (isInput ? process.stdin.isTTY : isTerminal(path))
      return refuse('It is a terminal: no log is piped into it.', 'Write `cat LOG | build-telemetry … -`.');
    const file = openUnnamed();
    let size = 0;
    for await (const chunk of isInput ? process.stdin : createReadStream(path)) {
      size += chunk.length;
      if (size > mostBytes)
        return refuse(
          'More than 2 GiB came through this pipe.',
          'Write the log to a file, and name the file.',
        );
      writeFileSync(file, chunk);
    }
    return { name, modifiedMs: Date.now(), sizeBytes: size, open: () => readChunks(file) };
  } catch (error) {
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    return refuse(`It cannot be read: ${message}.`, 'Write the log to a file, and name the file.');
  }
}

function isTerminal(path: string): boolean {
  // Opening a named pipe waits for its writer.
  if (!statSync(path).isCharacterDevice()) return false;
  const file = openSync(path, 'r');
  try {
    return isatty(file);
  } finally {
    closeSync(file);
  }
}

/** A temporary file that is gone when the process ends, however it ends. */
function openUnnamed(): number {
  const path = join(tmpdir(), `build-telemetry-${randomUUID()}`);
  const file = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  return file;
}

/** The bytes of a file on disk: waiting for a stream of them takes longer than reading them. */
async function* readChunks(from: string | number): AsyncGenerator<Uint8Array> {
  const file = typeof from === 'number' ? from : openSync(from, 'r');
  let position = 0;
  try {
    for (let size = firstBytes; ; size = chunkBytes) {
      const chunk = Buffer.allocUnsafe(size);
      const length = readSync(file, chunk, 0, size, position);
      if (length === 0) return;
      position += length;
      yield chunk.subarray(0, length);
    }
  } finally {
    if (file !== from) closeSync(file);
  }
}
