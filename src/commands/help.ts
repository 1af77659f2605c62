/** The texts of `--help`. */
import type { Command, Flag } from './command.ts';
import { commands } from './commands.ts';

export function mainHelp(): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return `Usage: build-telemetry COMMAND [ARGUMENTS]

Turns a build's event log into history and reports what got slower, more expensive or flaky.

Commands:
${lines.join('\n')}

\`build-telemetry COMMAND --help\` shows its options. Exit codes: 0 passed, 1 check failed, 2 wrong options or input.
`;
}

export function commandHelp(command: Command): string {
  const flags = command.flags.length > 0 ? `\nOptions:\n${command.flags.map(describeFlag).join('\n')}\n` : '';
  return `Usage: build-telemetry ${command.name} ${command.operands}\n\n${command.summary}\n${flags}`;
}

function describeFlag(flag: Flag): string {
  const short = flag.short === undefined ? '' : `-${flag.short}, `;
  const head = `  ${short}--${flag.name}${flag.value === undefined ? '' : ` ${flag.values?.join('|') ?? flag.value}`}`;
  return `${`${head} `.padEnd(34)} ${flag.description.replaceAll('`', '')}`;
}
