/** `build-telemetry export`: recorded events, measurements or builds as CSV or JSON. */
import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { sessionsOfHistory } from '../builder/build-session.ts';
import { measurementsOfBuilds } from '../buildrunner/stored-tasks.ts';
import { exportEvents } from '../recorder/events-csv.ts';
import { exportMeasurements } from '../recorder/measurement.ts';
import { exportSessionsCsv, exportSessionsJson } from '../render/terminal/print-sessions.ts';
import { chooseSource, isStored } from './ask-source.ts';
import type { Arguments } from './command.ts';
import { historyFlags, logFlag, openLog, readHistory, restoreSince } from './open-recorded.ts';
import { defineView, jsonFlag, readChoice, refuse } from './view.ts';

export const exportCommand = defineView(
  {
    name: 'export',
    operands: '[PATH] [--type events|performance|builds] [--format csv|json]',
    summary: 'Write recorded events, measurements or builds to a file, or to standard output.',
    flags: [
      {
        name: 'type',
        value: 'TYPE',
        description: 'events, performance or builds; by default events, and builds without a PATH.',
      },
      {
        name: 'format',
        value: 'FORMAT',
        description:
          "csv or json; by default the path's ending; csv for other files, json for standard output.",
      },
      logFlag,
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    const [path, more] = args.operands;
    if (more !== undefined) refuse(more, 'Only one path can be written.', 'Name one PATH.');
    const isPrinted = path === undefined || standardOutput.test(path);
    const guessed = isPrinted || path.endsWith('.json') ? 'json' : 'csv';
    const format = readChoice(args, 'format', ['csv', 'json'] as const, guessed);
    const type = readChoice(args, 'type', exportTypes, path === undefined ? 'builds' : 'events');
    const text = await exporters[type](args, format);
    if (isPrinted) {
      process.stdout.write(text);
      return { text: '', json: undefined };
    }
    // Not writeFileSync: a pipe such as /dev/stdout takes a large text only in parts.
    await writeFile(path, text);
    const isDevice = !statSync(path).isFile();
    return isDevice
      ? { text: '', json: undefined }
      : { text: `Wrote ${path}.\n`, json: { path, type, format } };
  },
);

/** Written by name it would be opened anew, and a file that the shell redirects to cut. */
const standardOutput = /^(-|\/dev\/(stdout|fd\/1)|\/proc\/self\/fd\/1)$/;

const exportTypes = ['events', 'performance', 'builds'] as const;
type ExportFormat = 'csv' | 'json';

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
