/**
 * Sends one signal over OTLP in batches, and reports refused items. Reference:
 * https://opentelemetry.io/docs/specs/otlp/#failures
 */

import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { withDeadline } from '../io/deadline.ts';
import { formatCount } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';
import type { Variables } from '../model/variables.ts';
import { checkVariables, otlpTimeout } from './check-variables.ts';
import {
  chooseVariable,
  isHttp,
  isProtocol,
  otlpEndpoint,
  otlpProtocol,
  showEndpoint,
} from './otlp-endpoint.ts';
import type { OtlpConfig, OtlpExporter, Rejection } from './otlp-exporter.ts';
import { describeOtlpFault, toOneLine } from './otlp-fault.ts';

/** The signal, in the terms of variables and messages. */
export interface Signal {
  readonly name: 'TRACES' | 'METRICS';
  /** `The trace was not exported in full`. */
  readonly subject: string;
  /** `spans`. */
  readonly items: string;
  readonly code: string;
}

export const metricsSignal: Signal = {
  name: 'METRICS',
  subject: 'The metrics were not exported in full',
  items: 'data points',
  code: 'metric-export',
};

/** The code of the problem of a variable that is ignored: everything may be sent all the same. */
export const ignoredVariable = 'otlp-variable';

/** Milliseconds for all batches together, whatever the exporter's own timeout for each. */
const deadlineMs = 20_000;

/** Spans or data points of one request: 300 to 500 kB; receivers accept 4 MB. */
const batchSize = 1_000;

/** Items in the order of the list, as batches of one request each. */
export function splitBatches<I, T>(
  items: readonly I[],
  toBatch: (part: readonly I[]) => T,
): Batches<T>['list'] {
  const list = [];
  for (let first = 0; first < items.length; first += batchSize) {
    const part = items.slice(first, first + batchSize);
    list.push({ batch: toBatch(part), items: part.length });
  }
  return list;
}

/** Batches in order, each with its number of items. */
export interface Batches<T> {
  readonly list: readonly { readonly batch: T; readonly items: number }[];
  /** The URL is the full one. */
  readonly open: (config: OtlpConfig) => Pick<OtlpExporter<T>, 'export' | 'abort'>;
}

/**
 * Sends one batch after the other, until one fails; the exporter retries what OTLP permits.
 * @param url the full URL
 * @returns the refused items
 */
export async function sendBatches<T>(
  signal: Signal,
  { list, open }: Batches<T>,
  url: string,
  env: Variables,
): Promise<readonly Problem[]> {
  const describe = (why: string, fix: string): Problem => ({
    level: 'warning',
    code: signal.code,
    where: `OTLP endpoint ${showEndpoint(url)}`,
    what: `${signal.subject}: ${why}`,
    fix,
  });
  const fixes = otlpEndpoint(signal.name, env) === url ? standardFixes(signal, env) : ownFixes;
  if (!isHttp(url)) return [describe('the endpoint is not an HTTP URL.', fixes.url)];
  const protocol = otlpProtocol(signal.name, env);
  if (!isProtocol(protocol))
    return [
      describe(`\`${protocol}\` is not supported.`, useHttp(chooseVariable(env, signal.name, 'PROTOCOL'))),
    ];
  const ignored = checkVariables(signal.name, env).map((wrong) => ({
    ...describe('', ''),
    ...{ code: ignoredVariable, ...wrong },
  }));
  const rejections: Rejection[] = [];
  const onRejection = (rejection: Rejection): void => void rejections.push(rejection);
  const timeoutMillis = otlpTimeout(signal.name, env, deadlineMs);
  const fault = await sendAll(signal, list, open({ url, protocol, timeoutMillis, onRejection }));
  return [
    ...ignored,
    ...(fault === null ? [] : [describe(fault, fault.startsWith('404 ') ? fixes.path : fixes.fault)]),
    ...rejections.map((rejection): Problem => {
      const { items } = rejection;
      const what = describeRejection(rejection, signal.items);
      const problem = describe(what, 'See the log of the receiver for its reason.');
      return items > 0
        ? problem
        : { ...problem, level: 'info', what: `Accepted, with a note: ${what}`, fix: '' };
    }),
  ];
}

/** @param word for the items */
export function describeRejection({ items, message }: Rejection, word: string): string {
  const note = toOneLine(message);
  return items > 0 ? `${formatCount(items)} ${word} were rejected. ${note}`.trim() : note;
}

interface Fixes {
  readonly url: string;
  /** Nothing accepts the signal at the path of the URL. */
  readonly path: string;
  readonly fault: string;
}

function standardFixes({ name, items }: Signal, env: Variables): Fixes {
  const endpoint = `\`${chooseVariable(env, name, 'ENDPOINT')}\``;
  const headers = `\`${chooseVariable(env, name, 'HEADERS')}\``;
  const path = `/v1/${name.toLowerCase()}`;
  const isOwn = endpoint.includes(name);
  const write = isOwn
    ? `Write the full path, usually \`${path}\`, into ${endpoint}`
    : `Write ${endpoint} without \`${path}\`, which is added`;
  return {
    url: `Write one that begins with \`http://\` or \`https://\`, such as \`http://collector:4318${isOwn ? path : ''}\`, into ${endpoint}.`,
    path: `${write}. If the receiver accepts no ${items}, set \`OTEL_${name}_EXPORTER\` to \`none\`.`,
    fault: `Check ${endpoint} and ${headers}. The check itself is not affected.`,
  };
}

/** Of an exporter of the library or of the configuration that has its own endpoint. */
const ownFixes: Fixes = {
  url: 'Write one that begins with `http://` or `https://`, such as `http://collector:4318/v1/metrics`.',
  path: 'Write the full URL, usually with `/v1/metrics`, as the endpoint of this exporter.',
  fault: 'Check the endpoint and the headers of this exporter.',
};

function useHttp(variable: string): string {
  return `Set \`${variable}\` to \`http/protobuf\` and use the port for HTTP, usually 4318.`;
}

/** @returns the failure; null if everything was accepted */
async function sendAll<T>(
  signal: Signal,
  list: Batches<T>['list'],
  exporter: Pick<OtlpExporter<T>, 'export' | 'abort'>,
): Promise<string | null> {
  const fault = await withDeadline(sendEach(signal, exporter, list), deadlineMs);
  // Otherwise a request without an end would keep the process alive.
  exporter.abort();
  return fault === 'timeout' ? `It did not answer within ${deadlineMs / 1000} s.` : fault;
}

async function sendEach<T>(
  { items: word }: Signal,
  exporter: Pick<OtlpExporter<T>, 'export'>,
  list: Batches<T>['list'],
): Promise<string | null> {
  const total = list.reduce((sum, { items }) => sum + items, 0);
  let sent = 0;
  for (const { batch, items } of list) {
    const { promise, resolve } = Promise.withResolvers<ExportResult>();
    exporter.export(batch, resolve);
    const { code, error } = await promise;
    if (code !== ExportResultCode.SUCCESS)
      return `${describeOtlpFault(error)} ${formatCount(total - sent)} of ${formatCount(total)} ${word} were not accepted.`;
    sent += items;
  }
  return null;
}
