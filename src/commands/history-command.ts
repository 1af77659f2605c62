/** `build-telemetry history`: status, verification, compaction, import and export of what is stored. */

import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describeHistory } from '../history/describe-history.ts';
import { noLimits } from '../history/segment.ts';
import type { BuildContext } from '../model/build.ts';
import { escapeTerminal } from '../render/escape.ts';
import { renderHistoryCsv, renderHistoryJson } from '../render/history-text.ts';
import { suggest } from '../settings/suggest.ts';
import { exportSqlite, hasSqlite } from '../stores/export-sqlite.ts';
import { compactFolder } from '../stores/folder-store.ts';
import {
  clearSeries,
  encodeSeries,
  listSeries,
  type SeriesFolder,
  verifySeries,
} from '../stores/history-folder.ts';
import { importBuilds } from '../stores/import-builds.ts';
import { formatBytes, formatCount, formatTime, plural } from '../words/numbers.ts';
import { type Arguments, tellProblem } from './command.ts';
import { startProgress } from './progress.ts';
import { type Answer, defineView, jsonFlag, readChoice, refuse } from './view.ts';

const tasks: Readonly<Record<string, (args: Arguments) => Promise<Answer>>> = {
  status,
  verify,
  compact,
  import: importAll,
  export: exportOne,
  clear,
};

export const historyCommand = defineView(
  {
    name: 'history',
    operands: 'status|verify|compact|import SOURCE...|export|clear --yes',
    summary: 'Manage stored history: status, verify, compact, import, export, clear.',
    flags: [
      {
        name: 'history',
        value: 'DIR',
        description: 'Folder of the history; .build-telemetry/history by default.',
      },
      {
        name: 'name',
        value: 'TEXT',
        description:
          'Series of builds; for import: the series for logs that are not a history (a history keeps its own).',
      },
      {
        name: 'format',
        value: 'ID',
        description: 'export: json, csv, parquet or sqlite; import: format of the logs.',
      },
      {
        name: 'out',
        value: 'FILE',
        description: 'export: the file to write; JSON and CSV are printed without it.',
      },
      { name: 'branch', value: 'NAME', description: 'import: branch of builds that have none.' },
      { name: 'yes', description: 'clear: confirm the removal.' },
      jsonFlag,
    ],
  },
  async (args) => {
    const [name = '', extra] = args.operands;
    const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
    const what = name === '' ? 'Missing subcommand.' : `Unknown subcommand \`${name}\`.`;
    if (task === undefined) refuse('history', what, suggest(name, Object.keys(tasks)));
    if (extra !== undefined && task !== importAll)
      refuse(`history ${name}`, `Unexpected argument \`${extra}\`.`, 'Name the folder with `--history DIR`.');
    return await task(args);
  },
);

function folderOf({ flags }: Arguments): string {
  return flags['history'] ?? '.build-telemetry/history';
}

/** The series that are asked for. */
async function readSeries(args: Arguments): Promise<SeriesFolder[]> {
  const folder = folderOf(args);
  if (!existsSync(folder)) refuse(folder, 'There is no such folder.', 'Name it with `--history DIR`.');
  const all = await listSeries(folder);
  const name = args.flags['name'];
  const wanted = all.filter(({ series }) => name === undefined || series === name);
  if (wanted.length === 0 && name !== undefined)
    refuse(
      '--name',
      `There is no series \`${name}\`.`,
      suggest(
        name,
        all.map(({ series }) => series),
      ),
    );
  return wanted;
}

async function status(args: Arguments): Promise<Answer> {
  const all = await readSeries(args);
  const facts = all.map(({ series, folder, files, sizeBytes, history, problems }) => {
    const described = describeHistory(history);
    return { series, folder, files: files.length, sizeBytes, ...described, problems };
  });
  for (const { problems } of facts) for (const problem of problems) tellProblem(problem);
  const text = facts.map((one) =>
    [
      escapeTerminal(one.series),
      `  builds    ${formatCount(one.builds)}, ${formatTime(one.oldestMs)} to ${formatTime(one.newestMs)}`,
      `  series    ${plural(one.tasks, 'task')}, ${plural(one.measurements, 'measurement')}, ${plural(one.rows, 'row')}`,
      `  size      ${formatBytes(one.sizeBytes)} in ${plural(one.files, 'file')}`,
      ...one.gaps.map(
        (gap) =>
          `  gap       ${(gap.durationMs / 86_400_000).toFixed(1)} days from ${formatTime(gap.startMs)}, after ${escapeTerminal(gap.after)}`,
      ),
    ].join('\n'),
  );
  return {
    text: text.length === 0 ? 'No history is stored.\n' : `${text.join('\n')}\n`,
    json: { series: facts },
  };
}

async function verify(args: Arguments): Promise<Answer> {
  const files = (await Promise.all((await readSeries(args)).map(verifySeries))).flat();
  const bad = files.flatMap(({ problem }) => problem ?? []);
  for (const problem of bad) tellProblem(problem);
  const rows = files.reduce((sum, one) => sum + one.rows, 0);
  const text = `${plural(files.length, 'file')} with ${plural(rows, 'row')} read, ${bad.length} damaged or unreadable.\n`;
  return { text, json: { files }, exitCode: bad.length > 0 ? 1 : 0 };
}

async function compact(args: Arguments): Promise<Answer> {
  const done = [];
  for (const { series, folder, files } of await readSeries(args)) {
    for (const problem of await compactFolder(folder, { ...noLimits, now: Date.now() })) tellProblem(problem);
    const after = (await listSeries(folder)).flatMap((one) => one.files).length;
    done.push({ series, filesBefore: files.length, filesAfter: after });
  }
  const lines = done.map(
    (one) => `${escapeTerminal(one.series)}: ${one.filesBefore} files became ${one.filesAfter}\n`,
  );
  return { text: lines.join(''), json: { series: done } };
}

const importContext: BuildContext = {
  ...{ branch: null, commit: null, pullRequest: null, event: 'import', workflow: null, job: null },
  ...{ runId: null, runAttempt: 1, runnerOs: null, runnerArch: null, cpuModel: null, runnerImage: null },
};

async function importAll(args: Arguments): Promise<Answer> {
  const [, ...sources] = args.operands;
  if (sources.length === 0)
    refuse(
      'history import',
      'Missing argument: a folder or a file.',
      'Write `build-telemetry history import PATH`.',
    );
  const { name = null, format = 'auto', branch = null } = args.flags;
  const progress = startProgress(process.stderr);
  const options = { name, format, context: { ...importContext, branch }, follow: progress.follow };
  const done = [];
  for (const source of sources) {
    if (!existsSync(source)) refuse(source, 'There is no such file or folder.', 'Check the path.');
    const { problems, ...counts } = await importBuilds(source, folderOf(args), options);
    progress.end();
    for (const problem of problems) tellProblem(problem);
    done.push({ source, ...counts });
  }
  const lines = done.map(
    (one) =>
      `${escapeTerminal(one.source)}: ${plural(one.added, 'build')} added, ${one.known} known before\n`,
  );
  const nothing = done.every(({ added, known }) => added + known === 0);
  return { text: lines.join(''), json: { imported: done }, exitCode: nothing ? 2 : 0 };
}

async function exportOne(args: Arguments): Promise<Answer> {
  const format = readChoice(args, 'format', ['json', 'csv', 'parquet', 'sqlite'], 'json');
  const out = args.flags['out'];
  const all = await readSeries(args);
  const [one] = all;
  if (one === undefined || all.length > 1) {
    const names = all.map(({ series }) => `\`${series}\``).join(', ');
    refuse(
      'history export',
      all.length === 0 ? 'No history is stored.' : `There are several series: ${names}.`,
      all.length === 0 ? 'Name its folder with `--history DIR`.' : 'Name one with `--name`.',
    );
  }
  if (out === undefined) {
    if (format === 'parquet' || format === 'sqlite')
      refuse('--out', `${format} is a binary file.`, 'Name the file: `--out FILE`.');
    await pipeline(Readable.from(gatherPieces(render(format, one))), process.stdout, { end: false });
    return { text: '', json: undefined };
  }
  if (format === 'sqlite' && !(await hasSqlite()))
    refuse(
      '--format',
      `Node ${process.version} has no SQLite.`,
      'Use Node 22.5 or newer, or another format.',
    );
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

/** Streams are slow with many small pieces. */
function* gatherPieces(pieces: Iterable<string>): Generator<string> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** Writes beside the file first: one that is there already stays until all is well. */
async function write(
  path: string,
  format: 'json' | 'csv' | 'parquet' | 'sqlite',
  one: SeriesFolder,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  try {
    if (format === 'sqlite') await exportSqlite(partial, one.history);
    else if (format === 'parquet') await writeFile(partial, await encodeSeries(one));
    else await pipeline(Readable.from(gatherPieces(render(format, one))), createWriteStream(partial));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function clear(args: Arguments): Promise<Answer> {
  if (!args.flags['yes'])
    refuse('history clear', 'Nothing was removed.', 'Write `build-telemetry history clear --yes`.');
  const all = await readSeries(args);
  let files = 0;
  for (const one of all) files += await clearSeries(one);
  const builds = all.reduce((sum, { history }) => sum + history.builds.length, 0);
  return {
    text: `Removed ${plural(builds, 'build')} in ${plural(files, 'file')}.\n`,
    json: { builds, files },
  };
}
