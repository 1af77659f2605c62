/** Finds and reads event logs on disk, and writes reports. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, resolve } from 'node:path';
import type { GlobOptions } from 'tinyglobby';
import type { Source } from '../ingest/source.ts';
import type { Problem } from '../model/problem.ts';

/**
 * Expands paths and globs, relative to `folder`, into files sorted by name. `!pattern` excludes files, `~` is the
 * home folder.
 * @returns a `no-events` problem of level error for each pattern without a match.
 */
export async function findSources(
  patterns: readonly string[],
  folder: string,
): Promise<{ sources: Source[]; problems: Problem[] }> {
  const home = (pattern: string): string => pattern.replace(/^~(?=[\\/]|$)/, () => homedir());
  const ignore = patterns.filter((text) => text.startsWith('!')).map((text) => toGlob(home(text.slice(1))));
  const found = new Set<string>();
  const problems: Problem[] = [];
  for (const pattern of patterns.filter((text) => !text.startsWith('!')).map(home)) {
    const files = await expand(pattern, folder, ignore);
    for (const file of files) found.add(file);
    if (files.length === 0) problems.push(explainAbsence(pattern, folder));
  }
  if (found.size === 0 && problems.length === 0 && patterns.length > 0)
    problems.push(onlyExclusions(patterns));
  const sources = [...found].sort().map((file) => {
    const path = resolve(folder, file);
    const { mtimeMs, size } = statSync(path);
    return { name: file, modifiedMs: mtimeMs, sizeBytes: size, open: () => readChunks(path) };
  });
  return { sources, problems };
}

const chunkBytes = 65_536;

/** The bytes of a file on disk: waiting for a stream of them takes longer than reading them. */
async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const length = readSync(file, chunk);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

/** A backslash is a path separator on Windows and an escape in globs. */
function toGlob(pattern: string): string {
  return pattern.replaceAll('\\', '/');
}

async function expand(pattern: string, folder: string, ignore: readonly string[]): Promise<string[]> {
  // A name may contain characters with a meaning in globs.
  const isOneFile = findStats(resolve(folder, pattern))?.isFile() === true;
  if (isOneFile && ignore.length === 0) return [pattern];
  const { glob, isDynamicPattern } = await import('tinyglobby');
  if (!isOneFile && !isDynamicPattern(pattern)) return [];
  const options = { cwd: folder, dot: true, expandDirectories: false, ignore: [...ignore] };
  if (isOneFile) return (await isLeft(pattern, options)) ? [pattern] : [];
  return await glob(toGlob(pattern), options);
}

async function isLeft(path: string, options: GlobOptions): Promise<boolean> {
  const { escapePath, glob } = await import('tinyglobby');
  return (await glob(escapePath(toGlob(path)), options)).length > 0;
}

function onlyExclusions(patterns: readonly string[]): Problem {
  return {
    level: 'error',
    code: 'no-events',
    where: patterns.join(', '),
    what: 'These patterns only exclude files.',
    fix: 'Name the logs, too: `reports/**/*.xml`, then `!reports/old/**`.',
  };
}

/** null for a path that cannot be read. */
function findStats(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

function explainAbsence(pattern: string, folder: string): Problem {
  const isFolder = findStats(resolve(folder, pattern))?.isDirectory() === true;
  return {
    level: 'error',
    code: 'no-events',
    where: pattern,
    what: isFolder ? 'This is a folder, not an event log.' : 'No file matches.',
    fix: isFolder
      ? `Write a glob such as \`${pattern.replace(/\/$/, '')}/**/*.xml\`.`
      : `Check the path${isAbsolute(pattern) ? '' : ` (it is relative to ${folder})`} and that the build wrote its log before this step.`,
  };
}

/**
 * The first 16 hex digits of the SHA-256 over all contents, in order. What cannot be read is left out: reading the
 * build from it reports the fault.
 */
export async function hashSources(sources: readonly Source[]): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    try {
      for await (const chunk of source.open()) hash.update(chunk);
    } catch {}
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * Text of a file, or null if it is absent.
 * @throws for any other fault.
 */
export async function readTextFile(path: string): Promise<string | null> {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes a text, and creates the folders above it. */
export async function writeTextFile(path: string, text: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
