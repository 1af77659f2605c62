/**
 * OpenTelemetry's SDK and exporters, loaded with the first span or exporter: importing the tracer does not load them.
 */
import { createRequire } from 'node:module';

interface Packages {
  readonly sdk: typeof import('@opentelemetry/sdk-trace');
  readonly resources: typeof import('@opentelemetry/resources');
  readonly zipkin: typeof import('@opentelemetry/exporter-zipkin');
}

const names: Readonly<Record<keyof Packages, string>> = {
  sdk: '@opentelemetry/sdk-trace',
  resources: '@opentelemetry/resources',
  zipkin: '@opentelemetry/exporter-zipkin',
};

const load = createRequire(import.meta.url);

/** Synchronously, because a span starts without waiting. */
export function loadOpenTelemetry<Part extends keyof Packages>(part: Part): Packages[Part] {
  return load(names[part]) as Packages[Part];
}
