/** The report as JSON, described by docs/report.schema.json: one record a line, keys always in the same order. */
import type { Report } from '../model/report.ts';

/** Compact enough for 10,000 tasks and readable in a diff; ends in a newline. */
export function renderJson(report: Report): string {
  const { schemaVersion, toolVersion, name, verdict, headline, ...rest } = report;
  const head = Object.entries({ schemaVersion, toolVersion, name, verdict, headline });
  const tail = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = [...head, ...tail].map(([key, value]) => `  ${JSON.stringify(key)}: ${writeValue(value)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

function writeValue(value: unknown): string {
  const write = (of: unknown): string => JSON.stringify(sortKeys('', of));
  if (!Array.isArray(value) || value.length === 0) return write(value);
  return `[\n${value.map((item) => `    ${write(item)}`).join(',\n')}\n  ]`;
}

/**
 * Sorts the keys of records; the facts of an alert stay in the order in which they are shown. What is in order already
 * is not copied.
 */
function sortKeys(key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => sortKeys('', item));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const record = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(record);
  const order = key === 'context' && !isBuildContext(value) ? keys : orderKeys(keys);
  const values = order.map((own) => sortKeys(own, record[own]));
  if (order.every((own, index) => own === keys[index] && values[index] === record[own])) return record;
  // An ordinary record would take this key for its prototype.
  const sorted: Record<string, unknown> = keys.includes('__proto__') ? Object.create(null) : {};
  for (const [index, own] of order.entries()) sorted[own] = values[index];
  return sorted;
}

let lastKeys: readonly string[] = [];
let lastOrder: readonly string[] = [];

/** Records follow others of their shape, whose order is known. */
function orderKeys(keys: readonly string[]): readonly string[] {
  const isSame = keys.length === lastKeys.length && keys.every((key, index) => key === lastKeys[index]);
  if (!isSame) [lastKeys, lastOrder] = [keys, [...keys].sort((a, b) => (a < b ? -1 : 1))];
  return lastOrder;
}

function isBuildContext(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'runAttempt' in value;
}
