/** The traces in a folder of OTLP/JSON lines, as written by the tracer. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectSpans } from '../database/project-spans.ts';
import type { Cell } from '../database/table.ts';
import { spansTable } from '../database/telemetry-tables.ts';
import type { TraceSpan } from '../render/terminal/print-trace.ts';

export const tracesFolder = '.build-telemetry/traces';

/** Each span once, by trace; unreadable lines are left out. */
export function readTraces(folder: string): ReadonlyMap<string, readonly TraceSpan[]> {
  const spans = new Map<string, TraceSpan>();
  for (const file of listTraceFiles(folder))
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n'))
      for (const span of readLine(line)) spans.set(`${span.traceId} ${span.spanId}`, span);
  return Map.groupBy(spans.values(), ({ traceId }) => traceId);
}

/** Names of the trace files, sorted; folders with such names are ignored. */
export function listTraceFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.otlp.jsonl') && statSync(join(folder, name)).isFile())
    .sort();
}

function readLine(line: string): TraceSpan[] {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch {
    return [];
  }
  const names = spansTable.columns.map(({ name }) => name);
  return projectSpans('', request).spans.map(({ row }) => {
    const of = (name: string): Cell => row[names.indexOf(name)] ?? null;
    return {
      traceId: String(of('trace_id')),
      spanId: String(of('span_id')),
      parentId: of('parent_span_id') as string | null,
      name: String(of('name')),
      startMs: Number(of('start_ms')),
      durationMs: Number(of('duration_ms')),
      hasFailed: of('status') === 'ERROR',
    };
  });
}
