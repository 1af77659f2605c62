/**
 * The contributions of builds to metrics as the text of a column: `[name, labels, number]`, for a histogram
 * `[name, labels, sum, bounds, counts]`.
 */
import type { Distribution, Labels, MetricAmount } from '../model/metric-point.ts';

export function writeAmounts(amounts: readonly MetricAmount[]): string {
  return JSON.stringify(amounts.map(toAmountRow));
}

/** In the form that `toAmounts` reads. */
export function toAmountRow({ name, labels, amount }: MetricAmount): unknown[] {
  if (typeof amount === 'number') return [name, labels, amount];
  const { bounds, counts, sum } = amount;
  return [name, labels, sum, bounds, counts];
}

/** @returns null for invalid text: a later version may use another form */
export function readAmounts(text: string): MetricAmount[] | null {
  try {
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows) ? toAmounts(rows) : null;
  } catch {
    return null;
  }
}

/** Invalid rows are left out. */
export function toAmounts(rows: readonly unknown[]): MetricAmount[] {
  return rows.flatMap((row): MetricAmount[] => {
    if (!Array.isArray(row)) return [];
    const [name, labels, value, bounds, counts] = row as unknown[];
    if (typeof name !== 'string' || typeof value !== 'number') return [];
    if (typeof labels !== 'object' || labels === null) return [];
    const texts = Object.entries(labels).filter(([, label]) => typeof label === 'string');
    const amount = bounds === undefined ? value : toDistribution(value, bounds, counts);
    return amount === null ? [] : [{ name, labels: Object.fromEntries(texts) as Labels, amount }];
  });
}

function toDistribution(sum: number, bounds: unknown, counts: unknown): Distribution | null {
  if (!isNumbers(bounds) || !isNumbers(counts) || counts.length !== bounds.length + 1) return null;
  return { count: counts.reduce((all, count) => all + count, 0), sum, bounds, counts };
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'number');
}
