/** JSON as the text of a cell. */

/**
 * Keys of objects are sorted by the caller. NUL and halves of surrogate pairs, which the JSON of PostgreSQL cannot
 * contain, are replaced, so that both engines hold the same.
 */
export function writeJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!/\\u(?:0000|d)/.test(text)) return text;
  // An escaped backslash before `u0000` is matched, too, and stays.
  return text.replaceAll(/\\(?:u(?:0000|d[89a-f][\da-f]{2})|.)/g, (escaped) =>
    /^\\u(?:0000|d)/.test(escaped) ? '\ufffd' : escaped,
  );
}
