/** A name in a cell of a Markdown table: a long word in it may break, so that no column pushes others out of view. */
import { breakCommands } from '../ingest/break-commands.ts';
import { cleanLongName, codeSpan, endDirection } from './escape.ts';

/** With this width, From and To fit on a phone. */
const longestPiece = 14;
const isLong = new RegExp(`\\S{${longestPiece + 1}}`, 'u');
/** The rest if it is short; else up to the last separator; else the maximum that fits on one line. */
const pieces = new RegExp(
  `.{1,${longestPiece}}$|.{1,${longestPiece}}(?<=[/\\\\._:@-])|.{1,${longestPiece}}`,
  'gsu',
);

/**
 * A code span, or, for a long word, an element with `<wbr>`: copied text contains no break. GitHub keeps both
 * elements, and creates no mentions, references and commit links in code.
 */
export function codeCell(text: string, maxLength?: number): string {
  const clean = breakCommands(cleanLongName(text, maxLength));
  if (!isLong.test(clean)) return codeSpan(text, maxLength);
  const words = clean.split(' ').map((word) => (word.match(pieces) ?? []).map(escapePiece).join('<wbr>'));
  return `<code>${words.join(' ')}</code>${endDirection(clean)}`;
}

/** Character references are no markup (GFM 6.2). An address needs `://`, `www.` or a name on both sides of `@`. */
function escapePiece(piece: string): string {
  return piece
    .replace(/[!-,:-?[-`{-~]|(?<=www)\./gi, (sign) => `&#${sign.codePointAt(0)};`)
    .replace(/@(?=.)/g, '@<wbr>');
}
