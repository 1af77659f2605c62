/**
 * Wrong calls of the tracer: each is reported once as a warning of the process, and never throws into the traced
 * program.
 */

const reported = new Set<string>();

export function reportMisuse(what: string): void {
  if (reported.has(what) || reported.size >= 1000) return;
  reported.add(what);
  process.emitWarning(what, 'BuildTelemetryWarning');
}

/** A value in a message; some objects cannot be converted to text. */
export function safeText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
