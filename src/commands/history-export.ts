/** `build-telemetry history export`: one stored series as JSON, CSV, Parquet or SQLite. */
import { createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isDevice, renameWhenFree } from '../io/durable-file.ts';
import { gatherPieces } from '../io/gather-pieces.ts';
import { makeFolder } from '../io/make-folder.ts';
import { findRepository } from '../io/repository.ts';
import { isStandardOutput } from '../io/write-output.ts';
import { plural } from '../model/counts.ts';
import { escapeTerminal } from '../render/escape.ts';
import { renderHistoryCsv, renderHistoryJson } from '../render/history-text.ts';
import { readSegmentFiles } from '../stores/folder-store.ts';
import { encodeSeries, readSeries, type SeriesFolder } from '../stores/history-folder.ts';
import { type Arguments, printProblem } from './command.ts';
import { readFormat } from './file-ending.ts';
import { findHistory } from './find-history.ts';
import { type Answer, refuse, refuseUnused } from './view.ts';

const historyFormats = ['json', 'csv', 'parquet', 'sqlite'] as const;

/** `history export`: one series, each build once. */
export async function exportHistory(args: Arguments): Promise<Answer> {
  const named = args.flags['out'];
  const out = named === undefined || isStandardOutput(named) ? undefined : named;
  const format = readFormat(args, out ?? null, historyFormats, 'json');
  if (out === undefined && format === 'csv') refuseUnused(args, ['json'], 'with `--format csv`');
  const place = await findHistory(args);
  if (place.segments === null) return refuse(place.folder, place.what, place.fix);
  const one = await readSeries(place.segments);
  if (one === null)
    return refuse(place.folder, 'No history is stored.', 'Name its folder with `--history DIR`.');
  for (const problem of one.problems) printProblem(problem);
  if (out === undefined) {
    if (format === 'parquet' || format === 'sqlite')
      refuse('--out', `${format} is a binary file.`, 'Name the file: `--out FILE`.');
    await pipeline(Readable.from(gatherPieces(render(format, one))), process.stdout, { end: false });
    return { text: '', json: undefined };
  }
  await write(resolve(out), format, one);
  const builds = one.history.builds.length;
  return {
    text: `${plural(builds, 'build')} written to ${escapeTerminal(out)}\n`,
    json: { out, format, builds },
  };
}

function render(format: 'json' | 'csv', { history }: SeriesFolder): Iterable<string> {
  return format === 'json' ? renderHistoryJson(history) : renderHistoryCsv(history);
}

/** Writes a temporary file first: an existing one stays until the export is complete. */
async function write(
  path: string,
  format: (typeof historyFormats)[number],
  one: SeriesFolder,
): Promise<void> {
  makeFolder(dirname(path));
  if (isDevice(path)) {
    if (format === 'sqlite') refuse(path, 'SQLite needs a file.', 'Name a file: `--out FILE`.');
    return await writeTo(path, format, one);
  }
  const partial = `${path}.partial`;
  try {
    if (format === 'sqlite') await writeSqlite(partial, one);
    else await writeTo(partial, format, one);
    await renameWhenFree(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw Object.assign(error as Error, { path });
  }
}

async function writeTo(path: string, format: 'json' | 'csv' | 'parquet', one: SeriesFolder): Promise<void> {
  if (format === 'parquet') await writeFile(path, await encodeSeries(one));
  else await pipeline(Readable.from(gatherPieces(render(format, one))), createWriteStream(path));
}

/** The tables of `database push`, in a separate file. */
async function writeSqlite(path: string, { series, folder }: SeriesFolder): Promise<void> {
  const { migrate, openDatabase } = await import('../database/engines/open-database.ts');
  const { pushSeries } = await import('../database/engines/push-history.ts');
  const repository = (await findRepository(process.env, process.cwd())) ?? 'local';
  await rm(path, { force: true });
  const database = await openDatabase(path);
  try {
    await migrate(database, Date.now());
    await pushSeries(database, { repository, series }, await readSegmentFiles(folder), () => null);
  } finally {
    await database.close();
  }
}
