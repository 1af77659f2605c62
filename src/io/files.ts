/** Finds and reads event logs on disk, and writes reports. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import type { GlobOptions } from 'tinyglobby';
import type { Source } from '../ingest/source.ts';
import type { Problem } from '../model/problem.ts';
import { expandHome } from './expand-home.ts';
import { gatherPieces } from './gather-pieces.ts';
import { makeFolder } from './make-folder.ts';
import { findStats, isPipe, openFile, openPipe } from './open-log.ts';

/**
 * Expands paths and globs, relative to `folder`, into files sorted by name. `!pattern` excludes files, `~` is the
 * home folder. A file with several paths is listed once, with the shortest.
 * @param wanted `pipes`: also named pipes, and standard input as `-`; reading them again later gives nothing
 * @returns a `no-events` problem of level error for each pattern without a match.
 */
export async function findSources(
  patterns: readonly string[],
  folder: string,
  wanted: 'files' | 'pipes' = 'files',
): Promise<{ sources: Source[]; problems: Problem[] }> {
  const ignore = patterns
    .filter((text) => text.startsWith('!'))
    .map((text) => toGlob(expandHome(text.slice(1))));
  const found = new Set<string>();
  const piped: Source[] = [];
  const problems: Problem[] = [];
  for (const pattern of new Set(patterns.filter((text) => !text.startsWith('!')).map(expandHome))) {
    if (wanted === 'pipes' && isPipe(pattern, folder)) {
      const opened = await openPipe(pattern, folder);
      if ('open' in opened) piped.push(opened);
      else problems.push(opened);
      continue;
    }
    const files = await expand(pattern, folder, ignore);
    for (const file of files) found.add(file);
    if (files.length === 0) problems.push(explainAbsence(pattern, folder));
  }
  if (found.size + piped.length + problems.length === 0 && patterns.length > 0)
    problems.push(onlyExclusions(patterns));
  const files = dropAliases([...found], folder).map((name) => openFile(name, folder));
  return { sources: [...files, ...piped].sort((a, b) => (a.name < b.name ? -1 : 1)), problems };
}

/**
 * `a.xml` is also `./a.xml`, and the packages of a workspace link to each other: `**` finds their reports again.
 */
function dropAliases(names: readonly string[], folder: string): string[] {
  if (names.length < 2) return [...names];
  const seen = new Map<string, string>();
  const pathOf = (name: string): string => {
    const path = resolve(folder, name);
    try {
      return realpathSync.native(path);
    } catch {
      return path;
    }
  };
  for (const name of names.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
    const path = pathOf(name);
    if (!seen.has(path)) seen.set(path, name);
  }
  return [...seen.values()];
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
  if (!isOneFile && !isDynamicPattern(toGlob(pattern))) return [];
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

function explainAbsence(pattern: string, folder: string): Problem {
  const stats = findStats(resolve(folder, pattern));
  const refuse = (what: string, fix: string): Problem => ({
    ...{ level: 'error', code: 'no-events', where: pattern, what, fix },
  });
  if (stats === null) {
    const base = isAbsolute(pattern)
      ? ' (in a container, paths of the host do not exist: write it relative to the workspace)'
      : ` (it is relative to ${folder})`;
    const isList = /,|^- |^(["']).*\1$/.test(pattern);
    const fix = isList
      ? 'Write each path alone, on a line of its own in `events`, without commas, dashes and quotes.'
      : process.platform !== 'win32' && pattern.includes('\\')
        ? 'Write `/` between folders.'
        : `Check the path${base} and that the build has written its log.`;
    return refuse('No file matches.', fix);
  }
  if (stats.isDirectory()) {
    const fix = `Write a glob such as \`${pattern.replace(/\/$/, '')}/**/*.xml\`.`;
    return refuse('This is a folder, not an event log.', fix);
  }
  return refuse('This is not a file.', 'Write the log to a file, and name the file.');
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

/** Writes a text, and creates the folders above it. @throws if that fails; then no half of a file is left. */
export async function writeTextFile(path: string, text: string | Iterable<string>): Promise<void> {
  makeFolder(dirname(path));
  const file = openSync(path, 'w');
  try {
    try {
      for (const piece of typeof text === 'string' ? [text] : gatherPieces(text)) writeFileSync(file, piece);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw dropPart(path, error);
  }
}

/** As `writeTextFile`, also into a pipe, which takes a large text only in parts; the folder must exist. */
export async function writeBytes(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, content);
  } catch (error) {
    throw dropPart(path, error);
  }
}

/** A full disk leaves a part of a file, and its fault names no file. */
function dropPart(path: string, error: unknown): Error {
  const isOpened = (error as NodeJS.ErrnoException).syscall !== 'open';
  if (isOpened && findStats(path)?.isFile() === true) rmSync(realpathSync(path), { force: true });
  return Object.assign(error as Error, { path });
}
