#!/usr/bin/env node
/** The command line's entry: picks the command and exits with its code. */

import { commandHelp, mainHelp } from './commands/help.ts';
import { commands } from './commands/index.ts';
import { suggest } from './suggest.ts';
import { version } from './version.ts';

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return print(mainHelp());
  if (name === '--version' || name === '-V' || name === 'version') return print(`${version}\n`);
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const known = commands.map((candidate) => candidate.name);
    process.stderr.write(`build-telemetry: there is no command \`${name}\`. ${suggest(name, known)}\n`);
    return 2;
  }
  // What follows `--` belongs to another command.
  const own = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (own.includes('--help') || own.includes('-h')) return print(commandHelp(command));
  return await command.run(rest);
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
process.exitCode = await main(process.argv.slice(2));
