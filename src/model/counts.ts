/** Counts as text: the same everywhere, independent of the locale, whose data take time to load. */

/** The text for an unknown number. */
export const unknownText = '—';

/** `12,345`; at most two decimals. */
export function formatCount(count: number | null, decimals = 2): string {
  return count !== null && Number.isFinite(count) ? group(Number(count.toFixed(decimals))) : unknownText;
}

/** `1 task`, `2,000 tasks`; also with a verb: `plural(jobs, 'job was', 'jobs were')`. */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : nouns}`;
}

/** `a, b and 3 more`. @param most how many are named */
export function listSome(texts: readonly string[], most: number): string {
  const more = texts.length - most;
  return `${texts.slice(0, most).join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`;
}

/** Commas between thousands. */
function group(number: number): string {
  const digits = String(number);
  if (digits.includes('e')) return digits;
  const [whole = '', fraction] = digits.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
