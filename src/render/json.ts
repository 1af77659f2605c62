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
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value, sortKeys);
  return `[\n${value.map((item) => `    ${JSON.stringify(item, sortKeys)}`).join(',\n')}\n  ]`;
}

/** Sorts the keys of records; the facts of an alert stay in the order in which they are shown. */
function sortKeys(key: string, value: unknown): unknown {
  if (key === 'context' && !isBuildContext(value)) return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isBuildContext(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'runAttempt' in value;
}
