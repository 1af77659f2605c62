/** `build-telemetry export`: recorded events, measurements or builds as CSV or JSON. */
import { statSync } from 'node:fs';
import { sessionsOfHistory } from '../builder/build-session.ts';
import { measurementsOfBuilds } from '../buildrunner/stored-tasks.ts';
import { writeBytes } from '../io/files.ts';
import { isStandardOutput } from '../io/write-output.ts';
import { exportEvents } from '../recorder/events-csv.ts';
import { exportMeasurements } from '../recorder/measurement.ts';
import { exportSessionsCsv, exportSessionsJson } from '../render/terminal/print-sessions.ts';
import { chooseSource, isStored } from './ask-source.ts';
import type { Arguments } from './command.ts';
import { readFormat } from './file-ending.ts';
import { historyFlags } from './find-history.ts';
import { isSameFile } from './find-overwritten.ts';
import { logFlag, openLog, readHistory, restoreSince } from './open-recorded.ts';
import { defineView, jsonFlag, readChoiceFlag, refuse, refuseUnused } from './view.ts';

const exportTypes = ['events', 'performance', 'builds'] as const;
const exportFormats = ['csv', 'json'] as const;
type ExportFormat = (typeof exportFormats)[number];

export const exportCommand = defineView(
  {
    name: 'export',
    operands: '[PATH] [--type events|performance|builds] [--format csv|json]',
    summary: 'Write recorded events, measurements or builds to a file, or to standard output.',
    flags: [
      {
        name: 'type',
        short: 't',
        value: 'TYPE',
        values: exportTypes,
        description:
          'What to write. By default events if PATH is given and the log has events, otherwise builds.',
      },
      {
        name: 'format',
        short: 'f',
        value: 'FORMAT',
        values: exportFormats,
        description: "By default from the file's extension; json for standard output.",
      },
      logFlag,
      ...historyFlags,
      { ...jsonFlag, precedesNew: true },
    ],
  },
  async (args) => {
    const [path, more] = args.operands;
    if (more !== undefined) refuse(more, 'Only one path can be written.', 'Name one PATH.');
    const isPrinted = path === undefined || isStandardOutput(path);
    const format = readFormat(args, isPrinted ? null : path, exportFormats, isPrinted ? 'json' : 'csv');
    if (isPrinted && format === 'csv') refuseUnused(args, ['json'], 'with `--format csv`');
    const type = readChoiceFlag(args, 'type', exportTypes, chooseType(args));
    if (!isPrinted && isSameFile(path, args.flags['log'] ?? ''))
      refuse(path, 'This is the event log: its content would be lost.', 'Name another file.');
    const text = await exporters[type](args, format);
    if (isPrinted) {
      process.stdout.write(text);
      return { text: '', json: undefined };
    }
    await writeBytes(path, text);
    const isDevice = !statSync(path).isFile();
    return isDevice
      ? { text: '', json: undefined }
      : { text: `Wrote ${path}.\n`, json: { path, type, format } };
  },
);

/** A named log means its events; a history without events has only builds. */
function chooseType(args: Arguments): (typeof exportTypes)[number] {
  if (args.operands.length === 0) return 'builds';
  const isMeant = args.flags['log'] !== undefined || openLog(args).collector.events.length > 0;
  return isMeant ? 'events' : 'builds';
}

const exporters: Readonly<
  Record<(typeof exportTypes)[number], (args: Arguments, format: ExportFormat) => Promise<string>>
> = {
  events: async (args, format) => exportEvents(openLog(args).collector.events, format),
  performance: async (args, format) => {
    const log = openLog(args);
    const { measurements } = log.tracker;
    const source = await chooseSource(args, log, measurements.length > 0);
    const everything = Number.NEGATIVE_INFINITY;
    return exportMeasurements(
      isStored(source) ? measurementsOfBuilds(restoreSince(source, everything), null) : measurements,
      format,
    );
  },
  builds: async (args, format) => {
    const sessions = sessionsOfHistory((await readHistory(args)).history);
    return format === 'json' ? exportSessionsJson(sessions) : exportSessionsCsv(sessions);
  },
};
