/** The text of `--help` of one command; that of the whole command line is main-help.generated.ts. */
import type { Command, Flag } from './command.ts';

export function commandHelp(command: Command): string {
  const flags = command.flags.length > 0 ? `\nOptions:\n${command.flags.map(describeFlag).join('\n')}\n` : '';
  return `Usage: build-telemetry ${command.name} ${command.operands}\n\n${command.summary}\n${flags}`;
}

function describeFlag(flag: Flag): string {
  const short = flag.short === undefined ? '' : `-${flag.short}, `;
  const head = `  ${short}--${flag.name}${flag.value === undefined ? '' : ` ${flag.values?.join('|') ?? flag.value}`}`;
  return `${`${head} `.padEnd(34)} ${flag.description.replaceAll('`', '')}`;
}
