/**
 * Makes untrusted text safe to print in a runner's log, where lines can be commands. Reference:
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */

/**
 * Breaks `::command::` at the start of a line (the runner skips leading blanks) and the older `##[command]`,
 * which the runner finds anywhere in a line.
 */
export function neutralizeCommands(text: string): string {
  return text.replaceAll('##[', '# #[').replace(/(^|[\r\n])([\s\u0085]*)::/g, '$1$2: :');
}
