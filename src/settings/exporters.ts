/** `exporters`: where `serve` sends metrics, with the keys of Golden Armada's document. */
import { dayMs } from '../model/time-units.ts';
import type { KeySpec } from './key-spec.ts';
import { showValue } from './show-value.ts';
import {
  choice,
  flag,
  mapping,
  optional,
  orOff,
  record,
  refine,
  text,
  type ValueSpec,
  whole,
} from './value-spec.ts';

export interface ExporterSettings {
  /** Milliseconds between exports. */
  readonly interval: number;
  readonly prometheus: {
    readonly enabled: boolean;
    readonly port: number;
    readonly host: string;
    readonly path: string;
    readonly file: string | null;
  };
  readonly json: {
    readonly enabled: boolean;
    readonly outputDir: string;
    readonly rotateInterval: number;
    readonly maxFiles: number;
  };
  readonly opentelemetry: {
    readonly enabled: boolean;
    /** null: taken from the standard variables. */
    readonly endpoint: string | null;
    readonly protocol: 'http' | 'http/protobuf' | 'http/json' | null;
    readonly headers: Readonly<Record<string, string>>;
  };
}

const path: ValueSpec<string> = {
  schema: { type: 'string', pattern: '^/' },
  read: ({ value, refuse }) =>
    typeof value === 'string' && value.startsWith('/')
      ? value
      : refuse(`${showValue(value)} is not a path.`, 'Write a path such as `/metrics`.'),
};

const url: ValueSpec<string> = {
  schema: { type: 'string', pattern: '^https?://' },
  read: ({ value, refuse }) =>
    typeof value === 'string' && /^https?:$/.test(URL.parse(value)?.protocol ?? '')
      ? value
      : // It may hold a password.
        refuse('This is not a URL.', 'Write one such as `http://localhost:4318/v1/metrics`.'),
};

/** A header may be a secret: it is never shown. */
const header: ValueSpec<string> = {
  schema: { type: 'string' },
  read: ({ value, refuse }) =>
    typeof value === 'string' ? value : refuse('This is not a text.', 'Write the value in quotes.'),
};

const enabled = (what: string) => optional(flag, what);

const value = refine(
  record({
    interval: optional(whole(1000, dayMs), 'Milliseconds between exports. Default: 30000'),
    prometheus: optional(
      record({
        enabled: enabled('Serve metrics to Prometheus. Default: true'),
        port: optional(whole(0, 65_535), 'Port to listen on. Default: 9464'),
        host: optional(text, 'Address to listen on. Default: 127.0.0.1'),
        path: optional(path, 'Path of the metrics. Default: /metrics'),
        file: optional(orOff(text), 'File for the textfile collector of node_exporter. Default: off'),
      }),
      'What Prometheus reads',
    ),
    json: optional(
      record({
        enabled: enabled('Write JSON files. Default: false'),
        outputDir: optional(text, 'Folder of the files. Default: .build-telemetry/exports'),
        rotateInterval: optional(whole(1000, 30 * dayMs), 'Milliseconds until a new file. Default: 3600000'),
        maxFiles: optional(whole(1, 100_000), 'Files to keep. Default: 24'),
      }),
      'JSON files',
    ),
    opentelemetry: optional(
      record({
        enabled: enabled('Send metrics by OTLP. Default: where the standard variables name an endpoint'),
        endpoint: optional(url, 'The whole URL. Default: from the standard variables'),
        protocol: optional(choice(['http', 'http/protobuf', 'http/json']), 'Default: http/protobuf'),
        headers: optional(
          mapping(header, 'Authorization: "Bearer …"'),
          'Headers; keep secrets in `OTEL_EXPORTER_OTLP_HEADERS`',
        ),
      }),
      'OTLP over HTTP',
    ),
  }),
  ({ interval, prometheus = {}, json = {}, opentelemetry = {} }): ExporterSettings => ({
    interval: interval ?? defaults.interval,
    prometheus: { ...defaults.prometheus, ...known(prometheus), file: prometheus.file ?? null },
    json: { ...defaults.json, ...known(json) },
    opentelemetry: {
      enabled: opentelemetry.enabled ?? opentelemetry.endpoint !== undefined,
      endpoint: opentelemetry.endpoint ?? null,
      protocol: opentelemetry.protocol ?? null,
      headers: Object.fromEntries(opentelemetry.headers ?? []),
    },
  }),
);

function known<T extends object>(given: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(given).filter(([, each]) => each !== undefined)) as never;
}

const defaults: ExporterSettings = {
  interval: 30_000,
  prometheus: { enabled: true, port: 9464, host: '127.0.0.1', path: '/metrics', file: null },
  json: {
    enabled: false,
    outputDir: '.build-telemetry/exports',
    rotateInterval: 3_600_000,
    maxFiles: 24,
  },
  opentelemetry: { enabled: false, endpoint: null, protocol: null, headers: {} },
};

export const exportersKey: KeySpec<ExporterSettings> = {
  value,
  description: 'Where `build-telemetry serve` exports metrics.',
  fallback: defaults,
  docs: {
    title: 'Exporters',
    text: 'Where `build-telemetry serve` exports metrics, with the keys of Golden Armada’s telemetry: see [metrics](metrics.md). The action sends metrics to the endpoint in the standard variables of OpenTelemetry.',
    example: `exporters:
  interval: 30000
  prometheus:
    port: 9464
  json:
    enabled: true
    maxFiles: 24
`,
  },
};
