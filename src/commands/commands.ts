/** All commands of the command line, as data. */
import { checkCommand } from './check-command.ts';
import type { Command } from './command.ts';
import { flakyCommand } from './flaky-command.ts';
import { historyCommand } from './history-command.ts';
import { initCommand } from './init-command.ts';
import { inspectCommand } from './inspect-command.ts';
import { detectCommand, explainCommand, tuneCommand } from './judge-commands.ts';
import {
  alertsCommand,
  clearCommand,
  eventsCommand,
  exportCommand,
  performanceCommand,
  recentCommand,
  summaryCommand,
  watchCommand,
} from './query-commands.ts';
import { emitCommand, execCommand } from './record-commands.ts';

export const commands: readonly Command[] = [
  checkCommand,
  inspectCommand,
  initCommand,
  emitCommand,
  execCommand,
  summaryCommand,
  eventsCommand,
  alertsCommand,
  performanceCommand,
  recentCommand,
  exportCommand,
  clearCommand,
  watchCommand,
  historyCommand,
  detectCommand,
  explainCommand,
  flakyCommand,
  tuneCommand,
];
