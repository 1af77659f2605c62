/** Texts in parts: small ones are slow to write, and copies of large ones take new memory. */

const charactersAtOnce = 65_536;

/** Joins small pieces of a text to larger ones. */
export function* gatherPieces(pieces: Iterable<string>): Generator<string> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < charactersAtOnce) continue;
    yield text;
    text = '';
  }
  yield text;
}
