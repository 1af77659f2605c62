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

export const commands: readonly Command[] = [
  checkCommand,
  compareCommand,
  bisectCommand,
  inspectCommand,
  initCommand,
  recordCommand,
  replayCommand,
  diffCommand,
  emitCommand,
  execCommand,
  summaryCommand,
  eventsCommand,
  alertsCommand,
  performanceCommand,
  queryCommand,
  serveCommand,
  recentCommand,
  exportCommand,
  clearCommand,
  watchCommand,
  historyCommand,
  databaseCommand,
  telemetryCommand,
  siteCommand,
  detectCommand,
  explainCommand,
  flakyCommand,
  tuneCommand,
  defineCompletion(() => commands),
];
