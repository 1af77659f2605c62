/** Limits as users write them: `80%`, `10s`, `1m 13s`, `$10`, `100k`, `0`, `+10% of baseline`. */
import type { MetricUnit } from '../model/alert.ts';

/** A limit in the metric's unit (ratios from 0 to 1), or relative to the baseline's median. */
export type ThresholdLimit = { readonly fixed: number } | { readonly overBaseline: number };

const durationUnits: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
};

const examples: Readonly<Record<MetricUnit, string>> = {
  ratio: '`80%`',
  ms: '`500ms`, `10s`, `5m` or `1h`',
  usd: '`$10`',
  count: 'a whole number',
  tokens: 'a number of tokens, such as `100k`',
  bytes: 'a number of bytes',
};

const number = '(\\d+(?:[_,]\\d{3})*(?:\\.\\d+)?)';

/**
 * Reads a limit for a metric of a unit.
 * @param baseline whether the metric may be compared with its baseline
 * @returns the limit, or the fault and the correct form.
 */
export function parseLimit(
  text: string | number,
  unit: MetricUnit,
  baseline: boolean,
): ThresholdLimit | { readonly wrong: string; readonly fix: string } {
  const written = String(text).trim();
  const relative = /^([+-]\s*\d+(?:\.\d+)?)\s*%\s*(?:of|over|than)\s+(?:the\s+)?baseline$/i.exec(written);
  if (relative) return parseRelative(Number(relative[1]?.replace(/\s/g, '')), written, baseline);
  const fixed = parseFixed(written, unit);
  if (fixed !== null) return { fixed };
  return { wrong: `\`${written}\` cannot be read as a limit.`, fix: explain(written, unit, baseline) };
}

function parseRelative(
  percent: number,
  written: string,
  baseline: boolean,
): ThresholdLimit | { wrong: string; fix: string } {
  if (baseline) return { overBaseline: percent / 100 };
  return {
    wrong: `\`${written}\`: this metric has no baseline of its own.`,
    fix: 'Relative limits work for `duration`, `cost` and `tokens`; write a fixed limit.',
  };
}

function parseFixed(text: string, unit: MetricUnit): number | null {
  if (unit === 'ms') return parseDurationText(text);
  const patterns: Readonly<Record<Exclude<MetricUnit, 'ms'>, RegExp>> = {
    ratio: new RegExp(`^${number}\\s*%$`),
    usd: new RegExp(`^(?:\\$\\s*${number}|${number}\\s*(?:\\$|USD))$`, 'i'),
    count: new RegExp(`^${number}$`),
    tokens: new RegExp(`^${number}\\s*(k|M)?(?:\\s*tokens)?$`),
    bytes: new RegExp(`^${number}$`),
  };
  const match = patterns[unit].exec(text);
  if (!match) return null;
  const value = Number((match[1] ?? match[2] ?? '').replace(/[_,]/g, ''));
  if (unit === 'ratio') return value <= 100 ? value / 100 : null;
  if (unit === 'tokens') return value * ({ k: 1e3, M: 1e6 }[match[2] ?? ''] ?? 1);
  return value;
}

/** `10s`, or parts with smaller and smaller units, as reports write them: `1m 13s`. */
export function parseDurationText(text: string): number | null {
  if (!new RegExp(`^(?:${number}\\s*(?:ms|s|min|m|h)\\s*)+$`).test(text)) return null;
  let sum = 0;
  let last = Number.POSITIVE_INFINITY;
  for (const [, amount = '', word = ''] of text.matchAll(new RegExp(`${number}\\s*([a-z]+)`, 'g'))) {
    const unitMs = durationUnits[word] ?? 0;
    if (unitMs >= last) return null;
    last = unitMs;
    sum += Number(amount.replace(/[_,]/g, '')) * unitMs;
  }
  return sum;
}

/**
 * Writes a limit in the form that is read, rounded towards the failing side.
 * @param above whether larger values fire: then it is rounded up
 */
export function writeLimit(value: number, unit: MetricUnit, above: boolean): string {
  if (unit === 'ratio' && above && value > 0.999) return '100%';
  const step = unit === 'ratio' ? 1e-3 : unit === 'usd' ? 1e-4 : unit === 'ms' && value >= 1000 ? 100 : 1;
  // Removes binary rounding noise in the last digits; if that changes the meaning, one more digit is kept.
  const exact = Number((value / step).toPrecision(12));
  let steps = above ? Math.ceil(exact) : Math.floor(exact);
  for (;;) {
    const text = writeSteps(steps, unit, step);
    const read = parseFixed(text, unit);
    if (read === null || (above ? read >= value : read <= value)) return text;
    steps += above ? 1 : -1;
  }
}

function writeSteps(steps: number, unit: MetricUnit, step: number): string {
  switch (unit) {
    case 'ratio':
      return `${steps / 10}%`;
    case 'ms':
      return step === 1 ? `${steps}ms` : `${steps / 10}s`;
    case 'usd':
      return `$${(steps / 10_000).toFixed(4).replace(/0{1,2}$/, '')}`;
    default:
      return String(steps);
  }
}

function explain(text: string, unit: MetricUnit, baseline: boolean): string {
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(text);
  if (baseline && percent) {
    const over = Number(percent[1]) - 100;
    return over > 0 ? `Write \`+${over}% of baseline\`.` : `Write \`+${percent[1]}% of baseline\`.`;
  }
  const fraction = Number(text);
  if (unit === 'ratio' && text !== '' && fraction >= 0 && fraction <= 1) {
    return `Write it as a percentage: \`${Number((fraction * 100).toFixed(6))}%\`.`;
  }
  if (unit === 'usd' && Number.isFinite(fraction)) return `Write it as money: \`$${text}\`.`;
  if (unit === 'ms' && Number.isFinite(fraction)) return `Write the unit: \`${text}ms\` or \`${text}s\`.`;
  return `Write ${examples[unit]}${baseline ? ', or `+10% of baseline`' : ''}.`;
}
