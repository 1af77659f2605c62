/** The whole command line: from arguments to an exit code. */

import { suggest } from '../settings/suggest.ts';
import { version } from '../version.ts';
import type { Command } from './command.ts';
import { printProblem } from './command.ts';
import { printText } from './terminal.ts';

/**
 * Finds the command for the arguments and runs it.
 * @returns the exit code
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-V' || name === 'version') return print(`${version}\n`);
  if (name === 'help' && rest[0] !== undefined) return await runCommandLine([rest[0], '--help']);
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const { mainHelp } = await import('./main-help.generated.ts');
    return printHelp(mainHelp);
  }
  const commands = await loadCommands(name);
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const known = commands.map((candidate) => candidate.name);
    printProblem({
      level: 'error',
      code: 'no-command',
      where: name,
      what: 'Unknown command.',
      fix: suggest(name, known),
    });
    return 2;
  }
  // Arguments after `--` belong to another command.
  const own = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (own.includes('--help') || own.includes('-h')) {
    const { commandHelp } = await import('./help.ts');
    return printHelp(commandHelp(command));
  }
  return await command.run(rest);
}

/** Commands that run often within builds do not wait for the others to load. */
async function loadCommands(name: string): Promise<readonly Command[]> {
  if (name === 'check') return [(await import('./check-command.ts')).checkCommand];
  if (name === 'record') return [(await import('./record-command.ts')).recordCommand];
  if (name === 'inspect') return [(await import('./inspect-command.ts')).inspectCommand];
  if (name === 'exec' || name === 'emit') {
    const { emitCommand, execCommand } = await import('./record-commands.ts');
    return [emitCommand, execCommand];
  }
  return (await import('./commands.ts')).commands;
}

function printHelp(text: string): number {
  printText(text);
  return 0;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}
