/** Durations in queries: `30s`, `5m`, `1h`, `30d`. */

const unitsMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** @returns milliseconds. @throws RangeError for anything else, or nothing */
export function readInterval(text: string): number {
  const [, count, unit] = /^\s*(\d{1,9})\s*([smhd])\s*$/.exec(text) ?? [];
  const ms = Number(count) * unitsMs[unit as keyof typeof unitsMs];
  if (ms > 0) return ms;
  throw new RangeError(`\`${text}\` is not an interval: write \`30s\`, \`5m\`, \`1h\` or \`1d\`.`);
}
