/** Lines of a text without holding the file: what is longer than a record may be is left out. */

/** @param maxBytes of one line */
export async function* readTextLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let isTooLong = false;
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!isTooLong) yield line.endsWith('\r') ? line.slice(0, -1) : line;
      isTooLong = false;
    }
    if (rest.length > maxBytes) {
      rest = '';
      isTooLong = true;
    }
  }
  rest += decoder.decode();
  if (!isTooLong && rest !== '') yield rest;
}
