/** Adds terminal colours to finished plain text: the title, table heads, and words for verdicts. */

export type Color = 'red' | 'green' | 'yellow' | 'bold' | 'dim';

/** Colours a text, or returns it unchanged without colours. */
export type Paint = (color: Color, text: string) => string;

const codes: Readonly<Record<Color, string>> = { red: '31', green: '32', yellow: '33', bold: '1', dim: '2' };

/** https://en.wikipedia.org/wiki/ANSI_escape_code#SGR */
export function paint(color: Color, text: string): string {
  return text === '' ? '' : `\u001b[${codes[color]}m${text}\u001b[0m`;
}

const judging: readonly (readonly [Color, string])[] = [
  ['red', 'critical|error|failure|failed|timeout|confirmed|regression|opened|open|degraded'],
  ['yellow', 'warning|suspect|drift|environment|not complete|unknown'],
  ['green', 'success|improvement|recovered|healthy|complete'],
];

/** Words that are alone in a table cell, in brackets, or at the start of a line. */
const places = judging.map(
  ([color, words]) => [color, new RegExp(`(?<=│ |^\\s*\\[)(?:${words})(?=\\s*│|\\])`, 'gi')] as const,
);

/** The same text in colours; no line gets wider. Its first `titleLines` are the title, unless it begins otherwise. */
export function highlight(text: string, titleLines = 1): string {
  const lines = text.split('\n');
  const titled = /^[┌{[]/.test(text) ? 0 : titleLines;
  return lines
    .map((line, index) => {
      if (lines[index - 1]?.startsWith('┌')) return line.replace(/[^│]+/g, (cell) => paint('bold', cell));
      return index < titled ? paint('bold', line) : paintWords(line);
    })
    .join('\n');
}

function paintWords(line: string): string {
  return places.reduce(
    (painted, [color, pattern]) => painted.replace(pattern, (word) => paint(color, word)),
    line,
  );
}
