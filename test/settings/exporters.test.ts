/** The exporters' part of the configuration: the documents' own JSON, and no secret in a message. */
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/settings/config.ts';

const read = (text: string) => readConfig(text, 'build-telemetry.yml');

describe('exporters', () => {
  it('are the three blocks of the document, as it writes them', () => {
    const blocks = {
      prometheus: { enabled: true, port: 9090, path: '/metrics' },
      json: {
        ...{ enabled: true, outputDir: '.claude/orchestration/telemetry/exports' },
        ...{ rotateInterval: 3_600_000, maxFiles: 24 },
      },
      opentelemetry: {
        ...{ enabled: true, endpoint: 'http://localhost:4318/v1/metrics', protocol: 'http' },
        headers: { Authorization: 'Bearer <token>' },
      },
    };
    const { config, problems } = read(JSON.stringify({ exporters: blocks }));
    expect(problems).toEqual([]);
    expect(config.exporters).toMatchObject(blocks);
  });

  it('have defaults: Prometheus alone, on the port of OpenTelemetry', () => {
    expect(read('').config.exporters).toMatchObject({
      interval: 30_000,
      prometheus: { enabled: true, port: 9464, host: '127.0.0.1', path: '/metrics', file: null },
      json: { enabled: false, rotateInterval: 3_600_000, maxFiles: 24 },
      opentelemetry: { enabled: false, headers: {} },
    });
  });

  it('name every mistake together, and never a secret', () => {
    const { problems } = read(`exporters:
  prometheus: { port: 99999, pathh: /m }
  json: { maxFiles: 0 }
  opentelemetry:
    endpoint: "nowhere:very-secret"
    headers: { Authorization: [very-secret] }
`);
    expect(problems.map(({ where }) => /`(.*)`/.exec(where)?.[1]).sort()).toEqual([
      'exporters.json.maxFiles',
      'exporters.opentelemetry.endpoint',
      'exporters.opentelemetry.headers.Authorization',
      'exporters.prometheus.pathh',
      'exporters.prometheus.port',
    ]);
    expect(JSON.stringify(problems)).not.toContain('very-secret');
  });
});
