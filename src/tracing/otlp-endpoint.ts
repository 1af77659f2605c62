/** Where a signal goes by the standard variables, and how. Reference: https://opentelemetry.io/docs/specs/otel/protocol/exporter/ */

import type { Variables } from '../model/variables.ts';
export type Protocol = 'http/protobuf' | 'http/json';

export type SignalName = 'TRACES' | 'METRICS';

/** The value for a signal, or for all; names of protocols and exporters may be in any case. */
export function readVariable(env: Variables, name: SignalName, variable: string): string {
  const own = env[`OTEL_EXPORTER_OTLP_${name}_${variable}`]?.trim();
  return (own || env[`OTEL_EXPORTER_OTLP_${variable}`]?.trim()) ?? '';
}

function is(env: Variables, variable: string, value: string): boolean {
  return env[variable]?.trim().toLowerCase() === value;
}

export function isSdkDisabled(env: Variables): boolean {
  return is(env, 'OTEL_SDK_DISABLED', 'true');
}

/**
 * The whole URL: that of one signal as it is, that of all with the signal's path. What is no URL is given as it is.
 * null where the variables name no endpoint or switch the export off.
 */
export function otlpEndpoint(name: SignalName, env: Variables): string | null {
  if (isSdkDisabled(env) || is(env, `OTEL_${name}_EXPORTER`, 'none')) return null;
  const own = env[`OTEL_EXPORTER_OTLP_${name}_ENDPOINT`]?.trim();
  if (own) return own;
  const base = env['OTEL_EXPORTER_OTLP_ENDPOINT']?.trim() || null;
  const url = base === null ? null : URL.parse(base);
  if (url === null) return base;
  url.pathname = `${url.pathname.replace(/\/$/, '')}/v1/${name.toLowerCase()}`;
  return url.href;
}

/** As it is written, in small letters: other protocols than ours may be asked for. */
export function otlpProtocol(name: SignalName, env: Variables): string {
  return readVariable(env, name, 'PROTOCOL').toLowerCase() || 'http/protobuf';
}

export function isProtocol(text: string): text is Protocol {
  return text === 'http/protobuf' || text === 'http/json';
}

export function isHttp(endpoint: string): boolean {
  return /^https?:$/.test(URL.parse(endpoint)?.protocol ?? '');
}

/** For messages: a URL may hold a password, or a token as a parameter. The paths of signals are left out. */
export function showEndpoint(endpoint: string): string {
  const url = URL.parse(endpoint);
  if (url === null || !isHttp(endpoint)) return '(not a URL)';
  return `${url.origin}${url.pathname}`.replace(/\/(v1\/(traces|metrics))?$/, '');
}
