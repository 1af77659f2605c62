/** All commands of the command line, as data. */
import { checkCommand } from './check.ts';
import type { Command } from './command.ts';
import { initCommand } from './init.ts';
import { inspectCommand } from './inspect.ts';

export const commands: readonly Command[] = [checkCommand, inspectCommand, initCommand];
