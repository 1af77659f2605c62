/**
 * A value of the configuration file in a message. Separate from the YAML reader, which only that file needs.
 */

/** A value in a message, on one line and not too long. */
export function showValue(value: unknown): string {
  return `\`${(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 40)}\``;
}
