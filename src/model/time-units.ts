/** Lengths of time in milliseconds. */

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** Milliseconds of one unit of time in UCUM. */
const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1_000,
  min: 60_000,
  h: hourMs,
};

export function isTimeUnit(unit: string): boolean {
  return Object.hasOwn(unitMs, unit);
}

/** `/s`, `ops/s`, `MBy/s`. */
export function isPerTime(unit: string): boolean {
  const slash = unit.lastIndexOf('/');
  return slash >= 0 && isTimeUnit(unit.slice(slash + 1));
}

/** @param unit of time */
export function msPerUnit(unit: string): number {
  return unitMs[unit] as number;
}
