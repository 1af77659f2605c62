/** The text of `build-telemetry --help` as a module, so that no command is loaded to print it. */
import { commands } from '../src/commands/commands.ts';

export function renderMainHelp(): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  const text = `Usage: build-telemetry COMMAND [ARGUMENTS]

Turns a build's event log into history and reports what got slower, more expensive or flaky.

Commands:
${lines.join('\n')}

\`build-telemetry COMMAND --help\` shows its options. Exit codes: 0 passed, 1 check failed, 2 wrong options or input.
`;
  return `/** The text of \`--help\`. Generated from src/commands/commands.ts by \`npm run generate\`. */
export const mainHelp = \`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\`;
`;
}
