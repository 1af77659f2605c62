/** "Did you mean": the nearest of the known words, or the list of them. */

/** @returns a sentence with the correct word instead of `word`. */
export function suggest(word: string, known: readonly string[]): string {
  const begun = known.filter((candidate) => word.length >= 3 && plain(candidate).startsWith(plain(word)));
  const nearest = begun.length === 1 ? begun[0] : findNearest(word, known);
  if (nearest) return `Did you mean \`${nearest}\`?`;
  return `Use one of: ${known.map((name) => `\`${name}\``).join(', ')}.`;
}

/** The word that may be misspelt as `word`; null if none is near. */
export function findNearest(word: string, known: readonly string[]): string | null {
  const scored = known.map((candidate) => ({
    candidate,
    distance: editDistance(plain(word), plain(candidate)),
  }));
  scored.sort((a, b) => a.distance - b.distance);
  const best = scored[0];
  if (!best || best.distance > Math.max(2, best.candidate.length / 3)) return null;
  // `job` is not a misspelt `log`.
  return best.distance * 2 > Math.max(word.length, best.candidate.length) ? null : best.candidate;
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('_', '-');
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  if (a.length > 200 || b.length > 200) return Number.POSITIVE_INFINITY;
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, (previous[j] as number) + 1, (row[j - 1] as number) + 1));
    }
    previous = row;
  }
  return previous[b.length] as number;
}
