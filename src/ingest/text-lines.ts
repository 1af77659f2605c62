/** Splits text into lines without keeping the file in memory; the excess of long lines is dropped. */
import { stripTerminalCodes } from './clean-text.ts';

export interface TextLine {
  readonly text: string;
  readonly offset: number;
  /** The line is longer than its kept part. */
  readonly isCut: boolean;
  /** The file ends before the line does. */
  readonly isOpen: boolean;
}

const newline = 0x0a;

/** Lines without their ends (`\n` or `\r\n`) and colours. @param maxBytes maximum kept length */
export async function* readTextLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder();
  let parts: Uint8Array[] = [];
  let size = 0;
  let offset = 0;
  let position = 0;
  const add = (bytes: Uint8Array): void => {
    if (size < maxBytes) parts.push(bytes.slice(0, maxBytes - size));
    size += bytes.length;
  };
  const finish = (isOpen: boolean): TextLine => {
    const text = stripTerminalCodes(decoder.decode(parts.length === 1 ? parts[0] : Buffer.concat(parts)));
    return { text: text.endsWith('\r') ? text.slice(0, -1) : text, offset, isCut: size > maxBytes, isOpen };
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      add(chunk.subarray(start, end));
      yield finish(false);
      parts = [];
      size = 0;
      start = end + 1;
      offset = position + start;
    }
    add(chunk.subarray(start));
    position += chunk.length;
  }
  if (size > 0) yield finish(true);
}

/** Number of characters that decide about a longer line. */
const changedLength = 65_536;

/**
 * The text with each line changed according to its beginning, without keeping it in memory.
 * @param change returns null for a line that is left out
 */
export async function* mapLines(
  chunks: AsyncIterable<Uint8Array>,
  change: (line: string) => string | null,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder();
  let rest = '';
  /** The beginning of the line was changed and emitted. */
  let isInside = false;
  let isLeftOut = false;
  const take = (line: string, end: string): string => {
    const taken = isInside ? (isLeftOut ? null : stripTerminalCodes(line)) : change(line);
    isInside = false;
    isLeftOut = taken === null;
    return taken === null ? '' : taken + end;
  };
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    let text = lines.map((line) => take(line, '\n')).join('');
    if (rest.length > changedLength) {
      text += take(rest, '');
      rest = '';
      isInside = true;
    }
    if (text !== '') yield Buffer.from(text);
  }
  const last = take(rest + decoder.decode(), '');
  if (last !== '') yield Buffer.from(last);
}
