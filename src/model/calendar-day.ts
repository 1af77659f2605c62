/**
 * Whether a day exists: JavaScript reads the 30th of February as the 2nd of March.
 * @param day `YYYY-MM-DD`
 */
export function isDay(day: string): boolean {
  const timeMs = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(timeMs) && new Date(timeMs).toISOString().startsWith(day);
}
