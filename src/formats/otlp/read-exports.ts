/** Reads the OTLP exports of one build from any number of files: repeated deliveries count once. */
import type { Draft } from '../../ingest/draft.ts';
import type { Input, JointReader } from '../../ingest/format.ts';
import { type Fields, isFields, readFields, readList, readText } from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { collectSessionUsage } from '../claude/claude-usage.ts';
import { readLog } from './otlp-logs.ts';
import { addStreams, readPoints, sourceOf, sumStreams } from './otlp-metrics.ts';
import { readSpans } from './otlp-spans.ts';
import { type Attributes, readOtlpAttributes, textAttribute } from './otlp-values.ts';
import { rememberDeliveries } from './repeated-records.ts';

export const otlpSignals = ['resourceSpans', 'resourceMetrics', 'resourceLogs'] as const;
type Signal = (typeof otlpSignals)[number];

/** The keys of a signal's resources, newest name first, and their nested keys. */
export const scopes = {
  resourceSpans: { scopes: ['scopeSpans', 'instrumentationLibrarySpans'], items: 'spans' },
  resourceMetrics: { scopes: ['scopeMetrics', 'instrumentationLibraryMetrics'], items: 'metrics' },
  resourceLogs: { scopes: ['scopeLogs', 'instrumentationLibraryLogs'], items: 'logRecords' },
} as const;

/** The origin of the items of one export: resource and scope. */
interface Origin {
  readonly resource: Attributes;
  readonly source: string;
  readonly draft: Draft;
}

export function readExports(): JointReader {
  const deliveries = rememberDeliveries();
  const spans = readSpans(deliveries);
  const sessions = collectSessionUsage();
  const streams = sumStreams(deliveries);
  const readItem = (signal: Signal, item: Fields, { resource, source, draft }: Origin): void => {
    if (signal === 'resourceSpans') return spans.read(item, resource, draft);
    if (signal === 'resourceMetrics') return readPoints(item, source, (point) => streams.add(point, draft));
    const log = readLog(item);
    if (deliveries.isAgain(log.delivery, draft)) return;
    draft.addEvent(log.event);
    sessions.addEvent(log, textAttribute(resource, 'service.name'), draft);
  };
  return {
    read: (input, draft) => readFile(input, draft, readItem),
    finish: () => {
      const all = streams.list();
      for (const stream of all) sessions.addStream(stream);
      spans.finish(sessions.finish(spans.hasUsage()));
      addStreams(all);
      deliveries.report();
    },
  };
}

async function readFile(
  input: Input,
  draft: Draft,
  readItem: (signal: Signal, item: Fields, origin: Origin) => void,
): Promise<void> {
  const readResource = (signal: Signal, fields: Fields): void => {
    const resource = readOtlpAttributes(readFields(fields, 'resource'));
    for (const key of scopes[signal].scopes) {
      for (const scope of readList(fields, key).filter(isFields)) {
        const source = sourceOf(resource, readText(readFields(scope, 'scope'), 'name') ?? '');
        for (const item of readList(scope, scopes[signal].items).filter(isFields))
          readItem(signal, item, { resource, source, draft });
      }
    }
  };
  await readRecords(input, draft, otlpSignals, (record, key) => {
    for (const signal of otlpSignals) {
      const resources = key === signal ? [record] : key === null ? readList(record, signal) : [];
      for (const resource of resources.filter(isFields)) readResource(signal, resource);
    }
  });
}
