/** OpenTelemetry's traces, metrics and logs as JSON. Reference: https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/ */

import type { Draft } from '../../ingest/draft.ts';
import type { Format, Refusal, Sample } from '../../ingest/format.ts';
import { type Fields, isFields, readFields, readList, readText } from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import { readSessions } from '../claude/claude-usage.ts';
import { readLog } from './otlp-logs.ts';
import { addStreams, readPoints, sourceOf, sumStreams } from './otlp-metrics.ts';
import { readSpans } from './otlp-spans.ts';
import { type Attributes, readAttributes } from './otlp-values.ts';

const signals = ['resourceSpans', 'resourceMetrics', 'resourceLogs'] as const;
type Signal = (typeof signals)[number];

/** What a signal's resources hold, newest name first, and what is inside of that. */
const scopes = {
  resourceSpans: { scopes: ['scopeSpans', 'instrumentationLibrarySpans'], items: 'spans' },
  resourceMetrics: { scopes: ['scopeMetrics', 'instrumentationLibraryMetrics'], items: 'metrics' },
  resourceLogs: { scopes: ['scopeLogs', 'instrumentationLibraryLogs'], items: 'logRecords' },
} as const;

export const otlp: Format = {
  id: 'otlp',
  title: 'OpenTelemetry (OTLP/JSON)',
  versions: 'OTLP 1.x',
  family: 'agents',
  reference: 'https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/',
  howTo: "the collector's `file` exporter, or any exporter of OTLP as JSON",
  claims: (sample) => isOtlp(sample),
  refuses: refuseSnakeCase,
  read: async (input, draft) => {
    const reader = createReader(draft);
    await readRecords(input, draft, signals, (record, key) => {
      for (const signal of signals) {
        const resources = key === signal ? [record] : key === null ? readList(record, signal) : [];
        for (const resource of resources.filter(isFields)) reader.read(signal, resource);
      }
    });
    reader.finish();
  },
};

/** A signal's key, and inside of it its scopes' key. */
function isOtlp({ shape, keys, records, text }: Sample): boolean {
  if (shape === 'xml' || shape === 'text') return false;
  if (shape === 'object') {
    const found = signals.filter((signal) => keys.includes(signal));
    return found.some((signal) => scopes[signal].scopes.some((scope) => text.includes(`"${scope}"`)));
  }
  return records.length > 0 && records.slice(0, 5).every(isExport);
}

/** Protobuf's own printers can keep the names of its definition, which no reader of OTLP knows. */
function refuseSnakeCase({ keys, records }: Sample): Refusal | null {
  const names = ['resource_spans', 'resource_metrics', 'resource_logs'];
  const hasName = (record: Fields): boolean => names.some((name) => Object.hasOwn(record, name));
  if (!names.some((name) => keys.includes(name)) && !records.slice(0, 5).some(hasName)) return null;
  const what = 'It is OpenTelemetry with names in snake case; OTLP writes JSON in camel case.';
  const fix = 'Write it as `resourceSpans` and so on, as the collector does.';
  return { code: 'unknown-version', what, fix };
}

function isExport(record: Fields): boolean {
  return signals.some((signal) =>
    readList(record, signal).some(
      (resource) =>
        isFields(resource) && scopes[signal].scopes.some((scope) => Array.isArray(resource[scope])),
    ),
  );
}

function createReader(draft: Draft): {
  readonly read: (signal: Signal, resource: Fields) => void;
  readonly finish: () => void;
} {
  const spans = readSpans(draft);
  const sessions = readSessions(draft);
  const streams = sumStreams(draft.limits.tasks, () => {
    draft.facts.complete = false;
    draft.report('warning', 'too-many-records', 'Some measurements are left out: they have too many labels.');
  });
  const readItem = (signal: Signal, item: Fields, resource: Attributes, source: string): void => {
    if (signal === 'resourceSpans') spans.read(item, resource);
    else if (signal === 'resourceMetrics') readPoints(item, source, streams.add);
    else {
      const { name, timeMs, attributes } = readLog(item, draft);
      sessions.addEvent(name ?? '', timeMs, attributes);
    }
  };
  return {
    read: (signal, fields) => {
      const resource = readAttributes(readFields(fields, 'resource'));
      for (const key of scopes[signal].scopes) {
        for (const scope of readList(fields, key).filter(isFields)) {
          const source = sourceOf(resource, readText(readFields(scope, 'scope'), 'name') ?? '');
          for (const item of readList(scope, scopes[signal].items).filter(isFields))
            readItem(signal, item, resource, source);
        }
      }
    },
    finish: () => {
      const all = streams.list();
      for (const stream of all) sessions.addStream(stream);
      spans.finish(sessions.finish(spans.hasUsage()));
      addStreams(draft, all);
    },
  };
}
