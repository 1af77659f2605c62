/** Wrong calls of the tracer: each is reported once as a warning of the process, and nothing is thrown into the traced program. */

const told = new Set<string>();

export function tellMisuse(what: string): void {
  if (told.has(what) || told.size >= 1000) return;
  told.add(what);
  process.emitWarning(what, 'BuildTelemetryWarning');
}

/** A value in a message; some objects have no text. */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
