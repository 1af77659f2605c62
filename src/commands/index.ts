/** All commands of the command line, as data. */
import { checkCommand } from './check.ts';
import type { Command } from './command.ts';
import { historyCommand } from './history.ts';
import { initCommand } from './init.ts';
import { inspectCommand } from './inspect.ts';
import { detectCommand, explainCommand, tuneCommand } from './judge.ts';
import {
  alertsCommand,
  clearCommand,
  eventsCommand,
  exportCommand,
  performanceCommand,
  recentCommand,
  summaryCommand,
  watchCommand,
} from './query.ts';
import { emitCommand, execCommand } from './record.ts';

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
  tuneCommand,
];
