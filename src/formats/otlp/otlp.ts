/** OpenTelemetry's traces, metrics and logs as JSON. Reference: https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/ */

import type { FileRefusal, Format, Sample } from '../../ingest/format.ts';
import { type Fields, isFields, readList } from '../../ingest/read-fields.ts';
import { otlpSignals, readExports, scopes } from './read-exports.ts';

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
    const reader = readExports();
    await reader.read(input, draft);
    reader.finish();
  },
  readJointly: readExports,
};

/** A signal's key, and the key of its scopes. */
function isOtlp({ shape, keys, records, text }: Sample): boolean {
  if (shape === 'xml' || shape === 'text') return false;
  if (shape === 'object') {
    const found = otlpSignals.filter((signal) => keys.includes(signal));
    return found.some((signal) => scopes[signal].scopes.some((scope) => text.includes(`"${scope}"`)));
  }
  return records.length > 0 && records.slice(0, 5).every(isExport);
}

/** Protobuf's own printers can keep the names of its definition, which readers of OTLP do not know. */
function refuseSnakeCase({ keys, records }: Sample): FileRefusal | null {
  const names = ['resource_spans', 'resource_metrics', 'resource_logs'];
  const hasName = (record: Fields): boolean => names.some((name) => Object.hasOwn(record, name));
  if (!names.some((name) => keys.includes(name)) && !records.slice(0, 5).some(hasName)) return null;
  const what = 'It is OpenTelemetry with names in snake case; OTLP writes JSON in camel case.';
  const fix = 'Write it as `resourceSpans` and so on, as the collector does.';
  return { code: 'unknown-version', what, fix };
}

function isExport(record: Fields): boolean {
  return otlpSignals.some((signal) =>
    readList(record, signal).some(
      (resource) =>
        isFields(resource) && scopes[signal].scopes.some((scope) => Array.isArray(resource[scope])),
    ),
  );
}
