/** The record of exports: one line each, for 30 days, next to the event log. */

import { readFileSync, statSync } from 'node:fs';
import { readNumber, readText, readTime } from '../ingest/read-fields.ts';
import type { MetricExport } from '../model/metric-point.ts';
import { dayMs } from '../model/time-units.ts';
import { appendLines, parseLogLine, rewriteLog } from '../recorder/log-file.ts';

/** About 7,000 lines: then the old ones are removed. */
const largeBytes = 1_000_000;
const keptLines = 3_000;
const keptDays = 30;

/** @throws if the file cannot be written */
export function logExport(path: string, { timeMs, durationMs, ...rest }: MetricExport): void {
  const line = {
    v: 1,
    type: 'export',
    time: new Date(timeMs).toISOString(),
    duration_ms: durationMs,
    ...rest,
  };
  appendLines(path, `${JSON.stringify(line)}\n`);
  if (statSync(path).size <= largeBytes) return;
  const oldest = Date.now() - keptDays * dayMs;
  const newest = new Set(readFileSync(path, 'utf8').trimEnd().split('\n').slice(-keptLines));
  rewriteLog(path, (text) => newest.has(text) && (readTime(parseLogLine(text) ?? {}, 'time') ?? 0) >= oldest);
}

/** The recorded exports, oldest first; invalid lines are left out. An absent file has none. */
export function readExportLog(path: string): MetricExport[] {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return text.split('\n').flatMap((line): MetricExport[] => {
    const record = parseLogLine(line);
    const timeMs = record === null ? null : readTime(record, 'time');
    const exporter = exporters.find((name) => name === record?.['exporter']);
    if (record === null || timeMs === null || exporter === undefined) return [];
    return [
      {
        ...{ timeMs, exporter, points: readNumber(record, 'points') ?? 0, error: readText(record, 'error') },
        durationMs: readNumber(record, 'duration_ms') ?? 0,
      },
    ];
  });
}

const exporters = ['prometheus', 'json', 'opentelemetry'] as const;
