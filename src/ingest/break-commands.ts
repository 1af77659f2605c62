/** Prevents the runner from executing commands in output: `##[…]` counts anywhere in a line, `::…` at its start. */
export function breakCommands(text: string): string {
  // Hardly any text has them, and a report has thousands of texts.
  if (!text.includes('::') && !text.includes('##[')) return text;
  return text.replace(/##\[/g, '##\\[').replace(/^(\s*)::/, '$1\\::');
}
