/** Finds standard variables with invalid values: OpenTelemetry's exporters would ignore them silently. */

import { readFileSync } from 'node:fs';
import { formatCount } from '../model/counts.ts';
import type { Variables } from '../model/variables.ts';
import { chooseVariable, readVariable, type SignalName } from './otlp-endpoint.ts';

export interface WrongVariable {
  readonly what: string;
  readonly fix: string;
}

/** Never shows a value of headers: it may be a secret. */
export function checkVariables(name: SignalName, env: Variables): WrongVariable[] {
  return [...checkValues(name, env), ...checkHeaders(name, env), ...checkResource(env)];
}

function checkValues(name: SignalName, env: Variables): WrongVariable[] {
  const check = (variable: string, wanted: string, isFine: (value: string) => boolean): WrongVariable[] => {
    const value = readVariable(env, name, variable);
    if (value === '' || isFine(value)) return [];
    const set = chooseVariable(env, name, variable);
    const what = `\`${set}\` is \`${value.slice(0, 100)}\` and not ${wanted}: it is ignored.`;
    const fix = 'See https://opentelemetry.io/docs/specs/otel/protocol/exporter/ for its values.';
    return [{ what, fix }];
  };
  return [
    ...check('COMPRESSION', '`gzip` or `none`', (value) => value === 'gzip' || value === 'none'),
    ...check('TIMEOUT', 'a number of milliseconds above 0', isTimeout),
    ...['CERTIFICATE', 'CLIENT_CERTIFICATE', 'CLIENT_KEY'].flatMap((variable) =>
      check(variable, 'a PEM file', isPem),
    ),
  ];
}

function isPem(path: string): boolean {
  try {
    return readFileSync(path, 'utf8').includes('-----BEGIN ');
  } catch {
    return false;
  }
}

function isTimeout(value: string): boolean {
  return Number(value) > 0;
}

/** Milliseconds for one batch with all its attempts: from the variables, 10,000 by default, and at most `mostMs`. */
export function otlpTimeout(name: SignalName, env: Variables, mostMs: number): number {
  return readTimeout(readVariable(env, name, 'TIMEOUT'), mostMs);
}

export function readTimeout(value: string, mostMs: number): number {
  return Math.min(isTimeout(value) ? Number(value) : 10_000, mostMs);
}

/** Exporters leave out most invalid pairs, and cannot send the others. */
function checkHeaders(name: SignalName, env: Variables): WrongVariable[] {
  return ['HEADERS', `${name}_HEADERS`].flatMap((ending) => {
    const variable = `OTEL_EXPORTER_OTLP_${ending}`;
    const pairs = pairsOf(env[variable]);
    const wrong = pairs.flatMap((pair, i) => (isPair(pair) && header.test(pair) ? [] : [i + 1]));
    if (wrong.length === 0) return [];
    const which = `${wrong.length === 1 ? 'header' : 'headers'} ${wrong.join(', ')} of ${formatCount(pairs.length)}`;
    const what = `\`${variable}\`: ${which} must be \`name=value\`, percent-encoded.`;
    const fix =
      'Write `name=value`, several with commas between them, such as `authorization=Bearer%20TOKEN`.';
    return [{ what, fix }];
  });
}

/** A name as in HTTP; exporters leave out what follows a `;`. Reference: https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
const header = /^\s*[\w!#$%&'*+.^`|~-]+\s*=[^;]*$/;

/** With one invalid pair, OpenTelemetry uses none of them. */
function checkResource(env: Variables): WrongVariable[] {
  const variable = 'OTEL_RESOURCE_ATTRIBUTES';
  const isFine = (pair: string): boolean => isPair(pair) && pair.split('=').length === 2;
  if (pairsOf(env[variable]).every(isFine)) return [];
  const what = `\`${variable}\` is not a list of \`name=value\` with commas between them: it is ignored.`;
  return [{ what, fix: 'Percent-encode commas, equals signs and percent signs of values.' }];
}

function pairsOf(text = ''): string[] {
  return text.split(',').filter((pair) => pair.trim() !== '');
}

function isPair(pair: string): boolean {
  try {
    // The value is used, since the bundler removes a call without one, although it may throw.
    return pair.indexOf('=') > 0 && decodeURIComponent(pair) !== '';
  } catch {
    return false;
  }
}
