/** Copies traces of OTLP/JSON lines into a database; an existing span is replaced by the same span. */

import { isFields } from '../../ingest/read-fields.ts';
import type { Source } from '../../ingest/source.ts';
import { splitLines } from '../../ingest/split-lines.ts';
import { projectSpans, type SpanRow } from '../project-spans.ts';
import { spanEventsTable, spansTable } from '../telemetry-tables.ts';
import type { Database } from './database.ts';

export interface PushedTraces {
  readonly spans: number;
  readonly rows: number;
  /** Lines and spans that could not be read. */
  readonly unreadable: number;
  /** Spans that were left out: older than the retention. */
  readonly old: number;
}

/** A request of 10,000 spans has a tenth of this size. */
const limits = { recordBytes: 64_000_000, depth: 64 };
/** Number of spans per write. */
const batch = 10_000;
/** SQLite takes at most 32,766 parameters. */
const spansPerDelete = 5_000;

/** @param fromMs spans that began before would be removed immediately */
export async function pushTraces(
  database: Database,
  repository: string,
  source: Source,
  fromMs = Number.NEGATIVE_INFINITY,
): Promise<PushedTraces> {
  // Of a span that comes twice the last one counts, in both engines.
  const held = new Map<string, SpanRow>();
  const done = { spans: 0, rows: 0, unreadable: 0, old: 0 };
  const write = async (): Promise<void> => {
    if (held.size === 0) return;
    const spans = [...held.values()];
    await database.transaction(repository, async () => {
      await removeEvents(database, spans);
      done.rows += await database.upsert(
        spansTable,
        spans.map(({ row }) => row),
      );
      done.rows += await database.upsert(
        spanEventsTable,
        spans.flatMap(({ events }) => events),
      );
    });
    done.spans += held.size;
    held.clear();
  };
  for await (const record of splitLines(source.open(), limits)) {
    const value = record.kind === 'value' ? record.value : null;
    const { spans, unreadable, old } = projectSpans(repository, value, fromMs);
    // A request without spans is one, too.
    const isOther = !isFields(value) || !Array.isArray(value['resourceSpans']);
    done.unreadable += unreadable + Number(isOther);
    done.old += old;
    for (const span of spans) {
      held.set(`${span.traceId} ${span.spanId}`, span);
      if (held.size >= batch) await write();
    }
  }
  await write();
  return done;
}

/** A span that comes again may have fewer events. */
async function removeEvents(database: Database, spans: readonly SpanRow[]): Promise<void> {
  for (let from = 0; from < spans.length; from += spansPerDelete) {
    const part = spans.slice(from, from + spansPerDelete);
    const ids = part.map((_, at) => `($${2 * at + 1}, $${2 * at + 2})`).join(', ');
    await database.run(
      `delete from telemetry_span_events where (trace_id, span_id) in (values ${ids})`,
      part.flatMap(({ traceId, spanId }) => [traceId, spanId]),
    );
  }
}
