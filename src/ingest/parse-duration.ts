/** Durations as people and tools write them: plain numbers, numbers with units, ISO 8601, and clocks. */

const unitsMs: Readonly<Record<string, number>> = {
  ...{ ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 },
  ...{ msec: 1, msecs: 1, millis: 1, millisecond: 1, milliseconds: 1, microseconds: 1e-3, nanoseconds: 1e-6 },
  ...{ sec: 1000, secs: 1000, second: 1000, seconds: 1000, min: 60_000, mins: 60_000 },
  ...{ minute: 60_000, minutes: 60_000, hr: 3_600_000, hrs: 3_600_000, hour: 3_600_000, hours: 3_600_000 },
};

/** One after the other: a repeated group would try every way to read `1e5e5e5` as exponents and units. */
const part = /(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*([a-zµμ]+)[\s,]*/giy;
const iso = /^P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;
/** `1.02:03:04.5` of .NET has days. */
const clock = /^(?:(\d{1,4})\.)?(\d{1,3}):([0-5]?\d):([0-5]?\d(?:\.\d+)?)$/;

/** `1:02.5`; without a fraction it may be hours and minutes. */
const shortClock = /^()()(\d{1,3}):([0-5]\d\.\d+)$/;

/**
 * @param isCommaDecimal whether `1,003` is a bit more than one; otherwise it is a thousand and three
 * @param unitMs milliseconds per unit of a number without one
 * @returns milliseconds; null for a text that is not a duration, or is negative
 */
export function parseDuration(text: string, isCommaDecimal: boolean, unitMs: number): number | null {
  const whole = withoutGroups(text);
  const plain = whole.includes(',') ? withoutCommas(whole, isCommaDecimal) : whole;
  const number = plain === '' ? Number.NaN : Number(plain);
  // Gotestsum writes -0.000000 for a test that never ended.
  if (!Number.isNaN(number))
    return Number.isFinite(number) && number >= 0 && !Object.is(number, -0) ? toMs(number * unitMs) : null;
  return parseWords(whole.trim().replace(/(\d),(\d)/g, '$1.$2'));
}

/** `1 003,5` and `1'003.5`: spaces and apostrophes separate thousands in French and Swiss locales. */
function withoutGroups(text: string): string {
  return /\d[\s'’]\d/.test(text) ? text.replaceAll(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '') : text;
}

/** Without binary rounding noise. */
function toMs(value: number): number {
  return value < 1e9 ? Math.round(value * 1e6) / 1e6 : value;
}

function withoutCommas(text: string, isCommaDecimal: boolean): string {
  return isCommaDecimal ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '');
}

function parseWords(text: string): number | null {
  const [, days, hours, minutes, seconds] = iso.exec(text) ?? clock.exec(text) ?? shortClock.exec(text) ?? [];
  if ((days ?? hours ?? minutes ?? seconds) !== undefined)
    return (
      Number(days ?? 0) * 86_400_000 +
      Number(hours ?? 0) * 3_600_000 +
      Number(minutes ?? 0) * 60_000 +
      Number(seconds ?? 0) * 1000
    );
  let sum = 0;
  let end = 0;
  for (const [found, amount, word = ''] of text.matchAll(part)) {
    const unit = word.toLowerCase();
    if (!Object.hasOwn(unitsMs, unit)) return null;
    sum += Number(amount) * (unitsMs[unit] as number);
    end += found.length;
  }
  return end > 0 && end === text.length && Number.isFinite(sum) ? toMs(sum) : null;
}

const ambiguous = /^-?[1-9]\d{0,2},\d{3}$/;

/**
 * Whether the numbers of a file have a decimal comma. A number that can be nothing else proves it (`0,998`, `1,3`),
 * and a point or a second comma proves the opposite (`0.5`, `1,024.12`). Without proof, several numbers with three
 * digits after a comma are fractions: a file with only multiples of a thousand would be unusual.
 */
export function hasDecimalComma(texts: Iterable<string>): boolean {
  const open = new Set<string>();
  for (const written of texts) {
    const text = withoutGroups(written);
    if (/\d\.\d/.test(text) && !/^[\d.]+,\d+$/.test(text)) return false;
    if (!text.includes(',')) continue;
    if (/^-?\d{1,3}(?:\.\d{3})+,\d+$/.test(text)) return true;
    if (/,\d+,/.test(text)) return false;
    if (/^-?\d+,\d+$/.test(text) && !ambiguous.test(text)) return true;
    if (ambiguous.test(text)) open.add(text);
  }
  return open.size > 1;
}
