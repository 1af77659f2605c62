/**
 * Sends spans to Zipkin in the form of OpenTelemetry's exporter. That one waits for an answer without a limit, and takes
 * a redirect for an acceptance.
 */
import http from 'node:http';
import https from 'node:https';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { readProxies } from '../io/fetch-url.ts';
import { loadOpenTelemetry } from './load-opentelemetry.ts';
import { showEndpoint } from './otlp-endpoint.ts';
import { withoutSecrets } from './otlp-fault.ts';

export interface ZipkinConfig {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMillis: number;
}

export function openZipkin(config: ZipkinConfig): SpanExporter {
  const exporter = new (loadOpenTelemetry('zipkin').ZipkinExporter)({ url: config.url });
  exporter['_send'] = (spans: unknown, settle: (result: ExportResult) => void): void => {
    post(config, JSON.stringify(spans)).then(
      () => settle({ code: ExportResultCode.SUCCESS }),
      (fault: Error) => {
        const error = new Error(
          `Zipkin endpoint ${showEndpoint(config.url)}: ${withoutSecrets(fault).message}`,
        );
        settle({ code: ExportResultCode.FAILED, error });
      },
    );
  };
  return exporter;
}

/** @throws unless it is accepted in time; the content of the answer is not read */
async function post({ url, headers, timeoutMillis }: ZipkinConfig, body: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const { request, Agent } = new URL(url).protocol === 'https:' ? https : http;
  const proxyEnv = readProxies(process.env);
  const agent = proxyEnv === null ? {} : { agent: new Agent({ proxyEnv }) };
  const type = { 'content-type': 'application/json' };
  const options = { method: 'POST', headers: { ...type, ...headers }, ...agent };
  const sent = request(url, options, ({ statusCode = 0 }) => {
    if (statusCode >= 200 && statusCode < 300) resolve();
    else reject(new Error(`It answered ${statusCode}`));
    sent.destroy();
  });
  const late = new Error(`It did not answer within ${timeoutMillis / 1000} s`);
  const timer = setTimeout(() => sent.destroy(late), timeoutMillis);
  sent.on('error', reject).on('close', () => clearTimeout(timer));
  sent.end(body);
  await promise;
}
