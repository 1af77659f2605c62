/** Fits plain text into the columns of a terminal: its width, and where to break or cut it. */

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** The common case: letters of Europe, punctuation, arrows and mathematical signs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a control character counts as one, too
const oneColumnEach = /^[\u0000-\u02ff\u2010-\u2027\u2190-\u22ff]*$/;

/** Columns of a text: combining marks take none, wide characters two. */
export function measureText(text: string): number {
  if (oneColumnEach.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += /\p{M}/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return columns;
}

/** At most `columns` wide; longer text ends in `…`. */
export function cutText(text: string, columns: number): string {
  if (measureText(text) <= columns) return text;
  const characters = Array.from(text);
  while (characters.length > 0 && measureText(characters.join('')) > columns - 1) characters.pop();
  return `${characters.join('')}…`;
}

/** The same with `…` at the start: the end of a name distinguishes it. */
export function keepEnd(text: string, columns: number): string {
  if (measureText(text) <= columns) return text;
  const characters = Array.from(text);
  while (characters.length > 0 && measureText(characters.join('')) > columns - 1) characters.shift();
  return `…${characters.join('')}`;
}

/** Breaks at spaces; a longer word is cut. Continuation lines are indented, so none can start a runner command. */
export function wrapText(text: string, width: number, indent = 6): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of splitWords(text, width - indent)) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (line === '' || measureText(joined) <= width) line = joined;
    else {
      lines.push(line);
      line = ' '.repeat(indent) + word;
    }
  }
  return [...lines, line].map((each) => each.replace(/^(\s*)::/, '$1\\::').trimEnd());
}

/** Words, none wider than `size`; runs of spaces stay with the word before them. */
function splitWords(text: string, size: number): string[] {
  return text.split(/ (?! )/).flatMap((word) => {
    if (measureText(word) <= size) return [word];
    const pieces: string[] = [''];
    for (const character of word) {
      const last = pieces.at(-1) ?? '';
      if (measureText(last + character) > size) pieces.push(character);
      else pieces[pieces.length - 1] = last + character;
    }
    return pieces;
  });
}

/** Wraps lines of a finished text that are too wide; continuation lines are indented. */
export function fitLines(text: string, width: number): string {
  if (width === Number.POSITIVE_INFINITY) return text;
  return text
    .split('\n')
    .flatMap((line) => {
      if (measureText(line) <= width) return [line];
      const label = /^\s*\S+(?: \S+)*\s{2,}(?=\S)/.exec(line)?.[0].length ?? width;
      const margin = /^\s*/.exec(line)?.[0].length ?? 0;
      return wrapText(line, width, label <= width / 2 ? label : Math.min(margin + 2, width >> 1));
    })
    .join('\n');
}
