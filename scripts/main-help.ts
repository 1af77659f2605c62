/** The text of `build-telemetry --help` as a module, so that no command is loaded to print it. */
import { commandGroups, commands } from '../src/commands/commands.ts';

export function renderMainHelp(): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const groups = commandGroups.map(
    (group) =>
      `${group.title}:\n${group.commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}\n`).join('')}`,
  );
  const text = `Usage: build-telemetry COMMAND [ARGUMENTS]

Turns a build's event log into history and reports what got slower, more expensive or flaky.

${groups.join('\n')}
\`build-telemetry COMMAND --help\` shows its options. Exit codes: 0 passed, 1 check failed, 2 wrong options or input.
`;
  return `/** The text of \`--help\`. Generated from src/commands/commands.ts by \`npm run generate\`. */
export const mainHelp = \`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\`;
`;
}
