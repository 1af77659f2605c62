/** The report as JSON, described by docs/report.schema.json: one record per line, keys always in the same order. */
import type { Report } from '../model/report.ts';

/** Compact enough for 10,000 tasks and readable in a diff; ends in a newline. */
export function renderJson(report: Report): string {
  return [...streamJson(report)].join('');
}

/** The same text in parts, each of which can be written before the next one exists. */
export function* streamJson(report: Report): Generator<string> {
  const { schemaVersion, toolVersion, name, verdict, headline, ...rest } = report;
  const head = Object.entries({ schemaVersion, toolVersion, name, verdict, headline });
  const tail = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  let before = '{\n';
  for (const [key, value] of [...head, ...tail]) {
    yield `${before}  ${JSON.stringify(key)}: `;
    yield* writeValue(value);
    before = ',\n';
  }
  yield '\n}\n';
}

/** Records joined at once: those of a longer list would be moved by V8's collector before they are joined. */
const batch = 200;

function* writeValue(value: unknown): Generator<string> {
  const write = (of: unknown): string => JSON.stringify(sortKeys('', of));
  if (!Array.isArray(value) || value.length === 0) {
    yield write(value);
    return;
  }
  for (let from = 0; from < value.length; from += batch) {
    const records = value
      .slice(from, from + batch)
      .map(write)
      .join(',\n    ');
    yield `${from === 0 ? '[' : ','}\n    ${records}`;
  }
  yield '\n  ]';
}

/** Sorts the keys of records; the facts of an alert keep their display order. Sorted records are not copied. */
function sortKeys(key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return sortItems(value);
  const record = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(record);
  const order = key === 'context' && !isBuildContext(value) ? keys : orderKeys(keys);
  let sorted = order === keys ? null : openRecord(keys);
  for (let at = 0; at < order.length; at++) {
    const own = order[at] as string;
    const inner = sortKeys(own, record[own]);
    if (sorted === null && inner !== record[own]) {
      sorted = openRecord(keys);
      for (const before of order.slice(0, at)) sorted[before] = record[before];
    }
    if (sorted !== null) sorted[own] = inner;
  }
  return sorted ?? record;
}

/** An ordinary object would treat one of these keys as its prototype. */
function openRecord(keys: readonly string[]): Record<string, unknown> {
  return keys.includes('__proto__') ? Object.create(null) : {};
}

function sortItems(items: readonly unknown[]): readonly unknown[] {
  let sorted: unknown[] | null = null;
  for (let at = 0; at < items.length; at++) {
    const inner = sortKeys('', items[at]);
    if (sorted === null && inner !== items[at]) sorted = items.slice(0, at);
    sorted?.push(inner);
  }
  return sorted ?? items;
}

let lastKeys: readonly string[] = [];
let lastOrder: readonly string[] = [];

/**
 * The keys themselves if they are sorted. Most records have the same shape as the previous one, with a known order.
 */
function orderKeys(keys: readonly string[]): readonly string[] {
  if (!isSame(keys, lastKeys)) [lastKeys, lastOrder] = [keys, [...keys].sort((a, b) => (a < b ? -1 : 1))];
  return isSame(lastKeys, lastOrder) ? keys : lastOrder;
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  for (let at = 0; at < some.length; at++) if (some[at] !== others[at]) return false;
  return true;
}

function isBuildContext(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'runAttempt' in value;
}
