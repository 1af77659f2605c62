/** Prevents the runner from executing commands in output: `##[…]` counts anywhere in a line, `::…` at its start. */
export function breakCommands(text: string): string {
  return text.replace(/##\[/g, '##\\[').replace(/^(\s*)::/, '$1\\::');
}
