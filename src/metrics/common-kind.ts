/** The kind that all of these tasks have; null for mixed kinds, and for none. */
export function commonKind(kinds: readonly (string | null)[]): string | null {
  const [first = null] = kinds;
  return kinds.every((kind) => kind === first) ? first : null;
}
