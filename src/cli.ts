#!/usr/bin/env node
/** The command line's entry: picks the command and exits with its code. */

import type { Command } from './commands/command.ts';
import { tellProblem } from './commands/command.ts';
import { printText } from './commands/terminal.ts';
import { suggest } from './settings/suggest.ts';
import { version } from './version.ts';

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-V' || name === 'version') return print(`${version}\n`);
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const { mainHelp } = await import('./commands/help.ts');
    return printHelp(mainHelp());
  }
  const commands = await loadCommands(name);
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const known = commands.map((candidate) => candidate.name);
    tellProblem({
      level: 'error',
      code: 'no-command',
      where: name,
      what: 'There is no such command.',
      fix: suggest(name, known),
    });
    return 2;
  }
  // What follows `--` belongs to another command.
  const own = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (own.includes('--help') || own.includes('-h')) {
    const { commandHelp } = await import('./commands/help.ts');
    return printHelp(commandHelp(command));
  }
  return await command.run(rest);
}

/** `exec`, `emit` and `inspect` run many times in a build: they do not wait for the rest to load. */
async function loadCommands(name: string): Promise<readonly Command[]> {
  if (name === 'inspect') return [(await import('./commands/inspect-command.ts')).inspectCommand];
  if (name === 'exec' || name === 'emit') {
    const { emitCommand, execCommand } = await import('./commands/record-commands.ts');
    return [emitCommand, execCommand];
  }
  return (await import('./commands/commands.ts')).commands;
}

function printHelp(text: string): number {
  printText(text);
  return 0;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

// A reader that goes away (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
// No top-level await: see action.ts.
main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
