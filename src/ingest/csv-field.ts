/** One field of CSV, as RFC 4180 writes it: https://www.rfc-editor.org/rfc/rfc4180 */
import { breakCommands } from './break-commands.ts';

/**
 * Text that a spreadsheet would interpret as a formula gets a leading apostrophe (OWASP, CSV injection); numbers stay
 * numbers; null is empty.
 */
export function csvField(value: string | number | null): string {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return '';
  if (typeof value === 'number') return String(value);
  const text = /^\s*[=+\-@＝＋－＠\t\r\n]/u.test(value) ? `'${value}` : value;
  const safe = breakCommands(text.replace(/(?![\t\r\n])[\p{Cc}\p{Surrogate}]/gu, '\ufffd'));
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
