/** Copies traces of OTLP/JSON lines into a database; an existing span is replaced by the same span. */

import type { Source } from '../../ingest/source.ts';
import { splitLines } from '../../ingest/split-lines.ts';
import { projectSpans } from '../project-spans.ts';
import type { Row } from '../table.ts';
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

/** @param fromMs spans that began before would be removed immediately */
export async function pushTraces(
  database: Database,
  repository: string,
  source: Source,
  fromMs = Number.NEGATIVE_INFINITY,
): Promise<PushedTraces> {
  const held = { spans: [] as Row[], events: [] as Row[] };
  const done = { spans: 0, rows: 0, unreadable: 0, old: 0 };
  const write = async (): Promise<void> => {
    if (held.spans.length === 0) return;
    await database.transaction(repository, async () => {
      done.rows += await database.upsert(spansTable, held.spans);
      done.rows += await database.upsert(spanEventsTable, held.events);
    });
    done.spans += held.spans.length;
    held.spans = [];
    held.events = [];
  };
  for await (const record of splitLines(source.open(), limits)) {
    const value = record.kind === 'value' ? record.value : null;
    const { spans, events, unreadable, old } = projectSpans(repository, value, fromMs);
    const isOther = spans.length + unreadable + old === 0;
    done.unreadable += unreadable + Number(isOther);
    done.old += old;
    held.spans.push(...spans);
    held.events.push(...events);
    if (held.spans.length >= batch) await write();
  }
  await write();
  return done;
}
