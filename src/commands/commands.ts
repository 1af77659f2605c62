/** All commands of the command line, as data. */

import { alertsCommand } from './alerts-command.ts';
import { bisectCommand } from './bisect-command.ts';
import { checkCommand } from './check-command.ts';
import { clearCommand } from './clear-command.ts';
import type { Command } from './command.ts';
import { compareCommand } from './compare-command.ts';
import { defineCompletion } from './completion-command.ts';
import { databaseCommand } from './database-command.ts';
import { detectCommand } from './detect-command.ts';
import { diffCommand } from './diff-command.ts';
import { eventsCommand } from './events-command.ts';
import { explainCommand } from './explain-command.ts';
import { exportCommand } from './export-command.ts';
import { flakyCommand } from './flaky-command.ts';
import { historyCommand } from './history-command.ts';
import { initCommand } from './init-command.ts';
import { inspectCommand } from './inspect-command.ts';
import { performanceCommand } from './performance-command.ts';
import { queryCommand } from './query-command.ts';
import { recentCommand } from './recent-command.ts';
import { recordCommand } from './record-command.ts';
import { emitCommand, execCommand } from './record-commands.ts';
import { replayCommand } from './replay-command.ts';
import { serveCommand } from './serve-command.ts';
import { siteCommand } from './site-command.ts';
import { summaryCommand } from './summary-command.ts';
import { telemetryCommand } from './telemetry-command.ts';
import { tuneCommand } from './tune-command.ts';
import { watchCommand } from './watch-command.ts';

/** By what a user wants to do, as `--help` lists them. */
export const commandGroups: readonly { readonly title: string; readonly commands: readonly Command[] }[] = [
  { title: 'Check builds', commands: [initCommand, checkCommand, inspectCommand] },
  {
    title: 'Look into the history',
    commands: [explainCommand, summaryCommand, recentCommand, flakyCommand, alertsCommand, tuneCommand],
  },
  {
    title: 'Compare and bisect',
    commands: [compareCommand, bisectCommand, diffCommand, recordCommand, replayCommand, detectCommand],
  },
  {
    title: 'Record your own events',
    commands: [execCommand, emitCommand, eventsCommand, performanceCommand, watchCommand, clearCommand],
  },
  {
    title: 'Manage, export and publish',
    commands: [historyCommand, exportCommand, siteCommand, databaseCommand],
  },
  { title: 'Metrics and traces', commands: [queryCommand, serveCommand, telemetryCommand] },
  { title: 'Shell', commands: [defineCompletion(() => commands)] },
];

export const commands: readonly Command[] = commandGroups.flatMap((group) => group.commands);
