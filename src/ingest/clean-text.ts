/** Cleans texts from logs for display: one line, no control characters, limited length. */

/** Visible ASCII, with spaces and the separator of names inside: unchanged. */
const plainText = /^[!-~](?:[ -~›]*[!-~])?$/;

const terminalCodes =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /\u001b(?:\[[0-?]{0,40}[ -/]{0,4}[@-~]|[\]_][^\u0007\u001b]{0,500}(?:\u0007|\u001b\\)|[@-Z\\^])/g;

/** Removes terminal codes for colours, links and cursor moves; CI services also write times in such codes. */
export function stripTerminalCodes(text: string): string {
  return text.includes('\u001b') ? text.replaceAll(terminalCodes, '') : text;
}

/** The escape character of terminal codes, as XML reports write it. */
const writtenEscape = /(?:&#(?:27|x0?0?1b);|#x1B)(?=[[\]])/gi;

/** Removes terminal codes also where a report could not hold their first character. */
export function stripWrittenCodes(text: string): string {
  return stripTerminalCodes(hasWrittenCodes(text) ? text.replaceAll(writtenEscape, '\u001b') : text);
}

function hasWrittenCodes(text: string): boolean {
  return text.includes('#') && text.search(writtenEscape) >= 0;
}

/** One line without control characters, of at most `maxLength` UTF-16 units. */
export function cleanName(text: string, maxLength: number): string {
  // Most names are already clean.
  if (text.length <= maxLength && plainText.test(text) && !hasWrittenCodes(text)) return text;
  // Names of megabytes are cut before they are searched.
  const cut = text.length > maxLength * 4 ? text.slice(0, maxLength * 4) : text;
  const plain = stripWrittenCodes(cut);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const clean = plain.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  const bounded = clean.length > maxLength ? `${clean.slice(0, maxLength - 1)}…` : clean;
  return bounded.toWellFormed();
}

/** The first line of a message: the following lines are a stack trace or output, which is not kept. */
export function cleanMessage(message: string | null): string | null {
  if (message === null) return null;
  const [first = ''] = message
    .slice(0, 4096)
    .trimStart()
    .split(/[\r\n]/, 1);
  return cleanName(first, 300) || null;
}
