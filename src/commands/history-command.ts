/** `build-telemetry history`: status, verification, compaction, import and export of the stored history. */

import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { describeHistory } from '../history/describe-history.ts';
import { noLimits } from '../history/segment.ts';
import { formatCount, plural } from '../model/counts.ts';
import { escapeTerminal } from '../render/escape.ts';
import { isAddress } from '../settings/object-place.ts';
import { suggest } from '../settings/suggest.ts';
import { compactFolder } from '../stores/folder-store.ts';
import { clearSeries, listSeries, type SeriesFolder, verifySeries } from '../stores/history-folder.ts';
import { formatBytes, formatTime } from '../words/numbers.ts';
import { type Arguments, printProblem } from './command.ts';
import {
  defaultHistory,
  findHistory,
  findHistoryFolder,
  historyFlag,
  openHistoryFolder,
} from './find-history.ts';
import { exportHistory } from './history-export.ts';
import { importHistory } from './history-import.ts';
import { storageLabel } from './remote-history.ts';
import { type Answer, defineView, jsonFlag, refuse, refuseUnused } from './view.ts';

const tasks: Readonly<Record<string, (args: Arguments) => Promise<Answer>>> = {
  status,
  verify,
  compact,
  import: importHistory,
  export: exportHistory,
  clear,
};

/** The flags that only some subcommands read. */
const ownFlags: Readonly<Record<string, readonly string[]>> = {
  import: ['format', 'branch', 'github-runs', 'days'],
  export: ['format', 'out'],
  clear: ['yes'],
};

export const historyCommand = defineView(
  {
    name: 'history',
    operands: 'status|verify|compact|import SOURCE...|import --github-runs [OWNER/REPO]|export|clear --yes',
    operandValues: Object.keys(tasks),
    summary: 'Manage stored history: status, verify, compact, import, export, clear.',
    flags: [
      historyFlag,
      {
        name: 'name',
        value: 'TEXT',
        description:
          'Series of builds; for import: the series for logs that are not a history (a history keeps its own).',
      },
      {
        name: 'format',
        short: 'f',
        value: 'ID',
        description: 'export: json, csv, parquet or sqlite; import: format of the logs.',
      },
      {
        name: 'out',
        short: 'o',
        value: 'FILE',
        description: 'export: the file to write; JSON and CSV are printed without it.',
      },
      { name: 'branch', value: 'NAME', description: 'import: branch of builds that have none.' },
      {
        name: 'github-runs',
        precedesNew: true,
        description: 'import: timings of past workflow runs, over REST; needs GITHUB_TOKEN.',
      },
      { name: 'days', value: 'N', description: 'import --github-runs: how far back; 90 by default.' },
      { name: 'yes', short: 'y', description: 'clear: confirm the removal.' },
      jsonFlag,
    ],
  },
  async (args) => {
    const [name = '', extra] = args.operands;
    const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
    const what = name === '' ? 'Missing subcommand.' : `Unknown subcommand \`${name}\`.`;
    if (task === undefined) refuse('history', what, suggest(name, Object.keys(tasks)));
    if (extra !== undefined && task !== importHistory)
      refuse(`history ${name}`, `Unexpected argument \`${extra}\`.`, 'Name the folder with `--history DIR`.');
    const unused = Object.values(ownFlags)
      .flat()
      .filter((flag) => ownFlags[name]?.includes(flag) !== true);
    refuseUnused(args, [...new Set(unused)], `with \`history ${name}\``);
    return await task(args);
  },
);

/** The requested series. @param withLost as for `listSeries` */
async function readAsked(args: Arguments, withLost = false): Promise<SeriesFolder[]> {
  const folder = await openHistoryFolder(args);
  if (args.flags['name'] === undefined && existsSync(folder)) return await listSeries(folder, withLost);
  const place = await findHistory(args);
  if (place.segments === null) return refuse(place.folder, place.what, place.fix);
  return (await listSeries(folder)).filter((one) => one.folder === place.segments);
}

async function status(args: Arguments): Promise<Answer> {
  const all = await readAsked(args, true);
  const place = findHistoryFolder(args);
  const facts = all.map(({ series, folder: own, files, sizeBytes, history, problems }) => {
    const described = describeHistory(history);
    const folder = isAddress(place) ? `${storageLabel(place)}/**/series=${basename(own)}` : own;
    return { series, folder, files: files.length, sizeBytes, ...described, problems };
  });
  for (const { problems } of facts) for (const problem of problems) printProblem(problem);
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
  const files = (await Promise.all((await readAsked(args, true)).map(verifySeries))).flat();
  const bad = files.flatMap(({ problem }) => problem ?? []);
  for (const problem of bad) printProblem(problem);
  const rows = files.reduce((sum, one) => sum + one.rows, 0);
  const text = `${plural(files.length, 'file')} with ${plural(rows, 'row')} read, ${formatCount(bad.length)} damaged or unreadable.\n`;
  return { text, json: { files }, exitCode: bad.length > 0 ? 1 : 0 };
}

/** A remote history is only read. */
function refuseAddress(args: Arguments, fix: string): void {
  const place = findHistoryFolder(args);
  if (isAddress(place)) refuse(storageLabel(place), 'This command works on folders only.', fix);
}

async function compact(args: Arguments): Promise<Answer> {
  refuseAddress(args, 'Nothing to do: `check` merges old objects by itself.');
  const done = [];
  for (const { series, folder, files } of await readAsked(args, true)) {
    await compactFolder(folder, { ...noLimits, now: Date.now() });
    const after = await listSeries(folder, true);
    for (const problem of after.flatMap(({ problems }) => problems)) printProblem(problem);
    const filesAfter = after.flatMap((one) => one.files).length;
    done.push({ series, filesBefore: files.length, filesAfter });
  }
  const lines = done.map(
    (one) =>
      `${escapeTerminal(one.series)}: ${plural(one.filesBefore, 'file')}${one.filesAfter < one.filesBefore ? `, now ${formatCount(one.filesAfter)}` : ', nothing to merge'}\n`,
  );
  return { text: lines.join(''), json: { series: done } };
}

async function clear(args: Arguments): Promise<Answer> {
  if (!args.flags['yes'])
    refuse('history clear', 'Nothing was removed.', 'Write `build-telemetry history clear --yes`.');
  refuseAddress(args, 'Delete the prefix with the tools of your storage.');
  const folder = findHistoryFolder(args);
  // The removed series is named, or its default location.
  if (args.flags['history'] === undefined && folder !== defaultHistory)
    refuse('history clear', 'Nothing was removed.', `Name the folder: \`--history ${folder}\`.`);
  const all = await readAsked(args, true);
  let files = 0;
  for (const one of all) files += await clearSeries(one);
  const builds = all.reduce((sum, { history }) => sum + history.builds.length, 0);
  return {
    text: `Removed ${plural(builds, 'build')} in ${plural(files, 'file')}.\n`,
    json: { builds, files },
  };
}
