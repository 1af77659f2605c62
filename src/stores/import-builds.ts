/** Imports the past builds of a team into a history folder: other history folders, logs, and archives. */

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readArchive } from '../formats/read-archive.ts';
import { readBuild } from '../formats/read-build.ts';
import { readBuilds } from '../formats/read-builds.ts';
import { readSegments } from '../history/read-segments.ts';
import { noLimits, type SegmentFile } from '../history/segment.ts';
import type { Source } from '../ingest/source.ts';
import { writeDurably } from '../io/durable-file.ts';
import { hashSources } from '../io/files.ts';
import { makeFolder } from '../io/make-folder.ts';
import { isPipe, openFile, openPipe } from '../io/open-log.ts';
import type { Build, BuildContext } from '../model/build.ts';
import type { Problem } from '../model/problem.ts';
import { folderStore, nameSeriesFolder, readSegmentFiles } from './folder-store.ts';
import { listSeries } from './history-folder.ts';

export interface ImportOptions {
  /** The series of all builds; null: as named in the source, and `local` for logs. */
  readonly name: string | null;
  /** Format of logs; `auto` detects each. */
  readonly format: string;
  readonly context: BuildContext;
  /** Called for each source. */
  readonly follow: (source: Source) => Source;
  /** The time of a log without one, by that of its file. */
  readonly timeOf: (fileMs: number) => number;
}

/** Files that were written at the same moment, as after `git clone`, get times in the order of their names. */
export function orderFileTimes(): ImportOptions['timeOf'] {
  let last = Number.NEGATIVE_INFINITY;
  return (fileMs) => {
    const at = Math.round(fileMs);
    last = at <= last && last - at < 2_000 ? last + 1 : at;
    return last;
  };
}

/** `b2` before `b10`. */
const byNumber = new Intl.Collator('en', { numeric: true }).compare;

export interface Imported {
  /** Builds that are new. */
  readonly added: number;
  /** Builds that existed before. */
  readonly known: number;
  readonly problems: readonly Problem[];
}

/** Imports a file, a pipe or a folder into the history at `root`; existing builds are not added again. */
export async function importBuilds(source: string, root: string, options: ImportOptions): Promise<Imported> {
  const target = openTarget(root);
  if (isPipe(source, '')) {
    const opened = await openPipe(source);
    if ('open' in opened) return await importFile(opened, target, options);
    return { added: 0, known: 0, problems: [opened] };
  }
  const found = await stat(source);
  if (!found.isDirectory()) return await importFile(openFile(source), target, options);
  const series = await listSeries(source);
  if (series.length > 0) return await importHistory(source, target);
  return await importLogs(source, target, options);
}

/** Imports segments of any series, from any source. */
export async function importSegments(files: readonly SegmentFile[], root: string): Promise<Imported> {
  const target = openTarget(root);
  const parts: Imported[] = [];
  for (const file of files) parts.push(await target.addSegment(file));
  return sum(parts);
}

export interface ImportTarget {
  /** Whether a build of this attempt of a run exists. */
  hasRun(series: string, runId: string, attempt: number): Promise<boolean>;
  /** Adds a build unless it exists. */
  add(build: Build): Promise<Imported>;
  /** Adds a segment unless all its builds exist. */
  addSegment(file: SegmentFile): Promise<Imported>;
}

/** A history folder to which builds are added only once. */
export function openTarget(root: string): ImportTarget {
  const { idsOf, hasRun } = openKnown(root);
  return {
    hasRun,
    add: async (build) => {
      const ids = await idsOf(build.name);
      if (ids.has(build.id)) return { added: 0, known: 1, problems: [] };
      const now = build.startTimeMs ?? 0;
      const { saved, problems } = await folderStore(root, { ...noLimits, now, series: build.name }).append(
        build,
      );
      if (saved) ids.add(build.id);
      return { added: Number(saved), known: 0, problems };
    },
    addSegment: async (file) => {
      const { history, problems } = readSegments([file], noLimits);
      const series = history.builds[0]?.name;
      if (series === undefined) return { added: 0, known: 0, problems };
      const ids = await idsOf(series);
      const fresh = history.builds.filter(({ id }) => !ids.has(id));
      if (fresh.length > 0) {
        const folder = join(root, nameSeriesFolder(series));
        makeFolder(folder);
        await writeDurably(folder, file.name, file.bytes);
        for (const { id } of fresh) ids.add(id);
      }
      return { added: fresh.length, known: history.builds.length - fresh.length, problems };
    },
  };
}

/** The builds in a folder; each series is read once. */
function openKnown(root: string) {
  const known = new Map<string, Set<string>>();
  const runs = new Set<string>();
  const idsOf = async (series: string): Promise<Set<string>> => {
    const there = known.get(series);
    if (there !== undefined) return there;
    const files = await readSegmentFiles(join(root, nameSeriesFolder(series)));
    const { builds } = readSegments(files, noLimits).history;
    const ids = new Set(builds.map(({ id }) => id));
    known.set(series, ids);
    for (const { runId, runAttempt } of builds) runs.add(JSON.stringify([series, runId, runAttempt]));
    return ids;
  };
  const hasRun: ImportTarget['hasRun'] = async (series, runId, attempt) => {
    await idsOf(series);
    return runs.has(JSON.stringify([series, runId, attempt]));
  };
  return { idsOf, hasRun };
}

function sum(parts: readonly Imported[]): Imported {
  return {
    added: parts.reduce((total, { added }) => total + added, 0),
    known: parts.reduce((total, { known }) => total + known, 0),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

async function importHistory(source: string, target: ImportTarget): Promise<Imported> {
  const parts: Imported[] = [];
  for (const { folder } of await listSeries(source)) {
    for (const file of await readSegmentFiles(folder)) parts.push(await target.addSegment(file));
  }
  return sum(parts);
}

/** Imports the builds of an archive from another tool; null for any other file. */
export async function importArchive(
  source: Source,
  root: string,
  options: ImportOptions,
): Promise<Imported | null> {
  const archive = await readArchive(options.follow(source), options);
  return archive && (await addBuilds(archive, openTarget(root)));
}

/** An archive, or the log of one build. */
async function importFile(file: Source, target: ImportTarget, options: ImportOptions): Promise<Imported> {
  const source = options.follow(file);
  const archive = await readArchive(source, options);
  const log = archive ?? (await readBuilds(source, { ...options, name: options.name ?? 'local' }));
  if ('isCollection' in log && !log.isCollection) return await importLog([source], target, options);
  return await addBuilds(log, target);
}

async function addBuilds(
  { builds, problems }: { readonly builds: readonly Build[]; readonly problems: readonly Problem[] },
  target: ImportTarget,
): Promise<Imported> {
  const parts: Imported[] = [];
  for (const build of [...builds].sort(compareStarts)) parts.push(await addLog(build, target));
  return sum([...parts, { added: 0, known: 0, problems }]);
}

/** The logs of one build, and archives, which contain separate builds. */
async function importFolder(
  files: readonly Source[],
  target: ImportTarget,
  options: ImportOptions,
): Promise<Imported> {
  const parts: Imported[] = [];
  const logs: Source[] = [];
  for (const file of files) {
    const archive = await readArchive(file, options);
    if (archive === null) logs.push(file);
    else parts.push(await addBuilds(archive, target));
  }
  if (logs.length > 0) parts.push(await importLog(logs, target, options));
  return sum(parts);
}

/** Adds a build from a log, with the problems of the log. */
async function addLog(build: Build, target: ImportTarget): Promise<Imported> {
  const added = await target.add(build);
  const warnings = build.problems.filter(({ level }) => level !== 'info');
  return { ...added, problems: [...warnings, ...added.problems] };
}

function compareStarts(a: Build, b: Build): number {
  return (a.startTimeMs ?? 0) - (b.startTimeMs ?? 0);
}

/** Each file and each subfolder is one build; other files, such as notes, are skipped with a warning. */
async function importLogs(folder: string, target: ImportTarget, options: ImportOptions): Promise<Imported> {
  const names = await readdir(folder);
  const parts: Imported[] = [];
  for (const name of names.sort(byNumber)) {
    const path = join(folder, name);
    parts.push(await orReport(path, importEntry(path, target, options)));
  }
  const all = sum(parts);
  return { ...all, problems: all.problems.map(lowerLevelOfUnknown) };
}

/** A link counts as its target. */
async function importEntry(path: string, target: ImportTarget, options: ImportOptions): Promise<Imported> {
  const found = await stat(path);
  if (found.isFile()) return await importFile(openFile(path), target, options);
  if (!found.isDirectory()) return sum([]);
  const inside = await readdir(path, { recursive: true, withFileTypes: true });
  const files = inside.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  return await importFolder(
    files.sort().map((name) => options.follow(openFile(name))),
    target,
    options,
  );
}

function lowerLevelOfUnknown(problem: Problem): Problem {
  return problem.code === 'unknown-format' ? { ...problem, level: 'warning' } : problem;
}

/** An unreadable file does not prevent the import of others. */
async function orReport(where: string, work: Promise<Imported>): Promise<Imported> {
  return await work.catch((error: NodeJS.ErrnoException) => {
    if (error.syscall === undefined) throw error;
    const what = `It cannot be read: ${error.message}.`;
    const fix = 'Check that this user may read it, and import it again.';
    return { added: 0, known: 0, problems: [{ level: 'error', code: 'unreadable', where, what, fix }] };
  });
}

/** A log without a clock has the age of its newest file. */
async function importLog(
  sources: readonly Source[],
  target: ImportTarget,
  { name, format, context, timeOf }: ImportOptions,
): Promise<Imported> {
  const id = `local-${await hashSources(sources)}`;
  const { build, problems } = await readBuild(sources, { id, name: name ?? 'local', format, context });
  if (build === null) return { added: 0, known: 0, problems };
  if (build.startTimeMs !== null) return sum([await addLog(build, target), { added: 0, known: 0, problems }]);
  const fileMs = Math.max(...sources.map(({ modifiedMs = 0 }) => modifiedMs)) || Date.now();
  const added = await addLog({ ...build, startTimeMs: timeOf(fileMs) }, target);
  const where = sources[0]?.name ?? '';
  return sum([
    added,
    { added: 0, known: 0, problems: [...problems, ...(added.added ? [undated(where)] : [])] },
  ]);
}

function undated(where: string): Problem {
  return {
    level: 'warning',
    code: 'no-time',
    where,
    what: 'The log has no time: the build gets the time at which the file was last changed.',
    fix: 'If copies of the files lost their times, correct them with `touch -d`, and import them into a new history.',
  };
}
