/**
 * The endpoint and protocol of a signal, from the standard variables. Reference:
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 */

import type { Variables } from '../model/variables.ts';
export type Protocol = 'http/protobuf' | 'http/json';

export type SignalName = 'TRACES' | 'METRICS';

/** The value for one signal, or for all; names of protocols and exporters are case-insensitive. */
export function readVariable(env: Variables, name: SignalName, variable: string): string {
  return env[chooseVariable(env, name, variable)]?.trim() ?? '';
}

/** The variable that counts: that of one signal if it is set, else that of all. */
export function chooseVariable(env: Variables, name: SignalName, variable: string): string {
  const own = `OTEL_EXPORTER_OTLP_${name}_${variable}`;
  return env[own]?.trim() ? own : `OTEL_EXPORTER_OTLP_${variable}`;
}

export function isSdkDisabled(env: Variables): boolean {
  return env['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true';
}

/** Whether the variable names other exporters, such as `console` or `prometheus`, or none. */
function isOther(env: Variables, variable: string): boolean {
  const named = (env[variable] ?? '')
    .toLowerCase()
    .split(',')
    .map((each) => each.trim());
  return named.join('') !== '' && !named.includes('otlp');
}

/**
 * The full URL: that of one signal unchanged, that of all with the signal's path. An invalid URL is returned
 * unchanged. null if the variables set no endpoint or disable the export.
 */
export function otlpEndpoint(name: SignalName, env: Variables): string | null {
  if (isSdkDisabled(env) || isOther(env, `OTEL_${name}_EXPORTER`)) return null;
  const own = env[`OTEL_EXPORTER_OTLP_${name}_ENDPOINT`]?.trim();
  if (own) return own;
  const base = env['OTEL_EXPORTER_OTLP_ENDPOINT']?.trim() || null;
  const url = base === null ? null : URL.parse(base);
  if (url === null) return base;
  url.pathname = `${url.pathname.replace(/\/$/, '')}/v1/${name.toLowerCase()}`;
  return url.href;
}

/** In lower case; other protocols may be set than the supported ones. */
export function otlpProtocol(name: SignalName, env: Variables): string {
  return readVariable(env, name, 'PROTOCOL').toLowerCase() || 'http/protobuf';
}

export function isProtocol(text: string): text is Protocol {
  return text === 'http/protobuf' || text === 'http/json';
}

export function isHttp(endpoint: string): boolean {
  return /^https?:$/.test(URL.parse(endpoint)?.protocol ?? '');
}

/** For messages: a URL may contain a password, or a token as a parameter. The paths of signals are left out. */
export function showEndpoint(endpoint: string): string {
  const url = URL.parse(endpoint);
  if (url === null || !isHttp(endpoint)) return '(not a URL)';
  return `${url.origin}${url.pathname}`.replace(/\/(v1\/(traces|metrics))?$/, '');
}
