/** Validates a number of days to keep: an invalid value must never delete anything. */

/** @throws TypeError for anything but a number of days from 0 on. */
export function checkDays(days: unknown, where: string): number {
  if (typeof days === 'number' && Number.isFinite(days) && days >= 0) return days;
  // A text is shown with quotes: `7` would look valid.
  const written = typeof days === 'number' ? String(days) : (JSON.stringify(days) ?? String(days));
  throw new TypeError(
    `${where}: \`${written}\` is not a number of days. Nothing was removed. Write a number such as 7.`,
  );
}
