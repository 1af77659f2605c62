/**
 * The wait time that a service requests: https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 and GitHub's own
 * header.
 */

/**
 * Milliseconds to wait; null without a request.
 * @param header returns a header by its lower-case name
 */
export function readRetryAfter(
  header: (name: string) => string | null | undefined,
  nowMs: number,
): number | null {
  const after = header('retry-after');
  if (after) {
    const ms = /^\d+$/.test(after.trim()) ? Number(after) * 1000 : Date.parse(after) - nowMs;
    return Number.isNaN(ms) ? null : Math.max(0, ms);
  }
  const reset = header('x-ratelimit-reset');
  if (header('x-ratelimit-remaining') !== '0' || !reset) return null;
  return Number.isNaN(Number(reset)) ? null : Math.max(0, Number(reset) * 1000 - nowMs);
}
